"""Which cost gets a network out when a layer is saturated on purpose, and at what rates."""

import numpy as np
import pytest

from lecture_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    Network,
    numerical_gradient,
)
from lecture_core.experiments.xor_twins import (
    activations,
    equal_start_rates,
    layer_slopes,
    saturated,
    train_and_keep,
    train_twins,
    typical_slopes,
    xor,
)

X, Y = xor()


def start(seed=5):
    return Network([2, 4, 1], rng=np.random.default_rng(seed))


def learnt(runs):
    return [bool(run.error[-1] <= 0.2) for run in runs]


def test_xor_is_the_exclusive_or_on_a_grid_that_no_single_neuron_separates():
    for (a, b), (y,) in zip(X, Y, strict=True):
        assert y == (a != b)
    np.testing.assert_array_equal(X[:, 0].reshape(2, 2), [[0, 1], [0, 1]])  # x1 to the right
    np.testing.assert_array_equal(X[:, 1].reshape(2, 2), [[0, 0], [1, 1]])  # x2 upwards
    single = Network([2, 1], rng=np.random.default_rng(0))
    single.train(X, Y, cost=CROSS_ENTROPY, eta=1.0, epochs=500, batch_size=4,
                 rng=np.random.default_rng(0))
    assert single.accuracy(X, Y) <= 0.75


def test_saturated_moves_the_biases_of_the_named_layer_of_a_copy():
    one = start()
    kept = [b.copy() for b in one.biases]
    other = saturated(one, 1, 8)
    np.testing.assert_array_equal(other.biases[0], kept[0] + 8)
    np.testing.assert_array_equal(other.biases[1], kept[1])
    for ours, theirs in zip(one.biases + one.weights, kept + other.weights, strict=True):
        np.testing.assert_array_equal(ours, theirs)
    np.testing.assert_array_equal(saturated(one, 2, -3).biases[1], kept[1] - 3)


@pytest.mark.parametrize("layer", [0, -1, 3])
def test_saturated_refuses_a_layer_that_is_not_there(layer):
    with pytest.raises(ValueError, match=rf"layer must be .*, got {layer}"):
        saturated(start(), layer, 8)


@pytest.mark.parametrize("shift", [np.nan, np.inf])
def test_saturated_refuses_a_shift_that_is_no_number(shift):
    with pytest.raises(ValueError, match="shift must be a finite number"):
        saturated(start(), 1, shift)


def test_activations_are_the_layers_outputs():
    layers = activations(start(), X)
    assert [A.shape for A in layers] == [(4, 2), (4, 4), (4, 1)]
    np.testing.assert_array_equal(layers[0], X)
    np.testing.assert_array_equal(layers[-1], start().forward(X))


@pytest.mark.parametrize("cost", [QUADRATIC, CROSS_ENTROPY])
def test_layer_slopes_are_the_measured_ones(cost):
    measured = numerical_gradient(start(), X, Y, cost).weights
    expected = [np.sqrt((dW**2).sum() / dW.size) for dW in measured]
    np.testing.assert_allclose(layer_slopes(start(), X, Y, cost), expected, rtol=1e-7)


def test_the_rates_make_the_first_steps_equal_where_z_is_zero():
    rates = equal_start_rates(6)
    assert list(rates) == [QUADRATIC, CROSS_ENTROPY]
    for y in (0.0, 0.3, 1.0):
        first, second = (eta * cost.delta(0.0, y) for cost, eta in rates.items())
        assert first == pytest.approx(second, rel=1e-15)
    with pytest.raises(ValueError, match="eta must be a finite number greater than 0"):
        equal_start_rates(0)


@pytest.mark.parametrize("cost", [QUADRATIC, CROSS_ENTROPY])
def test_everything_kept_of_a_run_is_what_plain_descent_passes_through(cost):
    one = start()
    run = train_and_keep(one, X, Y, cost=cost, eta=2.0, epochs=7)
    weights, biases = [W.copy() for W in one.weights], [b.copy() for b in one.biases]
    for n in range(8):
        plain = Network.from_parameters(weights, biases)
        for W, kept in zip(weights, run.network(n).weights, strict=True):
            np.testing.assert_allclose(kept, W, rtol=1e-10, atol=1e-13)
        assert run.error[n] == pytest.approx(np.abs(plain.forward(X) - Y).mean(), rel=1e-10)
        assert run.accuracy[n] == plain.accuracy(X, Y)
        np.testing.assert_allclose(run.steps(n), 2.0 * layer_slopes(plain, X, Y, cost), rtol=1e-9)
        slope = plain.gradients(X, Y, cost)
        weights = [W - 2.0 * dW for W, dW in zip(weights, slope.weights, strict=True)]
        biases = [b - 2.0 * db for b, db in zip(biases, slope.biases, strict=True)]
    assert run.epochs == 7
    np.testing.assert_array_equal(one.weights[0], start().weights[0])  # the start is untouched


def test_the_first_epoch_with_so_small_an_error():
    run = train_and_keep(start(), X, Y, cost=CROSS_ENTROPY, eta=1.5, epochs=250)
    first = run.first_epoch(0.2)
    assert run.error[first] <= 0.2 < run.error[:first].min()
    assert run.first_epoch(run.error.min()) == run.error.argmin()
    assert run.first_epoch(run.error.min() / 2) is None
    assert run.first_epoch(1.0) == 0


def test_twins_walk_in_step_while_nothing_is_saturated():
    first, second = train_twins(start(), X, Y, eta=6, epochs=250)
    assert (first.cost, second.cost) == (QUADRATIC, CROSS_ENTROPY)
    assert np.abs(first.error - second.error)[:100].max() < 0.02
    assert learnt((first, second)) == [True, True]


@pytest.mark.parametrize("seed", range(1, 6))
def test_cross_entropy_alone_learns_from_a_saturated_output(seed):
    assert learnt(train_twins(saturated(start(seed), 2, 8), X, Y, eta=6, epochs=250)) == [
        False, True]


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("shift", [8, -8])
def test_no_cost_wakes_a_saturated_hidden_layer(seed, shift):
    runs = train_twins(saturated(start(seed), 1, shift), X, Y, eta=6, epochs=250)
    assert learnt(runs) == [False, False]
    assert abs(runs[0].error[-1] - runs[1].error[-1]) < 0.01


@pytest.mark.parametrize("cost", [QUADRATIC, CROSS_ENTROPY])
def test_the_hidden_layer_s_slope_falls_with_its_own_sigma_prime(cost):
    slopes = [layer_slopes(saturated(start(), 1, shift), X, Y, cost) for shift in (8, 12)]
    # sigma'(z) ~ e^-z out there: four further cost e^4, whichever cost it is.
    assert np.log(slopes[0][0] / slopes[1][0]) == pytest.approx(4, abs=0.1)
    assert slopes[0][1] / slopes[1][1] == pytest.approx(1, abs=0.01)


def test_an_output_s_sigma_prime_is_in_every_layer_of_the_quadratic_cost_and_in_none_of_the_other():
    for cost, fall in ((QUADRATIC, 4), (CROSS_ENTROPY, 0)):
        near, far = (layer_slopes(saturated(start(), 2, shift), X, Y, cost) for shift in (8, 12))
        np.testing.assert_allclose(np.log(near / far), fall, atol=0.02)


def test_the_gradient_shrinks_through_depth_alike_for_both_costs():
    sizes = [2, 6, 6, 6, 6, 6, 1]
    quadratic, cross = (typical_slopes(sizes, X, Y, cost, networks=40)
                        for cost in (QUADRATIC, CROSS_ENTROPY))
    assert (np.diff(quadratic) > 0).all() and quadratic[-1] / quadratic[0] > 100
    np.testing.assert_allclose(cross / quadratic, (cross / quadratic)[0], rtol=0.01)
    logs = [np.log(layer_slopes(Network(sizes, rng=np.random.default_rng(k)), X, Y, QUADRATIC))
            for k in range(40)]
    np.testing.assert_allclose(quadratic, np.exp(np.mean(logs, axis=0)))
