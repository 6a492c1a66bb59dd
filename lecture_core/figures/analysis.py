"""Where the slowdown comes from: the factors of the gradient, sigma', and the learning-time law."""

import numpy as np

from lecture_core.activation import logit, sigmoid, sigmoid_prime
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.figures.bet_marks import mark_bets
from lecture_core.figures.look import (
    COST_COLOURS,
    INK,
    LEVEL,
    START_COLOURS,
    LectureFigure,
    start_look,
    start_mark,
    start_name,
    styled,
)
from lecture_core.laws import flow, learning_time
from lecture_core.words import fixed, text

_Z = np.linspace(-8, 8, 401)
_EVERY = 10  # epochs from one mark of a trail to the next
_PEAK = np.log(2)  # a^2 (1 - a) is largest at a = 2/3
_POINTER = {"arrowstyle": "-", "color": INK}


@styled
def factors_figure(runs, *, language, bets=()):
    """dC/da, da/dz, dz/dw and their product dC/dw by epoch, one curve a start.

    `bets` are marked at (epoch, da/dz).
    """
    figure = LectureFigure(4.5, language=language)
    panels = figure.subplots(2, 2, sharex=True).ravel()
    names = (r"$\partial C/\partial a = a - y$", r"$\partial a/\partial z = \sigma\,'(z)$",
             r"$\partial z/\partial w = x$", r"$\partial C/\partial w$")
    for axes, name, top in zip(panels, names, (1.05, 0.27, 1.05, 0.16), strict=True):
        axes.set_title(name, loc="left")
        axes.set_ylim(0, top)
    for axes in panels[2:]:
        figure.label(axes, "epoch_axis")
    for k, run in enumerate(runs):
        factors = [run.a - run.y, sigmoid_prime(run.z), np.full(run.z.shape, run.x)]
        for axes, values in zip(panels, (*factors, np.prod(factors, axis=0)), strict=True):
            axes.plot(values, label=start_name(k, run, language), **start_look(k))
            axes.set_xlim(0, len(values) - 1)
    panels[2].legend(loc="lower left")
    figure.description = figure.words("factors_alt", epochs=len(runs[0].a) - 1)
    return mark_bets(figure, panels[1], bets)


class SigmoidFigure(LectureFigure):
    """sigma, sigma' and |dC/dw| = a sigma' (y = 0, x = 1) against z, two neurons as points.

    `show(runs)` takes two runs of train_neuron, `show_epoch(n)` moves the points; `told` says each
    neuron's numbers in a sentence.
    """

    @styled
    def __init__(self, *, language):
        super().__init__(3.7, language=language, layout="none")
        self.base_key = "sigmoid"
        names = ("a = σ(z)", "∂a/∂z = σ′(z)", "∂C/∂w = a σ′(z)")
        curves = (sigmoid(_Z), sigmoid_prime(_Z), QUADRATIC.delta(_Z, 0))
        self.panels = []
        for left, name, curve, top in zip((0.06, 0.395, 0.73), names, curves, (1.05, 0.27, 0.16),
                                          strict=True):
            axes = self.panel(left, 0.145, 0.255, 0.73, xlim=(-8, 8), ylim=(0, top),
                              xticks=(-8, -4, 0, 4, 8))
            axes.set_title(name, loc="left")
            axes.set_xlabel("z", labelpad=2)
            axes.plot(_Z, curve, color=INK, linewidth=1.8)
            self.panels.append(axes)
        first, last = self.panels[0], self.panels[-1]
        self.tangents, self.trails, self.points = [], [], []
        for k in (0, 1):
            mark = start_mark(k)
            self.tangents += first.plot([], [], **start_look(k))
            self.trails += last.plot([], [], mark["marker"], color=mark["color"], markersize=4,
                                     alpha=0.6)
            self.points.append([axes.plot([], [], markersize=10, clip_on=False, **mark)[0]
                                for axes in self.panels])
        first.legend([row[0] for row in self.points],
                     [self.words("start", number=k + 1) for k in (0, 1)], loc="upper left",
                     borderaxespad=0.1, handletextpad=0.1)
        self.clock_text = self.clock(last)
        points = [point for row in self.points for point in row]
        self.live = [*self.tangents, *self.trails, *points, self.clock_text]

    def show(self, runs, epoch=0):
        """Take two runs and put the neurons to `epoch`."""
        self._runs = runs
        return self.show_epoch(epoch)

    def show_epoch(self, epoch):
        """Move the neurons to their states after `epoch` updates, with a mark every 10 epochs."""
        self.told = []
        for k, run in enumerate(self._runs):
            z, a = float(run.z[epoch]), float(run.a[epoch])
            slope = sigmoid_prime(z)
            trail = run.z[: epoch + 1 : _EVERY]
            self.trails[k].set_data(trail, QUADRATIC.delta(trail, 0))
            ends = np.array([-1.5, 1.5]) / np.hypot(1, 6 * slope)
            self.tangents[k].set_data(z + ends, a + slope * ends)
            for point, height in zip(self.points[k], (a, slope, a * slope), strict=True):
                point.set_data([z], [height])
            fall = (1 + run.x**2) * run.eta * a * slope
            self.told.append(self.words(
                "sigmoid_state", number=k + 1, z=fixed(z), a=f"{a:.4f}", slope=f"{slope:.4f}",
                product=f"{a * slope:.4f}", fall=f"{fall:.4f}"))
        self.clock_text.set_text(f"{self.words('epoch')} {epoch}")
        self.description = self.words("sigmoid_alt", epoch=epoch, states=" ".join(self.told))
        return self


def sigmoid_figure(runs, *, language, epoch=0):
    """sigma, sigma' and their product with a, with two runs' neurons at `epoch`."""
    return SigmoidFigure(language=language).show(runs, epoch)


@styled
def plateau_figure(runs, *, language):
    """|dC/dw| against z for the quadratic cost, x = 1, y = 0: its peak and its two tails."""
    figure = LectureFigure(4.1, language=language)
    left, right = figure.subplots(1, 2)
    for axes, z in ((left, _Z), (right, 1.5 * _Z)):
        axes.plot(z, QUADRATIC.delta(z, 0), color=COST_COLOURS["quadratic"])
        axes.set_xlabel("z")
        for k, run in enumerate(runs):
            z, slope = run.z[0], QUADRATIC.delta(run.z[0], 0)
            axes.plot(z, slope, markersize=10, **start_mark(k))
            if axes is left:
                axes.annotate(figure.words("start", number=k + 1), (z, slope), (10, 4),
                              textcoords="offset points")
    left.set(xlim=(-8, 8), ylim=(0, 0.18))
    left.set_title(r"$|\partial C/\partial w|$", loc="left")
    left.annotate(figure.words("slope_peak"), (_PEAK, 4 / 27), (-7.6, 0.163), va="center",
                  arrowprops=_POINTER)
    left.plot([_PEAK, _PEAK], [0, 4 / 27], color=INK, linewidth=1, linestyle=":")
    right.set(yscale="log", xlim=(-10, 10), xticks=(-10, -5, 0, 5, 10), ylim=(1e-9, 10))
    right.set_title(figure.words("slope_log"), loc="left")
    for z, rate, name, place in ((np.array([-10, 1]), 2, r"$e^{2z}$", (-8.6, 3e-6)),
                                 (np.array([-1, 10]), -1, r"$e^{-z}$", (6.2, 8e-3))):
        right.plot(z, np.exp(rate * z), color=INK, linewidth=1.2, linestyle="--")
        right.text(*place, name, fontsize=14)
    figure.description = figure.words("slope_alt")
    return figure


@styled
def law_figure(run, target, *, language):
    """Epochs as the area under 1 / (2 eta a sigma'), and the law's a(t) on the run's a."""
    figure = LectureFigure(4.1, language=language)
    left, right = figure.subplots(1, 2)
    goal, begin = logit(target), run.z[0]
    pace = 1 / ((1 + run.x**2) * run.eta * QUADRATIC.delta(_Z, 0))
    inside = (_Z >= goal) & (_Z <= begin)
    colour = COST_COLOURS["quadratic"]
    left.plot(_Z, pace, color=colour)
    left.fill_between(_Z[inside], pace[inside], color=colour, alpha=0.3)
    left.set(xlim=(-2.5, 5), ylim=(0, 250), xlabel="z")
    left.set_title(figure.words("law_pace"), loc="left")
    left.annotate(figure.words("law_area"), (2.4, 30), (-0.9, 150), arrowprops=_POINTER)
    t = np.arange(len(run.a))
    z = flow(np.full(t.shape, begin), t, eta=run.eta, cost=QUADRATIC, x=run.x)
    right.plot(t, sigmoid(z), color=colour, label=figure.words("key_law"))
    right.plot(t[::15], run.a[::15], "o", markersize=5, markerfacecolor="none", markeredgecolor=INK,
               label=figure.words("key_simulation"))
    right.axhline(target, **LEVEL)
    figure.label(right, "epoch_axis", xlim=(0, t[-1]), ylim=(0, 1.03))
    right.set_title(text("output_axis", language), loc="left")
    right.legend(loc="lower left")
    figure.description = figure.words("law_alt", low=fixed(goal), high=fixed(begin))
    return figure


# learning_time knows differences of the law's G; this is G(0).
_AT_ZERO = {QUADRATIC: -2.5, CROSS_ENTROPY: -1.0}


def _law_function(z, cost):
    """G of the learning-time law, (1 + x^2) eta t = G(z0) - G(z)."""
    high, low = np.maximum(z, 0.0), np.minimum(z, 0.0)
    return _AT_ZERO[cost] + np.sign(z) * learning_time(high, low, eta=0.5, cost=cost)


@styled
def master_curve_figure(runs, *, language):
    """Output by epoch, and by s = (1 + x^2) eta n - G(z0): there the runs of one cost, y = 0, lie
    on one curve, a = sigma(z) at s = -G(z)."""
    figure = LectureFigure(4.1, language=language)
    left, right = figure.subplots(1, 2, sharey=True)
    cost = runs[0].cost
    # As far as every run has come.
    z = np.linspace(max(run.z[0] for run in runs), max(run.z[-1] for run in runs), 300)
    end = -_law_function(z[-1], cost)
    right.plot(-_law_function(z, cost), sigmoid(z), color=COST_COLOURS[cost.name],
               label=text("master_law", language))
    seen = {}
    for run, style, marker in zip(runs, ("-", "--", ":"), ("o", "s", "^"), strict=False):
        start = (float(run.w[0]), float(run.b[0]))
        colour = START_COLOURS[seen.setdefault(start, len(seen))]
        name = text("master_run", language, w=start[0], b=start[1], eta=run.eta)
        n = np.arange(len(run.a))
        s = (1 + run.x**2) * run.eta * n - _law_function(run.z[0], cost)
        left.plot(n, run.a, color=colour, linestyle=style, label=name)
        few = np.searchsorted(s, np.linspace(s[0], end, 22)[:-1])
        right.plot(s[few], run.a[few], marker, color=colour, markersize=7, markerfacecolor="none",
                   markeredgewidth=1.6, linestyle="none", label=name)
    for axes, key in ((left, "epoch_axis"), (right, "master_axis")):
        axes.set_xlabel(text(key, language))
        axes.margins(x=0.03)
        axes.legend()
    left.set_ylim(0, 1.03)
    left.set_title(text("output_axis", language), loc="left")
    right.set_title(text("master_title", language), loc="left")
    figure.description = text("master_alt", language, cost=text(cost.name, language))
    return figure
