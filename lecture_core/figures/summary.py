"""Pictures of the summary: the reference formulas, and one neuron's cost with several examples."""

import numpy as np

from lecture_core.activation import sigmoid, sigmoid_prime
from lecture_core.figures.look import (
    GRID,
    GROUND,
    INK,
    LEVEL,
    LectureFigure,
    cost_look,
    styled,
)
from lecture_core.words import number, text


@styled
def reference_figure(*, language):
    """The sigmoid with its domain and range, the lemma, the natural logarithm."""
    figure = LectureFigure(3.3, language=language)
    sigma, slope, logarithm = figure.subplots(1, 3)
    z = np.linspace(-6, 6, 241)
    sigma.plot(z, sigmoid(z), color=INK, gid="sigma")
    for level in (0, 1):  # never reached
        sigma.axhline(level, **LEVEL)
    sigma.set(ylim=(-0.08, 1.08), title=figure.words("sigma_title"))
    some = np.linspace(-6, 6, 25)
    slope.plot(z, sigmoid_prime(z), color=INK, label="σ′(z)")
    slope.plot(some, sigmoid(some) * (1 - sigmoid(some)), "o", markersize=6, markerfacecolor=GROUND,
               markeredgecolor=INK, label="σ(z)(1 − σ(z))")
    slope.set(ylim=(0, 0.36), yticks=(0, 0.1, 0.2, 0.25), title=figure.words("lemma_title"))
    slope.legend(loc="upper center", ncols=1, borderaxespad=0.1, labelspacing=0.2)
    for axes in (sigma, slope):
        axes.set(xlim=(-6, 6), xticks=(-5, 0, 5), xlabel="z")
    x = np.geomspace(0.02, 4, 200)
    logarithm.axvspan(0, 1, facecolor=GRID, alpha=0.6)
    logarithm.axhline(0, color=INK, linewidth=1)
    logarithm.plot(x, np.log(x), color=INK, gid="ln")
    logarithm.plot([1], [0], "o", color=INK, markersize=8)
    logarithm.text(1.12, -0.25, "ln 1 = 0", va="top")
    logarithm.text(0.5, 0.15, "ln x < 0", ha="center", va="bottom", fontsize=11)
    logarithm.set(xlim=(0, 4), ylim=(-4, 2), xlabel="x", title="ln x")
    figure.description = figure.words("reference_alt")
    return figure


@styled
def landscape_figure(w, costs, *, language):
    """One weight, several examples: `costs`, {cost: C at each of w}, with the minima marked.

    A hollow too flat to be seen beside a deep one gets a picture of its own inside.
    """
    figure = LectureFigure(3.3, language=language)
    said = []
    for axes, (name, C) in zip(figure.subplots(1, len(costs)), costs.items(), strict=True):
        inner = np.arange(1, len(C) - 1)
        lowest = inner[(C[1:-1] < C[:-2]) & (C[1:-1] < C[2:])]
        axes.set(xlim=(w[0], w[-1]), ylim=(0, 1.08 * C.max()), xlabel="w", ylabel="C",
                 title=text(name, language))
        shown = [axes]
        if len(lowest) > 1:
            flat, deep = sorted(lowest, key=lambda k: -C[k])[:2]
            low, high = sorted((flat, deep))
            edge = low + int(C[low:high].argmax())  # the top between the two
            near = slice(0, edge) if flat < edge else slice(edge, None)
            inset = axes.inset_axes((0.2, 0.16, 0.36, 0.44), facecolor=GROUND)
            rise = np.ptp(C[near].clip(max=C[near][[0, -1]].min()))
            inset.set(xlim=(w[near][0], w[near][-1]), ylim=(C[flat] - rise, C[flat] + 2.5 * rise))
            inset.tick_params(labelsize=9)
            axes.indicate_inset_zoom(inset, edgecolor=INK)
            shown.append(inset)
        for panel in shown:
            panel.plot(w, C, gid=f"C {name}", **cost_look(name))
            panel.plot(w[lowest], C[lowest], "v", color=INK, markersize=10, gid=f"minima {name}",
                       clip_on=panel is not axes)
        places = ", ".join(number(place) for place in w[lowest])
        said.append(figure.words("landscape_alt_cost", cost=text(name, language), places=places))
    figure.description = figure.words("landscape_alt", costs=" ".join(said))
    return figure
