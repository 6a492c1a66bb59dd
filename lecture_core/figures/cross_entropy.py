"""Both cost functions and their slopes, as functions of z or of a, with the neuron on them."""

import numpy as np

from lecture_core.activation import logit, sigmoid
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.figures.look import (
    COST_COLOURS,
    COST_STYLES,
    GRID,
    INK,
    TARGET,
    LectureFigure,
    styled,
)
from lecture_core.words import fixed, text

COSTS = (QUADRATIC, CROSS_ENTROPY)
FARTHEST = 6.0  # |z| at the ends of the axis; sigma(-6) = 0.0025, the lecture's trained output
_HIGHEST = 6.3  # of the axis of C: C(z = 6, y = 0) = 6.0025 has its place
_REACH = 0.55  # of a tangent on either side of the neuron, in inches


def _look(cost, **more):
    return {"color": COST_COLOURS[cost.name], "linestyle": COST_STYLES[cost.name], **more}


def grid(axis):
    """Weighted inputs at which the curves are drawn: evenly in z, or evenly in a."""
    if axis == "z":
        return np.linspace(-FARTHEST, FARTHEST, 241)
    a = np.linspace(0, 1, 241)[1:-1]
    ends = np.logspace(-12, -2.4, 24)
    a = np.concatenate((ends, a, 1 - ends[::-1]))
    return logit(a)


class CostFigure(LectureFigure):
    """C of both costs with tangents at the neuron on the left, their slopes dC/dz on the right.

    `show(axis, z, y)`: `axis` is "z" or "a", the quantity to the right; z and y are the neuron's.
    """

    @styled
    def __init__(self, *, language):
        super().__init__(4.1, layout="none")
        self._language = language
        self._left, self._right = (
            self.add_axes((left, 0.125, 0.4, 0.77)) for left in (0.055, 0.585)
        )
        self._left.set_ylim(0, _HIGHEST)
        self._right.set_ylim(-1.06, 1.06)
        self._left.set_ylabel("C")
        self._right.axhline(0, color=INK, linewidth=1)
        self._goals = [
            # On the right it ends below the numbers.
            axes.axvline(0, ymax=top, color=TARGET, linewidth=3, alpha=0.8)
            for axes, top in ((self._left, 1.0), (self._right, 0.8))
        ]
        self._curves, self._tangents, self._points = [], [], []
        for cost in COSTS:
            for axes in (self._left, self._right):
                self._curves += axes.plot([], [], **_look(cost))
                self._points += axes.plot(
                    [], [], "o" if cost is CROSS_ENTROPY else "s", color=COST_COLOURS[cost.name],
                    markersize=10, markeredgecolor=INK, zorder=6, clip_on=False,
                )
            self._tangents += self._left.plot([], [], color=INK, linewidth=1.8, zorder=5)
        self._slopes = []
        for cost, place, height in ((QUADRATIC, 0.76, 0.85), (CROSS_ENTROPY, 0.0, 0.94)):
            for axes, begin, level in ((self._left, place, 1.06), (self._right, 0.03, height)):
                axes.plot([begin, begin + 0.1], [level, level], transform=axes.transAxes,
                          clip_on=False, **_look(cost))
            self._left.text(place + 0.12, 1.06, text(cost.name, language), va="center",
                            transform=self._left.transAxes)
            self._slopes.append(self._right.text(
                0.15, height, "", va="center", weight="bold", transform=self._right.transAxes))
        self._state = self._right.text(
            1.0, 1.06, "", ha="right", va="center", transform=self._right.transAxes
        )
        self.live = [*self._goals, *self._curves, *self._tangents, *self._points, *self._slopes,
                     self._state]

    def show(self, axis, z, y):
        """Draw the curves for the right answer y and put the neuron at the weighted input z."""
        if axis != self.base_key:
            self._set_axis(axis)
        across = grid(axis)
        a = sigmoid(z)
        here, xs = (z, across) if axis == "z" else (a, sigmoid(across))
        goal = logit(y) if axis == "z" else y
        for line in self._goals:
            line.set_xdata([goal, goal] if np.isfinite(goal) else [np.nan, np.nan])
        states = []
        for k, cost in enumerate(COSTS):
            C, delta = cost.value(z, y), cost.delta(z, y)
            self._curves[2 * k].set_data(xs, cost.value(across, y))
            self._curves[2 * k + 1].set_data(xs, cost.delta(across, y))
            self._points[2 * k].set_data([here], [C])
            self._points[2 * k + 1].set_data([here], [delta])
            slope = delta if axis == "z" else delta / (sigmoid(z) * sigmoid(-z))
            self._tangents[k].set_data(*self._tangent(here, C, slope))
            name = text(cost.name, self._language)
            self._slopes[k].set_text(fixed(delta, 4))
            states.append(text("cost_alt_state", self._language, cost=name, C=fixed(C, 4),
                               slope=fixed(delta, 4)))
        self._state.set_text(f"z = {fixed(z)}, a = {a:.4f}, y = {fixed(y)}")
        self.description = text("cost_alt", self._language, axis=axis, z=fixed(z), a=f"{a:.4f}",
                                y=fixed(y), states=" ".join(states))
        return self

    def _set_axis(self, axis):
        for axes in (self._left, self._right):
            axes.set_xlim(*((-FARTHEST, FARTHEST) if axis == "z" else (0, 1)))
            axes.set_xlabel(text("weighted_input_axis" if axis == "z" else "output_axis",
                                 self._language))
        self._right.set_ylabel("dC/dz", labelpad=-4)
        self.base_key = axis

    def _tangent(self, x, C, slope):
        """A piece of the tangent at (x, C) that has the same length on paper at any slope."""
        box = self._left.get_position()
        width, height = self.get_size_inches() * (box.width, box.height)
        (x0, x1), (y0, y1) = self._left.get_xlim(), self._left.get_ylim()
        per_x, per_y = width / (x1 - x0), height / (y1 - y0)
        step = _REACH / np.hypot(per_x, slope * per_y)
        return [x - step, x + step], [C - slope * step, C + slope * step]


def cost_figure(z, y, *, axis="z", language):
    """S6: both costs with their tangents, and dC/dz, for a neuron at z that should answer y."""
    return CostFigure(language=language).show(axis, z, y)


@styled
def costs_figure(*, language):
    """S6: both costs against the output a and against the weighted input z, for y = 0 and y = 1."""
    figure = LectureFigure(3.9, layout="none")
    for place, axis in ((0.065, "a"), (0.57, "z")):
        axes = figure.add_axes((place, 0.14, 0.415, 0.74))
        zs = grid(axis)
        xs = sigmoid(zs) if axis == "a" else zs
        for y, strength in ((0, 1.0), (1, 0.55)):
            for cost in COSTS:
                axes.plot(xs, cost.value(zs, y), alpha=strength, **_look(cost))
        axes.set_xlim(*((-FARTHEST, FARTHEST) if axis == "z" else (0, 1)))
        axes.set_ylim(0, _HIGHEST)
        axes.set_ylabel("C")
        axes.set_xlabel(text("weighted_input_axis" if axis == "z" else "output_axis", language))
        # Words stand where the curves are, so that no legend has to be matched by colour alone.
        for y, x, side in ((0, 0.95, "right"), (1, 0.05, "left")):
            x = x if axis == "a" else 8.4 * (x - 0.5)
            axes.text(x, 5.0, f"y = {y}", ha=side, va="bottom")
    handles = [figure.axes[0].plot([], [], **_look(cost))[0] for cost in reversed(COSTS)]
    figure.legend(handles, [text(cost.name, language) for cost in reversed(COSTS)], ncols=2,
                  loc="upper center", bbox_to_anchor=(0.52, 1.01), handlelength=3.2)
    figure.description = text("costs_alt", language)
    return figure


@styled
def surface_figure(*, language):
    """S7: the cross-entropy over the square of (a, y): a hill with a valley along a = y."""
    figure = LectureFigure(4.2, layout="none")
    hill = figure.add_axes((-0.01, 0.0, 0.52, 1.0), projection="3d")
    ys = np.linspace(0, 1, 41)
    zs = np.linspace(-4.6, 4.6, 61)
    surface = np.stack([CROSS_ENTROPY.value(zs, y) for y in ys])
    a = sigmoid(zs)
    hill.plot_surface(*np.meshgrid(a, ys), surface, color=COST_COLOURS["cross_entropy"], alpha=0.75,
                      rstride=2, cstride=2, linewidth=0, antialiased=False)
    inner = ys[1:-1]
    floor = np.concatenate(([0], CROSS_ENTROPY.value(logit(inner), inner), [0]))
    hill.plot(ys, ys, floor, color=TARGET, linewidth=3.2, zorder=10)
    hill.set(xlim=(0, 1), ylim=(0, 1), zlim=(0, 4.6), xlabel="a", ylabel="y", zlabel="C")
    hill.set_xticks((0, 0.5, 1))
    hill.set_yticks((0.5, 1))
    hill.set_zticks((0, 2, 4))
    hill.view_init(elev=28, azim=-118)
    hill.set_box_aspect((1, 1, 0.75), zoom=0.92)
    for side in (hill.xaxis, hill.yaxis, hill.zaxis):
        side.set_pane_color((1, 1, 1, 0))
        side._axinfo["grid"]["color"] = GRID
    cut = figure.add_axes((0.585, 0.145, 0.385, 0.74))
    zs = grid("a")
    colour = COST_COLOURS["cross_entropy"]
    for y in (0, 0.3, 1):
        cut.plot(sigmoid(zs), CROSS_ENTROPY.value(zs, y), color=colour, linewidth=1.8)
    cut.plot(ys, floor, color=TARGET, linewidth=3.2)
    cut.plot(0.3, CROSS_ENTROPY.value(logit(0.3), 0.3), "o", color=TARGET, markersize=8,
             markeredgecolor=INK, zorder=5)
    for y, x, height, side in ((0, 0.92, 2.75, "right"), (0.3, 0.3, 0.82, "center"),
                               (1, 0.08, 2.75, "left")):
        cut.text(x, height, f"y = {y:g}", ha=side, va="center")
    cut.set(xlim=(0, 1), ylim=(0, 3), ylabel="C")
    cut.set_xlabel(text("output_axis", language))
    cut.set_title(text("surface_valley", language), loc="left", fontsize=12)
    figure.description = text("surface_alt", language)
    return figure
