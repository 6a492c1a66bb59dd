"""Digits and networks that learn to read them: pictures, curves over seeds, the lab's figure."""

import numpy as np
from matplotlib.ticker import FuncFormatter, NullLocator

from lecture_core.figures.look import (
    COST_COLOURS,
    COST_STYLES,
    INK,
    LectureFigure,
    styled,
)
from lecture_core.words import number, text

COST_MARKERS = {"quadratic": "s", "cross_entropy": "o"}
_SHIFTS = {"quadratic": -0.16, "cross_entropy": 0.16}  # side by side over the same digit
GUESSING = 0.1  # the accuracy of naming one of ten digits at random


def _percent(axes, low=0.0, high=1.02):
    axes.set_ylim(low, high)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:.0f}"))


def _guessing(axes, language, side="right"):
    axes.axhline(GUESSING, color=INK, linewidth=1.2, linestyle=":", zorder=1)
    axes.text(0.99 if side == "right" else 0.01, GUESSING + 0.015, text("guessing", language),
              ha=side, va="bottom", fontsize=11, transform=axes.get_yaxis_transform())


@styled
def digits_figure(digits, rows, answers=None, *, language, columns=12):
    """The digits in these rows of a DigitSet; with `answers`, what was read for each under it."""
    rows = [int(row) for row in rows]
    lines = max(1, -(-len(rows) // columns))
    figure = LectureFigure(lines * (0.75 if answers is None else 1.05) + 0.1, layout="none")
    cells = figure.subplots(lines, columns, squeeze=False, gridspec_kw={
        "left": 0.01, "right": 0.99, "top": 0.98, "wspace": 0.15,
        "bottom": 0.02 if answers is None else 0.3 / lines,
        "hspace": 0.1 if answers is None else 0.45})
    for axes in cells.flat:
        axes.set_axis_off()
    captions = []
    for k, (axes, row) in enumerate(zip(cells.flat, rows, strict=False)):
        axes.imshow(digits.X[row].reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
        label = int(digits.labels[row])
        captions.append(str(label) if answers is None else f"{label} → {int(answers[k])}")
        if answers is not None:
            axes.text(0.5, -0.06, captions[-1], fontsize=13, ha="center", va="top",
                      transform=axes.transAxes)
    figure.description = text("digits_alt", language, count=len(rows), digits=", ".join(captions))
    return figure


@styled
def search_figure(searches, *, language):
    """Accuracy on the validation part against eta: a point a seed, a line through the means.

    `searches` is {cost name: {eta: Runs}}; a ring marks each cost's best eta.
    """
    figure = LectureFigure(3.3)
    axes = figure.subplots()
    best = []
    for name, runs in searches.items():
        etas = sorted(runs)
        accuracy = np.array([runs[eta].accuracy[:, -1] for eta in etas])
        look = {"color": COST_COLOURS[name], "marker": COST_MARKERS[name]}
        axes.plot(etas, accuracy, linestyle="none", markersize=5, alpha=0.45, **look)
        axes.plot(etas, accuracy.mean(axis=1), linestyle=COST_STYLES[name], markersize=8,
                  label=text(name, language), **look)
        top = int(accuracy.mean(axis=1).argmax())
        axes.plot(etas[top], accuracy[top].mean(), "o", color=INK, markersize=17, fillstyle="none",
                  markeredgewidth=1.6)
        best.append(text("search_alt_cost", language, cost=text(name, language),
                         eta=number(etas[top]), percent=f"{100 * accuracy[top].mean():.0f}"))
    axes.set_xscale("log", base=2)
    axes.set_xticks(etas, [number(eta) for eta in etas])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xlabel(text("eta_axis", language))
    axes.set_ylabel(text("validation_axis", language))
    _percent(axes)
    _guessing(axes, language, "left")
    axes.legend(loc="lower left", bbox_to_anchor=(0.0, 0.2), handlelength=2.6)
    figure.description = " ".join(best)
    return figure


@styled
def learning_curves_figure(results, *, language, first=5):
    """Accuracy by epoch, thin for each seed, thick for the mean; on the left the first epochs.

    `results` holds one Runs a cost.
    """
    figure = LectureFigure(3.7)
    closer, whole = figure.subplots(1, 2, sharey=True)
    for runs in results:
        name, accuracy = runs.cost.name, runs.accuracy
        n, colour, style = np.arange(accuracy.shape[1]), COST_COLOURS[name], COST_STYLES[name]
        for axes in (closer, whole):
            axes.plot(n, accuracy.T, color=colour, linewidth=0.9, alpha=0.6)
            axes.plot(n, accuracy.mean(axis=0), color=colour, linestyle=style, linewidth=3.2,
                      label=f"{text(name, language)}, η = {number(runs.eta)}")
    epochs = accuracy.shape[1] - 1
    closer.set_xlim(0, min(first, epochs))
    whole.set_xlim(0, epochs)
    closer.set_ylabel(text("validation_axis", language))
    closer.set_title(text("first_epochs", language), loc="left")
    whole.set_title(text("all_epochs", language), loc="left")
    _percent(closer)
    _guessing(whole, language)
    for axes in (closer, whole):
        axes.set_xlabel(text("epoch_axis", language))
    # Long enough for the thick line's dash and its dot.
    whole.legend(loc="lower right", bbox_to_anchor=(1.0, 0.16), handlelength=3.8)
    figure.description = " ".join(
        text("curves_alt", language, cost=text(runs.cost.name, language),
             percents=", ".join(f"{100 * share:.0f}" for share in runs.accuracy[:, -1]))
        for runs in results)
    return figure


@styled
def waking_figure(outputs, *, language, examples=1000):
    """How strongly output k answers pictures of k, white for 0 and black for 1, as they learn.

    `outputs` is {cost name: what waking() returned}; `examples` make one epoch.
    """
    figure = LectureFigure(3.7)
    panels = np.atleast_1d(figure.subplots(1, len(outputs), sharey=True))
    said = []
    for axes, (name, (seen, strengths)) in zip(panels, outputs.items(), strict=True):
        half = (seen[1] - seen[0]) / 2
        edges = (np.append(seen - half, seen[-1] + half)) / examples
        mesh = axes.pcolormesh(edges, np.arange(-0.5, 10), strengths.T, cmap="gray_r", vmin=0,
                               vmax=1)
        axes.set_title(text(name, language), loc="left", color=INK)
        axes.set_xlim(0, seen[-1] / examples)
        axes.set_yticks(range(10))
        axes.set_xlabel(text("epoch_axis", language))
        axes.grid(False)
        for spine in axes.spines.values():
            spine.set(visible=True, color=COST_COLOURS[name], linewidth=2.5)
        said.append(text("waking_alt", language, cost=text(name, language), strengths=", ".join(
            f"{k}: {strength:.2f}" for k, strength in enumerate(strengths[-1]))))
    panels[0].set_ylabel(text("output_of_digit", language))
    panels[0].invert_yaxis()
    figure.colorbar(mesh, ax=list(panels), label=text("own_output", language), pad=0.02)
    figure.description = " ".join(said)
    return figure


class LearningFigure(LectureFigure):
    """Accuracy by epoch on the left, the share read right of each digit on the right.

    `show(history, right, epochs)`: dicts by cost name of TrainingHistory and of right_by_digit,
    and how many epochs the run is to have.
    """

    @styled
    def __init__(self, *, language):
        super().__init__(3.75, layout="none")
        self._language = language
        self._curves_axes, self._digit_axes = (
            self.add_axes((left, 0.15, width, 0.72))
            for left, width in ((0.075, 0.415), (0.585, 0.4))
        )
        for axes, label in ((self._curves_axes, "epoch_axis"), (self._digit_axes, "digit_axis")):
            axes.set_xlabel(text(label, language))
            _percent(axes, 0, 1.03)
        self._curves_axes.set_ylabel(text("validation_axis", language))
        _guessing(self._curves_axes, language)
        self._digit_axes.set_ylabel(text("right_of_digit", language))
        self._digit_axes.set_xlim(-0.6, 9.6)
        self._digit_axes.set_xticks(range(10))
        self._digit_axes.grid(False, axis="x")
        self._curves, self._ends, self._marks = {}, {}, {}
        for name in _SHIFTS:
            colour, marker = COST_COLOURS[name], COST_MARKERS[name]
            (self._curves[name],) = self._curves_axes.plot(
                [], [], color=colour, linestyle=COST_STYLES[name])
            (self._ends[name],) = self._curves_axes.plot(
                [], [], marker, color=colour, markersize=8, clip_on=False, zorder=4)
            (self._marks[name],) = self._digit_axes.plot(
                [], [], marker, color=colour, markersize=9, clip_on=False, zorder=4)
            # A line nobody sees, for the legend of the static part.
            self._curves_axes.plot([], [], color=colour, linestyle=COST_STYLES[name],
                                   marker=marker, markersize=8, label=text(name, language))
        self._curves_axes.legend(loc="lower left", bbox_to_anchor=(-0.02, 0.985), ncols=2,
                                 borderaxespad=0.2, columnspacing=1.4)
        self.live = [artist for kind in (self._curves, self._ends, self._marks)
                     for artist in kind.values()]

    def show(self, history, right, epochs):
        """Draw what the networks have learnt so far; costs without a history are left out."""
        if self.base_key != epochs:
            self._curves_axes.set_xlim(0, max(epochs, 1))
            self.base_key = epochs
        said = []
        for name in self._curves:
            accuracy = history[name].validation_accuracy if name in history else []
            n = len(accuracy)
            self._curves[name].set_data(range(n), accuracy)
            self._ends[name].set_data([n - 1] * bool(n), accuracy[-1:])
            self._marks[name].set_data(np.arange(10) + _SHIFTS[name] if n else [],
                                       right[name] if n else [])
            if n:
                said.append(text(
                    "learning_alt", self._language, cost=text(name, self._language), epoch=n - 1,
                    epochs=epochs, percent=f"{100 * accuracy[-1]:.0f}",
                    digits=", ".join(f"{k}: {100 * share:.0f}" for k, share in
                                     enumerate(right[name]))))
        self.description = " ".join(said)
        return self
