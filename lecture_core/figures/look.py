"""The look shared by every figure: colours, line styles, markers, type sizes, the Figure class."""

import base64
import functools
import io

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from lecture_core.words import number, text

# Okabe-Ito, safe for colour-blind readers. One colour means one thing through the whole series.
START_COLOURS = ("#0072B2", "#D55E00")  # first start: blue, second start: vermilion
_START_STYLES, _START_MARKERS = ("-", "--"), ("o", "s")
COST_COLOURS = {"quadratic": "#CC79A7", "cross_entropy": "#009E73"}
_COST_STYLES = {"quadratic": "-.", "cross_entropy": "-"}
_COST_MARKERS = {"quadratic": "s", "cross_entropy": "o"}
TARGET = "#E69F00"  # the target y and the level that counts as learnt

# Three colours that a live picture swaps for the page's own, so that it follows the theme;
# odd digits keep them from meeting a colour that means itself.
INK, GRID, GROUND = "#1b1c1d", "#d5d6d7", "#fefeff"
LEVEL = {"color": INK, "linewidth": 1.2, "linestyle": ":"}  # a height that is to be reached

WIDTH = 9.0  # inches; 900 px on the page, where 12 pt text is 17 px high
PNG_DPI = 100
_COLOURS = 160  # of a PNG's palette

RC = {
    # What a reader has set, in a session, a style sheet or a matplotlibrc, must not matter.
    **{key: value for key, value in matplotlib.rcParamsDefault.items()
       if not key.startswith(("backend", "toolbar", "interactive", "date.epoch"))},
    "font.family": "DejaVu Sans",
    "font.size": 12,
    "axes.titlesize": 12,
    "axes.labelsize": 12,
    "xtick.labelsize": 11,
    "ytick.labelsize": 11,
    "legend.fontsize": 11,
    "legend.frameon": False,
    "lines.linewidth": 2.4,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.linewidth": 0.8,
    "grid.color": GRID,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": INK,
    "axes.titlecolor": INK,
    "axes.titley": 1.0,  # else each drawing lays out the ticks once more, to find a title its place
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.facecolor": "none",
    "figure.facecolor": GROUND,
    "savefig.facecolor": GROUND,
    "svg.fonttype": "none",
    "svg.hashsalt": "lecture_core",
}


def styled(draw):
    """Run `draw` under the lecture's settings, leaving the reader's own untouched."""

    @functools.wraps(draw)
    def under_our_style(*args, **kwargs):
        # Where an axis has no place for a value, a gap in the curve says so, not numpy.
        with matplotlib.rc_context(RC), np.errstate(all="ignore"):
            return draw(*args, **kwargs)

    return under_our_style


def start_look(k):
    """Colour and line of start k (0 or 1)."""
    return {"color": START_COLOURS[k], "linestyle": _START_STYLES[k]}


def start_mark(k):
    """Colour and marker of start k, on a light edge, without a line."""
    return {"color": START_COLOURS[k], "marker": _START_MARKERS[k], "linestyle": "none",
            "markeredgecolor": "white", "markeredgewidth": 1.4, "zorder": 5}


def cost_look(cost):
    """Colour and line of a cost, by its name or itself."""
    name = getattr(cost, "name", cost)
    return {"color": COST_COLOURS[name], "linestyle": _COST_STYLES[name]}


def cost_mark(cost):
    """Colour and marker of a cost, by its name or itself, without a line."""
    name = getattr(cost, "name", cost)
    return {"color": COST_COLOURS[name], "marker": _COST_MARKERS[name], "linestyle": "none"}


def start_name(k, run, language):
    """What start k of a run is called: its number, w and b."""
    return text("start_wb", language, number=k + 1, w=number(run.w[0]), b=number(run.b[0]))


def cost_name(cost, eta, language):
    """What a run is called by its cost and its rate."""
    return text("map_name", language, cost=text(getattr(cost, "name", cost), language),
                eta=number(eta))


def sentence(words):
    """`words` as a sentence of a description: with a capital letter and a full stop."""
    return f"{words[:1].upper()}{words[1:]}."


class LectureFigure(Figure):
    """A matplotlib figure on an opaque ground that a notebook shows as a PNG, without pyplot.

    `live` lists the artists that change when a slider moves, `description` says in words what
    the picture shows now, and `base_key` names everything else that is drawn: while it stays
    the same, a lab redraws only the live artists. `language` is that of its words.
    """

    def __init__(self, height, *, language=None, width=WIDTH, layout="constrained", **kwargs):
        # 72 dots an inch: a pixel of the transforms is a point of the SVG.
        super().__init__(figsize=(width, height), dpi=72, layout=layout, **kwargs)
        FigureCanvasAgg(self)
        self.language = language
        self.live = []
        self.description = ""
        self.base_key = None

    def __repr__(self):
        return f"<{type(self).__name__} with {len(self.axes)} axes>"

    def _repr_mimebundle_(self, include=None, exclude=None):
        # Exports take the alt text from there, JupyterLab's own view of a PNG has none.
        data = {"image/png": base64.b64encode(self.png()).decode("ascii"),
                "text/plain": repr(self)}
        return data, {"image/png": {"alt": self.description}}

    def words(self, key, **numbers):
        """The string `key` in the figure's language."""
        return text(key, self.language, **numbers)

    def reached(self, epoch):
        """In words: the first epoch with a at its goal, nan where there is none."""
        return (self.words("reached_never") if np.isnan(epoch) else
                self.words("reached_at", epoch=int(epoch)))

    def panel(self, left, bottom, width, height, *, x=None, y=None, **settings):
        """Axes in that box (shares of the figure), with the words of these keys at x and y."""
        axes = self.add_axes((left, bottom, width, height))
        self.label(axes, x, y, **settings)
        return axes

    def label(self, axes, x=None, y=None, **settings):
        """Put the words of these keys at the axes, and set what else is to be set."""
        if x is not None:
            axes.set_xlabel(self.words(x))
        if x == "epoch_axis" and axes.get_xscale() == "linear":
            axes.xaxis.get_major_locator().set_params(integer=True)
        if y is not None:
            axes.set_ylabel(self.words(y))
        axes.set(**settings)

    def clock(self, axes):
        """Words at the upper right corner of `axes`, for the epoch that is shown."""
        return axes.text(1, 1.03, "", ha="right", va="bottom", transform=axes.transAxes)

    @styled
    def png(self, dpi=PNG_DPI):
        """The picture as PNG bytes, the same bytes for the same numbers."""
        self.set_dpi(dpi)
        try:
            self.canvas.draw()
            return small_png(self.canvas.buffer_rgba())
        finally:
            self.set_dpi(72)

    @styled
    def svg(self):
        """The picture as SVG text without a date."""
        drawn = io.StringIO()
        self.savefig(drawn, format="svg", transparent=True, metadata={"Date": None})
        return drawn.getvalue()


def small_png(pixels):
    """Opaque pixels (rows, columns, 4) as PNG bytes with a palette, which halves a line drawing."""
    image, file = Image.fromarray(np.asarray(pixels)), io.BytesIO()
    palette = image.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    palette.save(file, "PNG", optimize=True)
    return file.getvalue()


def nice_limit(value, levels=(0.55, 1.1, 2.2, 5.5)):
    """The smallest of levels times a power of ten that holds `value`: few limits, few redraws."""
    scale = 1.0
    while True:
        for level in levels:
            if value <= level * scale:
                return level * scale
        scale *= 10
