"""Digits and networks that learn to read them: pictures, curves over seeds, the lab's figure."""

import numpy as np
from matplotlib.ticker import FuncFormatter, NullLocator

from lecture_core.figures.bet_marks import mark_bets
from lecture_core.figures.look import (
    COST_COLOURS,
    INK,
    LEVEL,
    LectureFigure,
    cost_look,
    cost_mark,
    cost_name,
    styled,
)
from lecture_core.words import number, text

_SHIFTS = {"quadratic": -0.16, "cross_entropy": 0.16}  # side by side over the same digit
GUESSING = 0.1  # the accuracy of naming one of ten digits at random


def _percent(axes, low=0.0, high=1.02):
    axes.set_ylim(low, high)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:.0f}"))


def _guessing(axes, language, side="right"):
    axes.axhline(GUESSING, zorder=1, **LEVEL)
    axes.text(0.99 if side == "right" else 0.01, GUESSING + 0.015, text("guessing", language),
              ha=side, va="bottom", fontsize=11, transform=axes.get_yaxis_transform())


@styled
def digits_figure(digits, rows, answers=None, *, language, columns=12):
    """The digits in these rows of a DigitSet; with `answers`, what was read for each under it."""
    rows = [int(row) for row in rows]
    lines = max(1, -(-len(rows) // columns))
    figure = LectureFigure(lines * (0.75 if answers is None else 1.05) + 0.1, language=language,
                           layout="none")
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
    figure.description = figure.words("digits_alt", count=len(rows), digits=", ".join(captions))
    return figure


@styled
def search_figure(searches, *, language):
    """Accuracy on the validation part against eta: a point a seed, a line through the means.

    `searches` is {cost name: {eta: Runs}}; a ring marks each cost's best eta. On the right the
    same where the best ones meet.
    """
    figure = LectureFigure(3.5, language=language)
    whole, closer = figure.subplots(1, 2)
    best = {}
    for name, runs in searches.items():
        etas = sorted(runs)
        accuracy = np.array([runs[eta].accuracy[:, -1] for eta in etas])
        means = accuracy.mean(axis=1)
        top = int(means.argmax())
        best[name] = etas[top], means[top]
        for axes in (whole, closer):
            axes.semilogx(etas, accuracy, markersize=5, alpha=0.45, **cost_mark(name))
            axes.semilogx(etas, means, markersize=8, label=text(name, language),
                          **{**cost_mark(name), **cost_look(name)})
            axes.plot(*best[name], "o", markersize=17, fillstyle="none", color=INK,
                      markeredgewidth=1.6, gid=f"best {name}")
    for axes in (whole, closer):
        axes.set_xscale("log", base=2)
        axes.set_xticks(etas, [number(eta) for eta in etas])
        axes.xaxis.set_minor_locator(NullLocator())
        figure.label(axes, "eta_axis")
    figure.label(whole, y="validation_axis")
    _percent(whole)
    _percent(closer, min(share for _, share in best.values()) - 0.03,
             min(1.002, max(share for _, share in best.values()) + 0.02))
    whole.set_title(figure.words("search_whole"), loc="left")
    closer.set_title(figure.words("search_closer"), loc="left")
    _guessing(whole, language, "left")
    whole.legend(loc="lower left", bbox_to_anchor=(0.0, 0.2), handlelength=2.6)
    figure.description = " ".join(
        figure.words("search_alt_cost", cost=text(name, language), eta=number(eta),
                     percent=f"{100 * share:.1f}") for name, (eta, share) in best.items())
    return figure


@styled
def learning_curves_figure(results, *, language, first=5, bets=()):
    """Accuracy by epoch, thin for each seed, thick for the mean; on the left the first epochs.

    `results` holds one Runs a cost; `bets` are marked on the left, at (epoch, share right).
    """
    figure = LectureFigure(3.7, language=language)
    closer, whole = figure.subplots(1, 2, sharey=True)
    for runs in results:
        n, look = np.arange(runs.accuracy.shape[1]), cost_look(runs.cost)
        for axes in (closer, whole):
            axes.plot(n, runs.accuracy.T, color=look["color"], linewidth=0.9, alpha=0.6)
            axes.plot(n, runs.accuracy.mean(axis=0), linewidth=3.2,
                      label=cost_name(runs.cost, runs.eta, language), **look)
    for axes, end, title in ((closer, min(first, n[-1]), "first_epochs"),
                             (whole, n[-1], "all_epochs")):
        figure.label(axes, "epoch_axis", xlim=(0, end))
        axes.set_title(figure.words(title), loc="left")
    figure.label(closer, y="validation_axis")
    _percent(closer)
    _guessing(whole, language)
    # Long enough for the thick line's dash and its dot.
    whole.legend(loc="lower right", bbox_to_anchor=(1.0, 0.16), handlelength=3.8)
    figure.description = " ".join(
        figure.words("curves_alt", cost=text(runs.cost.name, language), percents=", ".join(
            f"{100 * share:.0f}" for share in runs.accuracy[:, -1])) for runs in results)
    return mark_bets(figure, closer, bets)


@styled
def waking_figure(outputs, *, language, examples=1000):
    """How strongly output k answers pictures of k, white for 0 and black for 1, as they learn.

    `outputs` is {cost name: what waking() returned}; `examples` make one epoch.
    """
    figure = LectureFigure(3.7, language=language)
    panels = figure.subplots(1, len(outputs), sharey=True, squeeze=False)[0]
    said = []
    for axes, (name, (seen, strengths)) in zip(panels, outputs.items(), strict=True):
        half = (seen[1] - seen[0]) / 2
        edges = (np.append(seen - half, seen[-1] + half)) / examples
        mesh = axes.pcolormesh(edges, np.arange(-0.5, 10), strengths.T, cmap="gray_r", vmin=0,
                               vmax=1)
        axes.set_title(text(name, language), loc="left")
        figure.label(axes, "epoch_axis", xlim=(0, seen[-1] / examples), yticks=range(10))
        axes.grid(False)
        for spine in axes.spines.values():
            spine.set(visible=True, color=COST_COLOURS[name], linewidth=2.5)
        said.append(figure.words("waking_alt", cost=text(name, language), strengths=", ".join(
            f"{k}: {strength:.2f}" for k, strength in enumerate(strengths[-1]))))
    figure.label(panels[0], y="output_of_digit")
    panels[0].invert_yaxis()
    figure.colorbar(mesh, ax=list(panels), label=figure.words("own_output"), pad=0.02)
    figure.description = " ".join(said)
    return figure


class LearningFigure(LectureFigure):
    """Accuracy by epoch on the left, the share read right of each digit on the right.

    `show(history, right, epochs)`: dicts by cost name of TrainingHistory and of right_by_digit,
    and how many epochs the run is to have.
    """

    @styled
    def __init__(self, *, language):
        super().__init__(3.75, language=language, layout="none")
        curves = self._left = self.panel(0.075, 0.15, 0.415, 0.72, x="epoch_axis",
                                         y="validation_axis")
        digits = self.panel(0.585, 0.15, 0.4, 0.72, x="digit_axis", y="right_of_digit",
                            xlim=(-0.6, 9.6), xticks=range(10))
        digits.grid(False, axis="x")
        for axes in (curves, digits):
            _percent(axes, 0, 1.03)
        _guessing(curves, language)
        self.curves, self.ends, self.marks = {}, {}, {}
        for name in _SHIFTS:
            mark = {"clip_on": False, "zorder": 4, **cost_mark(name)}
            self.curves[name], = curves.plot([], [], **cost_look(name))
            self.ends[name], = curves.plot([], [], markersize=8, **mark)
            self.marks[name], = digits.plot([], [], markersize=9, **mark)
            # A line nobody sees, for the legend of the static part.
            curves.plot([], [], markersize=8, label=text(name, language),
                        **{**mark, **cost_look(name)})
        curves.legend(loc="lower left", bbox_to_anchor=(-0.02, 0.985), ncols=2, borderaxespad=0.2,
                      columnspacing=1.4)
        self.live = [artist for kind in (self.curves, self.ends, self.marks)
                     for artist in kind.values()]

    def show(self, history, right, epochs):
        """Draw what the networks have learnt so far; costs without a history are left out."""
        if self.base_key != epochs:
            self._left.set_xlim(0, max(epochs, 1))
            self.base_key = epochs
        said = []
        for name, shift in _SHIFTS.items():
            accuracy = history[name].validation_accuracy if name in history else []
            done = range(len(accuracy))
            self.curves[name].set_data(done, accuracy)
            self.ends[name].set_data(done[-1:], accuracy[-1:])
            self.marks[name].set_data(*((np.arange(10) + shift, right[name]) if done else
                                        ([], [])))
            if done:
                said.append(self.words(
                    "learning_alt", cost=text(name, self.language), epoch=done[-1], epochs=epochs,
                    percent=f"{100 * accuracy[-1]:.0f}", digits=", ".join(
                        f"{k}: {100 * share:.0f}" for k, share in enumerate(right[name]))))
        self.description = " ".join(said)
        return self
