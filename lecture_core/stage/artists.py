"""One live artist of a figure as a piece of SVG, in tenths of a point."""

import base64
import functools
import html
import io
from math import isfinite

import numpy as np
from matplotlib import rcParamsDefault
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_hex
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from PIL import Image

from lecture_core.figures.look import GRID, GROUND, INK, styled
from lecture_core.stage.paths import outline, path

# The page's own colours where the page has them (JupyterLab's variables), ours elsewhere.
THEME = {
    INK: f"var(--jp-content-font-color1,{INK})",
    GRID: f"var(--jp-border-color2,{GRID})",
    GROUND: f"var(--jp-layout-color0,{GROUND})",
}
FONT, FONT_SIZE = "'DejaVu Sans',sans-serif", 12  # of words that say nothing else
_DASHES = {"--": "lines.dashed_pattern", "-.": "lines.dashdot_pattern", ":": "lines.dotted_pattern"}
_ANCHORS = {"left": "", "center": ";text-anchor:middle", "right": ";text-anchor:end"}
_FEW_CELLS = 16  # of an image: boxes are written faster than a file, and are shorter
_ALIKE = str.maketrans("123456789", "000000000")  # no digit is taller or deeper than another
_RISES = {}  # measured once for words that differ in their digits only


class ArtistWriter:
    """Writes artists of one figure, `height` points high, while its axes stay as they are."""

    def __init__(self, height):
        self._height = height
        self._places, self._written = {}, {}

    def svg(self, artist):
        """The artist as it shows now, "" if it is hidden."""
        if not artist.get_visible():
            return ""
        state, write = _writer(type(artist))
        # A film moves points along curves that stay: what stays is not written anew.
        now = state(artist)
        kept = self._written.get(artist)
        if kept is None or kept[0] != now:
            kept = self._written[artist] = now, write(self, artist)
        return kept[1]

    def _place(self, artist):
        """Where the artist's transform puts things on the page; the same while base_key is."""
        place = self._places.get(artist)
        if place is None:
            patch = isinstance(artist, Rectangle)
            transform = artist.get_data_transform() if patch else artist.get_transform()
            place = self._places[artist] = _Place(transform, self._height)
        return place

    def _line(self, line):
        points = self._place(line).many(_data(line))
        colour = _css(line.get_color())
        opacity = "" if line.get_alpha() is None else f";opacity:{line.get_alpha():g}"
        svg = ""
        if line.get_linestyle() != "None" and len(points) > 1:
            width = 10 * line.get_linewidth()
            dash = ""
            if line.get_linestyle() in _DASHES:
                pattern = rcParamsDefault[_DASHES[line.get_linestyle()]]
                parts = " ".join(f"{part * width:.0f}" for part in pattern)
                dash = f";stroke-linecap:butt;stroke-dasharray:{parts}"
            svg = (f'<path d="{path(points)}" style="fill:none;stroke:{colour};'
                   f'stroke-width:{width:g}{dash}{opacity}"/>')
        if line.get_marker() != "None":
            shape = outline(line.get_marker(), line.get_fillstyle(), line.get_markersize())
            marks = "".join(f"M{x:.0f} {y:.0f}{shape}" for x, y in points.tolist()
                            if isfinite(x) and isfinite(y))
            face, edge = _css(line.get_markerfacecolor()), _css(line.get_markeredgecolor())
            width = 10 * line.get_markeredgewidth()
            svg += marks and (f'<path d="{marks}" style="fill:{face};stroke:{edge};'
                              f'stroke-width:{width:g}{opacity}"/>')
        return svg

    def _text(self, words):
        x, y = self._place(words).one(*words.get_position())
        if not words.get_text() or not (isfinite(x) and isfinite(y)):
            return ""
        size, weight, turn = words.get_fontsize(), words.get_weight(), words.get_rotation()
        style = "" if size == FONT_SIZE else f";font-size:{10 * size:g}px"
        style += "" if weight in ("normal", 400) else f";font-weight:{weight}"
        style += _ANCHORS[words.get_horizontalalignment()]
        colour = words.get_color()
        style += "" if colour == INK else f";fill:{_css(colour)}"
        style = style and f' style="{style[1:]}"'
        turned = "" if not turn else f' transform="rotate({-turn:g} {x:.0f} {y:.0f})"'
        return "".join(
            f'<text x="{x:.0f}" y="{y + rise:.0f}"{turned}{style}>{html.escape(line)}</text>'
            for line, rise in zip(words.get_text().split("\n"), _rises(words), strict=True)
            if line
        )

    def _rectangle(self, patch):
        (x, y), width, height = patch.get_xy(), patch.get_width(), patch.get_height()
        place = self._place(patch)
        (left, low), (right, high) = place.one(x, y), place.one(x + width, y + height)
        edge = _css(patch.get_edgecolor())
        style = f"fill:{_css(patch.get_facecolor()) if patch.get_fill() else 'none'}"
        if edge != "none":
            style += f";stroke:{edge};stroke-width:{10 * patch.get_linewidth():g}"
        style += "" if patch.get_alpha() is None else f";opacity:{patch.get_alpha():g}"
        return (f'<rect x="{min(left, right):.0f}" y="{min(low, high):.0f}" '
                f'width="{abs(right - left):.0f}" height="{abs(high - low):.0f}" style="{style}"/>')

    def _image(self, image):
        left, right, bottom, top = image.get_extent()
        (x0, y0), (x1, y1) = map(self._place(image).one, (left, right), (bottom, top))
        x, y, width, height = min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)
        shown = image.get_array().data[:: -1 if image.origin == "lower" else 1]
        values, cells = np.unique(shown, return_inverse=True)
        cells = cells.reshape(shown.shape)
        colours = image.to_rgba(values, bytes=True)[:, :3]
        if cells.size > _FEW_CELLS:
            data = base64.b64encode(_png(cells, colours)).decode()
            return (f'<image x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" '
                    'preserveAspectRatio="none" style="image-rendering:pixelated" '
                    f'href="data:image/png;base64,{data}"/>')
        rows, columns = cells.shape
        boxes = "".join(
            f'<path d="M{column} {row}h1v1h-1z" fill="#{bytes(colours[cell]).hex()}"/>'
            for (row, column), cell in np.ndenumerate(cells))
        scale = f"scale({width / columns:.3f} {height / rows:.3f})"
        return (f'<g transform="translate({x:.0f} {y:.0f}) {scale}" '
                f'shape-rendering="crispEdges">{boxes}</g>')


def _data(line):
    return np.array(line.get_data(orig=True), dtype=float).T


# For each kind of live artist: what it shows now, and who writes that.
_WRITERS = {
    Line2D: (lambda line: (_data(line).tobytes(), line.get_color(), line.get_linestyle(),
                           line.get_linewidth(), line.get_markerfacecolor()), ArtistWriter._line),
    Text: (lambda words: (words.get_text(), words.get_position(), words.get_color(),
                          words.get_horizontalalignment(), words.get_verticalalignment()),
           ArtistWriter._text),
    Rectangle: (lambda patch: (patch.get_xy(), patch.get_width(), patch.get_height(),
                               patch.get_facecolor()), ArtistWriter._rectangle),
    AxesImage: (lambda image: (image.get_array().tobytes(), image.get_extent(), image.get_cmap()),
                ArtistWriter._image),
}


def _png(cells, colours):
    """PNG bytes: a pixel a cell, its number that of a colour (red, green, blue)."""
    if len(colours) > 256:
        raise ValueError(f"a live image must have at most 256 values, got {len(colours)}")
    drawn, file = Image.fromarray(cells.astype(np.uint8)), io.BytesIO()
    drawn.putpalette(colours.tobytes())
    drawn.save(file, "PNG")
    return file.getvalue()


@functools.cache
def _writer(kind):
    for known, pair in _WRITERS.items():
        if issubclass(kind, known):
            return pair
    known = ", ".join(kind.__name__ for kind in _WRITERS)
    raise TypeError(f"live artists must be {known}, got {kind.__name__}")


class _Place:
    """A transform to the page, whose y points downwards, in tenths of a point."""

    def __init__(self, transform, height):
        self._curved = None if transform.is_affine else transform
        flip = np.array([[10, 0, 0], [0, -10, 10 * height], [0, 0, 1]])
        matrix = flip @ transform.get_matrix() if transform.is_affine else flip
        self._turn, self._move = matrix[:2, :2].T, matrix[:2, 2]
        self._numbers = matrix[:2].tolist()

    def many(self, points):
        """Of points (m, 2); one that the transform sends to infinity becomes a gap."""
        with np.errstate(all="ignore"):
            if self._curved is not None:
                points = self._curved.transform(points)
            # Two columns: too few for the threads that a matrix product would wake.
            x, y = points[:, :1], points[:, 1:]
            return x * self._turn[0] + y * self._turn[1] + self._move

    def one(self, x, y):
        """Of one point, without the price of an array."""
        if self._curved is not None:
            x, y = self._curved.transform((x, y)).tolist()
        (a, b, c), (d, e, f) = self._numbers
        return a * x + b * y + c, d * x + e * y + f


class _Listener(RendererBase):
    """A renderer that draws nothing and notes where matplotlib would put each line of a text."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def flipy(self):
        return False

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        self.lines.append((x, y))


def _rises(words):
    """How far the base line of each line lies below the text's own point, before it is turned."""
    key = (words.get_text().translate(_ALIKE), words.get_fontsize(), words.get_weight(),
           words.get_verticalalignment())
    if key not in _RISES:
        if len(_RISES) > 2000:
            _RISES.clear()
        _RISES[key] = _measure(words)
    return _RISES[key]


@styled
def _measure(words):
    """The rises in tenths of a point, from matplotlib's own layout."""
    turn = np.deg2rad(words.get_rotation())
    if turn and words.get_rotation_mode() != "anchor":
        raise ValueError("a live text that is turned needs rotation_mode='anchor', "
                         f"got {words.get_rotation_mode()!r} for {words.get_text()!r}")
    listener = _Listener()
    words.draw(listener)
    away = np.array(listener.lines) - words.get_transform().transform(words.get_position())
    return tuple((-10 * (away @ (-np.sin(turn), np.cos(turn)))).tolist())


@functools.lru_cache(maxsize=4096)
def _css(colour):
    """A matplotlib colour as CSS, the theme's own for the three colours of the ground."""
    if isinstance(colour, str) and colour == "none":
        return "none"
    if not isinstance(colour, str) and len(colour) == 4 and colour[3] == 0:
        return "none"
    colour = to_hex(colour)
    return THEME.get(colour, colour)
