"""The pictures of both costs show the costs: curves, points and tangents are held to the maths."""

import numpy as np
import pytest

from lecture_core import CROSS_ENTROPY, QUADRATIC, logit, sigmoid, sigmoid_prime
from lecture_core.figures import cost_figure, costs_figure, many_inputs_figure, surface_figure
from lecture_core.figures.cross_entropy import CostFigure
from lecture_core.stage.svg import SvgLayers
from notebook_text import plain
from pictures import named

COSTS = (QUADRATIC, CROSS_ENTROPY)


@pytest.mark.parametrize("axis", ["z", "a"])
@pytest.mark.parametrize(("z", "y"), [(4.0, 0.0), (-2.5, 1.0), (0.75, 0.3)])
def test_curves_points_and_slopes_are_the_costs(axis, z, y):
    figure = cost_figure(z, y, axis=axis, language="en")
    across = sigmoid if axis == "a" else float
    for cost in COSTS:
        for name, function in (("value", cost.value), ("delta", cost.delta)):
            x, shown = figure.curves[cost, name].get_data()
            zs = logit(x) if axis == "a" else x
            near = np.abs(zs) < 15  # beyond, a itself has too few digits to give z back
            assert near.sum() > 200
            np.testing.assert_allclose(shown[near], function(zs[near], y), atol=1e-7)
            (there,), (height,) = figure.points[cost, name].get_data()
            assert (there, height) == (across(z), function(z, y))
        assert float(figure.slopes[cost].get_text().replace("\u2212", "-")) == pytest.approx(
            cost.delta(z, y), abs=5e-5
        )


@pytest.mark.parametrize("axis", ["z", "a"])
@pytest.mark.parametrize(("z", "y"), [(4.0, 0.0), (-5.0, 1.0), (0.5, 0.3)])
def test_tangents_touch_with_the_measured_slope(axis, z, y):
    figure = cost_figure(z, y, axis=axis, language="ru")
    h = 1e-5
    for cost, tangent in figure.tangents.items():
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
        assert [list(line.get_xdata()) for line in figure.goals] == [[y, y]] * 2
    figure.show("z", 1.0, 0.3)
    assert sigmoid(figure.goals[0].get_xdata()[0]) == pytest.approx(0.3)
    figure.show("z", 1.0, 0.0)  # the target is infinitely far away
    assert np.isnan(figure.goals[0].get_xdata()).all()


def test_the_slopes_panel_has_no_empty_half():
    figure = CostFigure(language="en")
    for y, low, high in ((0, -0.2, 1.1), (1, -1.1, 0.4), (0.4, -1.1, 1.1)):
        figure.show("z", 2, y)
        bottom, top = figure.panels["delta"].get_ylim()
        assert low < bottom < min(0, -y) and max(0, 1 - y) < top < high


def test_only_the_axis_redraws_the_ground():
    figure = cost_figure(4.0, 0.2, language="en")
    live = SvgLayers(figure)
    ground, before = live.base(), live.layer()
    figure.show("z", -1.0, 0.7)
    assert live.base() == ground and live.layer() != before
    figure.show("a", -1.0, 0.7)
    assert live.base() != ground
    assert len(live.layer()) < 15_000


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_pictures_are_said_in_words(language):
    said = cost_figure(4.0, 0.0, language=language).description
    for number in ("4.00", "0.9820", "4.0181", "0.4822", "0.0173"):
        assert number in said
    figures = (costs_figure(language=language), surface_figure(language=language))
    for figure in figures:
        assert len(figure.description) > 100


def test_costs_against_the_output_and_the_weighted_input():
    readings = (logit, np.array)
    for axes, as_z in zip(costs_figure(language="en").axes, readings, strict=True):
        drawn = {line.get_gid(): line.get_data() for line in axes.lines if line.get_gid()}
        assert len(drawn) == 4
        for name, (x, shown) in drawn.items():
            cost = {cost.name: cost for cost in COSTS}[name[:-2]]
            z, y = as_z(x), int(name[-1])
            near = np.abs(z) < 15
            np.testing.assert_allclose(shown[near], cost.value(z[near], y), atol=1e-7)


def test_the_valley_floor_is_the_entropy():
    figure = surface_figure(language="en")
    valley = named(figure, "valley").get_data()
    y = valley[0][1:-1]
    np.testing.assert_allclose(
        valley[1][1:-1], -(y * np.log(y) + (1 - y) * np.log(1 - y)), atol=1e-12
    )
    assert valley[1][0] == valley[1][-1] == 0


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_neuron_of_many_inputs_shows_every_letter_of_its_formula(language):
    figure = many_inputs_figure(language=language)
    said = " ".join(t.get_text() for t in figure.axes[0].texts)
    assert all(f"${letter}_{index}$" in said for letter in "xw" for index in "12n")
    assert r"$b$" in said and r"\sigma(z)" in said and "a = σ(z)" in plain(figure.description)
