"""The pictures of both costs show the costs: curves, points and tangents are held to the maths."""

import numpy as np
import pytest

from lecture_core import CROSS_ENTROPY, QUADRATIC, logit, sigmoid, sigmoid_prime
from lecture_core.exercises import check
from lecture_core.figures import cost_figure, costs_figure, surface_figure
from lecture_core.figures.cross_entropy import CostFigure
from lecture_core.stage.live import LiveFigure

COSTS = (QUADRATIC, CROSS_ENTROPY)


@pytest.mark.parametrize("axis", ["z", "a"])
@pytest.mark.parametrize(("z", "y"), [(4.0, 0.0), (-2.5, 1.0), (0.75, 0.3)])
def test_curves_points_and_slopes_are_the_costs(axis, z, y):
    figure = cost_figure(z, y, axis=axis, language="en")
    across = sigmoid if axis == "a" else float
    for k, cost in enumerate(COSTS):
        for place, function in ((0, cost.value), (1, cost.delta)):
            x, shown = figure._curves[2 * k + place].get_data()
            zs = logit(x) if axis == "a" else x
            near = np.abs(zs) < 15  # beyond, a itself has too few digits to give z back
            assert near.sum() > 200
            np.testing.assert_allclose(shown[near], function(zs[near], y), atol=1e-7)
            (there,), (height,) = figure._points[2 * k + place].get_data()
            assert (there, height) == (across(z), function(z, y))
        assert float(figure._slopes[k].get_text().replace("\u2212", "-")) == pytest.approx(
            cost.delta(z, y), abs=5e-5
        )


@pytest.mark.parametrize("axis", ["z", "a"])
@pytest.mark.parametrize(("z", "y"), [(4.0, 0.0), (-5.0, 1.0), (0.5, 0.3)])
def test_tangents_touch_with_the_measured_slope(axis, z, y):
    figure = cost_figure(z, y, axis=axis, language="ru")
    h = 1e-5
    for cost, tangent in zip(COSTS, figure._tangents, strict=True):
        (x0, x1), (c0, c1) = tangent.get_data()
        slope = (cost.value(z + h, y) - cost.value(z - h, y)) / (2 * h)
        if axis == "a":
            slope /= sigmoid_prime(z)
        assert (c1 - c0) / (x1 - x0) == pytest.approx(slope, rel=1e-5, abs=1e-8)
        assert (c0 + c1) / 2 == pytest.approx(cost.value(z, y))
        assert (x0 + x1) / 2 == pytest.approx(sigmoid(z) if axis == "a" else z)


def test_the_target_is_marked_where_the_right_answer_is():
    figure = CostFigure(language="en")
    for y in (0.0, 0.3, 1.0):
        figure.show("a", 1.0, y)
        assert [list(line.get_xdata()) for line in figure._goals] == [[y, y]] * 2
    figure.show("z", 1.0, 0.3)
    assert sigmoid(figure._goals[0].get_xdata()[0]) == pytest.approx(0.3)
    figure.show("z", 1.0, 0.0)  # the target is infinitely far away
    assert np.isnan(figure._goals[0].get_xdata()).all()


def test_only_the_axis_redraws_the_ground():
    figure = cost_figure(4.0, 0.0, language="en")
    live = LiveFigure(figure)
    ground, before = live.base_svg, live.svg
    figure.show("z", -1.0, 0.7)
    live.refresh()
    assert live.base_svg == ground and live.svg != before
    figure.show("a", -1.0, 0.7)
    live.refresh()
    assert live.base_svg != ground
    assert len(live.svg) < 15_000


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_pictures_are_said_in_words(language):
    said = cost_figure(4.0, 0.0, language=language).description
    for number in ("4.00", "0.9820", "4.0181", "0.4822", "0.0173"):
        assert number in said
    figures = (costs_figure(language=language), surface_figure(language=language))
    for figure in figures:
        assert len(figure.description) > 100
        assert figure.png() == figure.png()
        assert len(figure.png()) < 60_000


def test_costs_against_the_output_and_the_weighted_input():
    readings = (logit, np.array)
    for axes, as_z in zip(costs_figure(language="en").axes, readings, strict=True):
        curves = [line.get_data() for line in axes.lines if len(line.get_xdata())]
        wanted = [(cost, y) for y in (0, 1) for cost in COSTS]
        for (x, shown), (cost, y) in zip(curves, wanted, strict=True):
            z = as_z(x)
            near = np.abs(z) < 15
            np.testing.assert_allclose(shown[near], cost.value(z[near], y), atol=1e-7)


def test_the_valley_floor_is_the_entropy():
    figure = surface_figure(language="en")
    valley = figure.axes[1].lines[3].get_data()
    y = valley[0][1:-1]
    np.testing.assert_allclose(
        valley[1][1:-1], -(y * np.log(y) + (1 - y) * np.log(1 - y)), atol=1e-12
    )
    assert valley[1][0] == valley[1][-1] == 0


# The exercises of the notebook ----------------------------------------------------------------


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("soft", [(0.5, 0.6931), (0.2, 0.3), (1.5, 0)], (0.2, 0.5004)),
        ("ratio", [4.0, -1.0, 5.0], 4.59),
        ("slip", [[2.0], [1.0], [0.0, -1.0], [1.0, 1.0], []], [0, 1]),
    ],
)
def test_exercises_tell_right_from_wrong(language, name, wrong, right):
    said = [check(name, answer, language=language) for answer in wrong]
    praise = check(name, right, language=language)
    word = {"ru": "Верно", "en": "Right"}[language]
    assert praise.startswith(word)
    assert not any(sentence.startswith(word) for sentence in said)
    assert all(sentence.endswith((".", "?")) for sentence in [*said, praise])


def test_no_hint_gives_the_answer_away():
    for language in ("ru", "en"):
        assert "4.5" not in check("ratio", 4.0, language=language)
        assert "0.5004" not in check("soft", (0.5, 0.6931), language=language)
        assert "0.5004" not in check("soft", (0.2, 0.1), language=language)
