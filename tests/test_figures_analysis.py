"""Notebook 02's pictures show the maths: curves, points, iso-lines, colours and alt texts."""

import re
from itertools import pairwise

import numpy as np
import pytest

from lecture_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    flow,
    learning_time,
    learning_times,
    sigmoid,
    sigmoid_prime,
    train_neuron,
)
from lecture_core.activation import logit
from lecture_core.figures import (
    factors_figure,
    law_figure,
    learning_time_figure,
    master_curve_figure,
    plateau_figure,
    sigmoid_figure,
)
from lecture_core.figures.learning_time import LEVELS
from lecture_core.figures.look import COST_COLOURS, START_COLOURS
from lecture_core.stage.svg import SvgLayers
from notebook_text import plain

RUNS = [train_neuron(w, b, eta=0.15, cost=QUADRATIC) for w, b in ((0.6, 0.9), (2.0, 2.0))]
TIMES = {cost: learning_times(eta=0.15, cost=cost) for cost in (QUADRATIC, CROSS_ENTROPY)}


def test_the_product_of_the_factors_is_the_step_that_training_makes():
    panels = factors_figure(RUNS, language="en").axes
    for k, run in enumerate(RUNS):
        error, slope, x, product = (axes.lines[k].get_ydata() for axes in panels)
        np.testing.assert_allclose(error, run.a, rtol=1e-12)
        np.testing.assert_allclose(slope, run.a * (1 - run.a), rtol=1e-9)
        np.testing.assert_allclose(error * slope * x, product, rtol=1e-12)
        np.testing.assert_allclose(-np.diff(run.w) / 0.15, product[:-1], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("epoch", [0, 100, 300])
def test_the_neurons_sit_on_the_sigmoid_its_slope_and_the_product(epoch):
    figure = sigmoid_figure(RUNS, language="en", epoch=epoch)
    for k, run in enumerate(RUNS):
        z = run.z[epoch]
        heights = (sigmoid(z), sigmoid_prime(z), sigmoid(z) * sigmoid_prime(z))
        for axes, height in zip(figure.axes, heights, strict=True):
            own = [line for line in axes.lines if line.get_color() == START_COLOURS[k]]
            x, y = own[-1].get_data()
            assert (x[0], y[0]) == pytest.approx((z, height))
        tangent, trail = (
            next(line for line in figure.axes[panel].lines if line.get_color() == START_COLOURS[k])
            for panel in (0, 2)
        )
        (x0, x1), (y0, y1) = tangent.get_data()
        assert (y1 - y0) / (x1 - x0) == pytest.approx(heights[1])
        np.testing.assert_array_equal(trail.get_xdata(), run.z[: epoch + 1 : 10])
        assert f"z = {z:.2f}".replace("-", "−") in plain(figure.description)


def test_the_curves_of_the_sigmoid_figure_are_the_functions():
    for axes, function in zip(
        sigmoid_figure(RUNS, language="en").axes,
        (sigmoid, sigmoid_prime, lambda z: sigmoid(z) ** 2 * sigmoid(-z)),
        strict=True,
    ):
        z, drawn = axes.lines[0].get_data()
        np.testing.assert_allclose(drawn, function(z), rtol=1e-9)


def test_the_peak_and_the_tails_of_the_gradient_are_where_the_figure_says():
    left, right = plateau_figure(RUNS, language="en").axes
    z, slope = left.lines[0].get_data()
    assert z[slope.argmax()] == pytest.approx(np.log(2), abs=0.05)
    assert slope.max() == pytest.approx(4 / 27, rel=1e-3)
    assert left.texts[-1].xy == pytest.approx((np.log(2), 4 / 27))
    z, slope = right.lines[0].get_data()
    assert slope[0] == pytest.approx(np.exp(2 * z[0]), rel=1e-3)
    assert slope[-1] == pytest.approx(np.exp(-z[-1]), rel=1e-3)


def test_the_shaded_area_is_the_time_and_the_law_passes_through_training():
    left, right = law_figure(RUNS[1], 0.2, language="en").axes
    z, pace = left.lines[0].get_data()
    inside = (z > np.log(0.25)) & (z < 4)
    time = learning_time(z[inside][-1], z[inside][0], eta=0.15, cost=QUADRATIC)
    assert np.trapezoid(pace[inside], z[inside]) == pytest.approx(time, rel=1e-3)
    shaded = left.collections[0].get_paths()[0].vertices[:, 0]
    assert np.log(0.25) <= shaded.min() < np.log(0.25) + 0.05 and 3.95 < shaded.max() <= 4
    t, law = right.lines[0].get_data()
    np.testing.assert_allclose(
        law, sigmoid(flow(np.full(301, 4.0), t, eta=0.15, cost=QUADRATIC)), rtol=1e-12)
    # Half an epoch apart where a falls by 0.02 an epoch.
    assert np.abs(law - RUNS[1].a).max() < 0.02


@pytest.mark.parametrize("cost", TIMES)
def test_each_pixel_and_each_iso_line_agree_with_the_epochs(cost):
    times = TIMES[cost]
    figure = learning_time_figure(times, language="en")
    axes = figure.axes[0]
    shades = np.asarray(axes.images[0].get_array())
    never = np.isnan(times.epochs)
    assert (shades[never] > len(LEVELS)).all() and (shades[~never] <= len(LEVELS)).all()
    bounds = np.array([0, *LEVELS, np.inf])
    assert (times.epochs[~never] >= bounds[shades[~never]]).all()
    assert (times.epochs[~never] < bounds[shades[~never] + 1]).all()
    # Stripes of both kinds: not reached is told apart without colour.
    assert not never.any() or len(np.unique(shades[never])) == 2

    line = max(axes.lines, key=lambda line: len(line.get_xdata()))
    sums = np.round(np.add(*line.get_data()), 9)
    crossed = np.unique(sums[np.isfinite(sums)])
    epochs = np.where(np.isnan(times.simulated), np.inf, times.simulated)
    # Between the levels' two sides stands a line, and no other line stands anywhere.
    wanted = [
        (low, high)
        for low, high, m, n in zip(times.z, times.z[1:], epochs, epochs[1:], strict=False)
        for level in LEVELS
        if m < level <= n
    ]
    assert len(crossed) == len(set(wanted)) > 0
    assert all(low < s < high for s, (low, high) in zip(crossed, sorted(set(wanted)), strict=True))
    # A label stands beside the line of its level; of several levels, below the lowest.
    named = []
    for label in axes.texts:
        if re.fullmatch(r"\d+(, \d+)*", label.get_text()):
            levels = [int(level) for level in label.get_text().split(", ")]
            k = np.searchsorted(epochs, levels[0])
            side = 1 if label.get_va() == "bottom" else -1
            assert 0 < side * (sum(label.get_position()) - crossed[
                np.abs(crossed - times.z[k]).argmin()]) < 0.2
            named += levels
    assert sorted(named) == [level for level in LEVELS if level < 3000 and any(
        m < level <= n for m, n in pairwise(epochs))]


def test_a_map_shows_at_least_three_levels_as_numbers():
    labels = [text.get_text() for text in learning_time_figure(
        TIMES[QUADRATIC], language="en").axes[0].texts]
    assert {"10", "30", "100", "300", "1000"} <= set(labels)


@pytest.mark.parametrize("cost", TIMES)
def test_the_cut_holds_law_and_training_side_by_side(cost):
    times = TIMES[cost]
    figure = learning_time_figure(times, language="en")
    curves = [line.get_data() for line in figure.axes[1].lines]
    met = times.law > 0
    whole = [y for x, y in curves if len(x) == len(times.z)]
    law = next(y for y in whole if np.allclose(y[met], times.law[met]))
    assert np.isnan(law[~met]).all()
    trained = next((x, y) for x, y in curves if len(x) == len(times.z[::6]))
    shown = np.isfinite(trained[1])
    by_law = np.interp(trained[0][shown], times.z, times.law)
    assert np.abs(trained[1][shown] - by_law).max() < 4


@pytest.mark.parametrize("cost", [QUADRATIC, CROSS_ENTROPY])
def test_runs_of_one_cost_lie_on_one_curve(cost):
    settings = ((0.6, 0.9, 0.02), (2, 2, 0.02), (2, 2, 0.08))
    runs = [train_neuron(w, b, eta=eta, cost=cost, epochs=3000) for w, b, eta in settings]
    left, right = master_curve_figure(runs, language="en").axes
    for line, run in zip(left.lines, runs, strict=True):
        np.testing.assert_array_equal(line.get_ydata(), run.a)
    law, *points = right.lines
    s, a = law.get_data()
    z = logit(a)
    G = {QUADRATIC: np.exp(z) + 3 * z - 3 * np.exp(-z) - np.exp(-2 * z) / 2,
         CROSS_ENTROPY: z - np.exp(-z)}[cost]
    np.testing.assert_allclose(s, -G, rtol=1e-9, atol=1e-9)
    assert len(points) == 3
    for line, run in zip(points, runs, strict=True):
        x, y = line.get_data()
        assert len(set(x)) > 10 and set(y) <= set(run.a)
        # Steps of 0.08 are not yet infinitely small.
        assert np.abs(y - np.interp(x, s, a)).max() < 0.1 * run.eta + 1e-3


def test_the_alt_text_of_a_map_tells_each_start():
    told = learning_time_figure(TIMES[QUADRATIC], language="en").description
    assert "w = 0.6, b = 0.9: 107 by training, 107.3 by the law" in plain(told)
    assert "w = 2, b = 2: 302 by training, 301.5 by the law" in plain(told)
    far = learning_time_figure(TIMES[QUADRATIC], language="ru", starts=((4, 4), (-2, -2)))
    assert "не достигнуто, по закону 10\u00a0096.2" in far.description and "0, по закону 0.0" in (
        far.description)


def test_the_live_map_carries_image_lines_and_no_nan():
    live = SvgLayers(learning_time_figure(TIMES[QUADRATIC], language="en"))
    assert live.layer().count("<image") == 1 and len(live.layer()) < 40_000
    assert "nan" not in live.layer()
    # Six lines in one path, each begun absolutely.
    (path,) = re.findall(r' d="([^"]*)" style="fill:none;stroke:#101112', live.layer())
    assert path.count("M") == len(LEVELS)


def test_the_key_shows_the_law_in_the_colour_of_its_curve():
    for cost, times in TIMES.items():
        axes = learning_time_figure(times, language="en").axes[1]
        law = axes.get_legend().legend_handles[0]
        assert law.get_color() == COST_COLOURS[cost.name]


def test_the_cuts_axis_ends_a_decade_above_what_it_shows():
    axes = learning_time_figure(TIMES[QUADRATIC], language="en").axes[1]
    assert axes.get_ylim() == (1, 1e5)
