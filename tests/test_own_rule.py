"""A reader's own rule: the gradient's is known, the published one too, a wrong one is told."""

import numpy as np
import pytest

from lecture_core import CROSS_ENTROPY, QUADRATIC, published_widget_rule, train_neuron
from lecture_core.activation import sigmoid
from lecture_core.experiments.own_rule import slope_of, train_by_rule
from lecture_core.labs import SlowdownLab
from lecture_core.words import LANGUAGES


def descent(cost):
    def step(w, b, x, y, eta):
        delta = cost.delta(w * x + b, y)
        return w - eta * delta * x, b - eta * delta

    return step


def published(w, b, x, y, eta):
    push = 1 / (1 - sigmoid(w * x + b))
    return w - eta * push * x, b - eta * push


def bias_kept(w, b, x, y, eta):
    return w - eta * QUADRATIC.delta(w * x + b, y) * x, b


def x_forgotten(w, b, x, y, eta):
    delta = QUADRATIC.delta(w * x + b, y)
    return w - eta * delta, b - eta * delta


def uphill(w, b, x, y, eta):
    return w * 1.5, b * 1.5


@pytest.mark.parametrize("cost", [QUADRATIC, CROSS_ENTROPY])
def test_the_gradient_s_own_rule_runs_as_train_neuron_and_is_known(cost):
    run = train_by_rule(descent(cost), 2, 2, eta=0.15, cost=cost)
    np.testing.assert_allclose(run.a, train_neuron(2, 2, eta=0.15, cost=cost).a, rtol=1e-12)
    assert slope_of(descent(cost)) == cost.name


def test_the_published_rule_is_one_instance():
    run = train_by_rule(published, 2, 2, eta=0.005, cost=CROSS_ENTROPY)
    np.testing.assert_allclose(run.a, published_widget_rule(2, 2, eta=0.005).a, rtol=1e-9)
    assert slope_of(published) == "another"


@pytest.mark.parametrize("rule", [bias_kept, x_forgotten])
def test_a_rule_that_is_no_slope_is_told(rule):
    assert slope_of(rule) == "none"


def test_a_run_ends_where_it_is_no_longer_finite():
    run = train_by_rule(uphill, 2, 2, eta=0.15, cost=QUADRATIC, epochs=3000)
    assert 1000 < len(run.a) < 3000 and np.isfinite(run.z).all()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", [descent(QUADRATIC), published, bias_kept, uphill])
def test_the_lab_shows_it_as_a_third_film_and_says_what_it_follows(language, rule):
    plain, lab = SlowdownLab(language=language), SlowdownLab(language=language, rule=rule)
    assert len(lab.own) == 2 and lab.picture != plain.picture and lab.problem == ""
    assert lab.sentence.startswith(plain.sentence) and len(lab.sentence) > len(plain.sentence)
    np.testing.assert_array_equal(lab.histories[0].a, plain.histories[0].a)
    lab.eta.value = 0.3
    assert lab.own[0].eta == 0.3
    lab.epoch.value = 3
    assert lab.problem == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_in_the_rule_is_shown_with_its_line_and_the_picture_keeps(language):
    def broken(w, b, x, y, eta):
        if eta > 0.5:
            raise ZeroDivisionError("no <way>")
        return w, b

    lab = SlowdownLab(language=language, rule=broken)
    assert lab.problem == "" and lab.own is not None
    lab.eta.value = 1
    assert "ZeroDivisionError: no <way>" in lab.problem and "raise ZeroDivisionError" in lab.problem
    assert "&lt;way&gt;" in lab.live.problem
    assert lab.own is None and lab.histories[0].eta == 1
    lab.eta.value = 0.2
    assert lab.problem == "" and lab.own is not None
    for nonsense in (5, lambda: None, lambda w, b, x, y, eta: w, lambda w, b, x, y, eta: "ab"):
        lab = SlowdownLab(language=language, rule=nonsense)
        assert lab.problem and lab.own is None and lab.picture
