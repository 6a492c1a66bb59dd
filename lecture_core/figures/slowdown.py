"""The lecture's experiment as a picture: two starts of one neuron, cost and output by epoch."""

import numpy as np
from matplotlib.patches import Rectangle

from lecture_core.figures.bet_marks import mark_bets
from lecture_core.figures.look import (
    GROUND,
    LEVEL,
    START_COLOURS,
    LectureFigure,
    nice_limit,
    start_look,
    start_name,
    styled,
)
from lecture_core.figures.neuron_diagram import NeuronDiagram
from lecture_core.neuron import LEARNT
from lecture_core.words import number, text

_TOP = 1.03  # of the axis of a


class SlowdownFigure(LectureFigure):
    """Neuron diagrams above, cost C and output a against the epoch below, one colour a start.

    `show(histories)` puts in new curves, `show_epoch(n)` moves the points along them. Films of
    another rule beside them are dotted, with points of their own.
    """

    @styled
    def __init__(self, *, language, x=1.0, y=0.0):
        super().__init__(4.5, language=language, layout="none")
        self.neurons = [
            NeuronDiagram(self.add_axes((0.01 + 0.5 * k, 0.685, 0.48, 0.305)), language=language,
                          x=x, y=y, **start_look(k)) for k in (0, 1)
        ]
        self.panels = {"C": self.panel(0.08, 0.125, 0.39, 0.49, x="epoch_axis", y="cost_axis"),
                       "a": self.panel(0.58, 0.125, 0.39, 0.49, x="epoch_axis", y="output_axis",
                                       ylim=(0, _TOP))}
        self.output_axes = self.panels["a"]
        self.output_axes.axhline(LEARNT, **LEVEL)
        self.curves, self.points, self.own_curves, self.own_points = {}, {}, {}, {}
        for k in (0, 1):
            for name, axes in self.panels.items():
                key, point = (k, name), {"markersize": 9, "zorder": 5, "clip_on": False}
                self.curves[key], = axes.plot([], [], **start_look(k))
                self.points[key], = axes.plot([], [], "o", color=START_COLOURS[k], **point)
                self.own_curves[key], = axes.plot([], [], color=START_COLOURS[k], linestyle=":")
                self.own_points[key], = axes.plot(
                    [], [], "o", markerfacecolor=GROUND, markeredgecolor=START_COLOURS[k],
                    markeredgewidth=2.2, **point)
        # What is still to come lies under a veil of the ground's colour.
        self._veils = [axes.add_patch(Rectangle((0, 0), 0, 1, facecolor=GROUND, alpha=0.72,
                                                zorder=4)) for axes in self.panels.values()]
        self.clock_text = self.clock(self.panels["a"])
        self.live = [
            *self.curves.values(), *self.own_curves.values(), *self._veils, *self.points.values(),
            *self.own_points.values(), self.clock_text,
            *(artist for neuron in self.neurons for artist in neuron.live),
        ]

    def show(self, histories, epoch=None, own=None):
        """Draw two runs of train_neuron, one a start, with the points at `epoch` (the end).

        `own` holds two more histories, of another rule, or is None.
        """
        self._histories, self._others = histories, own or ()
        epochs = len(histories[0].a) - 1
        most = max(_highest(history.C) for history in (*histories, *self._others))
        key = nice_limit(epochs, (1, 1.5, 2, 3, 4, 5, 6, 8, 10)), nice_limit(most)
        if self.base_key != key:
            self.panels["C"].set_ylim(0, key[1])
            for axes in self.panels.values():
                axes.set_xlim(0, key[0])
            self.base_key = key
        for k, history in enumerate(histories):
            self.neurons[k].name(start_name(k, history, self.language))
        for curves, runs in ((self.curves, histories), (self.own_curves, self._others)):
            for (k, name), curve in curves.items():
                values = getattr(runs[k], name) if runs else ()
                curve.set_data(np.arange(len(values)), values)
        return self.show_epoch(epochs if epoch is None else epoch)

    def show_epoch(self, epoch):
        """Move the neurons and the points on their curves to the state after `epoch` updates."""
        run = self._histories[0]
        epochs = len(run.a) - 1
        for points, runs in ((self.points, self._histories), (self.own_points, self._others)):
            for (k, name), point in points.items():
                values = getattr(runs[k], name)[epoch : epoch + 1] if runs else ()
                point.set_data([epoch] * len(values), values)
        states = []
        for k, history in enumerate(self._histories):
            now = {name: float(getattr(history, name)[epoch]) for name in "wbzaC"}
            self.neurons[k].show(now["w"], now["b"], now["z"], now["a"])
            states.append(self.words(
                "slowdown_alt_start", number=k + 1, a=f"{now['a']:.4f}", C=f"{now['C']:.4f}",
                **{name: number(now[name]) for name in "wbz"}))
        for k, history in enumerate(self._others):
            last = min(epoch, len(history.a) - 1)  # where a rule of one's own has ended
            states.append(self.words("slowdown_alt_own", number=k + 1, a=number(history.a[last]),
                                     C=number(history.C[last])))
        for veil, top in zip(self._veils, (self.base_key[1], _TOP), strict=True):
            veil.set_bounds(epoch, 0, epochs - epoch, top)
        self.clock_text.set_text(f"{self.words('epoch')} {epoch}")
        self.description = self.words(
            "slowdown_alt", epoch=epoch, epochs=epochs, cost=text(run.cost.name, self.language),
            eta=number(run.eta), starts=" ".join(states))
        return self


def _highest(values):
    """The largest number there is: a rule of one's own may run off to infinity."""
    values = np.asarray(values, dtype=float)
    return float(values.max(where=np.isfinite(values), initial=0.0))


def slowdown_figure(histories, *, language, epoch=None, bets=()):
    """The picture of two starts: `histories` holds one run of train_neuron a start.

    `bets` are marked at (epoch, a).
    """
    first = histories[0]
    figure = SlowdownFigure(language=language, x=first.x, y=first.y).show(histories, epoch)
    return mark_bets(figure, figure.output_axes, bets)
