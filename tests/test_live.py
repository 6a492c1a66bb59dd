"""The live layer lies exactly over matplotlib's picture, changes only when it should, is tidy."""

import re

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, Rectangle

from lecture_core import CROSS_ENTROPY, QUADRATIC, train_neuron
from lecture_core.figures.look import GROUND, INK, LectureFigure, nice_limit, styled
from lecture_core.figures.slowdown import SlowdownFigure, slowdown_figure
from lecture_core.stage.live import LiveFigure, _path, _thin

STARTS = ((0.6, 0.9), (2.0, 2.0))


def runs(eta=0.15, cost=QUADRATIC, epochs=300, starts=STARTS):
    return [train_neuron(w, b, eta=eta, cost=cost, epochs=epochs) for w, b in starts]


@styled
def small_figure(*artists, x_scale="linear"):
    figure = LectureFigure(3)
    axes = figure.add_subplot()
    axes.set(xlim=(1, 10), ylim=(-1, 1), xscale=x_scale)
    figure.live = [make(axes) for make in artists]
    return figure, axes


def points_of(svg_path):
    """The absolute points (in points of the page) of the path data that live.py writes."""
    runs = []
    # M is absolute; after a gap a relative m would start where the run before has ended.
    for run in re.findall(r"M([-\d ]+(?:l[-\d ]+)?)", svg_path):
        steps = np.array([int(n) for n in re.findall(r"-?\d+", run)]).reshape(-1, 2)
        runs.append(steps.cumsum(axis=0) / 10)
    return runs


def paths(svg):
    return re.findall(r'<path transform="scale\(\.1\)" d="([^"]*)"', svg)


def on_page(figure, axes, x, y):
    placed = axes.transData.transform(np.column_stack((x, y)))
    return np.column_stack((placed[:, 0], figure.get_size_inches()[1] * 72 - placed[:, 1]))


def distance_to_polyline(points, line):
    """For each of `points` the distance to the polyline."""
    begin, step = line[:-1], np.diff(line, axis=0)
    length2 = np.maximum((step**2).sum(1), 1e-30)
    along = ((points[:, None] - begin) * step).sum(2) / length2
    nearest = begin + np.clip(along, 0, 1)[..., None] * step
    return np.hypot(*(points[:, None] - nearest).transpose(2, 0, 1)).min(axis=1)


@pytest.mark.parametrize("cost", [QUADRATIC, CROSS_ENTROPY])
@pytest.mark.parametrize("epochs", [1, 30, 300, 3000])
def test_curves_of_the_svg_are_the_history_seen_through_the_axes(cost, epochs):
    histories = runs(cost=cost, epochs=epochs)
    figure = slowdown_figure(histories, language="en")
    live = LiveFigure(figure)
    cost_axes, output_axes = figure.axes[2:4]
    found = [points for d in paths(live.svg) for points in points_of(d)]
    n = np.arange(epochs + 1)
    for history in histories:
        for axes, values in ((cost_axes, history.C), (output_axes, history.a)):
            expected = on_page(figure, axes, n, values)
            # Every point of the history lies on one of the drawn curves (a tenth of a point is
            # the step of the drawing; a long curve is thinned to its extremes).
            tolerance = 0.08 if epochs <= 300 else 1.0
            assert min(
                distance_to_polyline(expected, drawn).max() for drawn in found if len(drawn) > 1
            ) < tolerance


def test_curves_follow_new_data_and_old_ones_are_gone():
    figure = slowdown_figure(runs(), language="en")
    live = LiveFigure(figure)
    before, base = live.svg, live.base_svg
    figure.show(runs(eta=0.3))
    live.refresh()
    assert set(paths(live.svg)).isdisjoint(p for p in paths(before) if p.count(" ") > 50)
    assert live.base_svg == base
    figure.show(runs())
    live.refresh()
    assert live.svg == before


def test_a_film_frame_leaves_the_curves_as_they_are():
    figure = slowdown_figure(runs(), language="ru")
    live = LiveFigure(figure)
    curves = [d for d in paths(live.svg) if d.count(" ") > 50]
    figure.show_epoch(17)
    live.refresh()
    assert [d for d in paths(live.svg) if d.count(" ") > 50] == curves
    assert "эпоха 17 " in live.svg


def test_the_static_layer_is_redrawn_only_when_axes_change():
    figure = slowdown_figure(runs(), language="en")
    live = LiveFigure(figure)
    first = live.base_svg
    figure.show(runs(epochs=120))
    live.refresh()
    second = live.base_svg
    assert second != first
    figure.show(runs())
    live.refresh()
    assert live.base_svg == first


def test_output_is_deterministic():
    one, other = (LiveFigure(slowdown_figure(runs(), language="ru")) for _ in range(2))
    assert one.svg == other.svg
    assert one.base_svg == other.base_svg
    assert one.png() == other.png()
    assert "date" not in one.base_svg.lower()


def test_two_figures_on_one_page_share_no_ids_and_no_global_style():
    one = LiveFigure(slowdown_figure(runs(), language="en"))
    other = LiveFigure(slowdown_figure(runs(epochs=100), language="en"))
    ids = [set(re.findall(r'\bid="([^"]+)"', live.base_svg + live.svg)) for live in (one, other)]
    assert ids[0] and ids[0].isdisjoint(ids[1])
    for live, names in zip((one, other), ids, strict=True):
        references = re.findall(r'(?:href="#|url\(#)([^")]+)', live.base_svg + live.svg)
        assert references and set(references) <= names
        assert "<style" not in live.base_svg


def test_the_picture_is_announced_once_with_its_numbers_and_escaped():
    figure = slowdown_figure(runs(), language="en")
    live = LiveFigure(figure)
    assert (live.svg + live.base_svg).count('role="img"') == 1
    assert "a = 0.0940" in live.svg and "a = 0.2028" in live.svg
    figure.description = '<script> & "quoted"'
    live.refresh()
    assert "<script>" not in live.svg
    assert "&lt;script&gt; &amp; &quot;quoted&quot;" in live.svg


def test_colours_of_the_ground_are_the_themes():
    live = LiveFigure(slowdown_figure(runs(), language="en"))
    for svg in (live.svg, live.base_svg):
        for ours in (INK, GROUND):
            assert re.search(f"(?<!,){ours}", svg) is None
        assert "var(--jp-content-font-color1," in svg


def test_a_move_stays_small():
    figure = slowdown_figure(runs(), language="ru")
    live = LiveFigure(figure)
    assert len(live.svg.encode()) < 15_000
    figure.show(runs(epochs=5000, cost=CROSS_ENTROPY, eta=9.7))
    live.refresh()
    assert len(live.svg.encode()) < 40_000  # 5000 epochs of a chattering neuron


def test_markers_lie_on_their_data():
    figure, axes = small_figure(lambda axes: axes.plot([3, 4], [0.5, -0.5], "o", clip_on=False)[0])
    svg = LiveFigure(figure).svg
    drawn = np.array(re.findall(r'<circle cx="([-\d.]+)" cy="([-\d.]+)"', svg), dtype=float)
    np.testing.assert_allclose(drawn, on_page(figure, axes, [3, 4], [0.5, -0.5]), atol=0.06)


def test_logarithmic_axes_are_followed():
    x, y = np.geomspace(1, 10, 50), np.linspace(-1, 1, 50)
    figure, axes = small_figure(lambda axes: axes.plot(x, y)[0], x_scale="log")
    (drawn,) = points_of(paths(LiveFigure(figure).svg)[0])
    assert distance_to_polyline(on_page(figure, axes, x, y), drawn).max() < 0.08


def test_a_gap_in_the_data_is_a_gap_in_the_curve():
    y = np.array([0, 0.5, np.nan, 0.5, np.inf, 0.2, 0.1])
    figure, _ = small_figure(lambda axes: axes.plot(np.arange(7) + 1, y)[0])
    path = paths(LiveFigure(figure).svg)[0]
    drawn = points_of(path)
    assert [len(run) for run in drawn] == [2, 1, 2] and path.count("M") == 3 and "m" not in path


def test_rectangles_circles_segments_images_and_words_are_drawn_where_matplotlib_has_them():
    figure, axes = small_figure(
        lambda axes: axes.add_patch(Rectangle((2, 0), 3, 0.5, facecolor="#0072B2")),
        lambda axes: axes.add_patch(Circle((5, 0), 0.5, facecolor="none", edgecolor="#D55E00")),
        lambda axes: axes.add_collection(
            LineCollection([[(1, 0), (2, 1)], [(2, 0), (3, 1)]], linewidths=[1, 3])
        ),
        lambda axes: axes.imshow(
            np.eye(4), extent=(6, 8, -1, 0), aspect="auto", origin="lower", interpolation="nearest"
        ),
        lambda axes: axes.text(2, -0.5, "a < b & σ", ha="center", va="center", rotation=90),
    )
    axes.set(xlim=(1, 10), ylim=(-1, 1))
    svg = LiveFigure(figure).svg
    box = points_of(paths(svg)[0])[0]
    corners = on_page(figure, axes, [2, 5, 5, 2], [0, 0, 0.5, 0.5])
    assert {tuple(p) for p in box.round()} >= {tuple(p) for p in corners.round()}
    assert "a &lt; b &amp; σ" in svg and "rotate(-90" in svg
    x, y, width, height = map(float, re.search(
        r'<image x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg).groups())
    (left, top), (right, bottom) = on_page(figure, axes, [6, 8], [0, -1])
    np.testing.assert_allclose((x, y, x + width, y + height), (left, top, right, bottom), atol=0.11)
    assert svg.count("stroke-width:30.0") == 1


def test_an_artist_of_another_kind_is_refused_by_name():
    figure, _ = small_figure(lambda axes: axes.scatter([2], [0]))
    with pytest.raises(TypeError, match="PathCollection"):
        LiveFigure(figure)


def test_a_hidden_artist_is_not_drawn_and_comes_back():
    figure, _ = small_figure(lambda axes: axes.text(2, 0, "here"))
    live = LiveFigure(figure)
    figure.live[0].set_visible(False)
    live.refresh()
    assert "here" not in live.svg
    figure.live[0].set_visible(True)
    live.refresh()
    assert "here" in live.svg and "here" not in live.base_svg


def test_thinning_keeps_the_extremes_of_each_stretch():
    rng = np.random.default_rng(5)
    curve = np.column_stack((np.arange(20_000.0), rng.normal(size=20_000)))
    thinned = _thin(curve)
    assert len(thinned) < 1000
    assert thinned[:, 1].max() == curve[:, 1].max() and thinned[:, 1].min() == curve[:, 1].min()
    assert (np.diff(thinned[:, 0]) > 0).all()
    assert (thinned[[0, -1]] == curve[[0, -1]]).all()


def test_path_data_are_relative_whole_tenths():
    points = np.array([[10.2, 20.0], [11.4, 15.0], [11.4, 15.0], [5.0, 5.0]])
    assert _path(points) == "M10 20l1-5-6-10"


def test_png_stays_small_and_reader_settings_untouched():
    import matplotlib

    before = dict(matplotlib.rcParams)
    png = slowdown_figure(runs(), language="ru")._repr_png_()
    assert png.startswith(b"\x89PNG") and len(png) < 60_000
    assert dict(matplotlib.rcParams) == before


def test_figures_need_no_pyplot():
    import subprocess
    import sys

    code = (
        "import sys\nfrom lecture_core.labs import SlowdownLab\nlab = SlowdownLab()\n"
        "lab._repr_mimebundle_()\nassert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("value", "limit"), [(0.0, 0.55), (0.5, 0.55), (0.56, 1.1), (4.02, 5.5), (20.0, 22.0)]
)
def test_limits_are_few_and_hold_the_value(value, limit):
    assert nice_limit(value) == pytest.approx(limit)


def test_the_neurons_numbers_are_those_of_the_epoch_shown():
    histories = runs()
    figure = SlowdownFigure(language="en").show(histories, epoch=100)
    words = [artist.get_text() for artist in figure.live if hasattr(artist, "get_text")]
    for history in histories:
        assert f"a = {history.a[100]:.4f}" in words
        assert f"w = {history.w[100]:.2f}".replace("-", "\u2212") in words
        assert f"z =\n{history.z[100]:.2f}".replace("-", "\u2212") in words
    points = [a for a in figure.live if getattr(a, "get_marker", lambda: None)() == "o"]
    assert [float(p.get_ydata()[0]) for p in points] == pytest.approx(
        [v for h in histories for v in (h.C[100], h.a[100])]
    )
