"""Both cost functions and their slopes, as functions of z or of a, with the neuron on them."""

import numpy as np

from lecture_core.activation import logit, sigmoid
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.figures.bet_marks import mark_bets
from lecture_core.figures.look import (
    COST_COLOURS,
    INK,
    TARGET,
    LectureFigure,
    cost_look,
    cost_mark,
    styled,
)
from lecture_core.words import fixed, text

COSTS = (QUADRATIC, CROSS_ENTROPY)
FARTHEST = 6.0  # |z| at the ends of the axis; sigma(-6) = 0.0025, the lecture's trained output
_HIGHEST = 6.3  # of the axis of C: C(z = 6, y = 0) = 6.0025 has its place
_REACH = 0.55  # of a tangent on either side of the neuron, in inches
_AXES = {"z": ("weighted_input_axis", (-FARTHEST, FARTHEST)), "a": ("output_axis", (0, 1))}


def grid(axis):
    """Weighted inputs at which the curves are drawn: evenly in z, or evenly in a."""
    if axis == "z":
        return np.linspace(-FARTHEST, FARTHEST, 241)
    a = np.linspace(0, 1, 241)[1:-1]
    ends = np.logspace(-12, -2.4, 24)
    return logit(np.concatenate((ends, a, 1 - ends[::-1])))


class CostFigure(LectureFigure):
    """C of both costs with tangents at the neuron on the left, their slopes dC/dz on the right.

    `show(axis, z, y)`: `axis` is "z" or "a", the quantity to the right; z and y are the neuron's.
    """

    @styled
    def __init__(self, *, language):
        super().__init__(4.1, language=language, layout="none")
        self.panels = {"value": self.panel(0.055, 0.125, 0.4, 0.77, ylim=(0, _HIGHEST),
                                           ylabel="C"),
                       "delta": self.panel(0.585, 0.125, 0.395, 0.77)}
        left, right = self.panels.values()
        right.set_ylabel("dC/dz")
        right.axhline(0, color=INK, linewidth=1)
        # On the right the target's line ends below the numbers.
        self.goals = [axes.axvline(0, ymax=top, color=TARGET, linewidth=3, alpha=0.8)
                      for axes, top in ((left, 1.0), (right, 0.8))]
        self.curves, self.points, self.tangents, self.slopes = {}, {}, {}, {}
        for cost, place, height in ((QUADRATIC, 0.76, 0.85), (CROSS_ENTROPY, 0.0, 0.94)):
            for name, axes in self.panels.items():
                self.curves[cost, name], = axes.plot([], [], **cost_look(cost))
                self.points[cost, name], = axes.plot(
                    [], [], markersize=10, markeredgecolor=INK, zorder=6, clip_on=False,
                    **cost_mark(cost))
            self.tangents[cost], = left.plot([], [], color=INK, linewidth=1.8, zorder=5)
            for axes, begin, level in ((left, place, 1.06), (right, 0.03, height)):
                axes.plot([begin, begin + 0.1], [level, level], transform=axes.transAxes,
                          clip_on=False, **cost_look(cost))
            left.text(place + 0.12, 1.06, self.words(cost.name), va="center",
                      transform=left.transAxes)
            self.slopes[cost] = right.text(0.15, height, "", va="center", weight="bold",
                                           transform=right.transAxes)
        self._state = right.text(1.0, 1.06, "", ha="right", va="center", transform=right.transAxes)
        self.live = [*self.goals, *self.curves.values(), *self.tangents.values(),
                     *self.points.values(), *self.slopes.values(), self._state]

    def show(self, axis, z, y):
        """Draw the curves for the right answer y and put the neuron at the weighted input z."""
        # The slopes lie between -y and 1 - y: at a sure answer half of the panel would be empty.
        key = axis, (-1.06 if y > 0 else -0.12), (1.06 if y < 1 else 0.35)
        if self.base_key != key:
            self._scale(*key)
        across, a = grid(axis), sigmoid(z)
        here, xs, goal = (z, across, logit(y)) if axis == "z" else (a, sigmoid(across), y)
        for line in self.goals:
            line.set_xdata([goal, goal] if np.isfinite(goal) else [np.nan, np.nan])
        states = []
        for cost in COSTS:
            C, delta = cost.value(z, y), cost.delta(z, y)
            for name, height in (("value", C), ("delta", delta)):
                self.curves[cost, name].set_data(xs, getattr(cost, name)(across, y))
                self.points[cost, name].set_data([here], [height])
            slope = delta if axis == "z" else delta / (sigmoid(z) * sigmoid(-z))
            self.tangents[cost].set_data(*self._tangent(here, C, slope))
            self.slopes[cost].set_text(fixed(delta, 4))
            states.append(self.words("cost_alt_state", cost=self.words(cost.name), C=fixed(C, 4),
                                     slope=fixed(delta, 4)))
        self._state.set_text(f"z = {fixed(z)}, a = {a:.4f}, y = {fixed(y)}")
        self.description = self.words(
            "cost_alt", axis=self.words(f"against_{axis}"), z=fixed(z), a=f"{a:.4f}", y=fixed(y),
            states=" ".join(states))
        return self

    @styled
    def _scale(self, axis, low, high):
        self.base_key = axis, low, high
        for axes in self.panels.values():
            self.label(axes, _AXES[axis][0], xlim=_AXES[axis][1])
        self.panels["delta"].set_ylim(low, high)

    def _tangent(self, x, C, slope):
        """A piece of the tangent at (x, C) that has the same length on paper at any slope."""
        left = self.panels["value"]
        width, height = self.get_size_inches() * left.get_position().size
        (x0, x1), (y0, y1) = left.get_xlim(), left.get_ylim()
        per_x, per_y = width / (x1 - x0), height / (y1 - y0)
        step = _REACH / np.hypot(per_x, slope * per_y)
        return [x - step, x + step], [C - slope * step, C + slope * step]


def cost_figure(z, y, *, axis="z", language):
    """Both costs with their tangents, and dC/dz, for a neuron at z that should answer y."""
    return CostFigure(language=language).show(axis, z, y)


@styled
def costs_figure(*, language, bets=()):
    """Both costs against the output a and against the weighted input z, for y = 0 and y = 1.

    `bets` are marked on the right, at (z, C).
    """
    figure = LectureFigure(3.9, language=language, layout="none")
    for place, axis in ((0.065, "a"), (0.57, "z")):
        axes = figure.panel(place, 0.14, 0.41, 0.74, x=_AXES[axis][0], xlim=_AXES[axis][1],
                            ylim=(0, _HIGHEST), ylabel="C")
        zs = grid(axis)
        xs = sigmoid(zs) if axis == "a" else zs
        # Words stand where the curves are, so that no legend has to be matched by colour alone.
        for y, strength, x, side in ((0, 1.0, 0.95, "right"), (1, 0.55, 0.05, "left")):
            handles = [axes.plot(xs, cost.value(zs, y), alpha=strength, gid=f"{cost.name} {y}",
                                 **cost_look(cost))[0] for cost in COSTS]
            axes.text(x if axis == "a" else 8.4 * (x - 0.5), 5.0, f"y = {y}", ha=side, va="bottom")
    handles = [axes.plot([], [], **cost_look(cost))[0] for cost in reversed(COSTS)]
    figure.legend(handles, [text(cost.name, language) for cost in reversed(COSTS)], ncols=2,
                  loc="upper center", bbox_to_anchor=(0.52, 1.01), handlelength=3.2)
    figure.description = figure.words("costs_alt")
    return mark_bets(figure, axes, bets)


@styled
def surface_figure(*, language, bets=()):
    """The cross-entropy over the square of (a, y): a hill with a valley along a = y.

    On the right slices through it and the valley's floor; `bets` are marked there, at (a, C).
    """
    figure = LectureFigure(4.2, language=language, layout="none")
    ys = np.linspace(0, 1, 41)
    floor = CROSS_ENTROPY.value(logit(ys[1:-1]), ys[1:-1])
    floor = np.concatenate(([0], floor, [0]))  # with 0 ln 0 = 0 at the ends
    colour = COST_COLOURS["cross_entropy"]
    hill = figure.add_axes((-0.01, 0.0, 0.52, 1.0), projection="3d")
    zs = np.linspace(-4.6, 4.6, 61)
    hill.plot_surface(*np.meshgrid(sigmoid(zs), ys),
                      np.stack([CROSS_ENTROPY.value(zs, y) for y in ys]), color=colour, alpha=0.75,
                      rstride=2, cstride=2, linewidth=0, antialiased=False)
    hill.plot(ys, ys, floor, color=TARGET, linewidth=3.2, zorder=10)
    hill.set(xlim=(0, 1), ylim=(0, 1), zlim=(0, 4.6), xlabel="a", ylabel="y", zlabel="C",
             xticks=(0, 0.5, 1), yticks=(0.5, 1), zticks=(0, 2, 4))
    hill.view_init(elev=28, azim=-118)
    hill.set_box_aspect((1, 1, 0.75), zoom=0.92)
    for side in (hill.xaxis, hill.yaxis, hill.zaxis):
        side.set_pane_color((1, 1, 1, 0))
    cut = figure.panel(0.585, 0.145, 0.385, 0.8, x="output_axis", xlim=(0, 1), ylim=(0, 3),
                       ylabel="C")
    zs = grid("a")
    for y, x, height, side in ((0, 0.92, 2.75, "right"), (0.3, 0.3, 0.82, "center"),
                               (1, 0.08, 2.75, "left")):
        cut.plot(sigmoid(zs), CROSS_ENTROPY.value(zs, y), color=colour, linewidth=1.8,
                 gid=f"cut {y:g}")
        cut.text(x, height, f"y = {y:g}", ha=side, va="center")
    cut.plot(ys, floor, color=TARGET, linewidth=3.2, gid="valley")
    cut.plot(0.3, CROSS_ENTROPY.value(logit(0.3), 0.3), "o", color=TARGET, markersize=8,
             markeredgecolor=INK, zorder=5)
    cut.text(0.5, 0.16, figure.words("surface_valley"), ha="center", va="center")
    figure.description = figure.words("surface_alt")
    return mark_bets(figure, cut, bets)
