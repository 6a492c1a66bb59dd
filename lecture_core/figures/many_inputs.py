"""A neuron with n inputs as a drawing: inputs, weights, bias, weighted input, output."""

from matplotlib.patches import FancyArrowPatch

from lecture_core.figures.look import GRID, INK, LectureFigure, styled
from lecture_core.words import text


@styled
def many_inputs_figure(*, language):
    """x_1 ... x_n on weighted edges into z = b + sum w_i x_i, then sigma, then a."""
    figure = LectureFigure(3.0)
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_xlim(0, 12)
    axes.set_ylim(0, 5)
    arrow = {"arrowstyle": "-|>", "mutation_scale": 16, "color": INK, "linewidth": 1.6,
             "shrinkA": 0, "shrinkB": 0}
    node = {"marker": "o", "markeredgecolor": INK, "markeredgewidth": 1.6}
    for height, index in ((4.4, "1"), (3.1, "2"), (0.6, "n")):
        axes.plot([0.8], [height], markersize=32, markerfacecolor="none", **node)
        axes.text(0.8, height, f"$x_{index}$", ha="center", va="center", fontsize=14)
        end = 2.5 + 0.32 * (height - 2.5)
        axes.add_patch(FancyArrowPatch((1.18, height), (5.05, end), **arrow))
        axes.text(2.9, (height + end) / 2 + 0.22, f"$w_{index}$", ha="center", fontsize=14)
    axes.text(0.8, 1.85, "⋮", ha="center", va="center", fontsize=18)
    axes.plot([5.9], [2.5], markersize=84, markerfacecolor=GRID, **node)
    axes.text(5.9, 2.5, r"$z = b + \sum\, w_i x_i$", ha="center", va="center", fontsize=12)
    axes.add_patch(FancyArrowPatch((5.9, 4.85), (5.9, 3.6), **arrow))
    axes.text(6.15, 4.5, "$b$", va="center", fontsize=14)
    axes.add_patch(FancyArrowPatch((6.75, 2.5), (9.3, 2.5), **arrow))
    axes.text(8.15, 2.7, r"$\sigma$", ha="center", fontsize=14)
    axes.text(9.5, 2.5, r"$a = \sigma(z)$", va="center", fontsize=14)
    figure.description = text("inputs_alt", language)
    return figure
