"""What the cross-entropy does and does not: speeds, starts, late laws, the published rule."""

import numpy as np

from lecture_core.activation import sigmoid_prime
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.figures.bet_marks import mark_bets
from lecture_core.figures.look import (
    COST_COLOURS,
    GROUND,
    INK,
    LectureFigure,
    cost_look,
    cost_mark,
    cost_name,
    sentence,
    start_look,
    start_name,
    styled,
)
from lecture_core.neuron import LEARNT
from lecture_core.words import fixed, number, text

_COSTS = (QUADRATIC, CROSS_ENTROPY)
_LAW = {"color": INK, "linestyle": ":", "linewidth": 1.6}


@styled
def rules_figure(gradient, widget, *, language):
    """The gradient's runs and those of the published rule side by side, two starts each.

    Dotted on the right: a0 exp(-2 eta n), the flow of the published rule.
    """
    figure = LectureFigure(3.7, language=language)
    left, right = figure.subplots(1, 2, sharey=True)
    said = []
    for axes, runs, head, rule in ((left, gradient, "rules_gradient", "descent"),
                                   (right, widget, "rules_widget", "animations")):
        figure.label(axes, "epoch_axis", title=figure.words(head), ylim=(0, 1.03),
                     xlim=(0, len(runs[0].a) - 1))
        for k, run in enumerate(runs):
            title = start_name(k, run, language)
            axes.plot(run.a, label=title, **start_look(k))
            said.append(sentence(f"{title}; {figure.words(rule)}: a = {run.a[-1]:.4f}"))
    for run in widget:
        n = np.arange(len(run.a))
        law, = right.plot(n, run.a[0] * np.exp(-(1 + run.x**2) * run.eta * n), **_LAW)
    figure.label(left, y="output_axis")
    left.legend(loc="lower left")
    right.legend([law], ["$a_0\\, e^{-2\\eta n}$"], loc="upper right")
    figure.description = figure.words("rules_alt", eta=number(widget[0].eta), runs=" ".join(said))
    return figure


@styled
def damping_figure(z, *, language):
    """|dz/dt| and |da/dt| for eta = 1, y = 0 against z, for both costs."""
    figure = LectureFigure(3.7, language=language)
    panels = figure.subplots(1, 2, sharey=True)
    ends = []
    for axes, letter, factor in zip(panels, "za", (1.0, sigmoid_prime(z)), strict=True):
        for cost in _COSTS:
            speed = 2 * cost.delta(z, 0) * factor
            name = text(cost.name, language)
            axes.semilogy(z, speed, label=name, **cost_look(cost))
            ends.append(f"{name} |d{letter}/dt| = {number(speed[-1])}")
        figure.label(axes, "effect_z_axis", title=figure.words(f"damping_{letter}"),
                     xlim=(z[0], z[-1]), ylim=(1e-6, 4))
    panels[0].legend(loc="lower center")
    figure.description = figure.words("damping_alt", z=number(z[-1]), speeds="; ".join(ends))
    return figure


@styled
def start_times_figure(z0, simulated, z, law, *, language, etas, bets=()):
    """Epochs to a <= 0.2 against the start z0: points simulated, lines the learning-time law.

    simulated (at z0), law (at z) and etas hold a value for each cost, the quadratic first; `bets`
    are marked at (z0, epochs).
    """
    figure = LectureFigure(3.7, language=language)
    axes = figure.subplots()
    for cost, points, line, eta in zip(_COSTS, simulated, law, etas, strict=True):
        axes.semilogy(z, line, label=cost_name(cost, eta, language), **cost_look(cost))
        axes.semilogy(z0, points, markersize=7, markerfacecolor=GROUND, markeredgewidth=2,
                      **cost_mark(cost))
    figure.label(axes, "start_z_axis", xlim=(z[0] - 0.1, z[-1] + 0.1),
                 ylabel=figure.words("epochs_to_axis", level=number(LEARNT)))
    axes.legend(loc="upper left", title=figure.words("times_legend"), alignment="left")
    figure.description = figure.words(
        "times_alt", z=number(z0[-1]), quadratic=fixed(simulated[0][-1], 0),
        cross_entropy=fixed(simulated[1][-1], 0))
    return mark_bets(figure, axes, bets)


@styled
def late_figure(runs, *, language):
    """a against the epoch on logarithmic axes, for a run of each cost, with the laws' late ends."""
    figure = LectureFigure(3.9, language=language)
    axes = figure.subplots()
    said = []
    for run in runs:
        epochs, rate = len(run.a) - 1, (1 + run.x**2) * run.eta
        n = np.unique(np.geomspace(1, epochs, 500).round().astype(int))
        axes.loglog(n, run.a[n], label=cost_name(run.cost, run.eta, language),
                    **cost_look(run.cost))
        late = n[n * rate > 3]
        # Where the lines have parted the law stands above the upper one, below the lower one.
        end, name, aside = (
            ((2 * rate * late) ** -0.5, "$n^{-1/2}$",
             {"xytext": (0, 8), "ha": "left", "va": "bottom"})
            if run.cost is QUADRATIC else
            (1 / (rate * late), "$n^{-1}$", {"xytext": (-6, -6), "ha": "right", "va": "top"}))
        axes.loglog(late, end, **_LAW)
        place = np.searchsorted(late, epochs // 4)
        axes.annotate(name, (late[place], end[place]), textcoords="offset points", fontsize=14,
                      **aside)
        said.append(sentence(f"{text(run.cost.name, language)}: a = {number(run.a[-1])}"))
    figure.label(axes, "epoch_axis", "output_axis", xlim=(1, epochs))
    axes.legend(loc="lower left")
    figure.description = figure.words("late_alt", epochs=epochs, runs=" ".join(said))
    return figure


@styled
def stability_figure(runs, z, maps, *, language):
    """Left: z by epoch for three rates, y as in the runs. Right: z after one step against z before.

    runs are of train_neuron; maps holds pairs (eta, z after a step) over z, for y = 0.
    """
    figure = LectureFigure(3.8, language=language, layout="none")
    left = figure.panel(0.075, 0.15, 0.4, 0.76, x="epoch_axis", y="effect_z_axis",
                        xlim=(0, len(runs[0].z) - 1),
                        title=figure.words("stability_runs", y=number(runs[0].y)))
    right = figure.panel(0.58, 0.15, 0.395, 0.76, x="z_before_axis", y="z_after_axis",
                         xlim=(z[0], z[-1]), title=figure.words("stability_maps"))
    for run, (eta, after), style in zip(runs, maps, ("-", "--", ":"), strict=True):
        look = {"color": COST_COLOURS["cross_entropy"], "linestyle": style}
        left.plot(run.z, label=f"η = {number(run.eta)}", **look)
        right.plot(z, after, label=f"η = {number(eta)}", **look)
    left.legend(loc="upper right")
    right.legend(loc="upper left")
    ends = "; ".join(f"η = {number(run.eta)}: z = {number(run.z[-2])}, {number(run.z[-1])}"
                     for run in runs)
    figure.description = figure.words("stability_alt", y=number(runs[0].y),
                                      epochs=len(runs[0].z) - 1, ends=ends)
    return figure
