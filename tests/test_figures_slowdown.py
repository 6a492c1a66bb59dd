"""The picture of two starts: small, quiet, the numbers of the epoch shown, a rule beside it."""

import re

import numpy as np
import pytest

from lecture_core.figures.look import nice_limit
from lecture_core.figures.slowdown import SlowdownFigure, slowdown_figure
from lecture_core.stage.svg import SvgLayers
from pictures import runs


def test_png_stays_small_and_reader_settings_untouched():
    import matplotlib

    before = dict(matplotlib.rcParams)
    png = slowdown_figure(runs(), language="ru").png()
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
    for (k, name), point in figure.points.items():
        assert point.get_data() == ([100], [getattr(histories[k], name)[100]])


def test_the_last_tick_has_room():
    for axes in slowdown_figure(runs(), language="ru").axes[2:]:
        last = axes.get_xticklabels()[-1].get_window_extent()
        assert last.x1 < axes.figure.bbox.x1 - 4


def test_a_rule_of_ones_own_is_dotted_beside_the_gradients():
    histories, own = runs(), runs(eta=0.5, epochs=200)
    figure = SlowdownFigure(language="en").show(histories, 100, own=own)
    for (k, name), curve in figure.own_curves.items():
        n, values = curve.get_data()
        assert (values == getattr(own[k], name)).all() and n[-1] == 200
        assert curve.get_linestyle() == ":" and curve in figure.live
        assert figure.own_points[k, name].get_data() == ([100], [getattr(own[k], name)[100]])
    assert f"{own[1].a[100]:.3g}" in figure.description
    said = figure.description
    figure.show(histories, 100)
    assert all(len(curve.get_xdata()) == 0 for curve in figure.own_curves.values())
    assert figure.description != said


def test_a_rule_that_ends_earlier_or_runs_off_stays_on_the_page():
    histories, own = runs(), runs(epochs=20)
    own[0].C[-5:] = np.inf
    own[1].a[-5:] = np.nan
    figure = SlowdownFigure(language="en").show(histories, own=own)
    assert figure.base_key == SlowdownFigure(language="en").show(histories).base_key
    svg = SvgLayers(figure).layer()
    assert not re.search(r"[\"\s](nan|inf)", re.sub('aria-label="[^"]*"', "", svg))
