"""Two networks that differ in the cost only, as they learn; and the gradients of their layers."""

import numpy as np
from matplotlib.patches import Rectangle

from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.experiments.xor_twins import activations
from lecture_core.figures.look import COST_COLOURS, COST_STYLES, LectureFigure, styled
from lecture_core.figures.network_diagram import NetworkDiagram
from lecture_core.words import number, text

_COSTS = (QUADRATIC, CROSS_ENTROPY)
_FLOOR, _CEILING = 1e-7, 10.0  # of the axis of steps
_THICKEST = 8.0  # the |weight| with the thickest line


class SaturationFigure(LectureFigure):
    """The network under either cost above; below, its error by epoch and how far its weights move.

    `show(runs)` takes a KeptRun for each cost, `show_epoch(n)` moves everything to epoch n.
    """

    @styled
    def __init__(self, sizes, *, language, X, Y):
        super().__init__(4.5, layout="none")
        self._language, self._X = language, X
        self._diagrams, self._titles = [], []
        for k, cost in enumerate(_COSTS):
            axes = self.add_axes((0.01 + 0.5 * k, 0.52, 0.48, 0.39))
            diagram = NetworkDiagram(axes, sizes, grid=(2, 2), inputs=("x₁", "x₂"), outputs=("",))
            diagram.target(axes, Y)
            head = self.add_axes((0.01 + 0.5 * k, 0.93, 0.48, 0.06))
            head.set_axis_off()
            head.set(xlim=(0, 10), ylim=(0, 1))
            head.plot([0.1, 1.1], [0.5, 0.5], color=COST_COLOURS[cost.name],
                      linestyle=COST_STYLES[cost.name])
            self._titles.append(head.text(1.3, 0.5, "", va="center", weight="bold"))
            self._diagrams.append(diagram)
        self._error = self.add_axes((0.08, 0.125, 0.405, 0.335))
        self._error.set(ylim=(0, 0.62), xlabel=text("epoch_axis", language),
                        ylabel=text("error_axis", language))
        self._bars_axes = self.add_axes((0.62, 0.125, 0.365, 0.335))
        count = len(sizes) - 1
        self._bars_axes.set(xlim=(0.5, count + 0.5), ylim=(_FLOOR, _CEILING), yscale="log",
                            ylabel=text("steps_axis", language))
        self._bars_axes.set_xticks(range(1, count + 1), _layer_names(count, language))
        self._bars_axes.set_yticks([1e-6, 1e-4, 1e-2, 1])
        self._bars_axes.minorticks_off()
        self._bars_axes.tick_params(axis="x", length=0)
        self._bars_axes.grid(False, axis="x")
        self._curves, self._points, self._bars, self._sizes = [], [], [], []
        for k, cost in enumerate(_COSTS):
            colour, style = COST_COLOURS[cost.name], COST_STYLES[cost.name]
            # Where both coincide, the dashes of the first lie over the line of the second.
            line = {"color": colour, "linestyle": style, "zorder": 4 - k}
            self._curves += self._error.plot([], [], **line)
            self._points += self._error.plot([], [], "so"[k], color=colour, zorder=6 - k,
                                             markersize=(8, 12)[k], clip_on=False)
            for layer in range(1, count + 1):
                # The quadratic cost's bars are hollow: told apart without colour.
                bar = Rectangle((layer - 0.36 + 0.38 * k, _FLOOR), 0.32, 0, edgecolor=colour,
                                facecolor=colour if k else "none", linewidth=2.4)
                self._bars.append(self._bars_axes.add_patch(bar))
                self._sizes.append(self._bars_axes.text(
                    layer - 0.2 + 0.38 * k, 1, "", ha="center", va="bottom", fontsize=11,
                    clip_on=False))
        self._clock = self._error.text(1, 1.0, "", ha="right", va="bottom",
                                       transform=self._error.transAxes)
        self.live = [*self._curves, *self._points, *self._bars, *self._sizes, *self._titles,
                     self._clock, *(artist for d in self._diagrams for artist in d.live)]

    def show(self, runs, epoch=None):
        """Draw the runs of both costs, the quadratic one first, at `epoch` (the end)."""
        self._runs = runs
        epochs = runs[0].epochs
        if self.base_key != epochs:
            self._error.set_xlim(0, max(epochs, 1))
            self.base_key = epochs
        for curve, title, run in zip(self._curves, self._titles, runs, strict=True):
            curve.set_data(np.arange(epochs + 1), run.error)
            title.set_text(f"{text(run.cost.name, self._language)}, η = {number(run.eta)}")
        return self.show_epoch(epochs if epoch is None else epoch)

    def show_epoch(self, epoch):
        """Move both networks, the points on their curves and the bars to the state at `epoch`."""
        said, count = [], len(self._bars) // len(_COSTS)
        for k, run in enumerate(self._runs):
            network, steps = run.network(epoch), run.steps(epoch)
            self._diagrams[k].show(network.weights, activations(network, self._X), _THICKEST)
            self._points[k].set_data([epoch], [run.error[epoch]])
            for l, step in enumerate(steps, k * count):  # noqa: E741
                top = min(max(step, _FLOOR), _CEILING)
                self._bars[l].set_height(top - _FLOOR)
                self._sizes[l].set_text(_power(step))
                self._sizes[l].set_y(top * 1.3)
            said.append(text(
                "saturation_alt_cost", self._language, cost=text(run.cost.name, self._language),
                error=f"{run.error[epoch]:.3f}", accuracy=f"{run.accuracy[epoch]:.2f}",
                steps="; ".join(number(step, 2) for step in steps)))
        self._clock.set_text(f"{text('epoch', self._language)} {epoch}")
        self.description = text("saturation_alt", self._language, epoch=epoch,
                                epochs=self.base_key, costs=" ".join(said))
        return self


class SlopesFigure(LectureFigure):
    """The gradient of each layer, one curve a cost, on a logarithmic axis."""

    @styled
    def __init__(self, layers, *, language):
        super().__init__(3.4)
        self._language = language
        axes = self._axes = self.add_subplot()
        axes.set(yscale="log", xlim=(0.8, layers + 0.9), xlabel=text("layer_axis", language),
                 ylabel=text("slopes_axis", language))
        axes.set_xticks(range(1, layers + 1))
        axes.minorticks_off()
        self._curves = {
            cost.name: axes.plot([], [], "so"[cost is CROSS_ENTROPY] + COST_STYLES[cost.name],
                                 color=COST_COLOURS[cost.name], markersize=8,
                                 label=text(cost.name, language))[0]
            for cost in _COSTS
        }
        axes.legend(loc="lower right")
        self.live = list(self._curves.values())

    def show(self, slopes):
        """Draw `slopes`, {cost: (L,) numbers}."""
        for cost, values in slopes.items():
            self._curves[cost.name].set_data(range(1, len(values) + 1), values)
        every = np.concatenate(list(slopes.values()))
        low, high = (10.0 ** end for end in (np.floor(np.log10(every.min())),
                                             np.ceil(np.log10(every.max()))))
        self._axes.set_ylim(low, high)
        self.base_key = (low, high)
        self.description = text("slopes_alt", self._language, costs=" ".join(
            f"{text(cost.name, self._language)}: {'; '.join(number(v, 2) for v in values)}."
            for cost, values in slopes.items()))
        return self


def _layer_names(count, language):
    names = [text("hidden_layer", language)] * (count - 1) + [text("output_layer", language)]
    return [f"l = {l}: {name}" for l, name in enumerate(names, 1)]  # noqa: E741


def _power(value):
    """0.031 as it is, 4.2e-5 short: a number that fits above a bar."""
    return number(value, 1 if value < 1e-3 else 2)


def saturation_figure(runs, *, language, epoch=None):
    """The picture of two runs of train_and_keep, the quadratic one first, at `epoch` (the end)."""
    first = runs[0]
    sizes = first.network(0).sizes
    return SaturationFigure(sizes, language=language, X=first.X, Y=first.Y).show(runs, epoch)


def slopes_figure(slopes, *, language):
    """The gradients of the layers, {cost: (L,)}: how they shrink from the output backwards."""
    layers = len(next(iter(slopes.values())))
    return SlopesFigure(layers, language=language).show(slopes)
