"""The summary's pictures show the formulas."""

import numpy as np
import pytest

from lecture_core import CROSS_ENTROPY, QUADRATIC, sigmoid, sigmoid_prime
from lecture_core.figures import landscape_figure, reference_figure
from pictures import named

w = np.linspace(-8, 4, 2401)
COSTS = {cost.name: (cost.value(w, 0.1) + cost.value(-8 * w, 0.1)) / 2
         for cost in (QUADRATIC, CROSS_ENTROPY)}


def test_the_reference_curves_are_the_formulas():
    figure = reference_figure(language="en")
    slope = figure.axes[1]
    z, drawn = named(figure, "sigma").get_data()
    np.testing.assert_array_equal(drawn, sigmoid(z))
    for line in slope.lines:
        z, drawn = line.get_data()
        np.testing.assert_allclose(drawn, sigmoid_prime(z), atol=1e-15)
    x, drawn = named(figure, "ln").get_data()
    np.testing.assert_array_equal(drawn, np.log(x))


def test_the_quadratic_cost_has_a_spare_hollow_and_cross_entropy_has_none():
    figure = landscape_figure(w, COSTS, language="en")
    hollows, one = (named(figure, f"minima {name}").get_xdata() for name in COSTS)
    assert len(hollows) == 2 and len(one) == 1
    # Where the drawing puts a hollow the mean slope changes its sign from minus to plus.
    for cost, places in ((QUADRATIC, hollows), (CROSS_ENTROPY, one)):
        for place in places:
            left, right = (
                cost.delta(v, 0.1) - 8 * cost.delta(-8 * v, 0.1)
                for v in (place - 0.02, place + 0.02)
            )
            assert left < 0 < right
    assert np.all(np.diff(COSTS["cross_entropy"], 2) > 0)
    assert np.any(np.diff(COSTS["quadratic"], 2) < 0)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_pictures_are_said_in_words(language):
    figure = landscape_figure(w, COSTS, language=language)
    assert "0.21" in figure.description
    assert "0.25" in reference_figure(language=language).description


def test_a_flat_hollow_is_enlarged_where_it_can_be_seen():
    quadratic, cross_entropy = landscape_figure(w, COSTS, language="en").axes
    (inset,) = quadratic.child_axes
    assert not cross_entropy.child_axes
    places, heights = (np.array(part) for part in next(
        line for line in inset.lines if line.get_gid() == "minima quadratic").get_data())
    (left, right), (low, high) = inset.get_xlim(), inset.get_ylim()
    inside = (places > left) & (places < right) & (heights > low) & (heights < high)
    assert inside.tolist() == [True, False]
    assert high - low < 0.02 < COSTS["quadratic"].max()  # ten times as steep as outside
