"""The look shared by every figure: colours, line styles, type sizes, and the Figure class."""

import functools
import io

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

# Okabe-Ito, safe for colour-blind readers. One colour means one thing through the whole series.
START_COLOURS = ("#0072B2", "#D55E00")  # first start: blue, second start: vermilion
START_STYLES = ("-", "--")
COST_COLOURS = {"quadratic": "#CC79A7", "cross_entropy": "#009E73"}
COST_STYLES = {"quadratic": "-.", "cross_entropy": "-"}
TARGET = "#E69F00"  # the target y and the level that counts as learnt

# Three colours that live.py swaps for the page's own, so that a live figure follows the theme;
# odd digits keep them from meeting a colour that means itself.
INK, GRID, GROUND = "#1b1c1d", "#d5d6d7", "#fefeff"

WIDTH = 9.0  # inches; 900 px on the page, where 12 pt text is 17 px high
PNG_DPI = 100

RC = {
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
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.facecolor": "none",
    "figure.facecolor": GROUND,
    "savefig.facecolor": GROUND,
    "axes.unicode_minus": True,
    "axes.formatter.use_mathtext": True,
    "mathtext.fontset": "dejavusans",
    "svg.fonttype": "none",
    "svg.hashsalt": "lecture_core",
    "path.simplify": True,
}


def styled(draw):
    """Run `draw` under the lecture's rcParams, leaving the reader's own untouched."""

    @functools.wraps(draw)
    def under_our_style(*args, **kwargs):
        with matplotlib.rc_context(RC):
            return draw(*args, **kwargs)

    return under_our_style


class LectureFigure(Figure):
    """A matplotlib figure on an opaque ground that a notebook shows as a PNG, without pyplot.

    `live` lists the artists that change when a slider moves, `description` says in words what
    the picture shows now, and `base_key` names everything else that is drawn: while it stays
    the same, a LiveFigure redraws only the live artists.
    """

    def __init__(self, height, *, width=WIDTH, layout="constrained", **kwargs):
        # 72 dots an inch: a pixel of the transforms is a point of the SVG.
        super().__init__(figsize=(width, height), dpi=72, layout=layout, **kwargs)
        FigureCanvasAgg(self)
        self.live = []
        self.description = ""
        self.base_key = None

    def __repr__(self):
        return f"<{type(self).__name__} with {len(self.axes)} axes>"

    def _repr_png_(self):
        return self.png()

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
        text = io.StringIO()
        self.savefig(text, format="svg", transparent=True, metadata={"Date": None})
        return text.getvalue()


def small_png(pixels, colours=160):
    """Opaque pixels (rows, columns, 4) as PNG bytes with a palette, which halves a line drawing."""
    image, file = Image.fromarray(np.asarray(pixels)), io.BytesIO()
    palette = image.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
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
