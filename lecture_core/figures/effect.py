"""Cross-entropy beside the quadratic cost from the same starts: the lab's picture."""

import numpy as np

from lecture_core.activation import logit
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.figures.look import (
    GROUND,
    LEVEL,
    LectureFigure,
    cost_look,
    cost_mark,
    cost_name,
    nice_limit,
    sentence,
    start_name,
    styled,
)
from lecture_core.neuron import LEARNT
from lecture_core.words import fixed, number, text

_POINTS = 301  # of a curve, at most
_AXES = {"a": "output_axis", "z": "effect_z_axis", "C": "cost_axis"}
_LEVELS = {"a": LEARNT, "z": logit(LEARNT), "C": np.nan}  # of what counts as learnt


class EffectFigure(LectureFigure):
    """Both costs from the same start, one panel a start: a, z or C against the epoch.

    `show(runs)` takes a pair of runs (quadratic, cross-entropy) for each of the two starts; a ring
    marks the first epoch with a <= 0.2.
    """

    @styled
    def __init__(self, *, language):
        super().__init__(4.3, language=language, layout="none")
        self.panels = [self.panel(left, 0.125, 0.4, 0.645, x="epoch_axis")
                       for left in (0.075, 0.575)]
        self.titles, self._names, self.curves, self.rings, self.marks = [], [], [], [], []
        for axes in self.panels:
            place = {"transform": axes.transAxes, "va": "center"}
            self.titles.append(axes.text(0, 1.27, "", weight="bold", **place))
            names, curves, rings, marks = [], [], [], []
            for cost, height in ((QUADRATIC, 1.165), (CROSS_ENTROPY, 1.07)):
                axes.plot([0, 0.11], [height] * 2, transform=axes.transAxes, clip_on=False,
                          **cost_look(cost))
                names.append(axes.text(0.13, height, "", **place))
                curves += axes.plot([], [], **cost_look(cost))
                ring = {**cost_mark(cost), "marker": "o"}
                rings += axes.plot([], [], markerfacecolor=GROUND, markeredgewidth=2.2,
                                   markersize=9, zorder=5, clip_on=False, **ring)
                marks.append(axes.text(0, 0, "", zorder=6))
            self._names.append(names)
            self.curves.append(curves)
            self.rings.append(rings)
            self.marks.append(marks)
        self._level = [axes.axhline(LEARNT, **LEVEL) for axes in self.panels]
        pairs = (self._names, self.curves, self.rings, self.marks)
        self.live = [*self.titles, *(artist for kind in pairs for pair in kind for artist in pair)]

    def show(self, runs, quantity="a"):
        """Draw the runs ((quadratic, cross-entropy) of start 1, the same of start 2)."""
        curves = [[getattr(run, quantity) for run in pair] for pair in runs]
        epochs = len(curves[0][0]) - 1
        values = np.concatenate([curve for pair in curves for curve in pair])
        low = -nice_limit(max(0.0, -float(values.min()))) if quantity == "z" else 0
        high = 1.03 if quantity == "a" else nice_limit(max(0.0, float(values.max())))
        if self.base_key != (key := (quantity, epochs, low, high)):
            self._scale(*key)
        # The curves are smooth: so many points are enough for the eye, and quick to send.
        n = np.unique(np.linspace(0, epochs, _POINTS).round().astype(int))
        starts = []
        for k, pair in enumerate(runs):
            firsts = [run.first_epoch(LEARNT) for run in pair]
            title = start_name(k, pair[0], self.language)
            self.titles[k].set_text(title)
            said = [sentence(title)]
            for i, (run, curve, first) in enumerate(zip(pair, curves[k], firsts, strict=True)):
                self.curves[k][i].set_data(n, curve[n])
                self._names[k][i].set_text(cost_name(run.cost, run.eta, self.language))
                self._mark(self.rings[k][i], self.marks[k][i], first, curve,
                           later=first > firsts[1 - i])
                said.append(self.words(
                    "effect_alt_run", cost=text(run.cost.name, self.language), eta=number(run.eta),
                    a=f"{run.a[-1]:.4f}", reached=self.reached(first)))
            starts.append(" ".join(said))
        self.description = self.words("effect_alt", epochs=epochs, starts=" ".join(starts))
        return self

    @styled
    def _scale(self, quantity, epochs, low, high):
        self.base_key = quantity, epochs, low, high
        for axes, level in zip(self.panels, self._level, strict=True):
            self.label(axes, y=_AXES[quantity], xlim=(0, epochs), ylim=(low, high))
            level.set_ydata([_LEVELS[quantity]] * 2)

    def _mark(self, ring, words, epoch, curve, *, later):
        """The ring at the curve's first epoch with a <= 0.2, and that epoch in digits."""
        if np.isnan(epoch):
            ring.set_data([], [])
            words.set_text("")
            return
        value = curve[int(epoch)]
        ring.set_data([epoch], [value])
        words.set_text(fixed(epoch, 0))
        _, epochs, low, high = self.base_key
        across, up = 0.018 * epochs, 0.035 * (high - low)
        # Falling curves leave room at the lower left, for the earlier one, and the upper right.
        if not later and epoch > 0.1 * epochs and value - low > 0.12 * (high - low):
            words.set(position=(epoch - 0.4 * across, value - up), ha="right", va="top")
        elif epoch < 0.9 * epochs:
            words.set(position=(epoch + across, value + up), ha="left", va="bottom")
        else:
            words.set(position=(epoch, value + 2 * up), ha="right", va="bottom")


def effect_figure(runs, *, language, quantity="a"):
    """Two panels, one a start; `runs` holds a pair (quadratic, cross-entropy) for each start."""
    return EffectFigure(language=language).show(runs, quantity)
