"""A matplotlib figure that follows a slider at the speed of the message itself.

A full redraw costs tens of milliseconds, so it happens only when axes or labels change. What a
slider changes (curves, points, numbers) is written by this module as a few kilobytes of SVG that
lie exactly over matplotlib's own SVG of everything else.
"""

import base64
import functools
import hashlib
import html
import io
import re

import numpy as np
from ipywidgets import HTML, GridBox, Layout
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Text

from lecture_core.figures.look import GRID, GROUND, INK

# The page's own colours where the page has them (JupyterLab's variables), ours elsewhere.
_THEME = {
    INK: f"var(--jp-content-font-color1,{INK})",
    GRID: f"var(--jp-border-color2,{GRID})",
    GROUND: f"var(--jp-layout-color0,{GROUND})",
}
_DASHES = {"--": (3.7, 1.6), "-.": (6.4, 1.6, 1.0, 1.6), ":": (1.0, 1.65)}
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_RISE = {"top": 0.76, "center": 0.36, "center_baseline": 0.36, "baseline": 0.0, "bottom": -0.24}
_MOST_POINTS = 800  # a curve of more is thinned, keeping each stretch's extremes
_KEPT_BASES = 24


class LiveFigure(GridBox):
    """Show a figure whose `live` artists follow its data: `refresh()` after changing them.

    `figure` is a LectureFigure; refresh() redraws its static part only when `base_key` changed.
    """

    def __init__(self, figure):
        self._figure = figure
        self._bases = {}
        self._written = {}
        self._matrices = {}
        self._drawn_key = None
        # Both layers lie in the one cell of a grid, the live one on top.
        cell = {"grid_area": "1 / 1 / 2 / 2", "margin": "0", "width": "100%"}
        self._base = HTML(layout=Layout(**cell))
        self._overlay = HTML(layout=Layout(**cell))
        super().__init__(
            [self._base, self._overlay],
            layout=Layout(width="100%", max_width="900px", margin="0", overflow="hidden"),
        )
        self.refresh()

    @property
    def svg(self):
        """The live layer's SVG text, as the page shows it now."""
        return self._overlay.value

    @property
    def base_svg(self):
        """The static layer's SVG text, as the page shows it now."""
        return self._base.value

    def png(self):
        """The whole picture as PNG bytes, for pages where no kernel runs."""
        return self._figure.png()

    def refresh(self):
        """Bring the page up to date with the figure's artists."""
        key = self._figure.base_key
        if key != self._drawn_key:
            self._matrices.clear()
            self._drawn_key = key
        if key not in self._bases:
            while len(self._bases) >= _KEPT_BASES:
                del self._bases[next(iter(self._bases))]
            self._bases[key] = self._render_base()
        self._base.value = self._bases[key]
        self._overlay.value = self._render_overlay()

    def _render_base(self):
        figure = self._figure
        shown = [artist for artist in figure.live if artist.get_visible()]
        for artist in shown:
            artist.set_visible(False)
        try:
            svg = figure.svg()
        finally:
            for artist in shown:
                artist.set_visible(True)
        # From now on the axes stay where they are: the live layer and kept bases rely on it.
        figure.set_layout_engine("none")
        return _adapt_to_page(svg, self._box())

    def _render_overlay(self):
        parts = [
            self._svg_of(artist)
            for artist in sorted(self._figure.live, key=lambda artist: artist.get_zorder())
            if artist.get_visible()
        ]
        label = html.escape(self._figure.description, quote=True)
        return f'<svg {self._box()} role="img" aria-label="{label}">{"".join(parts)}</svg>'

    def _box(self):
        width, height = (self._figure.get_size_inches() * 72).tolist()
        return (
            f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="100%" '
            'style="display:block;stroke-linejoin:round;stroke-linecap:butt"'
        )

    def _svg_of(self, artist):
        for kind, write in _WRITERS.items():
            if isinstance(artist, kind):
                return write(self, artist)
        raise TypeError(f"live artists must be {', '.join(k.__name__ for k in _WRITERS)}, "
                        f"got {type(artist).__name__}")

    def _tenths(self, transform, points):
        """Points of the page in tenths, y downwards."""
        kept = self._matrices.get(id(transform))
        if kept is None:
            height = self._figure.get_size_inches()[1] * 720
            flip = np.array([[10, 0, 0], [0, -10, height], [0, 0, 1]])
            affine = transform.is_affine
            matrix = flip @ transform.get_matrix() if affine else flip
            # Kept until axes change, with the transform itself, so that its id stays its own.
            kept = matrix[:2, :2].T, matrix[:2, 2], not affine and transform, transform
            self._matrices[id(transform)] = kept
        turn, move, curved, _ = kept
        points = np.asarray(points, dtype=float)
        with np.errstate(invalid="ignore"):  # a point at infinity becomes a gap in the curve
            return (curved.transform(points) if curved else points) @ turn + move

    def _clipped(self, artist, svg):
        if artist.axes is None or not artist.get_clip_on():
            return svg
        x, y, width, height = self._box_of(artist.axes)
        box = f"{x:.1f} {y:.1f} {width:.1f} {height:.1f}"
        return (f'<svg x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
                f'viewBox="{box}">{svg}</svg>')

    def _box_of(self, axes):
        box = axes.bbox
        return box.x0, self._figure.get_size_inches()[1] * 72 - box.y1, box.width, box.height

    def _line(self, line):
        data = np.array(line.get_data(orig=True), dtype=float).T
        look = (line.get_color(), line.get_linestyle(), line.get_linewidth(), line.get_alpha())
        # A film frame moves points along curves that stay: those are not written anew.
        key = (data.tobytes(), self._figure.base_key, look)
        kept = self._written.get(line)
        if kept is not None and kept[0] == key:
            return kept[1]
        svg = self._write_line(line, data)
        self._written[line] = (key, svg)
        return svg

    def _write_line(self, line, data):
        colour = _css(line.get_color())
        opacity = "" if line.get_alpha() is None else f";opacity:{line.get_alpha():g}"
        placed = self._tenths(line.get_transform(), data)
        svg = ""
        if line.get_linestyle() not in ("None", "", " ") and len(placed) > 1:
            width = line.get_linewidth() * 10
            dash = _DASHES.get(line.get_linestyle(), ())
            dashes = "" if not dash else ";stroke-dasharray:" + " ".join(
                f"{part * width:.0f}" for part in dash)
            svg += (f'<path transform="scale(.1)" d="{_path(placed)}" style="fill:none;stroke:'
                    f'{colour};stroke-width:{width:g}{dashes}{opacity}"/>')
        if line.get_marker() not in ("None", None, "", " "):
            radius = line.get_markersize() / 2
            face = _css(line.get_markerfacecolor())
            edge = _css(line.get_markeredgecolor())
            width = line.get_markeredgewidth()
            style = f"fill:{face};stroke:{edge};stroke-width:{width:g}{opacity}"
            for x, y in (placed / 10).tolist():
                if x == x and y == y:
                    svg += _marker(line.get_marker(), x, y, radius, style)
        return self._clipped(line, svg)

    def _text(self, words):
        x, y = (self._tenths(words.get_transform(), [words.get_position()])[0] / 10).tolist()
        if not words.get_text() or x != x or y != y:
            return ""
        size = words.get_fontsize()
        lines = words.get_text().split("\n")
        alignment = words.get_verticalalignment()
        # Further lines push the block up, half of it, or not at all.
        above = {"bottom": 1.0, "baseline": 1.0, "top": 0.0}.get(alignment, 0.5)
        rise = (_RISE[alignment] - 1.2 * (len(lines) - 1) * above) * size
        weight = "bold " if words.get_weight() in ("bold", 700) else ""
        turn = words.get_rotation()
        turned = "" if not turn else f' transform="rotate({-turn:g} {x:.1f} {y:.1f})"'
        style = (f"font:{weight}{size:g}px 'DejaVu Sans',sans-serif;fill:{_css(words.get_color())};"
                 f"text-anchor:{_ANCHORS[words.get_horizontalalignment()]}")
        spans = "".join(
            f'<tspan x="{x:.1f}" y="{y + rise + 1.2 * size * k:.1f}">{html.escape(line)}</tspan>'
            for k, line in enumerate(lines)
        )
        return self._clipped(words, f'<text{turned} style="{style}">{spans}</text>')

    def _rectangle(self, patch):
        (x, y), width, height = patch.get_xy(), patch.get_width(), patch.get_height()
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        return self._outline(patch, _path(self._tenths(patch.get_data_transform(), corners)) + "z")

    def _patch(self, patch):
        outlines = patch.get_path().to_polygons(patch.get_patch_transform(), closed_only=False)
        transform = patch.get_data_transform()
        return self._outline(
            patch, "".join(_path(self._tenths(transform, outline)) for outline in outlines)
        )

    def _outline(self, patch, d):
        edge = _css(patch.get_edgecolor())
        style = f"fill:{_css(patch.get_facecolor()) if patch.get_fill() else 'none'};stroke:{edge}"
        style += f";stroke-width:{patch.get_linewidth() * 10:g}" if edge != "none" else ""
        style += "" if patch.get_alpha() is None else f";opacity:{patch.get_alpha():g}"
        return self._clipped(patch, f'<path transform="scale(.1)" d="{d}" style="{style}"/>')

    def _segments(self, lines):
        colours, widths = lines.get_colors(), lines.get_linewidths()
        svg = ""
        for k, segment in enumerate(lines.get_segments()):
            colour, width = colours[k % len(colours)], widths[k % len(widths)]
            d = _path(self._tenths(lines.get_transform(), segment))
            svg += (f'<path d="{d}" style="stroke:{_css(tuple(colour))};'
                    f'stroke-width:{width * 10:.1f};opacity:{colour[3]:.2f}"/>')
        return self._clipped(lines, f'<g transform="scale(.1)" style="fill:none">{svg}</g>')

    def _image(self, image):
        left, right, bottom, top = image.get_extent()
        corners = self._tenths(image.get_transform(), [(left, bottom), (right, top)]) / 10
        (x0, y0), (x1, y1) = corners.tolist()
        pixels = image.to_rgba(image.get_array(), bytes=True)
        if image.origin == "lower":
            pixels = pixels[::-1]
        data = base64.b64encode(_png(pixels)).decode("ascii")
        return self._clipped(image, (
            f'<image x="{min(x0, x1):.1f}" y="{min(y0, y1):.1f}" width="{abs(x1 - x0):.1f}" '
            f'height="{abs(y1 - y0):.1f}" preserveAspectRatio="none" style="image-rendering:'
            f'pixelated" href="data:image/png;base64,{data}"/>'))


_WRITERS = {
    Line2D: LiveFigure._line,
    Text: LiveFigure._text,
    Rectangle: LiveFigure._rectangle,
    Patch: LiveFigure._patch,
    LineCollection: LiveFigure._segments,
    AxesImage: LiveFigure._image,
}


@functools.lru_cache(maxsize=4096)
def _css(colour):
    """A matplotlib colour as CSS, the theme's own for the three colours of the ground."""
    if isinstance(colour, str) and colour == "none":
        return "none"
    if not isinstance(colour, str) and len(colour) == 4 and colour[3] == 0:
        return "none"
    colour = to_hex(colour)
    return _THEME.get(colour, colour)


def _thin(points):
    """At most _MOST_POINTS points of a long curve: of each stretch the lowest and the highest."""
    stretch = -(-2 * len(points) // _MOST_POINTS)
    whole = len(points) // stretch * stretch
    y = points[:whole, 1].reshape(-1, stretch)
    begin = np.arange(0, whole, stretch)
    extremes = np.sort(np.column_stack((y.argmin(1) + begin, y.argmax(1) + begin)), axis=1)
    keep = np.unique(np.concatenate(([0], extremes.ravel(), [len(points) - 1])))
    return points[keep]


def _path(points):
    """SVG path data through `points`: relative whole numbers, a gap where a point is not finite."""
    finite = np.isfinite(points).all(axis=1)
    if not finite.all():
        runs = np.split(points, np.flatnonzero(~finite))
        runs = [run[np.isfinite(run).all(axis=1)] for run in runs]
        return "".join(_path(run) for run in runs if len(run))
    if len(points) > _MOST_POINTS:
        points = _thin(points)
    # Far outside the picture a curve is cut anyway; keep the numbers short.
    steps = np.rint(np.clip(points, -1e5, 1e5)).astype(int)
    steps[1:] = np.diff(steps, axis=0)
    if len(steps) > 2:
        steps = np.concatenate((steps[:1], steps[1:][steps[1:].any(axis=1)]))
    # Only a capital M is free of where the run before a gap has ended.
    numbers = list(map(str, steps.ravel().tolist()))
    begin, rest = " ".join(numbers[:2]), " ".join(numbers[2:])
    return f"M{begin}{rest and 'l' + rest}".replace(" -", "-")


def _marker(marker, x, y, radius, style):
    if marker == "o":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" style="{style}"/>'
    corners = {
        "s": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "D": ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
        "^": ((0, -1), (1, 1), (-1, 1)),
        "v": ((0, 1), (1, -1), (-1, -1)),
    }.get(marker)
    if corners is None:
        raise ValueError(f"a live marker must be one of o, s, D, ^, v, got {marker!r}")
    points = " ".join(f"{x + radius * u:.1f},{y + radius * v:.1f}" for u, v in corners)
    return f'<polygon points="{points}" style="{style}"/>'


def _png(pixels):
    from PIL import Image

    image = Image.fromarray(pixels)
    if image.mode == "RGBA" and (pixels[..., 3] == 255).all():
        # A palette is a quarter of the bytes; maps have few colours.
        colours = image.convert("RGB").getcolors(256)
        if colours is not None:
            image = image.convert("RGB").quantize(len(colours), dither=Image.Dither.NONE)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _adapt_to_page(svg, box):
    """matplotlib's SVG as part of a page: its size, its theme, ids of its own, no global style."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<style.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<svg [^>]*>", f'<svg xmlns:xlink="http://www.w3.org/1999/xlink" {box} '
                 'aria-hidden="true">', svg, count=1)
    for ours, pages in _THEME.items():
        svg = svg.replace(ours, pages)
    # Two figures on a page must not share ids, and the same figure must not change its own.
    name = "f" + hashlib.blake2b(svg.encode(), digest_size=5).hexdigest()
    svg = re.sub(r'\bid="', f'id="{name}-', svg)
    return svg.replace("url(#", f"url(#{name}-").replace('href="#', f'href="#{name}-')
