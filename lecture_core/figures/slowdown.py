"""The lecture's experiment as a picture: two starts of one neuron, cost and output by epoch."""

import numpy as np
from matplotlib.patches import Rectangle

from lecture_core.figures.look import (
    GROUND,
    INK,
    START_COLOURS,
    START_STYLES,
    LectureFigure,
    nice_limit,
    styled,
)
from lecture_core.figures.neuron_diagram import NeuronDiagram
from lecture_core.words import number, text


class SlowdownFigure(LectureFigure):
    """Neuron diagrams above, cost C and output a against the epoch below, one colour a start.

    `show(histories)` puts in new curves, `show_epoch(n)` moves the points along them.
    """

    @styled
    def __init__(self, *, language, x=1.0, y=0.0):
        super().__init__(4.5, layout="none")
        self._language = language
        self._neurons = [
            NeuronDiagram(
                self.add_axes((0.01 + 0.5 * k, 0.685, 0.48, 0.305)),
                colour=colour,
                style=style,
                language=language,
                x=x,
                y=y,
            )
            for k, (colour, style) in enumerate(zip(START_COLOURS, START_STYLES, strict=True))
        ]
        self._cost, self._output = (
            self.add_axes((left, 0.125, 0.405, 0.49)) for left in (0.08, 0.58)
        )
        for axes, label in ((self._cost, "cost_axis"), (self._output, "output_axis")):
            axes.set_xlabel(text("epoch_axis", language))
            axes.set_ylabel(text(label, language))
        self._output.set_ylim(0, 1.03)
        self._output.axhline(0.2, color=INK, linewidth=1.2, linestyle=":")
        self._curves, self._points = [], []
        for colour, style in zip(START_COLOURS, START_STYLES, strict=True):
            for axes in (self._cost, self._output):
                self._curves += axes.plot([], [], color=colour, linestyle=style)
                self._points += axes.plot(
                    [], [], "o", color=colour, markersize=9, zorder=5, clip_on=False
                )
        # What is still to come lies under a veil of the ground's colour.
        self._veils = [
            axes.add_patch(Rectangle((0, 0), 0, 1, facecolor=GROUND, alpha=0.72, zorder=4))
            for axes in (self._cost, self._output)
        ]
        self._clock = self._output.text(
            1, 1.03, "", ha="right", va="bottom", transform=self._output.transAxes
        )
        self.live = [
            *self._curves,
            *self._veils,
            *self._points,
            self._clock,
            *(artist for neuron in self._neurons for artist in neuron.live),
        ]

    def show(self, histories, epoch=None):
        """Draw two runs of train_neuron, one a start, with the points at `epoch` (the end)."""
        self._histories = histories
        epochs = len(histories[0].a) - 1
        limit = nice_limit(max(float(history.C.max()) for history in histories))
        span = nice_limit(epochs, (1, 1.5, 2, 3, 4, 5, 6, 8, 10))
        if self.base_key != (span, limit):
            self._cost.set_ylim(0, limit)
            for axes in (self._cost, self._output):
                axes.set_xlim(0, span)
            self.base_key = (span, limit)
        n = np.arange(epochs + 1)
        for k, history in enumerate(histories):
            self._curves[2 * k].set_data(n, history.C)
            self._curves[2 * k + 1].set_data(n, history.a)
            w, b = number(history.w[0]), number(history.b[0])
            self._neurons[k].name(text("start_wb", self._language, number=k + 1, w=w, b=b))
        return self.show_epoch(epochs if epoch is None else epoch)

    def show_epoch(self, epoch):
        """Move the neurons and the points on their curves to the state after `epoch` updates."""
        epochs = len(self._histories[0].a) - 1
        states = []
        for k, history in enumerate(self._histories):
            w, b, z, a, C = (
                float(values[epoch])
                for values in (history.w, history.b, history.z, history.a, history.C)
            )
            self._neurons[k].show(w, b, z, a)
            self._points[2 * k].set_data([epoch], [C])
            self._points[2 * k + 1].set_data([epoch], [a])
            numbers = {name: number(v) for name, v in (("w", w), ("b", b), ("z", z))}
            states.append(text("slowdown_alt_start", self._language, number=k + 1,
                               a=f"{a:.4f}", C=f"{C:.4f}", **numbers))
        for veil, top in zip(self._veils, (self.base_key[1], 1.03), strict=True):
            veil.set_bounds(epoch, 0, epochs - epoch, top)
        self._clock.set_text(f"{text('epoch', self._language)} {epoch}")
        run = self._histories[0]
        self.description = text("slowdown_alt", self._language, epoch=epoch, epochs=epochs,
                                cost=text(run.cost.name, self._language), eta=number(run.eta),
                                starts=" ".join(states))
        return self


def slowdown_figure(histories, *, language, epoch=None):
    """The two-start picture of S2 and S10: `histories` holds one run of train_neuron a start."""
    first = histories[0]
    return SlowdownFigure(language=language, x=first.x, y=first.y).show(histories, epoch)
