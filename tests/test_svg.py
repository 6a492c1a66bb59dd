"""The live layer lies exactly over matplotlib's picture, changes only when it should, is small."""

import base64
import io
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.textpath import text_to_path
from PIL import Image

import pictures
from lecture_core import CROSS_ENTROPY
from lecture_core.figures import slowdown_figure
from lecture_core.figures.look import GROUND, INK, LectureFigure, small_png, styled
from lecture_core.stage.paths import path, shortened
from lecture_core.stage.svg import SvgLayers


@styled
def small_figure(*artists, x_scale="linear"):
    figure = LectureFigure(3, layout="none")
    axes = figure.add_axes((0.1, 0.2, 0.8, 0.7))
    axes.set(xlim=(1, 10), ylim=(-1, 1), xscale=x_scale)
    figure.live = [make(axes) for make in artists]
    axes.set(xlim=(1, 10), ylim=(-1, 1))  # imshow moves them
    return figure


def polylines(d):
    """The lines of SVG path data as arrays of points; round pieces as many short steps."""
    tokens = iter(re.findall(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?", d))
    lines, at, command, pending = [], np.zeros(2), "", []
    takes = {"M": 2, "L": 2, "C": 6, "m": 2, "l": 2, "a": 7}
    for token in tokens:
        if token.isalpha():
            command = token
            if token == "z":
                lines[-1].append(lines[-1][0])
            continue
        pending.append(float(token))
        if len(pending) < takes[command]:
            continue
        numbers, pending = np.array(pending), []
        if command in "ML":
            at = numbers
        elif command in "ml":
            at = at + numbers
        elif command == "C":
            p = [at, *numbers.reshape(3, 2)]
            t = np.linspace(0, 1, 9)[1:-1, None]
            lines[-1] += list((1 - t)**3 * p[0] + 3 * t * (1 - t)**2 * p[1]
                              + 3 * t**2 * (1 - t) * p[2] + t**3 * p[3])
            at = p[3]
        else:  # an arc that is a whole circle
            angles = np.linspace(np.pi, 3 * np.pi, 33)[:-1]
            lines[-1] += list(at + numbers[0] * np.column_stack((1 + np.cos(angles),
                                                                  np.sin(angles))))
        if command in "Mm" and lines and command == "m":
            lines[-1] = [at]
        elif command == "M":
            lines.append([at])
        else:
            lines[-1].append(at)
        command = {"M": "L", "m": "l"}.get(command, command)
    return [np.array(line) for line in lines]


def style_of(node):
    style = {}
    for part in node.get("style", "").split(";"):
        name, _, value = part.partition(":")
        value = re.sub(r"var\(--[\w-]+,(#\w+)\)", r"\1", value.strip())
        style[name.strip()] = value
    return style


def number(text):
    return float(text.removesuffix("px"))


def placed(node, style, unit):
    """Where the anchor of an SVG text lands, and in `style` how it is turned."""
    turned = re.search(r"rotate\(([-\d.]+)(?: ([-\d.]+) ([-\d.]+))?", node.get("transform", ""))
    moved = re.match(r"translate\(([-\d.]+) ([-\d.]+)", node.get("transform", ""))
    style["turn"] = float(turned.group(1)) % 360 if turned else 0.0
    if moved:  # matplotlib does so with several lines, from the left end of each
        x, y = float(moved.group(1)), float(moved.group(2))
        font = FontProperties(family="DejaVu Sans", size=number(style["font-size"]))
        style["from-left"] = text_to_path.get_text_width_height_descent(node.text, font, False)[0]
        return np.array([x, y])
    place = np.array([float(node.get("x")), float(node.get("y"))])
    if turned:
        centre = np.array([float(turned.group(2)), float(turned.group(3))])
        c, s = np.cos(np.deg2rad(style["turn"])), np.sin(np.deg2rad(style["turn"]))
        place = centre + np.array([[c, -s], [s, c]]) @ (place - centre)
    return unit * place


def marks(node, inherited, unit, symbols=()):
    """What an SVG tree draws: (kind, points or place and size, its style, words)."""
    shown = []
    boxes = set(node.findall(".//{*}g[@shape-rendering]/*"))
    for child in node.iter():
        if child in boxes:
            continue
        tag = child.tag.rpartition("}")[2]
        if child.get("id") in symbols and tag == "path":
            continue
        style = {**inherited, **style_of(child)}
        if tag == "path":
            shown += [("line", line * unit, style, "") for line in polylines(child.get("d"))]
        elif tag == "rect":
            x, y, width, height = (unit * float(child.get(k)) for k in ("x", "y", "width",
                                                                         "height"))
            box = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
            shown.append(("line", np.array(box), style, ""))
        elif tag == "use":
            symbol = symbols[child.get("{http://www.w3.org/1999/xlink}href")[1:]]
            place = np.array([float(child.get("x")), float(child.get("y"))])
            shown += [("line", line + place, style, "") for line in polylines(symbol.get("d"))]
        elif tag == "text" and child.text:
            shown.append(("text", placed(child, style, unit)[None], style, child.text))
        elif tag == "g" and child.get("shape-rendering"):  # an image of few cells, as boxes
            places = re.findall(r"M(\d+) (\d+)h", " ".join(box.get("d") for box in child))
            move, scale = (np.array(two.split(), float) for two in
                           re.findall(r"\(([^)]+)\)", child.get("transform")))
            corners = np.array([(0, 0), np.array(places, int).max(axis=0) + 1])
            shown.append(("image", unit * (move + scale * corners), {}, ""))
        elif tag == "image":
            x, y, width, height = (unit * float(child.get(k)) for k in ("x", "y", "width",
                                                                         "height"))
            moved = re.search(r"translate\(0 (-?[\d.]+)\)", child.get("transform", ""))
            if moved:  # matplotlib turns it over
                y = -y - height - float(moved.group(1))
            shown.append(("image", np.array([(x, y), (x + width, y + height)]), {}, ""))
    return shown


def ours(figure, artist):
    live, figure.live = figure.live, [artist]
    root = ET.fromstring(SvgLayers(figure).layer())
    figure.live = live
    font = re.search(r"font:(\d+)px", root.get("style")).group(1)
    return marks(root, {**style_of(root), "font-size": font}, 0.1)


def matplotlibs(figure):
    """What matplotlib's own SVG renderer draws of each live artist."""
    for k, artist in enumerate(figure.live):
        artist.set_gid(f"live-{k}")
    root = ET.fromstring(figure.svg())
    groups = {node.get("id"): node for node in root.iter() if node.get("id")}
    # It gives an image an id of its own, and one to each: they come in the order of the axes.
    images = iter([node for node in root.iter() if node.tag.endswith("}image")])
    for axes in figure.axes:
        for image in sorted(axes.get_images(), key=lambda image: image.get_zorder()):
            if image.get_gid():
                groups[image.get_gid()] = ET.Element("g")
                groups[image.get_gid()].append(next(images))
            else:
                next(images)
    symbols = {name: node for name, node in groups.items() if node.tag.endswith("}path")}
    return [marks(groups[f"live-{k}"], {}, 1.0, symbols) if f"live-{k}" in groups else []
            for k in range(len(figure.live))]


def distance_to_polyline(points, line):
    """For each of `points` the distance to the polyline."""
    if len(line) == 1:
        return np.hypot(*(points - line).T)
    begin, step = line[:-1], np.diff(line, axis=0)
    length2 = np.maximum((step**2).sum(1), 1e-30)
    along = ((points[:, None] - begin) * step).sum(2) / length2
    nearest = begin + np.clip(along, 0, 1)[..., None] * step
    return np.hypot(*(points[:, None] - nearest).transpose(2, 0, 1)).min(axis=1)


def inside(points, box):
    (x0, y0), (x1, y1) = box
    return points[((points >= (x0, y0)) & (points <= (x1, y1))).all(axis=1)]


def box_of(figure, artist):
    """Where the artist shows on the page: the axes that clip it, or the figure."""
    height = figure.get_size_inches()[1] * 72
    bbox = artist.axes.bbox if artist.axes and artist.get_clip_on() else figure.bbox
    return np.array([(bbox.x0 - 0.06, height - bbox.y1 - 0.06),
                     (bbox.x1 + 0.06, height - bbox.y0 + 0.06)])


def same_style(one, other, kind):
    for name in ("fill", "stroke"):
        assert one.get(name, "none").lower() == other.get(name, "none").lower() or kind == "text"
    if one.get("stroke", "none") != "none":
        width = number(other.get("stroke-width", "1"))
        assert number(one["stroke-width"]) / 10 == pytest.approx(width, rel=1e-4)
    dash = [[number(n) * scale for n in re.findall(r"[\d.]+", style.get("stroke-dasharray", ""))]
            for style, scale in ((one, 0.1), (other, 1))]
    np.testing.assert_allclose(*dash, atol=0.051)
    opacity = other.get("opacity", other.get(
        "fill-opacity" if other.get("stroke", "none") == "none" else "stroke-opacity", 1))
    assert float(one.get("opacity", 1)) == float(opacity)


def compare(figure, artist, other):
    box = box_of(figure, artist)
    one = ours(figure, artist)
    one = [mark for mark in one  # of what lies elsewhere matplotlib writes nothing
           if (mark[1].max(axis=0) >= box[0]).all() and (mark[1].min(axis=0) <= box[1]).all()]
    assert len(one) == len(other), (artist, one, other)
    for (kind, here, style, words), (kinds, there, styles, theirs) in zip(one, other, strict=True):
        assert (kind, words) == (kinds, theirs)
        if kind == "line":
            for points, line in ((inside(here, box), there), (inside(there, box), here)):
                assert distance_to_polyline(points, line).max(initial=0) < 0.2, artist
            same_style(style, styles, kind)
        elif kind == "image":  # matplotlib cuts it off and moves it to whole points
            np.testing.assert_allclose(np.clip(here, *box), there, atol=0.6)
        else:
            if "from-left" in styles:
                share = {"middle": 0.5, "end": 1.0}.get(style.get("text-anchor"), 0.0)
                there = there + np.array([share * styles["from-left"], 0])
                styles["text-anchor"] = style.get("text-anchor", "start")
            np.testing.assert_allclose(here, there, atol=0.2, err_msg=str(artist))
            assert style["fill"] == styles["fill"] and style["turn"] == styles["turn"]
            assert number(style["font-size"]) / 10 == pytest.approx(number(styles["font-size"]))
            assert style.get("font-weight", "400") in (styles.get("font-weight", "400"), "bold")
            assert (style.get("font-weight") == "bold") == (styles.get("font-weight") == "700")
            assert style.get("text-anchor", "start") == styles["text-anchor"]


@pytest.mark.parametrize("name", pictures.LIVE)
def test_each_live_artist_is_drawn_where_and_how_matplotlib_draws_it(name):
    figure = pictures.LIVE[name]("ru")
    for artist, drawn in zip(figure.live, matplotlibs(figure), strict=True):
        compare(figure, artist, drawn)


WORDS = ("a", "Йgфy|", "z =\n−1.50", "one\n\nthree lines", "x₁ ≤ (y)")
ALIGNED = (("left", 12, 0), ("center", 9.5, 0), ("right", 17, 0), ("left", 8, 30),
           ("center", 11, -45))


def test_words_stand_on_matplotlibs_base_lines():
    figure = small_figure(*(
        lambda axes, words=words, va=va, ha=ha, size=size, turn=turn: axes.text(
            4, 0.2, words, ha=ha, va=va, fontsize=size, rotation=turn, rotation_mode="anchor")
        for words in WORDS for va in ("top", "center", "center_baseline", "baseline", "bottom")
        for ha, size, turn in ALIGNED if not turn or "\n" not in words))
    for artist, drawn in zip(figure.live, matplotlibs(figure), strict=True):
        compare(figure, artist, drawn)


def test_words_turned_in_another_way_are_refused():
    figure = small_figure(lambda axes: axes.text(4, 0, "up", rotation=90))
    with pytest.raises(ValueError, match=r"rotation_mode='anchor'.*'default' for 'up'"):
        SvgLayers(figure).layer()


def drawn_lines(svg):
    """All lines and outlines of a layer, in points."""
    return [points for _, points, _, _ in marks(ET.fromstring(svg), {}, 0.1)]


def on_page(figure, axes, x, y):
    placed = axes.transData.transform(np.column_stack((x, y)))
    return np.column_stack((placed[:, 0], figure.get_size_inches()[1] * 72 - placed[:, 1]))


@pytest.mark.parametrize("cost", pictures.COSTS)
@pytest.mark.parametrize(("epochs", "eta"), [(1, 0.15), (30, 5), (300, 0.15), (800, 0.001)])
def test_every_point_of_a_history_lies_on_the_curve_that_is_drawn(cost, epochs, eta):
    histories = pictures.runs(eta=eta, cost=cost, epochs=epochs)
    figure = slowdown_figure(histories, language="en")
    found = drawn_lines(SvgLayers(figure).layer())
    cost_axes, output_axes = figure.axes[2:4]
    for history in histories:
        for axes, values in ((cost_axes, history.C), (output_axes, history.a)):
            expected = on_page(figure, axes, np.arange(epochs + 1), values)
            assert min(distance_to_polyline(expected, line).max() for line in found
                       if len(line) > 1) < 0.13  # left out up to 0.06, then rounded to 0.1


def test_a_shortened_curve_misses_no_point_by_more_than_its_tolerance_and_keeps_its_extremes():
    rng = np.random.default_rng(3)
    x = np.linspace(0, 2600, 400)
    curves = [
        1500 / (1 + np.exp((x - 900) / 40)), 1500 * np.exp(-x / 300), 3 * np.sin(x / 9),
        np.where(x < 1300, 0, 900.0), np.maximum(0, x - 1000), x * 0 + 7, rng.normal(0, 500, 400),
        np.where(np.arange(400) == 123, 5, 0.0), np.abs(x - 1300) * 0.02, 1e5 / (x + 1),
    ]
    for y in curves:
        points = np.column_stack((x, y))
        short = shortened(points)
        assert distance_to_polyline(points, short).max() < 0.6
        assert short[:, 1].max() == y.max() and short[:, 1].min() == y.min()
        assert (short[[0, -1]] == points[[0, -1]]).all()
    assert len(shortened(np.column_stack((x, curves[0])))) < 50
    assert len(shortened(np.column_stack((x, curves[4])))) <= 5


def test_a_curve_of_very_many_points_keeps_the_extremes_of_each_stretch():
    rng = np.random.default_rng(5)
    curve = np.column_stack((np.arange(20_000.0), 100 * rng.normal(size=20_000)))
    short = shortened(curve)
    assert len(short) < 1000
    assert short[:, 1].max() == curve[:, 1].max() and short[:, 1].min() == curve[:, 1].min()
    assert (np.diff(short[:, 0]) > 0).all()
    assert (short[[0, -1]] == curve[[0, -1]]).all()


def test_curves_follow_new_data_and_old_ones_are_gone():
    figure = slowdown_figure(pictures.runs(), language="en")
    layers = SvgLayers(figure)
    before, base = layers.layer(), layers.base()
    figure.show(pictures.runs(eta=0.3))
    after = set(re.findall(r' d="([^"]*)"', layers.layer()))
    assert not {d for d in re.findall(r' d="([^"]*)"', before) if len(d) > 100} & after
    assert layers.base() == base
    figure.show(pictures.runs())
    assert layers.layer() == before


def test_the_static_layer_is_made_anew_only_when_axes_change():
    figure = slowdown_figure(pictures.runs(), language="en")
    layers = SvgLayers(figure)
    first, upper = layers.base(), layers.layer()
    figure.show(pictures.runs(epochs=120))
    second = layers.base()
    assert second != first and layers.layer() != upper
    figure.svg = None  # kept, not drawn again
    figure.show(pictures.runs())
    assert layers.base() is first and layers.layer() == upper


def test_the_upper_layer_does_not_need_the_lower_one_first():
    one, other = (slowdown_figure(pictures.runs(), language="ru") for _ in range(2))
    layers = SvgLayers(other)
    layers.base()
    assert SvgLayers(one).layer() == layers.layer()


def test_two_figures_on_one_page_share_no_ids_and_no_global_style():
    both = [SvgLayers(slowdown_figure(pictures.runs(epochs=epochs), language="en"))
            for epochs in (100, 300)]
    ids = [set(re.findall(r'\bid="([^"]+)"', layers.base() + layers.layer())) for layers in both]
    assert ids[0] and ids[0].isdisjoint(ids[1])
    for layers, names in zip(both, ids, strict=True):
        references = re.findall(r'(?:href="#|url\(#)([^")]+)', layers.base() + layers.layer())
        assert references and set(references) <= names
        assert "<style" not in layers.base()


def test_the_picture_is_announced_once_with_its_numbers():
    layers = SvgLayers(slowdown_figure(pictures.runs(), language="en"))
    assert (layers.layer() + layers.base()).count('role="img"') == 1
    assert "a = 0.0940" in layers.layer() and "a = 0.2028" in layers.layer()


def test_words_that_look_like_markup_stay_words():
    wild = '</text><script>alert("1")</script> & "quoted" \'x\''
    figure = small_figure(lambda axes: axes.text(4, 0, wild))
    figure.description = wild
    svg = SvgLayers(figure).layer()
    root = ET.fromstring(svg)
    assert "<script" not in svg and root.get("aria-label") == wild
    assert [node.text for node in root.iter() if node.tag.endswith("text")] == [wild]


def test_colours_of_the_ground_are_the_themes():
    layers = SvgLayers(slowdown_figure(pictures.runs(), language="en"))
    for svg in (layers.layer(), layers.base()):
        for ours in (INK, GROUND):
            assert re.search(f"(?<!,){ours}", svg) is None
        assert "var(--jp-content-font-color1," in svg


def test_a_move_stays_small():
    figure = slowdown_figure(pictures.runs(), language="ru")
    layers = SvgLayers(figure)
    assert len(layers.layer().encode()) < 5_000
    figure.show(pictures.runs(epochs=5000, cost=CROSS_ENTROPY, eta=9.7))
    assert len(layers.layer().encode()) < 40_000  # 5000 epochs of a chattering neuron


@pytest.mark.parametrize("x_scale", ["linear", "log"])
def test_a_gap_in_the_data_is_a_gap_in_the_curve(x_scale):
    y = np.array([0, 0.5, np.nan, 0.5, np.inf, 0.2, 0.1])
    figure = small_figure(lambda axes: axes.plot(np.arange(7) + 1, y)[0], x_scale=x_scale)
    lines = drawn_lines(SvgLayers(figure).layer())
    assert [len(run) for run in lines] == [2, 1, 2]


def test_what_a_logarithmic_axis_cannot_show_is_treated_as_matplotlib_does():
    figure = small_figure(lambda axes: axes.plot([-1, 0, 2, 3], [0, 0, 0.5, 0.2])[0],
                          x_scale="log")
    with np.errstate(all="raise"):
        compare(figure, figure.live[0], matplotlibs(figure)[0])
        assert not re.search("nan|inf", SvgLayers(figure).layer())


def image_of(cells):
    return small_figure(lambda axes: axes.imshow(
        cells, extent=(6, 8, -1, 0), aspect="auto", origin="lower", cmap="viridis"))


def test_an_image_lies_where_its_extent_says_and_holds_its_colours():
    cells = np.linspace(0, 1, 30).reshape(5, 6)
    figure = image_of(cells)
    svg = SvgLayers(figure).layer()
    (kind, corners, _, _), = marks(ET.fromstring(svg), {}, 0.1)
    assert kind == "image"
    np.testing.assert_allclose(corners, on_page(figure, figure.axes[0], [6, 8], [0, -1]), atol=0.11)
    png = base64.b64decode(re.search(r"base64,([^\"]+)", svg).group(1))
    shown = np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))
    expected = figure.live[0].to_rgba(cells, bytes=True)
    np.testing.assert_array_equal(shown, expected[::-1])  # a PNG begins at the top


def test_an_image_of_few_cells_is_boxes_in_its_place_and_colours():
    cells = np.array([[0.0, 1.0, 0.25], [0.5, 0.25, 0.75]])
    figure = image_of(cells)
    root = ET.fromstring(SvgLayers(figure).layer())
    (kind, corners, _, _), = marks(root, {}, 0.1)
    assert kind == "image"
    np.testing.assert_allclose(corners, on_page(figure, figure.axes[0], [6, 8], [0, -1]), atol=0.11)
    boxes = {tuple(map(int, re.match(r"M(\d) (\d)h1v1h-1z$", box.get("d")).groups())):
             box.get("fill") for box in root.find(".//{*}g")}
    expected = figure.live[0].to_rgba(cells, bytes=True)[::-1, :, :3]  # the top row first
    assert boxes == {(column, row): f"#{bytes(expected[row, column]).hex()}"
                     for row in range(2) for column in range(3)}


def test_an_image_of_too_many_values_is_refused():
    with pytest.raises(ValueError, match="at most 256 values, got 300"):
        SvgLayers(image_of(np.linspace(0, 1, 300).reshape(20, 15))).layer()


def test_a_palette_keeps_each_of_few_colours():
    rng = np.random.default_rng(1)
    colours = np.column_stack((rng.integers(0, 256, (40, 3)), np.full(40, 255))).astype(np.uint8)
    pixels = colours[rng.integers(0, 40, (90, 70))]
    shown = np.asarray(Image.open(io.BytesIO(small_png(pixels))).convert("RGBA"))
    np.testing.assert_array_equal(shown, pixels)


def test_an_artist_of_another_kind_is_refused_by_name():
    figure = small_figure(lambda axes: axes.scatter([2], [0]))
    with pytest.raises(TypeError, match="PathCollection"):
        SvgLayers(figure).layer()


def test_a_hidden_artist_is_not_drawn_and_comes_back():
    figure = small_figure(lambda axes: axes.text(2, 0, "here"),
                          lambda axes: axes.add_patch(Rectangle((2, 0), 3, 0.5)))
    layers = SvgLayers(figure)
    figure.live[0].set_visible(False)
    assert "here" not in layers.layer()
    figure.live[0].set_visible(True)
    assert "here" in layers.layer() and "here" not in layers.base()


def test_path_data_are_relative_whole_tenths():
    points = np.array([[10.2, 20.0], [11.4, 15.0], [11.4, 15.0], [5.0, 5.0]])
    assert path(points) == "M10 20l1-5-6-10"
