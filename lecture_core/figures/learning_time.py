"""How long learning takes: a map of epochs over the starts (w, b), and the law beside it."""

import itertools

import numpy as np
from matplotlib.colors import ListedColormap, NoNorm, to_rgb
from matplotlib.ticker import FuncFormatter

from lecture_core.figures.look import (
    COST_COLOURS,
    INK,
    START_COLOURS,
    LectureFigure,
    styled,
)
from lecture_core.words import number, text

LEVELS = (10, 30, 100, 300, 1000, 3000)  # epochs on iso-lines, the same in every map
START_MARKERS = ("o", "s")
_HATCH = (1.0, 0.42)  # light and dark stripe of "not reached", as shares of white
_DARK = "#101112"  # on the map, whose colours are the same in every theme
_MOST = 1e6  # epochs, the upper end of the cut's scale


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
        axes.set_xlabel("w")
        axes.set_ylabel("b")
        axes.set_xlim(low, high)
        axes.set_ylim(low, high)
        axes.set_xticks(np.arange(np.ceil(low), high + 0.5))
        axes.set_yticks(np.arange(np.ceil(low), high + 0.5))
        axes.grid(False)
        self._image = axes.imshow(
            np.zeros((2, 2), dtype=np.uint8), extent=(low, high, low, high), origin="lower",
            aspect="auto", norm=NoNorm(), cmap=_tints(COST_COLOURS["quadratic"]),
            interpolation="nearest", zorder=0.5,
        )
        self._lines = axes.plot([], [], color=_DARK, linewidth=1.2, zorder=2)[0]
        self._labels = [
            axes.text(0, 0, "", rotation=-45, ha="center", va="bottom", fontsize=11, color=_DARK,
                      clip_on=True, rotation_mode="anchor")
            for _ in LEVELS
        ]
        self._starts = [
            axes.plot([], [], marker, color=colour, markersize=11, markeredgecolor="white",
                      markeredgewidth=1.6, zorder=5, clip_on=False)[0]
            for marker, colour in zip(START_MARKERS, START_COLOURS, strict=True)
        ]
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
        self._draw_lines(times)
        self._title.set_text(text("map_title", self._language, target=number(times.target),
                                  limit=times.limit))

    def _draw_lines(self, times):
        # With x = 1 the epochs depend on w + b alone, so each iso-line runs along w + b = s.
        low, high = times.w[0], times.w[-1]
        epochs = np.where(np.isnan(times.simulated), np.inf, times.simulated)
        lines, size = [], high - low
        cuts = np.searchsorted(epochs, LEVELS)
        inside = [k for k in cuts.tolist() if 0 < k < len(epochs)]
        ahead = {k: times.z[after] for k, after in itertools.pairwise(inside)}
        for level, k, label in zip(LEVELS, cuts.tolist(), self._labels, strict=True):
            label.set_text("")
            if k not in inside:
                continue
            s = (times.z[k - 1] + times.z[k]) / 2
            left, right = max(low, s - high), min(high, s - low)
            lines += [(left, s - left), (right, s - right), (np.nan, np.nan)]
            # A label stands in the gap above its line, left of starts with w = b; above the line
            # of the limit there are stripes, and the title names it.
            room = ahead.get(k, np.inf) - s > 0.1 * size and right - left > 0.25 * size
            if room and level < times.limit:
                at = max(s / 2 - 0.16 * size, left + 0.1 * size) + 0.006 * size
                label.set_text(f"{level}")
                label.set_position((at, s - at + 0.012 * size))
        self._lines.set_data(np.array(lines).T if lines else ([], []))

    def mark(self, starts):
        """Put the markers at the two starts (w, b)."""
        for marker, (w, b) in zip(self._starts, starts, strict=True):
            marker.set_data([w], [b])


class LearningTimeFigure(LectureFigure):
    """The map on the left; on the right the cut along z = w + b: simulation, law, leading term.

    `show(times)` puts in a new map and new curves, `mark(starts)` moves the starts.
    """

    @styled
    def __init__(self, *, language):
        super().__init__(4.3, layout="none")
        self._language = language
        self.base_key = "cut"
        self._map = LearningMap(self.add_axes((0.065, 0.13, 0.372, 0.78)), language=language)
        cut = self._cut = self.add_axes((0.555, 0.13, 0.425, 0.78))
        cut.set_xlabel(text("cut_axis", language))
        cut.set_ylabel(text("epochs_axis", language), labelpad=2)
        cut.set_xlim(-4, 8)
        cut.set_yscale("log")
        cut.set_ylim(1, _MOST)
        cut.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
        self._limit = cut.axhline(1, color=INK, linewidth=1.2, linestyle="--")
        self._leading = cut.plot([], [], color=INK, linewidth=1.6, linestyle=":")[0]
        self._law = cut.plot([], [])[0]
        self._simulated = cut.plot([], [], "o", markersize=5, markerfacecolor="none",
                                   markeredgecolor=INK, markeredgewidth=1.2, zorder=3)[0]
        self._starts = [
            cut.plot([], [], marker, color=colour, markersize=10, markeredgecolor="white",
                     markeredgewidth=1.4, zorder=5, clip_on=False)[0]
            for marker, colour in zip(START_MARKERS, START_COLOURS, strict=True)
        ]
        self.live = [*self._map.live, self._limit, self._leading, self._law, self._simulated,
                     *self._starts]
        self._draw_key()

    def _draw_key(self):
        handles = [
            self._cut.plot([], [], color=INK, linestyle="-")[0],
            self._cut.plot([], [], "o", markersize=5, markerfacecolor="none",
                           markeredgecolor=INK, markeredgewidth=1.2)[0],
            self._cut.plot([], [], color=INK, linewidth=1.6, linestyle=":")[0],
            self._cut.plot([], [], color=INK, linewidth=1.2, linestyle="--")[0],
        ]
        keys = ("key_law", "key_simulation", "key_leading", "key_limit")
        self._cut.legend(handles, [text(key, self._language) for key in keys],
                         loc="upper left", borderaxespad=0.2, handlelength=1.6)

    def show(self, times):
        """Draw `times`, a LearningTimes."""
        self._map.show(times)
        self._law.set_data(times.z, _positive(times.law))
        self._law.set_color(COST_COLOURS[times.cost.name])
        self._leading.set_data(times.z, _positive(times.leading))
        self._simulated.set_data(times.z[::6], _positive(times.simulated)[::6])
        self._limit.set_ydata([times.limit, times.limit])
        self._times = times
        return self

    def mark(self, starts):
        """Put the markers at the starts (w, b); on the cut they stand at the law's epochs."""
        self._map.mark(starts)
        for marker, (w, b) in zip(self._starts, starts, strict=True):
            law = self._times.at(w, b)[1]
            marker.set_data([w + b], [law if law > 0 else np.nan])
        self.description = _described(self._times, starts, self._language)
        return self


def learning_time_figure(times, *, language, starts=((0.6, 0.9), (2.0, 2.0))):
    """The map of S5 and, along w + b, the law of F3 against training, from a LearningTimes."""
    return LearningTimeFigure(language=language).show(times).mark(starts)


def learning_maps_figure(maps, *, language, starts=((0.6, 0.9), (2.0, 2.0))):
    """Two maps side by side, one a LearningTimes, under the names of their costs."""
    return LearningMapsFigure(language=language).show(maps).mark(starts)


class LearningMapsFigure(LectureFigure):
    """Two maps side by side with the same levels: one cost against the other."""

    @styled
    def __init__(self, *, language):
        super().__init__(4.5, layout="none")
        self._language = language
        self.base_key = "maps"
        self._maps = [LearningMap(self.add_axes((left, 0.125, 0.4, 0.74)), language=language)
                      for left in (0.075, 0.575)]
        self._names = [self.text(left + 0.2, 0.985, "", ha="center", va="top", weight="bold")
                       for left in (0.075, 0.575)]
        self.live = [*(artist for part in self._maps for artist in part.live), *self._names]

    def show(self, maps):
        """Draw two LearningTimes."""
        self._times = maps
        for part, name, times in zip(self._maps, self._names, maps, strict=True):
            part.show(times)
            name.set_text(text("map_name", self._language, eta=number(times.eta),
                               cost=text(times.cost.name, self._language)))
        return self

    def mark(self, starts):
        """Put the markers at the starts (w, b) of both maps."""
        for part in self._maps:
            part.mark(starts)
        self.description = " ".join(_described(times, starts, self._language)
                                    for times in self._times)
        return self


def _described(times, starts, language):
    """The alt text of one map: its conditions and the epochs of each start."""
    told = []
    for k, (w, b) in enumerate(starts):
        epochs, law = times.at(w, b)
        reached = text("not_reached", language) if np.isnan(epochs) else int(epochs)
        told.append(text("map_alt_start", language, number=k + 1, w=number(w), b=number(b),
                         law=f"{law:.1f}", epochs=reached))
    return text("map_alt", language, eta=number(times.eta), limit=times.limit,
                cost=text(times.cost.name, language), target=number(times.target),
                starts=" ".join(told))


def _positive(epochs):
    """What a logarithmic scale can show."""
    return np.where(epochs > 0, epochs, np.nan)
