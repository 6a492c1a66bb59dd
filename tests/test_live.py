"""The picture of a lab: small, quiet, the numbers of the epoch shown."""

import pytest

from lecture_core.figures.look import nice_limit
from lecture_core.figures.slowdown import SlowdownFigure, slowdown_figure
from pictures import runs


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
