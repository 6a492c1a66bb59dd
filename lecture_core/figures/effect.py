"""Cross-entropy beside the quadratic cost: the lab's picture and the stills of notebook 04."""

import numpy as np

from lecture_core.activation import logit, sigmoid_prime
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.figures.look import (
    COST_COLOURS,
    COST_STYLES,
    GROUND,
    INK,
    START_COLOURS,
    START_STYLES,
    LectureFigure,
    nice_limit,
    styled,
)
from lecture_core.neuron import LEARNT
from lecture_core.words import number, text

_COSTS = (QUADRATIC, CROSS_ENTROPY)
_POINTS = 301  # of a curve of the lab, at most
_LEARNT_Z = logit(LEARNT)


def _look(cost):
    return {"color": COST_COLOURS[cost.name], "linestyle": COST_STYLES[cost.name]}


class EffectFigure(LectureFigure):
    """Both costs from the same start, one panel a start: a, z or C against the epoch.

    `show(runs)` takes a pair of runs (quadratic, cross-entropy) for each of the two starts; a ring
    marks the first epoch with a <= 0.2.
    """

    @styled
    def __init__(self, *, language):
        super().__init__(4.3, layout="none")
        self._language = language
        self._panels = [self.add_axes((left, 0.125, 0.4, 0.645)) for left in (0.075, 0.575)]
        self._titles, self._names, self._curves, self._rings, self._marks = [], [], [], [], []
        for axes in self._panels:
            axes.set_xlabel(text("epoch_axis", language))
            self._titles.append(axes.text(0, 1.27, "", transform=axes.transAxes, weight="bold",
                                          va="center"))
            for cost, height in zip(_COSTS, (1.165, 1.07), strict=True):
                axes.plot([0, 0.11], [height] * 2, transform=axes.transAxes, clip_on=False,
                          **_look(cost))
                self._names.append(axes.text(0.13, height, "", transform=axes.transAxes,
                                             va="center"))
                self._curves += axes.plot([], [], **_look(cost))
                self._rings += axes.plot(
                    [], [], "o", color=COST_COLOURS[cost.name], markerfacecolor=GROUND,
                    markeredgewidth=2.2, markersize=9, zorder=5, clip_on=False)
                self._marks.append(axes.text(0, 0, "", zorder=6))
        self._level = [axes.axhline(LEARNT, color=INK, linewidth=1.2, linestyle=":")
                       for axes in self._panels]
        self.live = [*self._titles, *self._names, *self._curves, *self._rings, *self._marks]

    def show(self, runs, quantity="a"):
        """Draw the runs ((quadratic, cross-entropy) of start 1, the same of start 2)."""
        curves = [getattr(run, quantity) for pair in runs for run in pair]
        epochs = len(curves[0]) - 1
        self._scale(quantity, epochs, curves)
        # The curves are smooth: so many points are enough for the eye, and quick to send.
        n = np.unique(np.linspace(0, epochs, _POINTS).round().astype(int))
        said = []
        firsts = [run.first_epoch(LEARNT) for pair in runs for run in pair]
        for k, run in enumerate(run for pair in runs for run in pair):
            self._curves[k].set_data(n, curves[k][n])
            cost, eta = text(run.cost.name, self._language), number(run.eta)
            self._names[k].set_text(f"{cost}, η = {eta}")
            first, never = firsts[k], firsts[k] != firsts[k]
            later = first > firsts[k ^ 1]
            self._mark(k, first, first if never else curves[k][int(first)], later)
            reached = (text("reached_never", self._language) if never else
                       text("reached_at", self._language, epoch=int(first)))
            said.append(text("effect_alt_run", self._language, cost=cost, eta=eta,
                             a=f"{run.a[-1]:.4f}", reached=reached))
        starts = []
        for k, (run, _) in enumerate(runs):
            title = text("start_wb", self._language, number=k + 1, w=number(run.w[0]),
                         b=number(run.b[0]))
            self._titles[k].set_text(title)
            starts.append(f"{title}. {said[2 * k]} {said[2 * k + 1]}")
        self.description = text("effect_alt", self._language, epochs=epochs,
                                starts=" ".join(starts))
        return self

    def _scale(self, quantity, epochs, curves):
        if quantity == "a":
            low, high = 0, 1.03
        else:
            low = -nice_limit(max(0.0, *(-float(curve.min()) for curve in curves)))
            high = nice_limit(max(0.0, *(float(curve.max()) for curve in curves)))
            low = 0 if quantity == "C" else low
        if self.base_key == (key := (quantity, epochs, low, high)):
            return
        self.base_key = key
        label = {"a": "output_axis", "z": "effect_z_axis", "C": "cost_axis"}[quantity]
        for axes, level in zip(self._panels, self._level, strict=True):
            axes.set_xlim(0, max(epochs, 1))
            axes.set_ylim(low, high)
            axes.set_ylabel(text(label, self._language))
            level.set_visible(quantity != "C")
            level.set_ydata([LEARNT if quantity == "a" else _LEARNT_Z] * 2)

    def _mark(self, k, epoch, value, later):
        """The ring of curve k at its first epoch with a <= 0.2, and that epoch in digits."""
        self._rings[k].set_data([epoch], [value])
        never = epoch != epoch
        self._marks[k].set_text("" if never else f"{epoch:.0f}")
        if never:
            return
        _, epochs, low, high = self.base_key
        across, up = 0.018 * epochs, 0.035 * (high - low)
        # Falling curves leave room at the lower left, for the earlier one, and the upper right.
        beside = self._marks[k]
        if not later and epoch > 0.1 * epochs and value - low > 0.12 * (high - low):
            beside.set(position=(epoch - 0.4 * across, value - up), ha="right", va="top")
        elif epoch < 0.9 * epochs:
            beside.set(position=(epoch + across, value + up), ha="left", va="bottom")
        else:
            beside.set(position=(epoch, value + 2 * up), ha="right", va="bottom")


def effect_figure(runs, *, language, quantity="a"):
    """Two panels, one a start; `runs` holds a pair (quadratic, cross-entropy) for each start."""
    return EffectFigure(language=language).show(runs, quantity)


@styled
def rules_figure(gradient, widget, *, language):
    """The gradient's runs and those of the published rule side by side, two starts each.

    Dotted on the right: a0 exp(-2 eta n), the flow of the published rule.
    """
    figure = LectureFigure(3.7)
    left, right = figure.subplots(1, 2, sharey=True)
    said = []
    for axes, runs, head in ((left, gradient, "rules_gradient"), (right, widget, "rules_widget")):
        axes.set_title(text(head, language))
        axes.set_xlabel(text("epoch_axis", language))
        for k, run in enumerate(runs):
            title = text("start_wb", language, number=k + 1, w=number(run.w[0]), b=number(run.b[0]))
            axes.plot(run.a, color=START_COLOURS[k], linestyle=START_STYLES[k], label=title)
            said.append(f"{title}, {text(head, language)}: a = {run.a[-1]:.4f}.")
        axes.set_xlim(0, len(runs[0].a) - 1)
        axes.set_ylim(0, 1.03)
    for run in widget:
        n = np.arange(len(run.a))
        law, = right.plot(n, run.a[0] * np.exp(-(1 + run.x**2) * run.eta * n), color=INK,
                          linestyle=":", linewidth=1.6)
    law.set_label("$a_0\\, e^{-2\\eta n}$")
    left.set_ylabel(text("output_axis", language))
    left.legend(loc="lower left")
    right.legend(handles=[law], loc="upper right")
    figure.description = text("rules_alt", language, eta=number(widget[0].eta), runs=" ".join(said))
    return figure


@styled
def damping_figure(z, *, language):
    """|dz/dt| and |da/dt| for eta = 1, y = 0 against z, for both costs."""
    figure = LectureFigure(3.7)
    panels = figure.subplots(1, 2, sharey=True)
    heads = ("damping_z", "damping_a")
    for axes, head, factor in zip(panels, heads, (1.0, sigmoid_prime(z)), strict=True):
        for cost in _COSTS:
            axes.semilogy(z, 2 * cost.delta(z, 0) * factor, label=text(cost.name, language),
                          **_look(cost))
        axes.set_title(text(head, language))
        axes.set_xlabel(text("effect_z_axis", language))
        axes.set_xlim(z[0], z[-1])
        axes.set_ylim(1e-6, 4)
    panels[0].legend(loc="lower center")
    figure.description = text(
        "damping_alt", language, z=number(z[-1]),
        speeds=", ".join(number(2 * cost.delta(z[-1], 0) * factor) for factor in
                         (1.0, sigmoid_prime(z[-1])) for cost in _COSTS))
    return figure


@styled
def start_times_figure(z0, simulated, z, law, *, language, etas):
    """Epochs to a <= 0.2 against the start z0: points simulated, lines the learning-time law.

    simulated (at z0), law (at z) and etas hold a value for each cost, the quadratic first.
    """
    figure = LectureFigure(3.7)
    axes = figure.subplots()
    for cost, points, line, eta in zip(_COSTS, simulated, law, etas, strict=True):
        name = f"{text(cost.name, language)}, η = {number(eta)}"
        axes.semilogy(z, line, label=name, **_look(cost))
        axes.semilogy(z0, points, "s" if cost is QUADRATIC else "o", markersize=7,
                      color=COST_COLOURS[cost.name], markerfacecolor=GROUND, markeredgewidth=2)
    axes.set_xlim(z[0] - 0.1, z[-1] + 0.1)
    axes.set_xlabel(text("start_z_axis", language))
    axes.set_ylabel(text("epochs_to_axis", language, level=number(LEARNT)))
    axes.legend(loc="upper left", title=text("times_legend", language), alignment="left")
    figure.description = text(
        "times_alt", language, z=number(z0[-1]), quadratic=f"{simulated[0][-1]:.0f}",
        cross_entropy=f"{simulated[1][-1]:.0f}")
    return figure


@styled
def late_figure(runs, *, language):
    """a against the epoch on logarithmic axes, for a run of each cost, with the laws' late ends."""
    figure = LectureFigure(3.9)
    axes = figure.subplots()
    said = []
    for run in runs:
        epochs = len(run.a) - 1
        n = np.unique(np.geomspace(1, epochs, 500).round().astype(int))
        name = text(run.cost.name, language)
        axes.loglog(n, run.a[n], label=f"{name}, η = {number(run.eta)}", **_look(run.cost))
        rate = (1 + run.x**2) * run.eta
        late = n[n * rate > 3]
        quadratic = run.cost is QUADRATIC
        end = (2 * rate * late) ** -0.5 if quadratic else 1 / (rate * late)
        axes.loglog(late, end, color=INK, linestyle=":", linewidth=1.6)
        slope = "$n^{-1/2}$" if quadratic else "$n^{-1}$"
        # Where the lines have parted: above the upper one, below the lower one.
        place = np.searchsorted(late, epochs // 4)
        aside = ({"xytext": (0, 8), "ha": "left", "va": "bottom"} if quadratic else
                 {"xytext": (-6, -6), "ha": "right", "va": "top"})
        axes.annotate(slope, (late[place], end[place]), textcoords="offset points", fontsize=14,
                      **aside)
        said.append(f"{name}: a = {number(run.a[-1])}.")
    axes.set_xlim(1, epochs)
    axes.set_xlabel(text("epoch_axis", language))
    axes.set_ylabel(text("output_axis", language))
    axes.legend(loc="lower left")
    figure.description = text("late_alt", language, epochs=epochs, runs=" ".join(said))
    return figure


@styled
def stability_figure(runs, z, maps, *, language):
    """Left: z by epoch for three rates, y as in the runs. Right: z after one step against z before.

    runs are of train_neuron; maps holds pairs (eta, z after a step) over z, for y = 0.
    """
    figure = LectureFigure(3.8, layout="none")
    left, right = (figure.add_axes((edge, 0.15, 0.4, 0.76)) for edge in (0.075, 0.58))
    colour, styles = COST_COLOURS["cross_entropy"], ("-", "--", ":")
    for run, style in zip(runs, styles, strict=True):
        left.plot(run.z, color=colour, linestyle=style, label=f"η = {number(run.eta)}")
    left.set_xlim(0, len(runs[0].z) - 1)
    left.xaxis.get_major_locator().set_params(integer=True)
    left.set_title(text("stability_runs", language, y=number(runs[0].y)))
    left.set_xlabel(text("epoch_axis", language))
    left.set_ylabel(text("effect_z_axis", language))
    for (eta, after), style in zip(maps, styles, strict=True):
        right.plot(z, after, color=colour, linestyle=style, label=f"η = {number(eta)}")
    right.set_xlim(z[0], z[-1])
    right.set_title(text("stability_maps", language))
    right.set_xlabel(text("z_before_axis", language))
    right.set_ylabel(text("z_after_axis", language))
    left.legend(loc="upper right")
    right.legend(loc="upper left")
    ends = ", ".join(f"η = {number(run.eta)}: z = {number(run.z[-2])}, {number(run.z[-1])}"
                     for run in runs)
    figure.description = text("stability_alt", language, y=number(runs[0].y),
                              epochs=len(runs[0].z) - 1, ends=ends)
    return figure
