"""The slope of C measured without the table agrees with the table, and notices a wrong one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecture_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    Gradients,
    Network,
    gradient_disagreement,
    numerical_gradient,
    sigmoid_prime,
)

both_costs = pytest.mark.parametrize("cost", [QUADRATIC, CROSS_ENTROPY], ids=lambda c: c.name)


def problem(sizes, m=6, seed=0, scale=1.0):
    r = np.random.default_rng(seed)
    network = Network(sizes, rng=r, scale=scale)
    return network, r.normal(size=(m, sizes[0])), r.random((m, sizes[-1]))


@both_costs
@given(sizes=st.lists(st.integers(1, 5), min_size=2, max_size=5), m=st.integers(1, 8),
       seed=st.integers(0, 999))
@settings(max_examples=20)
def test_bp_and_the_measured_slopes_agree_for_networks_of_any_shape(cost, sizes, m, seed):
    network, X, Y = problem(sizes, m=m, seed=seed)
    ours, measured = network.gradients(X, Y, cost), numerical_gradient(network, X, Y, cost)
    for a, b in zip(ours.weights + ours.biases, measured.weights + measured.biases, strict=True):
        assert a.shape == b.shape
        np.testing.assert_allclose(a, b, rtol=1e-8, atol=1e-9)


@both_costs
def test_square_layers_agree_so_a_transposed_weight_would_be_seen(cost):
    network, X, Y = problem([4, 4, 4, 4])
    assert gradient_disagreement(network, X, Y, cost).max() < 1e-7
    mirrored = Network.from_parameters([W.T for W in network.weights], network.biases)
    ours, theirs = (net.gradients(X, Y, cost).biases[0] for net in (network, mirrored))
    assert np.abs(ours - theirs).max() > 1e-3 * np.abs(ours).max()


@both_costs
def test_a_saturated_output_agrees(cost):
    network, X, Y = problem([3, 4, 2], scale=8.0)
    assert np.abs(network.weighted_inputs(X)[-1]).max() > 10
    assert gradient_disagreement(network, X, np.round(Y), cost).max() < 1e-7


@both_costs
def test_the_reader_sees_one_small_number_a_layer(cost):
    network, X, Y = problem([3, 5, 4, 2])
    apart = gradient_disagreement(network, X, Y, cost)
    assert apart.shape == (3,) and (0 <= apart).all() and apart.max() < 1e-7


@pytest.mark.parametrize("layer", [0, 1])
@pytest.mark.parametrize("part", ["weights", "biases"])
def test_a_wrong_slope_shows_in_its_own_layer_by_its_share(monkeypatch, layer, part):
    network, X, Y = problem([3, 4, 2])
    right = network.gradients(X, Y, QUADRATIC)
    largest = max(np.abs(right.weights[layer]).max(), np.abs(right.biases[layer]).max())
    wrong = Gradients([W.copy() for W in right.weights], [b.copy() for b in right.biases])
    getattr(wrong, part)[layer].flat[1] += 0.25 * largest
    monkeypatch.setattr(Network, "gradients", lambda *_: wrong)
    apart = gradient_disagreement(network, X, Y, QUADRATIC)
    assert apart[layer] == pytest.approx(0.25, rel=0.3) and apart[1 - layer] < 1e-7


def test_a_layer_without_any_slope_agrees():
    network = Network.from_parameters([[[2000.0]]], [[0.0]])
    apart = gradient_disagreement(network, [[1.0]], [[1.0]], CROSS_ENTROPY)
    assert apart.tolist() == [0.0]


def test_measuring_changes_nothing():
    network, X, Y = problem([3, 4, 2])
    before = [array.copy() for array in (*network.weights, *network.biases)]
    numerical_gradient(network, X, Y, QUADRATIC)
    assert all(map(np.array_equal, before, (*network.weights, *network.biases)))


def test_a_finer_step_is_nearer_until_rounding_takes_over():
    network, X, Y = problem([1, 1])
    exact = network.gradients(X, Y, QUADRATIC).biases[0].item()
    errors = [abs(numerical_gradient(network, X, Y, QUADRATIC, step=h).biases[0].item() - exact)
              for h in (1e-1, 1e-2, 1e-5, 1e-14)]
    assert errors[0] / errors[1] == pytest.approx(100, rel=0.05)
    assert errors[2] < errors[1] / 1000 and errors[3] > errors[2]


def test_without_sigma_prime_the_quadratic_cost_would_not_pass():
    """What a forgotten factor looks like: off by that very factor."""
    network = Network.from_parameters([[[2.0]]], [[2.0]])
    slope = numerical_gradient(network, [[1.0]], [[0.0]], QUADRATIC).biases[0].item()
    forgotten = network.forward([[1.0]]).item()
    assert slope / forgotten == pytest.approx(sigmoid_prime(4.0), rel=1e-7)


@pytest.mark.parametrize("step", [0, -1e-5, np.nan])
def test_a_step_that_is_none_is_refused(step):
    network, X, Y = problem([1, 1])
    with pytest.raises(ValueError, match="step must be a finite number greater than 0"):
        numerical_gradient(network, X, Y, QUADRATIC, step=step)


def test_no_warning_escapes_where_numbers_overflow():
    far, Y = Network.from_parameters([[[1.7e308]]], [[0.0]]), np.zeros((4, 1))
    with pytest.raises(ValueError, match="weights must be a finite number, got inf"):
        numerical_gradient(far, np.zeros((4, 1)), Y, CROSS_ENTROPY, step=1e308)
    flat = Network.from_parameters([[[0.0]]], [[0.0]])
    apart = gradient_disagreement(flat, np.full((4, 1), 1.7e308), Y, CROSS_ENTROPY, step=0.9)
    assert np.isnan(apart).all()
