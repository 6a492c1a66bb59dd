"""The summary's pictures show the formulas, and its exercises tell right from wrong."""

import numpy as np
import pytest

from lecture_core import CROSS_ENTROPY, QUADRATIC, sigmoid, sigmoid_prime
from lecture_core.exercises import check
from lecture_core.figures import landscape_figure, reference_figure

w = np.linspace(-8, 4, 2401)
COSTS = {cost.name: (cost.value(w, 0.1) + cost.value(-8 * w, 0.1)) / 2
         for cost in (QUADRATIC, CROSS_ENTROPY)}


def test_the_reference_curves_are_the_formulas():
    sigma, slope, logarithm = reference_figure(language="en").axes
    z, drawn = sigma.lines[0].get_data()
    np.testing.assert_array_equal(drawn, sigmoid(z))
    for line in slope.lines:
        z, drawn = line.get_data()
        np.testing.assert_allclose(drawn, sigmoid_prime(z), atol=1e-15)
    x, drawn = logarithm.lines[1].get_data()
    np.testing.assert_array_equal(drawn, np.log(x))


def test_the_quadratic_cost_has_a_spare_hollow_and_cross_entropy_has_none():
    quadratic, cross_entropy = landscape_figure(w, COSTS, language="en").axes
    hollows, one = (axes.lines[1].get_xdata() for axes in (quadratic, cross_entropy))
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
    for picture in (figure, reference_figure(language=language)):
        assert len(picture.png()) < 60_000


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [("catch_up", [0.15, 1.6, 1e-5], 1.5), ("largest", [0.5**5, 0.25**4, 0.2**5], 0.25**5)],
)
def test_exercises_tell_right_from_wrong(language, name, wrong, right):
    word = {"ru": "Верно", "en": "Right"}[language]
    said = [check(name, answer, language=language) for answer in wrong]
    assert check(name, right, language=language).startswith(word)
    assert not any(sentence.startswith(word) for sentence in said)
    assert len(set(said)) > 1
