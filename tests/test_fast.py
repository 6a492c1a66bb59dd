"""What is written for speed agrees with the plain code that each file of fast/ names."""

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from lecture_core import CROSS_ENTROPY, QUADRATIC, Network, epochs_to_reach, train_neuron
from lecture_core.fast import thresholds
from lecture_core.fast.full_batch import descend_full_batch
from lecture_core.fast.minibatches import IN_CACHE, descend_minibatches, outputs_in_blocks
from lecture_core.fast.one_neuron import descend_one
from lecture_core.fast.thresholds import first_epochs

COSTS = [QUADRATIC, CROSS_ENTROPY]
LIMITS = {QUADRATIC: 12.98, CROSS_ENTROPY: 4.0}  # of the rate (1 + x^2) eta: beyond, order is lost
costs = st.sampled_from(COSTS)
answers = st.sampled_from([0.0, 1.0]) | st.floats(0, 1)


def powers(low, high):
    """Numbers from 10^low to 10^high, each power of ten as likely as another."""
    return st.floats(low, high).map(lambda power: 10.0**power)


def starts(count, reach=30.0):
    return st.lists(st.floats(-reach, reach), min_size=count, max_size=count).map(np.array)


# --- one neuron ---------------------------------------------------------------------------------

@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(-3, 3), answers, powers(-4, 0.6), costs)
@example(800.0, 0.0, 1.0, 0.0, 0.15, CROSS_ENTROPY)
@example(0.0, -800.0, 1.0, 1.0, 3.0, CROSS_ENTROPY)
@example(0.0, 0.0, 1.0, 0.5, 1.0, QUADRATIC)  # z = 0 on the seam of the two branches
def test_one_start_on_floats_is_the_update_rule_on_arrays(w, b, x, y, rate, cost):
    eta = rate / (1 + x * x)
    ws, bs = descend_one(w, b, eta, cost, x, y, 60)
    plain = train_neuron([w], [b], eta=eta, cost=cost, x=x, y=y, epochs=60)
    for ours, theirs in ((ws, plain.w[:, 0]), (bs, plain.b[:, 0])):
        np.testing.assert_allclose(ours, theirs, rtol=1e-11, atol=1e-12)


@given(st.floats(-9, 9), st.floats(-9, 9), powers(-2, 0.5), costs)
def test_one_step_is_the_slide_s(w, b, eta, cost):
    (w0, w1), (b0, b1) = descend_one(w, b, eta, cost, 0.7, 0.0, 1)
    delta = cost.delta(w * 0.7 + b, 0.0)
    assert (w0, b0) == (w, b)
    assert w1 == pytest.approx(w - eta * delta * 0.7, rel=1e-14, abs=1e-15)
    assert b1 == pytest.approx(b - eta * delta, rel=1e-14, abs=1e-15)


# --- the first epoch ----------------------------------------------------------------------------

def agree(target, w, b, *, max_epochs, **options):
    """Hold epochs_to_reach to the first epoch of the run itself; return it."""
    quick = epochs_to_reach(target, w, b, max_epochs=max_epochs, **options)
    run = train_neuron(w, b, epochs=max_epochs, **options)
    plain, margin = run.first_epoch(target), np.abs(run.a - target)
    assert quick.shape == plain.shape
    differ = ~((quick == plain) | (np.isnan(quick) & np.isnan(plain)))
    for where in np.argwhere(differ):  # only a start within rounding of the target may differ
        epoch = int(np.nanmin([quick[tuple(where)], plain[tuple(where)]]))
        assert margin[(epoch, *where)] <= 1e-12, (where, quick[tuple(where)], plain[tuple(where)])
    assert differ.sum() <= max(2, 0.001 * differ.size)
    return quick


@given(starts(12), starts(12), st.floats(0.005, 0.995), answers, st.floats(-3, 3), powers(-3, 1.6),
       costs, st.integers(0, 400))
def test_the_first_epoch_is_that_of_the_run(w, b, target, y, x, rate, cost, max_epochs):
    """On both sides of the rate up to which a step keeps the order of the starts."""
    assume(abs(target - y) > 1e-3)
    options = {"cost": cost, "x": x, "y": y, "max_epochs": max_epochs}
    agree(target, w, b[:, None], eta=rate / (1 + x * x), **options)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.longdouble, np.int64])
def test_rates_of_any_type_are_met_again_after_broadcasting(dtype):
    eta = np.array([0.1, 1.3, 2.7]).astype(dtype) + dtype(1)
    agree(0.2, 0.0, np.linspace(-1, 5, 7)[:, None], eta=eta, cost=QUADRATIC, x=0.3, max_epochs=99)
    agree(0.2, 0.0, np.linspace(-1, 5, 7), eta=eta[1], cost=CROSS_ENTROPY, x=0.3, max_epochs=99)


GRID = np.linspace(-6, 6, 15)


@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
@pytest.mark.parametrize(("x", "y", "target"), [
    (1.0, 0.0, 0.2), (1.0, 0.0, 0.9), (1.0, 1.0, 0.75), (-0.6, 0.3, 0.5), (1.4, 0.3, 0.1),
    (0.0, 1.0, 0.5), (3.0, 0.5, 0.51)])
def test_the_first_epoch_on_both_sides_of_every_limit_of_the_rate(cost, x, y, target):
    for rate in (0.01, 0.3, 2.0, 3.99, 4.5, 9.0, 12.9, 15.9, 40.0):
        agree(target, GRID[:, None], GRID + 0.013, eta=rate / (1 + x * x), cost=cost, x=x, y=y,
              max_epochs=250)


@pytest.mark.parametrize(("y", "side"), [(0.0, 1), (1.0, -1)])
def test_the_limit_of_the_rate_is_that_of_the_starts_that_came(y, side):
    """With a from 0.1 to 0.38 all lie on one side of 1/2: a step of 20 leads past those between."""
    for rate in (12.9, 16.0, 20.0):
        needed = agree(0.5 - 0.4 * side, 0.0, side * np.linspace(-2.1, -0.5, 60), eta=rate,
                       cost=QUADRATIC, x=0.0, y=y, max_epochs=9)
        assert (np.diff(needed) >= 0).all() == (rate < 20)


@pytest.mark.parametrize("y", [-0.5, 1.7])
def test_an_answer_beyond_the_output_s_range(y):
    agree(0.4, GRID[:, None], GRID, eta=0.2, cost=QUADRATIC, x=1.0, y=y, max_epochs=200)


@given(starts(20, 6.0), st.lists(powers(-3, 1.5), min_size=20, max_size=20), st.booleans(), costs)
def test_rates_may_differ_from_start_to_start(z, rates, few, cost):
    eta = np.resize(rates[:2], 20) if few else np.array(rates)
    agree(0.2, 0.0, z, eta=eta, cost=cost, max_epochs=150)
    agree(0.2, z[:3, None, None], 0.3, eta=eta[:4, None], cost=cost, max_epochs=40)


@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
@pytest.mark.parametrize("rates", [1, 30])  # by thresholds, by steps
def test_the_last_epoch_that_is_allowed_counts_and_none_after_it(cost, rates):
    start = {"w": 0.0, "b": np.linspace(-3, 2, 30), "eta": np.linspace(2, 1, rates), "cost": cost}
    first = train_neuron(**start, epochs=99).first_epoch(0.2)
    for limit in (0, 1, 2, int(first.max()) - 1, int(first.max())):
        allowed = np.where(first <= limit, first, np.nan)
        np.testing.assert_array_equal(epochs_to_reach(0.2, **start, max_epochs=limit), allowed)


@pytest.mark.parametrize(("share", "steps"), [(0.001, 1.1), (0.1, 2.5), (0.998, 4)])
@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
def test_one_step_leads_from_each_threshold_to_the_one_before(cost, share, steps, monkeypatch):
    """And so many steps of Newton's method, at most, lead to it."""
    tried, rate = [], share * LIMITS[cost]
    monkeypatch.setattr(thresholds, "exp", lambda z: tried.append(z) or np.exp(z))
    T = np.array(thresholds._thresholds(-0.8, 9.0, rate, cost, 0.2, 300)[:-1])  # 9 may be the last
    np.testing.assert_allclose(T[1:] - rate * cost.delta(T[1:], 0.2), T[:-1], rtol=0, atol=3e-15)
    assert len(tried) <= steps * len(T)


def test_thresholds_end_where_a_step_is_below_rounding():
    assert thresholds._thresholds(34.5, 40.0, 0.1, QUADRATIC, 0.0, 50) == [34.5]


def test_step_by_step_who_stands_still_stops_no_other_and_ends_what_only_stands_still():
    start = {"w": 0.0, "b": np.resize([2.0, 60.0], 12), "eta": np.linspace(1, 2, 12)}
    needed = agree(0.2, **start, cost=QUADRATIC, max_epochs=99)
    assert np.isnan(needed).tolist() == [False, True] * 6
    np.testing.assert_array_equal(
        epochs_to_reach(0.2, **start, cost=QUADRATIC, max_epochs=10**12), needed)


@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
def test_a_step_that_leads_exactly_to_the_target_is_enough(cost):
    b = np.linspace(0.2, 3, 30)
    start = {"w": 0.0, "b": b, "eta": b / cost.delta(b, 0.0), "cost": cost, "x": 0.0}
    exactly = train_neuron(**start, epochs=1).b[1] == 0  # the others are within rounding of it
    assert np.count_nonzero(exactly) > 5
    assert (epochs_to_reach(0.5, **start, max_epochs=9)[exactly] == 1).all()


@pytest.mark.parametrize("y", [0.0, 1.0])
@pytest.mark.parametrize("target", [0.2, 1e-310])
def test_targets_and_starts_as_far_out_as_e_to_the_z_goes_and_farther(y, target):
    z = np.array([-720.0, 0.0, 720.0, 900.0, 5000.0])
    agree(target, 0.0, z, eta=3.9, cost=CROSS_ENTROPY, x=0.0, y=y, max_epochs=240)


@pytest.mark.parametrize("y", [0.0, 0.2, 1.0])
@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
def test_up_to_the_limit_of_the_rate_no_start_goes_step_by_step(cost, y, monkeypatch):
    monkeypatch.setattr(thresholds, "_by_steps", None)
    rates = LIMITS[cost] * np.array([[0.01], [0.99]])
    agree(0.3, 0.0, GRID, eta=rates, cost=cost, x=0.0, y=y, max_epochs=40)


@given(starts(30, 12.0), st.floats(0.02, 0.9), answers, st.floats(0.01, 0.99), costs)
def test_thresholds_and_steps_give_the_same_epochs_up_to_the_limit_of_the_rate(
        z, target, y, share, cost):
    """One rate goes by thresholds, as many rates as starts by steps: in both directions of z."""
    assume(abs(target - y) > 0.01)
    rate, options = share * LIMITS[cost], {"cost": cost, "y": y, "max_epochs": 200}
    one = first_epochs(target, z, np.full(30, rate), np.array([rate]), **options)
    many = first_epochs(target, z, np.full(30, rate), np.full(31, rate), **options)
    margin = np.abs(train_neuron(0.0, z, eta=rate, x=0.0, cost=cost, y=y, epochs=200).a - target)
    same = (one == many) | (np.isnan(one) & np.isnan(many)) | (margin.min(axis=0) <= 1e-12)
    assert same.all()


# --- networks -----------------------------------------------------------------------------------

@st.composite
def problems(draw):
    """A network of any shape and spread, with examples for it."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=4))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    network = Network(sizes, rng=rng, scale=draw(powers(-1, 1.5)))
    m = draw(st.integers(1, 13))
    X, Y = rng.normal(size=(m, sizes[0])), rng.random((m, sizes[-1]))
    return network, X, Y if draw(st.booleans()) else np.round(Y)


def descended(network, X, Y, cost, eta):
    """One step along `gradients`: W <- W - eta dC/dW, b <- b - eta dC/db."""
    slopes = network.gradients(X, Y, cost)
    return Network.from_parameters(
        [W - eta * dW for W, dW in zip(network.weights, slopes.weights, strict=True)],
        [b - eta * db for b, db in zip(network.biases, slopes.biases, strict=True)])


def assert_close(ours, theirs):
    for a, b in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-11)


@given(problems(), st.integers(1, 15), powers(-2, 1), costs)
def test_minibatches_in_place_are_steps_along_the_gradients(problem, size, eta, cost):
    network, X, Y = problem
    weights, biases = ([p.copy() for p in ps] for ps in (network.weights, network.biases))
    descend_minibatches(weights, biases, X, Y, cost, eta, size)
    for k in range(0, len(X), size):
        network = descended(network, X[k : k + size], Y[k : k + size], cost, eta)
    assert_close(weights + biases, network.weights + network.biases)


@given(problems(), st.sampled_from([1, IN_CACHE - 1, IN_CACHE, IN_CACHE + 1, 3 * IN_CACHE + 5]))
@settings(max_examples=15)
def test_outputs_in_blocks_are_the_weighted_inputs_of_the_last_layer(problem, m):
    network, X, _ = problem
    X = np.resize(X, (m, X.shape[1]))
    Z = outputs_in_blocks(network.weights, network.biases, X)
    np.testing.assert_allclose(Z, network.weighted_inputs(X)[-1], rtol=1e-12, atol=1e-12)


@given(problems(), powers(-2, 1), st.sampled_from([[QUADRATIC], [CROSS_ENTROPY], COSTS,
                                                   [CROSS_ENTROPY, QUADRATIC, CROSS_ENTROPY]]))
def test_a_full_batch_is_steps_along_the_gradients_for_each_cost_by_itself(problem, eta, costs):
    network, X, Y = problem
    rates = [eta / (k + 1) for k in range(len(costs))]
    layers = descend_full_batch(network.weights, network.biases, X, Y, costs, rates, 4)
    for k, (cost, rate) in enumerate(zip(costs, rates, strict=True)):
        plain = network
        for n in range(5):
            assert_close([p[k, n, :-1] for p in layers], plain.weights)
            assert_close([p[k, n, -1] for p in layers], plain.biases)
            plain = descended(plain, X, Y, cost, rate)


@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
def test_a_full_batch_is_a_network_s_training_with_one_batch(cost):
    network = Network([3, 4, 2], rng=np.random.default_rng(1))
    X, Y = np.random.default_rng(2).random((2, 6, 3))
    layers = descend_full_batch(network.weights, network.biases, X, Y[:, :2], [cost], [2.0], 50)
    network.train(X, Y[:, :2], cost=cost, eta=2.0, epochs=50, batch_size=6,
                  rng=np.random.default_rng(3))
    assert_close([p[0, -1, :-1] for p in layers], network.weights)


@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
@pytest.mark.parametrize("z", [-5000.0, -750.0, 750.0, 5000.0])
def test_far_out_both_ways_of_training_stay_finite(z, cost):
    start = Network.from_parameters([[[z]], [[z]]], [[0.0], [0.0]])
    for y in (0.0, 1.0):
        X, Y = np.array([[1.0], [-1.0]]), np.array([[y], [1 - y]])
        weights, biases = ([p.copy() for p in ps] for ps in (start.weights, start.biases))
        with np.errstate(all="raise"):  # nor does the reader's choice matter
            descend_minibatches(weights, biases, X, Y, cost, 0.5, 1)
            layers = descend_full_batch(start.weights, start.biases, X, Y, [cost], [0.5], 3)
            Z = outputs_in_blocks(weights, biases, X)
        assert all(np.isfinite(array).all() for array in (*weights, *biases, *layers, Z))
