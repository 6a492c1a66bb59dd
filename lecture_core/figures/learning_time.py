"""How long learning takes: a map of epochs over the starts (w, b), and the law beside it."""

import numpy as np
from matplotlib.colors import ListedColormap, NoNorm, to_rgb
from matplotlib.ticker import FuncFormatter

from lecture_core.figures.look import (
    COST_COLOURS,
    INK,
    LectureFigure,
    cost_name,
    start_mark,
    styled,
)
from lecture_core.words import fixed, number, text

LEVELS = (10, 30, 100, 300, 1000, 3000)  # epochs on iso-lines, the same in every map
STARTS = ((0.6, 0.9), (2.0, 2.0))
_HATCH = (1.0, 0.42)  # light and dark stripe of "not reached", as shares of white
_DARK = "#101112"  # on the map, whose colours are the same in every theme


def _tints(colour):
    """One colour an interval between levels, light to full, then the two stripes."""
    full = np.array(to_rgb(colour))
    shades = [1 - share * (1 - full) for share in np.linspace(0.06, 1.0, len(LEVELS) + 1)]
    return ListedColormap([*shades, *([share] * 3 for share in _HATCH)])


class LearningMap:
    """A map of epochs over (w, b) on `axes`: tints between labelled iso-lines, stripes where the
    target is not reached, the starts as markers. `live` lists the artists that `show` changes.
    """

    def __init__(self, axes, *, language, low=-2.0, high=4.0):
        self._language = language
        ticks = np.arange(np.ceil(low), high + 0.5)
        self._image = axes.imshow(
            np.zeros((2, 2), dtype=np.uint8), extent=(low, high, low, high), origin="lower",
            aspect="auto", norm=NoNorm(), cmap=_tints(COST_COLOURS["quadratic"]),
            interpolation="nearest", zorder=0.5,
        )
        axes.set(xlabel="w", ylabel="b", xlim=(low, high), ylim=(low, high), xticks=ticks,
                 yticks=ticks)
        axes.grid(False)
        self._lines, = axes.plot([], [], color=_DARK, linewidth=1.2, zorder=2)
        self._labels = [axes.text(0, 0, "", rotation=-45, ha="center", fontsize=11, color=_DARK,
                                  clip_on=True, rotation_mode="anchor") for _ in LEVELS]
        self._starts = [axes.plot([], [], markersize=11, clip_on=False, **start_mark(k))[0]
                        for k in (0, 1)]
        self._title = axes.text(0, 1.02, "", transform=axes.transAxes, va="bottom")
        self.live = [self._image, self._lines, *self._labels, *self._starts, self._title]

    def show(self, times):
        """Draw `times`, a LearningTimes of the notebook's cost, rate and target."""
        half = (times.w[1] - times.w[0]) / 2
        self._image.set_extent((times.w[0] - half, times.w[-1] + half) * 2)
        shades = np.searchsorted(LEVELS, times.epochs, side="right")
        row, column = np.indices(shades.shape)
        stripes = len(LEVELS) + 1 + (row - column) // 2 % 2
        never = np.isnan(times.epochs)
        self._image.set_data(np.where(never, stripes, shades).astype(np.uint8))
        self._image.set_cmap(_tints(COST_COLOURS[times.cost.name]))
        self._title.set_text(text("map_title", self._language, target=number(times.target),
                                  limit=times.limit))
        # With x = 1 the epochs depend on w + b alone, so each iso-line runs along w + b = s.
        epochs = np.where(np.isnan(times.simulated), np.inf, times.simulated)
        cuts = zip(LEVELS, np.searchsorted(epochs, LEVELS).tolist(), strict=True)
        sums = {level: (times.z[k - 1] + times.z[k]) / 2 for level, k in cuts
                if 0 < k < len(epochs)}
        low, high = times.w[0], times.w[-1]
        lines = []
        for s in sums.values():
            left, right = max(low, s - high), min(high, s - low)
            lines += [(left, s - left), (right, s - right), (np.nan, np.nan)]
        self._lines.set_data(np.array(lines).T if lines else ([], []))
        # Above the line of the limit there are stripes, and the title names it.
        sums = {level: s for level, s in sums.items() if level < times.limit}
        labels = _labels(sums, times.z[-1], high - low)
        for label in self._labels:
            words, s, side = next(labels, ("", 0, 1))
            left, right = max(low, s - high), min(high, s - low)
            # Left of starts with w = b; on a line too short for it none.
            room = max(0.1, 0.04 + 0.012 * len(words))  # up to the axis
            at = max(s / 2 - 0.16 * (high - low), left + room * (high - low))
            aside = 0.009 * (high - low) * side
            label.set(text=words if right - left > 0.25 * (high - low) else "",
                      position=(at + aside, s - at + aside), va="bottom" if side > 0 else "top")

    def mark(self, starts):
        """Put the markers at the two starts (w, b)."""
        for marker, (w, b) in zip(self._starts, starts, strict=True):
            marker.set_data([w], [b])


def _labels(sums, end, size):
    """Yield (words, s, side) for lines w + b = s, {level: s}: a level stands above its line where
    the next line leaves room; lines too close for that are named together below the lowest."""
    crowd, below = [], -np.inf
    for level, ahead in zip(sums, [*list(sums.values())[1:], end], strict=True):
        crowd.append(level)
        if ahead - sums[level] > 0.1 * size:
            yield f"{crowd.pop()}", sums[level], 1
            if crowd and sums[crowd[0]] - below > 0.2 * size:
                yield ", ".join(map(str, crowd)), sums[crowd[0]], -1
            crowd, below = [], sums[level]


class LearningTimeFigure(LectureFigure):
    """The map on the left; on the right the cut along z = w + b: simulation, law, leading term.

    `show(times)` puts in a new map and new curves, `mark(starts)` moves the starts.
    """

    @styled
    def __init__(self, *, language):
        super().__init__(4.3, language=language, layout="none")
        self._map = LearningMap(self.add_axes((0.065, 0.13, 0.372, 0.78)), language=language)
        cut = self._cut = self.panel(0.555, 0.13, 0.42, 0.68, x="cut_axis", y="epochs_axis",
                                     xlim=(-4, 8), yscale="log")
        cut.yaxis.set_major_formatter(FuncFormatter(lambda value, _: fixed(value, 0)))
        kinds = {
            "law": {"color": COST_COLOURS["quadratic"]},
            "simulation": {"marker": "o", "markersize": 5, "markerfacecolor": "none",
                           "markeredgecolor": INK, "markeredgewidth": 1.2, "linestyle": "none",
                           "zorder": 3},
            "leading": {"color": INK, "linewidth": 1.6, "linestyle": ":"},
            "limit": {"color": INK, "linewidth": 1.2, "linestyle": "--"},
        }
        self._lines = {kind: cut.plot([], [], **look)[0] for kind, look in kinds.items()}
        key = cut.legend(self._lines.values(), [self.words(f"key_{kind}") for kind in kinds],
                         ncols=2, loc="lower left", bbox_to_anchor=(-0.12, 1.0),
                         borderaxespad=0.2, handlelength=1.6, columnspacing=1.2)
        self._law_in_key = key.legend_handles[0]  # the key has lines of its own, which stay
        self._starts = [cut.plot([], [], markersize=10, clip_on=False, **start_mark(k))[0]
                        for k in (0, 1)]
        self.live = [*self._map.live, *self._lines.values(), *self._starts]

    def show(self, times):
        """Draw `times`, a LearningTimes."""
        self._map.show(times)
        law, leading, simulated = (np.where(epochs > 0, epochs, np.nan) for epochs in
                                   (times.law, times.leading, times.simulated))
        key = times.cost.name, 10.0 ** np.ceil(np.log10(max(np.nanmax(law), 2 * times.limit)))
        if self.base_key != key:
            self._scale(*key)
        self._lines["law"].set_data(times.z, law)
        self._lines["leading"].set_data(times.z, leading)
        self._lines["simulation"].set_data(times.z[::6], simulated[::6])
        self._lines["limit"].set_data([-4, 8], [times.limit] * 2)
        self._times = times
        return self

    def _scale(self, cost, most):
        self.base_key = cost, most
        self._cut.set_ylim(1, most)
        for line in (self._law_in_key, self._lines["law"]):
            line.set_color(COST_COLOURS[cost])

    def mark(self, starts, found=None):
        """Put the markers at the starts (w, b); on the cut they stand at the law's epochs.

        `found` has what `times.at` says of each start, if that is known.
        """
        self._map.mark(starts)
        found = found or [self._times.at(*start) for start in starts]
        for marker, (w, b), (_, law) in zip(self._starts, starts, found, strict=True):
            marker.set_data([w + b], [law if law > 0 else np.nan])
        self.description = _described(self._times, starts, found, self.language)
        return self


class LearningMapsFigure(LectureFigure):
    """Two maps side by side with the same levels, one cost against the other, under their names."""

    @styled
    def __init__(self, maps, starts, *, language):
        super().__init__(4.5, language=language, layout="none")
        for left, times in zip((0.075, 0.575), maps, strict=True):
            drawn = LearningMap(self.add_axes((left, 0.125, 0.4, 0.74)), language=language)
            drawn.show(times)
            drawn.mark(starts)
            self.text(left + 0.2, 0.985, cost_name(times.cost, times.eta, language), ha="center",
                      va="top", weight="bold")
        self.description = " ".join(
            _described(times, starts, [times.at(*start) for start in starts], language)
            for times in maps)


def learning_time_figure(times, *, language, starts=STARTS):
    """The map and, along w + b, the law against training, from a LearningTimes."""
    return LearningTimeFigure(language=language).show(times).mark(starts)


def learning_maps_figure(maps, *, language, starts=STARTS):
    """Two maps side by side, one a LearningTimes, under the names of their costs."""
    return LearningMapsFigure(maps, starts, language=language)


def _described(times, starts, found, language):
    """The alt text of one map: its conditions and the epochs of each start."""
    told = []
    for k, ((w, b), (epochs, law)) in enumerate(zip(starts, found, strict=True)):
        reached = text("not_reached", language) if np.isnan(epochs) else int(epochs)
        told.append(text("map_alt_start", language, number=k + 1, w=number(w), b=number(b),
                         law=fixed(law, 1), epochs=reached))
    return text("map_alt", language, eta=number(times.eta), limit=times.limit,
                cost=text(times.cost.name, language), target=number(times.target),
                starts=" ".join(told))
