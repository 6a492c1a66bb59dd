"""A figure as SVG text in two layers: what stays, and the few artists that follow a slider.

A full redraw by matplotlib costs some hundred milliseconds, so it happens only when axes or labels
change. What a slider changes (curves, points, bars, words) is written here as a few kilobytes that
lie exactly over matplotlib's own SVG of everything else. Lengths in it are tenths of a point.
"""

import hashlib
import html
import itertools
import re

from lecture_core.figures.look import INK
from lecture_core.stage.artists import FONT, FONT_SIZE, THEME, ArtistWriter

_KEPT_BASES = 24


class SvgLayers:
    """The two layers of a LectureFigure: `base()` below, `layer()` exactly above it.

    Of `figure` are read `live`, the artists of the upper layer (lines, texts, rectangles, images),
    `description`, the picture in words, and `base_key`, which names all that the lower layer shows,
    where its axes lie and what they span. Data, places, words and colours of live artists may
    change at any time, all else about them only together with `base_key`.
    """

    def __init__(self, figure):
        # From now on the axes stay where they are: both layers and kept bases rely on it.
        figure.set_layout_engine("none")
        self._figure = figure
        self._groups = [(box, list(artists)) for box, artists in itertools.groupby(
            sorted(figure.live, key=self._depth), self._clip)]
        self._bases, self._writers = {}, {}

    def base(self):
        """The static layer: matplotlib's SVG without the live artists, made once a base_key."""
        key = self._figure.base_key
        if key not in self._bases:
            while len(self._bases) >= _KEPT_BASES:
                del self._bases[next(iter(self._bases))]
            self._bases[key] = self._draw_base()
        return self._bases[key]

    def layer(self):
        """The live layer, with the figure's description as its label."""
        key = self._figure.base_key
        if key not in self._writers:
            self._writers = {key: ArtistWriter(self._figure.bbox.height)}
        parts = []
        for box, artists in self._groups:
            svg = "".join(map(self._writers[key].svg, artists))
            parts.append(f"<svg {box}>{svg}</svg>" if box and svg else svg)
        label = html.escape(self._figure.description, quote=True)
        style = f"font:{10 * FONT_SIZE}px {FONT};fill:{THEME[INK]};stroke-linecap:square"
        frame = f'{self._frame(10, style)} role="img" aria-label="{label}"'
        return f"<svg {frame}>{''.join(parts)}</svg>"

    def _frame(self, unit, style):
        width, height = (self._figure.get_size_inches() * 72 * unit).tolist()
        return (f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
                f'width="100%" style="display:block;stroke-linejoin:round;{style}"')

    def _draw_base(self):
        shown = [artist for artist in self._figure.live if artist.get_visible()]
        for artist in shown:
            artist.set_visible(False)
        try:
            svg = self._figure.svg()
        finally:
            for artist in shown:
                artist.set_visible(True)
        return _adapt_to_page(svg, self._frame(1, "stroke-linecap:butt"))

    def _depth(self, artist):
        """matplotlib's order: axes by axes (what lies in none is last), in each by zorder."""
        axes = self._figure.axes
        return axes.index(artist.axes) if artist.axes else len(axes), artist.get_zorder()

    def _clip(self, artist):
        """The attributes of the box that cuts the artist off, "" if nothing does."""
        if artist.axes is None or not artist.get_clip_on():
            return ""
        (left, low), (right, high) = artist.axes.bbox.get_points().tolist()
        x, y = round(10 * left), round(10 * (self._figure.bbox.height - high))
        width, height = round(10 * (right - left)), round(10 * (high - low))
        return (f'x="{x}" y="{y}" width="{width}" height="{height}" '
                f'viewBox="{x} {y} {width} {height}"')


def _lean(svg):
    """The same drawing in half the bytes: hundredths of a point, no turns by 0, no line breaks."""
    svg = re.sub(r' transform="rotate\(-0 [^)]*\)"', "", svg)
    svg = re.sub(r"\d+\.\d{3,}", lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."),
                 svg)
    return re.sub(r"\s*\n\s*(?=<)|(?<=>)\s*\n\s*", "", svg).replace(" \n", " ").replace("\n", " ")


def _adapt_to_page(svg, frame):
    """matplotlib's SVG as part of a page: its size, its theme, ids of its own, no global style."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<style.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<svg [^>]*>", f'<svg xmlns:xlink="http://www.w3.org/1999/xlink" {frame} '
                 'aria-hidden="true">', svg, count=1)
    svg = _lean(svg)
    for ours, pages in THEME.items():
        svg = svg.replace(ours, pages)
    # Two figures on a page must not share ids, and the same figure must not change its own.
    name = "f" + hashlib.blake2b(svg.encode(), digest_size=5).hexdigest()
    svg = re.sub(r'\bid="', f'id="{name}-', svg)
    return svg.replace("url(#", f"url(#{name}-").replace('href="#', f'href="#{name}-')
