"""Two networks that differ in the cost only, as they learn; and the gradients of their layers."""

import numpy as np
from matplotlib.patches import Rectangle

from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.experiments.xor_twins import activations
from lecture_core.figures.bet_marks import mark_bets
from lecture_core.figures.look import (
    COST_COLOURS,
    LectureFigure,
    cost_look,
    cost_mark,
    cost_name,
    sentence,
    styled,
)
from lecture_core.figures.network_diagram import NetworkDiagram
from lecture_core.words import number, text

_COSTS = (QUADRATIC, CROSS_ENTROPY)
_FLOOR, _CEILING = 1e-7, 10.0  # of the axis of steps
_THICKEST = 8.0  # the |weight| with the thickest line
_RAISED = str.maketrans("0123456789\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class SaturationFigure(LectureFigure):
    """The network under either cost above; below, its error by epoch and how far its weights move.

    `show(runs)` takes a KeptRun for each cost, `show_epoch(n)` moves everything to epoch n.
    """

    @styled
    def __init__(self, sizes, *, language, X, Y):
        super().__init__(4.5, language=language, layout="none")
        self._X = X
        layers = range(1, len(sizes))
        self.error_axes = self.panel(0.08, 0.125, 0.4, 0.335, x="epoch_axis", y="error_axis",
                                     ylim=(0, 0.62))
        bars = self.panel(0.62, 0.125, 0.365, 0.335, y="steps_axis", xlim=(0.5, len(sizes) - 0.5),
                          yscale="log", ylim=(_FLOOR, _CEILING), yticks=(1e-6, 1e-4, 1e-2, 1))
        kinds = ["hidden_layer"] * (len(sizes) - 2) + ["output_layer"]
        bars.set_xticks(layers, [f"l = {layer}: {self.words(kind)}"
                                 for layer, kind in zip(layers, kinds, strict=True)])
        bars.minorticks_off()
        bars.tick_params(axis="x", length=0)
        bars.grid(False, axis="x")
        self.titles, self.diagrams, self.curves, self.points = [], [], [], []
        self.bars, self._sizes = [], []
        for k, cost in enumerate(_COSTS):
            axes = self.add_axes((0.01 + 0.5 * k, 0.52, 0.48, 0.39))
            diagram = NetworkDiagram(axes, sizes, grid=(2, 2), inputs=("x₁", "x₂"), outputs=("",))
            diagram.target(axes, Y)
            self.diagrams.append(diagram)
            head = self.panel(0.01 + 0.5 * k, 0.93, 0.48, 0.06, xlim=(0, 10), ylim=(0, 1))
            head.set_axis_off()
            head.plot([0.1, 1.1], [0.5, 0.5], **cost_look(cost))
            self.titles.append(head.text(1.3, 0.5, "", va="center", weight="bold"))
            # Where both coincide, the dashes of the first lie over the line of the second.
            self.curves += self.error_axes.plot([], [], zorder=4 - k, **cost_look(cost))
            self.points += self.error_axes.plot([], [], zorder=6 - k, markersize=(8, 12)[k],
                                                clip_on=False, **cost_mark(cost))
            # The quadratic cost's bars are hollow: told apart without colour.
            colour = COST_COLOURS[cost.name]
            self.bars.append([bars.add_patch(Rectangle(
                (layer - 0.36 + 0.38 * k, _FLOOR), 0.32, 0, edgecolor=colour, linewidth=2.4,
                facecolor=colour if k else "none")) for layer in layers])
            self._sizes.append([bars.text(layer - 0.2 + 0.38 * k, 1, "", ha="center", va="bottom",
                                          fontsize=11, clip_on=False) for layer in layers])
        self.clock_text = self.clock(self.error_axes)
        parts = (*self.bars, *self._sizes, *(diagram.live for diagram in self.diagrams))
        self.live = [*self.curves, *self.points, *self.titles, self.clock_text,
                     *(artist for part in parts for artist in part)]

    def show(self, runs, epoch=None):
        """Draw the runs of both costs, the quadratic one first, at `epoch` (the end)."""
        self._runs = runs
        epochs = runs[0].epochs
        if self.base_key != epochs:
            self.error_axes.set_xlim(0, max(epochs, 1))
            self.base_key = epochs
        for curve, title, run in zip(self.curves, self.titles, runs, strict=True):
            curve.set_data(np.arange(epochs + 1), run.error)
            title.set_text(cost_name(run.cost, run.eta, self.language))
        return self.show_epoch(epochs if epoch is None else epoch)

    def show_epoch(self, epoch):
        """Move both networks, the points on their curves and the bars to the state at `epoch`."""
        said = []
        for k, run in enumerate(self._runs):
            network, steps = run.network(epoch), run.steps(epoch)
            self.diagrams[k].show(network.weights, activations(network, self._X), _THICKEST)
            self.points[k].set_data([epoch], [run.error[epoch]])
            for bar, size, step in zip(self.bars[k], self._sizes[k], steps, strict=True):
                top = min(max(step, _FLOOR), _CEILING)
                bar.set_height(top - _FLOOR)
                size.set_text(_power(step))
                size.set_y(top * 1.3)
            said.append(self.words(
                "saturation_alt_cost", cost=text(run.cost.name, self.language),
                error=f"{run.error[epoch]:.3f}", accuracy=f"{run.accuracy[epoch]:.2f}",
                steps="; ".join(number(step, 2) for step in steps)))
        self.clock_text.set_text(f"{self.words('epoch')} {epoch}")
        self.description = self.words("saturation_alt", epoch=epoch, epochs=self.base_key,
                                      costs=" ".join(said))
        return self


def _power(value):
    """0.031 as it is, 4·10⁻⁵ short: a number that fits above a bar."""
    if not 0 < value < 1e-3:
        return number(value, 2)
    digit, _, power = f"{value:.0e}".partition("e")
    return f"{digit}·10{number(int(power)).translate(_RAISED)}"


def saturation_figure(runs, *, language, epoch=None, bets=()):
    """The picture of two runs of train_and_keep, the quadratic one first, at `epoch` (the end).

    `bets` are marked among the curves of the error, at (epoch, error).
    """
    first = runs[0]
    figure = SaturationFigure(first.network(0).sizes, language=language, X=first.X, Y=first.Y)
    return mark_bets(figure.show(runs, epoch), figure.error_axes, bets)


@styled
def slopes_figure(slopes, *, language):
    """The gradients of the layers, {cost: (L,)}: how they shrink from the output backwards."""
    figure = LectureFigure(3.4, language=language)
    axes = figure.subplots()
    said = []
    for cost, values in slopes.items():
        layers = range(1, len(values) + 1)
        axes.semilogy(layers, values, markersize=8, label=text(cost.name, language),
                      **{**cost_mark(cost), **cost_look(cost)})
        told = "; ".join(number(v, 2) for v in values)
        said.append(sentence(f"{text(cost.name, language)}: {told}"))
    every = np.log10(np.concatenate(list(slopes.values())))
    figure.label(axes, "layer_axis", "slopes_axis", xlim=(0.8, len(values) + 0.2), xticks=layers,
                 ylim=10.0 ** np.array([np.floor(every.min()), np.ceil(every.max())]))
    axes.minorticks_off()
    axes.legend(loc="upper left")
    figure.description = figure.words("slopes_alt", costs=" ".join(said))
    return figure
