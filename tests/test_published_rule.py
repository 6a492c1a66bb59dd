"""What the published animations step by, and which of the two rules is the gradient."""

import numpy as np
import pytest

from lecture_core import CROSS_ENTROPY, published_widget_rule, sigmoid, train_neuron


@pytest.mark.parametrize(("start", "outputs"), [
    ((0.6, 0.9), [0.8176, 0.2987, 0.1098, 0.0404]), ((2, 2), [0.9820, 0.3545, 0.1302, 0.0479])])
def test_the_rule_s_outputs(start, outputs):
    run = published_widget_rule(*start, eta=0.005)
    np.testing.assert_array_equal(np.round(run.a[[0, 100, 200, 300]], 4), outputs)
    np.testing.assert_array_equal(run.C, CROSS_ENTROPY.value(run.z, 0))
    assert (run.eta, run.x, run.y, run.w.shape) == (0.005, 1.0, 0.0, (301,))


def test_every_row_follows_from_the_one_before():
    run = published_widget_rule(0.4, -0.3, eta=0.02, x=-1.5, epochs=50)
    step = 0.02 / (1 - run.a[:-1])
    np.testing.assert_allclose(np.diff(run.w), -step * -1.5, rtol=1e-9)
    np.testing.assert_allclose(np.diff(run.b), -step, rtol=1e-9)
    np.testing.assert_array_equal(run.z, run.w * -1.5 + run.b)
    np.testing.assert_array_equal(run.a, sigmoid(run.z))


def test_finite_differences_say_which_rule_is_the_gradient():
    eta, h, x = 0.01, 1e-5, 0.7
    for w, b in [(0.6, 0.9), (2.0, 2.0), (-1.0, 0.5)]:
        z = w * x + b
        slope = x * (CROSS_ENTROPY.value(z + h, 0) - CROSS_ENTROPY.value(z - h, 0)) / (2 * h)
        descent = train_neuron(w, b, eta=eta, cost=CROSS_ENTROPY, x=x, epochs=1)
        published = published_widget_rule(w, b, eta=eta, x=x, epochs=1)
        assert (w - descent.w[1]) / eta == pytest.approx(slope, rel=1e-8)
        a = sigmoid(z)
        dC_da = (-np.log(1 - a - h) + np.log(1 - a + h)) / (2 * h)
        assert (w - published.w[1]) / eta == pytest.approx(x * dC_da, rel=1e-6)
        assert (w - published.w[1]) / eta > slope / (a * (1 - a)) * 0.99


@pytest.mark.parametrize("x", [1.0, 0.5])
@pytest.mark.parametrize("start", [(0.6, 0.9), (2, 2), (-1, 0)])
def test_with_small_steps_the_output_falls_exponentially_from_every_start(start, x):
    run = published_widget_rule(*start, eta=1e-5, x=x, epochs=20000)
    n = np.arange(20001)
    np.testing.assert_allclose(run.a, run.a[0] * np.exp(-(1 + x * x) * 1e-5 * n), rtol=2e-4)


def test_a_start_whose_first_step_overflows_is_refused():
    with pytest.raises(ValueError, match="the numbers overflow in this run"):
        published_widget_rule(400, 400, eta=0.005)
    assert published_widget_rule(400, 400, eta=0.005, epochs=0).a[0] == 1


@pytest.mark.parametrize(("change", "error", "words"), [
    ({"w": np.nan}, ValueError, "w must be a finite number"),
    ({"b": [1.0, 2.0]}, ValueError, "b must be one number"),
    ({"eta": 0}, ValueError, "eta must be a finite number greater than 0, got 0.0"),
    ({"x": True}, TypeError, "x must be a real number"),
    ({"epochs": -1}, ValueError, "epochs must be a whole number of at least 0, got -1"),
    ({"epochs": 2.0}, TypeError, "epochs must be a whole number")])
def test_bad_input_is_refused_in_a_sentence(change, error, words):
    with pytest.raises(error, match=words):
        published_widget_rule(**({"w": 1.0, "b": 1.0, "eta": 0.1} | change))
