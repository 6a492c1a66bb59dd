"""The pictures of notebook 06: what they draw is what was computed."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from lecture_core import CROSS_ENTROPY, QUADRATIC, load_digits, train_seeds, waking
from lecture_core.figures import (
    digits_figure,
    learning_curves_figure,
    search_figure,
    waking_figure,
)
from lecture_core.figures.digits import LearningFigure
from notebook_text import plain

DIGITS = load_digits()
COSTS = (QUADRATIC, CROSS_ENTROPY)
languages = pytest.mark.parametrize("language", ["ru", "en"])


@pytest.fixture(scope="module")
def searches():
    return {cost.name: {eta: train_seeds(DIGITS, cost=cost, eta=eta, seeds=range(2), epochs=2,
                                         hidden=5) for eta in (1, 4)} for cost in COSTS}


@pytest.fixture(scope="module")
def results(searches):
    return [runs[4] for runs in searches.values()]


def curves(axes):
    return [line.get_ydata() for line in axes.lines]


def holds(axes, values):
    return any(np.array_equal(curve, values) for curve in curves(axes))


@languages
def test_digits_are_drawn_with_what_was_read(language):
    figure = digits_figure(DIGITS.test, [0, 7], [5, 6], language=language)
    np.testing.assert_array_equal(figure.axes[1].images[0].get_array().ravel(), DIGITS.test.X[7])
    written = [text.get_text() for axes in figure.axes for text in axes.texts]
    labels = DIGITS.test.labels
    assert written == [f"{labels[0]} → 5", f"{labels[7]} → 6"]
    assert f"{labels[7]} → 6" in figure.description


@languages
def test_the_search_shows_every_seed_and_rings_the_best(searches, language):
    figure = search_figure(searches, language=language)
    for runs in searches.values():
        last = np.array([runs[eta].accuracy[:, -1] for eta in (1, 4)])
        assert holds(figure.axes[0], last[:, 0]) and holds(figure.axes[0], last[:, 1])
        assert holds(figure.axes[0], last.mean(axis=1))
        assert f"{100 * last.mean(axis=1).max():.1f} %" in plain(figure.description)
        best = last.mean(axis=1).max()
        low, high = figure.axes[1].get_ylim()  # the panel that shows where the best ones meet
        assert low < best < high and high - low < 0.5


@languages
def test_learning_curves_show_every_seed_and_the_mean(results, language):
    figure = learning_curves_figure(results, language=language)
    for runs in results:
        for axes in figure.axes:
            assert all(holds(axes, accuracy) for accuracy in runs.accuracy)
            assert holds(axes, runs.accuracy.mean(axis=0))
    assert figure.axes[0].get_xlim() == (0, 2)


@languages
def test_waking_is_drawn_digit_by_digit(language):
    seen, strengths = waking(DIGITS, cost=QUADRATIC, eta=4, seed=0, epochs=1, every=500)
    figure = waking_figure({"quadratic": (seen, strengths)}, language=language)
    mesh = figure.axes[0].collections[0]
    np.testing.assert_array_equal(mesh.get_array(), strengths.T)
    assert f"9: {strengths[-1][9]:.2f}" in figure.description


def test_the_lab_s_figure_leaves_out_a_cost_without_a_history(results):
    runs, figure = results[1], LearningFigure(language="en")
    right = {"cross_entropy": np.linspace(0, 0.9, 10)}
    figure.show({"cross_entropy": runs.histories[0]}, right, 5)
    left, by_digit = figure.axes
    assert holds(left, runs.accuracy[0])
    assert holds(by_digit, right["cross_entropy"])
    assert figure.axes[0].get_xlim() == (0, 5)
    assert "quadratic" not in figure.description
    assert f"epoch 2 of 5, {100 * runs.accuracy[0, -1]:.0f} %" in plain(figure.description)


def test_pictures_leave_no_figure_open(results):
    learning_curves_figure(results, language="ru").png()
    assert plt.get_fignums() == []
