"""Pictures of the summary: the reference formulas, and one neuron's cost with several examples."""

import numpy as np

from lecture_core.activation import sigmoid, sigmoid_prime
from lecture_core.figures.look import (
    COST_COLOURS,
    COST_STYLES,
    GRID,
    GROUND,
    INK,
    LectureFigure,
    styled,
)
from lecture_core.words import number, text


@styled
def reference_figure(*, language):
    """S16: the sigmoid with its domain and range, the lemma, the natural logarithm."""
    figure = LectureFigure(3.3)
    sigma, slope, logarithm = figure.subplots(1, 3)
    z = np.linspace(-6, 6, 241)
    sigma.plot(z, sigmoid(z), color=INK)
    for level in (0, 1):  # never reached
        sigma.axhline(level, color=INK, linewidth=1.2, linestyle=":")
    sigma.set(xlim=(-6, 6), ylim=(-0.08, 1.08), xlabel="z")
    sigma.set_title("σ(z):  ℝ → (0; 1)")
    some = np.linspace(-6, 6, 25)
    slope.plot(z, sigmoid_prime(z), color=INK, label="σ′(z)")
    slope.plot(some, sigmoid(some) * (1 - sigmoid(some)), "o", markersize=6, markerfacecolor=GROUND,
               markeredgecolor=INK, label="σ(z)(1 − σ(z))")
    slope.set(xlim=(-6, 6), ylim=(0, 0.36), xlabel="z")
    slope.set_yticks((0, 0.1, 0.2, 0.25))
    for axes in (sigma, slope):
        axes.set_xticks((-5, 0, 5))
    slope.legend(loc="upper center", ncols=1, fontsize=11, borderaxespad=0.1, labelspacing=0.2)
    slope.set_title(text("lemma_title", language))
    x = np.geomspace(0.02, 4, 200)
    logarithm.axvspan(0, 1, facecolor=GRID, alpha=0.6)
    logarithm.axhline(0, color=INK, linewidth=1)
    logarithm.plot(x, np.log(x), color=INK)
    logarithm.plot([1], [0], "o", color=INK, markersize=8)
    logarithm.text(1.12, -0.25, "ln 1 = 0", va="top")
    logarithm.text(0.5, -3.75, "ln < 0", ha="center", va="bottom", fontsize=11)
    logarithm.set(xlim=(0, 4), ylim=(-4, 2), xlabel="x")
    logarithm.set_title("ln x")
    figure.description = text("reference_alt", language)
    return figure


@styled
def landscape_figure(w, costs, *, language):
    """One weight, several examples: `costs`, {cost: C at each of w}, with the minima marked."""
    figure = LectureFigure(3.3)
    said = []
    for axes, (name, C) in zip(figure.subplots(1, len(costs)), costs.items(), strict=True):
        axes.plot(w, C, color=COST_COLOURS[name], linestyle=COST_STYLES[name])
        lowest = 1 + np.flatnonzero((C[1:-1] < C[:-2]) & (C[1:-1] < C[2:]))
        axes.plot(w[lowest], C[lowest], "v", color=INK, markersize=10, clip_on=False)
        axes.set(xlim=(w[0], w[-1]), ylim=(0, 1.08 * C.max()), xlabel="w", ylabel="C")
        axes.set_title(text(name, language))
        places = ", ".join(number(place) for place in w[lowest])
        said.append(text("landscape_alt_cost", language, cost=text(name, language), places=places))
    figure.description = text("landscape_alt", language, costs=" ".join(said))
    return figure
