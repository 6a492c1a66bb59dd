"""BP1-BP4 against loops that follow the slide's indices, 50 digits, and what training promises."""

import math

import numpy as np
import pytest
from mpmath import mp

from lecture_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    Network,
    load_digits,
    sigmoid,
    sigmoid_prime,
    train_neuron,
)
from lecture_core.fast.minibatches import Step
from lecture_core.network import share_right

COSTS = [QUADRATIC, CROSS_ENTROPY]
both_costs = pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
SIZES = [[1, 1], [3, 2], [2, 3, 1], [4, 4, 4], [3, 3, 3, 3], [5, 1, 4], [2, 6, 3, 5, 2]]


def rng(seed=0):
    return np.random.default_rng(seed)


def problem(sizes, m=5, seed=0, scale=1.0, soft=True):
    """A network and m examples for it; soft targets lie inside (0, 1), others in {0, 1}."""
    r = rng(seed)
    network = Network(sizes, rng=r, scale=scale)
    X, Y = r.normal(size=(m, sizes[0])), r.random((m, sizes[-1]))
    return network, X, Y if soft else np.round(Y)


def parameters(network):
    return [array.copy() for array in (*network.weights, *network.biases)]


def same(left, right):
    return len(left) == len(right) and all(map(np.array_equal, left, right))


def train(network, X, Y, **changes):
    options = {"cost": CROSS_ENTROPY, "eta": 0.5, "epochs": 3, "batch_size": 4, "rng": rng(1)}
    return network.train(X, Y, **options | changes)


# The table, index by index -----------------------------------------------------------------------


def outputs_by_loops(w, b, x, exp):
    """z_i^(l) = b_i^(l) + sum_j w_ji^(l) a_j^(l-1), a = 1 / (1 + e^-z), one example."""
    z, a = [], [list(x)]
    for layer, bias in zip(w, b, strict=True):
        z.append([bias[i] + sum(layer[j][i] * a[-1][j] for j in range(len(a[-1])))
                  for i in range(len(bias))])
        a.append([1 / (1 + exp(-value)) for value in z[-1]])
    return z, a


def gradients_by_loops(w, b, X, Y, quadratic):
    """The slide's table for one example after another, and the mean over them."""
    dw = [np.zeros(np.shape(layer)) for layer in w]
    db = [np.zeros(len(bias)) for bias in b]
    for x, y in zip(X, Y, strict=True):
        z, a = outputs_by_loops(w, b, x, math.exp)
        slope = [[math.exp(-v) / (1 + math.exp(-v)) ** 2 for v in layer] for layer in z]
        delta = [None] * len(w)
        delta[-1] = [(a[-1][i] - y[i]) * (slope[-1][i] if quadratic else 1) for i in range(len(y))]
        for k in range(len(w) - 2, -1, -1):
            delta[k] = [slope[k][j] * sum(w[k + 1][j][i] * delta[k + 1][i]
                                          for i in range(len(delta[k + 1])))
                        for j in range(len(z[k]))]
        for k in range(len(w)):
            for i in range(len(delta[k])):
                db[k][i] += delta[k][i] / len(X)
                for j in range(len(a[k])):
                    dw[k][j, i] += delta[k][i] * a[k][j] / len(X)
    return dw, db


def cost_by_loops(w, b, X, Y, quadratic, exp=math.exp, log=math.log):
    total = 0
    for x, y in zip(X, Y, strict=True):
        for a, t in zip(outputs_by_loops(w, b, x, exp)[1][-1], y, strict=True):
            total += (t - a) ** 2 / 2 if quadratic else -(t * log(a) + (1 - t) * log(1 - a))
    return total / len(X)


@both_costs
@pytest.mark.parametrize("m", [1, 7])
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_gradients_are_the_table_of_the_slide(sizes, m, cost):
    network, X, Y = problem(sizes, m, seed=m)
    got = network.gradients(X, Y, cost)
    dw, db = gradients_by_loops(network.weights, network.biases, X, Y, cost is QUADRATIC)
    for ours, theirs in zip(got.weights + got.biases, dw + db, strict=True):
        assert ours.shape == theirs.shape and ours.dtype == np.float64
        np.testing.assert_allclose(ours, theirs, rtol=1e-11, atol=1e-15)


@both_costs
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_outputs_and_cost_are_those_of_the_loops(sizes, cost):
    network, X, Y = problem(sizes)
    w, b = network.weights, network.biases
    expected = [outputs_by_loops(w, b, x, math.exp)[1][-1] for x in X]
    np.testing.assert_allclose(network.forward(X), expected, rtol=1e-13)
    value = network.cost(X, Y, cost)
    assert isinstance(value, float)
    assert value == pytest.approx(cost_by_loops(w, b, X, Y, cost is QUADRATIC), rel=1e-13)


@both_costs
@pytest.mark.parametrize("scale", [1.0, 6.0, 25.0])
def test_gradients_hold_at_fifty_digits(scale, cost):
    """Slopes of the cost itself, not of the table, from differences so fine that they are exact."""
    network, X, Y = problem([2, 3, 2], m=3, seed=4, scale=scale, soft=scale < 6)
    got = network.gradients(X, Y, cost)
    with mp.workdps(300):  # 1 - a is down to 1e-60 here
        w = [[[mp.mpf(v) for v in row] for row in W.tolist()] for W in network.weights]
        b = [[mp.mpf(v) for v in bias.tolist()] for bias in network.biases]
        h = mp.mpf(10) ** -25

        def slope(row, i):
            costs, kept = [], row[i]
            for shift in (h, -h):
                row[i] = kept + shift
                costs.append(cost_by_loops(w, b, X.tolist(), Y.tolist(), cost is QUADRATIC,
                                           mp.exp, mp.log))
            row[i] = kept
            return float((costs[0] - costs[1]) / (2 * h))

        dw = [[[slope(row, i) for i in range(len(row))] for row in layer] for layer in w]
        db = [[slope(bias, i) for i in range(len(bias))] for bias in b]
    for ours, exact in zip(got.weights + got.biases, dw + db, strict=True):
        np.testing.assert_allclose(ours, exact, rtol=1e-12, atol=1e-16 * np.abs(exact).max())


@both_costs
def test_no_digit_is_lost_where_every_neuron_is_saturated(cost):
    """w, b -> z = 50, then z = -40: every factor of the table is tiny, none is 0."""
    network = Network.from_parameters([[[50.0]], [[-45.0]]], [[0.0], [5.0]])
    got = network.gradients([[1.0]], [[0.0]], cost)
    with mp.workdps(50):
        a1 = 1 / (1 + mp.exp(-50))
        a2 = 1 / (1 + mp.exp(-(5 - 45 * a1)))
        delta2 = a2 * (a2 * (1 - a2) if cost is QUADRATIC else 1)
        delta1 = -45 * delta2 * a1 * (1 - a1)
        exact = [float(delta1), float(delta2 * a1), float(delta1), float(delta2)]
    ours = [array.item() for array in got.weights + got.biases]
    assert ours == pytest.approx(exact, rel=1e-12) and all(ours)


@both_costs
def test_the_mean_is_taken_over_examples_and_the_sum_over_outputs(cost):
    network, X, Y = problem([3, 4, 2], m=2)
    single = [network.gradients(X[k : k + 1], Y[k : k + 1], cost) for k in (0, 1)]
    both = network.gradients(X, Y, cost)
    for k in range(2):
        mean = (single[0].weights[k] + single[1].weights[k]) / 2
        np.testing.assert_allclose(both.weights[k], mean, rtol=1e-12, atol=1e-16)
        mean = (single[0].biases[k] + single[1].biases[k]) / 2
        np.testing.assert_allclose(both.biases[k], mean, rtol=1e-12, atol=1e-16)
    tripled = np.tile(X, (3, 1)), np.tile(Y, (3, 1))
    assert network.cost(*tripled, cost) == pytest.approx(network.cost(X, Y, cost), rel=1e-14)
    one = [Network.from_parameters([*network.weights[:1], network.weights[1][:, [i]]],
                                   [*network.biases[:1], network.biases[1][[i]]]) for i in (0, 1)]
    total = sum(net.cost(X, Y[:, [i]], cost) for i, net in enumerate(one))
    assert network.cost(X, Y, cost) == pytest.approx(total, rel=1e-14)


def test_only_the_output_layer_loses_its_sigma_prime_with_cross_entropy():
    network, X, Y = problem([3, 4, 2])
    quadratic, entropy = (network.gradients(X[:1], Y[:1], cost) for cost in COSTS)
    z1, z2 = network.weighted_inputs(X[:1])
    np.testing.assert_allclose(quadratic.biases[1], entropy.biases[1] * sigmoid_prime(z2)[0],
                               rtol=1e-12)
    hidden = sigmoid_prime(z1)[0] * (network.weights[1] @ entropy.biases[1])
    np.testing.assert_allclose(entropy.biases[0], hidden, rtol=1e-12)


@both_costs
def test_gradients_change_nothing(cost):
    network, X, Y = problem([3, 4, 2])
    before, X0, Y0 = parameters(network), X.copy(), Y.copy()
    got = network.gradients(X, Y, cost)
    for array in got.weights + got.biases:
        array[...] = np.nan
    assert same(parameters(network), before)
    assert np.array_equal(X, X0) and np.array_equal(Y, Y0)


# Learning ----------------------------------------------------------------------------------------


@both_costs
@pytest.mark.parametrize(("m", "batch_size"), [(8, 4), (11, 4), (9, 1), (5, 5), (5, 100)])
@pytest.mark.parametrize("scale", [1.0, 30.0])
def test_training_descends_along_the_gradients_of_shuffled_minibatches(m, batch_size, scale, cost):
    """The last batch of an epoch may be short: its mean is over its own size."""
    network, X, Y = problem([3, 4, 2], m, scale=scale, soft=scale == 1)
    reference = Network.from_parameters(network.weights, network.biases)
    r = rng(1)
    for _ in range(3):
        order = r.permutation(m)
        for start in range(0, m, batch_size):
            rows = order[start : start + batch_size]
            step = reference.gradients(X[rows], Y[rows], cost)
            reference = Network.from_parameters(
                [w - 0.5 * d for w, d in zip(reference.weights, step.weights, strict=True)],
                [b - 0.5 * d for b, d in zip(reference.biases, step.biases, strict=True)])
    train(network, X, Y, cost=cost, batch_size=batch_size)
    for ours, theirs in zip(parameters(network), parameters(reference), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-13)


@both_costs
def test_a_tiny_slope_still_moves_a_parameter_that_is_zero(cost):
    """sigma'(z1) = e^-50 would be 0 as a (1 - a): the descent keeps it as `gradients` does."""
    network = Network.from_parameters([[[50.0]], [[3.0]]], [[0.0], [0.0]])
    slope = network.gradients([[1.0]], [[0.0]], cost).biases[0]
    train(network, [[1.0]], [[0.0]], cost=cost, epochs=1, eta=2.0)
    np.testing.assert_allclose(network.biases[0], -2 * slope, rtol=1e-12)
    assert network.biases[0] < 0


@both_costs
@pytest.mark.parametrize("z", [-5000.0, -750.0, 750.0, 5000.0])
def test_a_hopelessly_saturated_network_stays_a_network(z, cost):
    network = Network.from_parameters([[[z]], [[z]]], [[0.0], [0.0]])
    for y in (0.0, 1.0):
        history = train(network, [[1.0], [-1.0]], [[y], [1 - y]], cost=cost)
        assert all(np.isfinite(array).all() for array in parameters(network))
        assert np.isfinite(history.cost).all()


@pytest.mark.parametrize(("cost", "eta"), [(QUADRATIC, 0.15), (CROSS_ENTROPY, 0.005)])
@pytest.mark.parametrize("start", [(0.6, 0.9), (2.0, 2.0)])
def test_one_neuron_of_a_network_is_the_neuron_of_the_lecture(start, cost, eta):
    network = Network.from_parameters([[[start[0]]]], [[start[1]]])
    history = train(network, [[1.0]], [[0.0]], cost=cost, eta=eta, epochs=300)
    neuron = train_neuron(*start, eta=eta, cost=cost)
    np.testing.assert_allclose(history.cost, neuron.C, rtol=1e-11)
    np.testing.assert_allclose(network.forward([[1.0]]), [[neuron.a[-1]]], rtol=1e-12)


def test_cross_entropy_frees_a_saturated_output_and_the_quadratic_cost_does_not():
    start = Network([2, 3, 1], rng=rng(3))
    start.biases[-1] += 12.0
    X, Y = rng(4).normal(size=(20, 2)), np.zeros((20, 1))
    after = []
    for cost in COSTS:
        network = Network.from_parameters(start.weights, start.biases)
        after.append(train(network, X, Y, cost=cost, epochs=30, batch_size=5).accuracy[-1])
    assert after == [0.0, 1.0]


@both_costs
def test_a_saturated_hidden_layer_stalls_with_either_cost(cost):
    network = Network([2, 3, 1], rng=rng(3))
    network.biases[0] += 30.0
    before = parameters(network)
    X, Y = rng(4).normal(size=(20, 2)), np.zeros((20, 1))
    train(network, X, Y, cost=cost, epochs=30, batch_size=5)
    assert np.abs(network.weights[0] - before[0]).max() < 1e-8
    assert np.abs(network.weights[1] - before[1]).max() > 0.1


def test_same_rng_same_result_to_the_last_bit_and_another_rng_another_one():
    results = []
    for seed in (1, 1, 2):
        network, X, Y = problem([3, 4, 2], m=11)
        history = train(network, X, Y, rng=rng(seed), epochs=5)
        results.append([*parameters(network), history.cost, history.accuracy])
    assert same(results[0], results[1])
    assert not np.array_equal(results[0][0], results[2][0])


def test_five_epochs_are_two_and_then_three():
    (one, X, Y), (two, _, _) = problem([3, 4, 2], m=11), problem([3, 4, 2], m=11)
    whole = train(one, X, Y, epochs=5)
    r = rng(1)
    parts = [train(two, X, Y, epochs=n, rng=r) for n in (2, 3)]
    assert same(parameters(one), parameters(two))
    assert np.array_equal(whole.cost, np.append(parts[0].cost, parts[1].cost[1:]))


def test_slices_are_the_same_training():
    (one, X, Y), (two, _, _) = problem([3, 4, 2], m=11), problem([3, 4, 2], m=11)
    history = train(one, X, Y, validation=(X[:3], Y[:3]))
    slices = two.train_epochs(X, Y, cost=CROSS_ENTROPY, eta=0.5, epochs=3, batch_size=4,
                              rng=rng(1), validation=(X[:3], Y[:3]))
    seen = list(slices)
    assert [part.epochs for part in seen] == [0, 1, 2, 3]
    for n, part in enumerate(seen):
        for name in ("cost", "accuracy", "validation_cost", "validation_accuracy"):
            assert np.array_equal(getattr(part, name), getattr(history, name)[: n + 1])
    assert same(parameters(one), parameters(two))


def test_a_slice_starts_from_what_the_reader_has_changed():
    network, X, Y = problem([3, 4, 2], m=11)
    slices = network.train_epochs(X, Y, cost=QUADRATIC, eta=0.5, epochs=2, batch_size=4, rng=rng())
    next(slices)
    network.weights[1] = np.full((4, 2), 7.0)
    next(slices)
    assert np.abs(network.weights[1] - 7).max() < 1


@both_costs
def test_history_is_what_the_network_says_before_and_after_each_epoch(cost):
    network, X, Y = problem([3, 4, 2], m=9, soft=False)
    other = rng(7).normal(size=(6, 3)), np.eye(2)[[0, 1, 1, 0, 1, 0]]
    expected = []

    def note(*_):
        expected.append([f(*data) for data in ((X, Y), other)
                         for f in (lambda x, y: network.cost(x, y, cost), network.accuracy)])

    note()
    history = train(network, X, Y, cost=cost, validation=other, progress=note)
    rows = [history.cost, history.accuracy, history.validation_cost, history.validation_accuracy]
    np.testing.assert_allclose(np.transpose(rows), expected, rtol=1e-12)
    assert history.epochs == 3


def test_no_epochs_leave_the_network_and_give_one_row():
    network, X, Y = problem([3, 4, 2])
    before = parameters(network)
    history = train(network, X, Y, epochs=0)
    assert same(parameters(network), before) and history.epochs == 0
    assert history.cost.tolist() == [network.cost(X, Y, CROSS_ENTROPY)]
    assert history.validation_cost is None and history.validation_accuracy is None


def test_accuracy_of_one_output_splits_at_one_half_with_one_half_above():
    network = Network.from_parameters([[[1.0]]], [[0.0]])
    X = [[-1.0], [0.0], [1.0], [-1.0], [0.0], [1.0]]
    Y = [[0.2], [0.5], [1.0], [1.0], [0.49], [0.0]]
    assert network.accuracy(X, Y) == 0.5
    assert network.accuracy(X[:3], Y[:3]) == 1 and network.accuracy(X[3:], Y[3:]) == 0


def test_accuracy_of_several_outputs_compares_the_largest_even_where_all_round_to_one():
    network = Network.from_parameters([[[50.0, 60.0, 40.0]]], [[0.0, 0.0, 0.0]])
    assert (network.forward([[1.0]]) == 1).all()
    assert network.accuracy([[1.0], [1.0]], [[0, 1, 0], [0.6, 0.2, 0.2]]) == 0.5


def test_validation_data_have_no_influence_and_no_data_change():
    with_, X, Y = problem([3, 4, 2], m=11)
    without, _, _ = problem([3, 4, 2], m=11)
    other = rng(8).normal(size=(4, 3)), rng(9).random((4, 2))
    kept = [array.copy() for array in (X, Y, *other)]
    for array in (X, Y, *other):
        array.flags.writeable = False
    train(with_, X, Y, validation=other)
    train(without, X, Y)
    assert same(parameters(with_), parameters(without))
    assert same([X, Y, *other], kept)


def test_training_puts_new_arrays_and_never_writes_into_old_ones():
    network, X, Y = problem([3, 4, 2])
    old, before = [*network.weights, *network.biases], parameters(network)
    train(network, X, Y)
    assert same(old, before)
    assert not any(np.shares_memory(a, b)
                   for a in old for b in (*network.weights, *network.biases))


def test_a_hand_made_minibatch_of_lists_and_float32_is_taken_as_float64():
    network, X, Y = problem([3, 4, 2])
    X = X.astype(np.float32)
    exact = Network.from_parameters(network.weights, network.biases)
    train(network, X, Y.tolist())
    train(exact, X.astype(float), Y)
    assert same(parameters(network), parameters(exact))
    assert network.forward(X).dtype == np.float64


# Stopping ----------------------------------------------------------------------------------------


def test_progress_hears_of_every_epoch_and_stops_the_training_by_false():
    network, X, Y = problem([3, 4, 2])
    short, _, _ = problem([3, 4, 2])
    heard = []

    def progress(epoch, history):
        heard.append((epoch, history.epochs, len(history.cost)))
        return epoch < 2

    history = train(network, X, Y, epochs=10, progress=progress)
    assert heard == [(1, 1, 2), (2, 2, 3)] and history.epochs == 2
    train(short, X, Y, epochs=2)
    assert same(parameters(network), parameters(short))


def test_progress_that_returns_nothing_does_not_stop():
    network, X, Y = problem([3, 4, 2])
    assert train(network, X, Y, progress=lambda *_: None).epochs == 3


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_an_interrupt_between_epochs_keeps_what_was_learnt(error):
    network, X, Y = problem([3, 4, 2])
    short, _, _ = problem([3, 4, 2])

    def progress(epoch, history):
        if epoch == 2:
            raise error

    with pytest.raises(error):
        train(network, X, Y, epochs=10, progress=progress)
    train(short, X, Y, epochs=2)
    assert same(parameters(network), parameters(short))


def test_an_interrupt_within_an_epoch_leaves_the_last_whole_epoch(monkeypatch):
    network, X, Y = problem([3, 4, 2], m=11)  # three minibatches an epoch
    short, _, _ = problem([3, 4, 2], m=11)
    train(short, X, Y, epochs=1)
    calls, descend = [], Step.descend

    def interrupted(self, *arguments):
        descend(self, *arguments)
        calls.append(1)
        if len(calls) == 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(Step, "descend", interrupted)
    with pytest.raises(KeyboardInterrupt):
        train(network, X, Y)
    assert same(parameters(network), parameters(short))


# Beginning ---------------------------------------------------------------------------------------


def test_initial_parameters_are_normal_with_the_given_scale():
    network = Network([300, 200], rng=rng(), scale=2.5)
    assert network.weights[0].shape == (300, 200) and network.biases[0].shape == (200,)
    assert network.weights[0].std() == pytest.approx(2.5, rel=0.02)
    assert network.weights[0].mean() == pytest.approx(0, abs=0.05)
    assert network.biases[0].std() == pytest.approx(2.5, rel=0.2)


def test_fan_in_divides_the_weights_alone_by_the_root_of_their_number():
    plain, fan_in = (Network([300, 200, 3], rng=rng(), scale=s) for s in (1.0, "fan_in"))
    for k, n_in in enumerate((300, 200)):
        np.testing.assert_allclose(fan_in.weights[k] * n_in**0.5, plain.weights[k], rtol=1e-14)
        assert np.array_equal(fan_in.biases[k], plain.biases[k])


def test_another_scale_stretches_the_same_network():
    one, three = (Network([4, 3, 2], rng=rng(), scale=s) for s in (1, 3))
    for a, b in zip(parameters(one), parameters(three), strict=True):
        np.testing.assert_allclose(3 * a, b, rtol=1e-15)
    assert one.sizes == [4, 3, 2]


def test_from_parameters_copies():
    W, b = np.ones((2, 2)), np.zeros(2)
    network = Network.from_parameters([W], [b])
    W[0, 0] = b[0] = 9
    assert network.weights[0].tolist() == [[1, 1], [1, 1]] and network.biases[0].tolist() == [0, 0]


def test_digits_are_learnt_with_either_cost():
    digits = load_digits()
    for cost, eta in ((QUADRATIC, 3.0), (CROSS_ENTROPY, 0.5)):
        network = Network([64, 15, 10], rng=rng(), scale="fan_in")
        history = network.train(digits.train.X, digits.train.Y, cost=cost, eta=eta, epochs=12,
                                batch_size=10, rng=rng(1))
        assert history.accuracy[0] < 0.3 and history.cost[-1] < history.cost[0] / 10
        train_set = digits.train.X, digits.train.Y
        assert history.cost[-1] == pytest.approx(network.cost(*train_set, cost), rel=1e-12)
        assert history.accuracy[-1] == network.accuracy(*train_set)
        assert network.accuracy(digits.test.X, digits.test.Y) > 0.9


# Refusals ----------------------------------------------------------------------------------------

X3, Y3 = np.zeros((3, 2)), np.zeros((3, 2))


@pytest.mark.parametrize(("changes", "error", "words"), [
    ({"X": np.zeros((0, 2)), "Y": np.zeros((0, 2))}, ValueError, "X must"),
    ({"X": np.zeros(3)}, ValueError, r"X must have the shape \(m, 2\)"),
    ({"X": np.zeros((3, 3))}, ValueError, "X must"),
    ({"X": [[0, np.nan]] * 3}, ValueError, "X must be a finite number, got nan"),
    ({"X": [[0, np.inf]] * 3}, ValueError, "X must"),
    ({"X": [[True, False]] * 3}, TypeError, "X must"),
    ({"Y": np.zeros((2, 2))}, ValueError, "equally many rows, got 3 and 2"),
    ({"Y": np.zeros((3, 1))}, ValueError, "Y must"),
    ({"Y": np.zeros(3)}, ValueError, "Y must"),
    ({"Y": Y3 + 1.01}, ValueError, "between 0 and 1 for the cross-entropy, got 1.01"),
    ({"Y": Y3 - 0.01}, ValueError, "between 0 and 1"),
    ({"Y": Y3 * np.nan}, ValueError, "Y must"),
    ({"cost": "quadratic"}, TypeError, "cost must be QUADRATIC or CROSS_ENTROPY"),
    ({"eta": 0}, ValueError, "eta must be a finite number greater than 0, got 0"),
    ({"eta": -0.1}, ValueError, "eta must"),
    ({"eta": np.inf}, ValueError, "eta must"),
    ({"eta": [0.1, 0.2]}, ValueError, "eta must"),
    ({"eta": True}, TypeError, "eta must"),
    ({"epochs": -1}, ValueError, "epochs must"),
    ({"epochs": 2.0}, TypeError, "epochs must"),
    ({"epochs": True}, TypeError, "epochs must"),
    ({"batch_size": 0}, ValueError, "batch_size must be a whole number of at least 1, got 0"),
    ({"batch_size": 1.5}, TypeError, "batch_size must"),
    ({"rng": 1}, TypeError, "rng must"),
    ({"rng": np.random}, TypeError, "rng must"),
    ({"validation": X3}, TypeError, "validation must"),
    ({"validation": (X3, Y3, Y3)}, TypeError, "validation must"),
    ({"validation": (X3, np.zeros((3, 1)))}, ValueError, "Y must"),
    ({"validation": (X3, Y3 + 2)}, ValueError, "between 0 and 1"),
    ({"progress": 5}, TypeError, "progress must"),
], ids=str)
def test_training_refuses_with_a_sentence_and_changes_nothing(changes, error, words):
    network, r = Network([2, 3, 2], rng=rng()), rng(1)
    before, state = parameters(network), r.bit_generator.state
    changes = {"rng": r} | changes
    X, Y = changes.pop("X", X3), changes.pop("Y", Y3)
    with pytest.raises(error, match=words):
        train(network, X, Y, **changes)
    assert same(parameters(network), before) and r.bit_generator.state == state


def test_slices_refuse_at_once_and_not_at_the_first_step():
    with pytest.raises(ValueError, match="eta must"):
        Network([2, 3, 2], rng=rng()).train_epochs(X3, Y3, cost=QUADRATIC, eta=-1, epochs=1,
                                                   batch_size=1, rng=rng())


def test_a_rate_that_overflows_is_refused_and_the_last_epoch_kept():
    network, X, Y = problem([3, 4, 2])
    before = parameters(network)
    with pytest.raises(ValueError, match="eta must be so small"):
        train(network, X * 1e10, Y, eta=1e308, batch_size=1)
    assert same(parameters(network), before)


@pytest.mark.parametrize("sizes", [[2], [], [2, 0], [0, 2], [2, -1, 1]], ids=str)
def test_sizes_that_are_no_network_are_refused(sizes):
    with pytest.raises(ValueError, match="size"):
        Network(sizes, rng=rng())


@pytest.mark.parametrize("size", [2.0, True, "3", None])
def test_a_size_that_is_no_whole_number_is_refused(size):
    with pytest.raises(TypeError, match="a layer's size must be a whole number"):
        Network([2, size], rng=rng())


@pytest.mark.parametrize("scale", [0, -1, np.nan, np.inf])
def test_a_scale_that_is_no_positive_number_is_refused(scale):
    with pytest.raises(ValueError, match="scale must"):
        Network([2, 2], rng=rng(), scale=scale)


@pytest.mark.parametrize("scale", ["fan_out", None, True])
def test_a_scale_of_a_wrong_kind_is_refused(scale):
    with pytest.raises(TypeError, match="scale must"):
        Network([2, 2], rng=rng(), scale=scale)


@pytest.mark.parametrize(("weights", "biases"), [
    ([], []),
    ([np.ones((2, 3))], []),
    ([np.ones((2, 3))], [np.ones(1)]),
    ([np.ones((2, 3))], [np.ones((1, 3))]),
    ([np.ones((2, 3))], [1.0]),
    ([np.ones(3)], [np.ones(3)]),
    ([np.ones((2, 3)), np.ones((2, 1))], [np.ones(3), np.ones(1)]),
    ([np.ones((0, 3))], [np.ones(3)]),
    ([np.full((2, 3), np.nan)], [np.ones(3)]),
    ([np.ones((2, 3))], [np.full(3, np.inf)]),
], ids=str)
def test_parameters_that_do_not_fit_are_refused(weights, biases):
    with pytest.raises(ValueError, match=r"(weights|biases)"):
        Network.from_parameters(weights, biases)


@pytest.mark.parametrize("value", [np.ones(1), np.full(2, np.nan)], ids=str)
def test_parameters_spoilt_by_hand_are_refused_instead_of_broadcast(value):
    network = Network([2, 3, 2], rng=rng())
    network.biases[1] = value
    for call in (lambda: network.forward(X3), lambda: network.gradients(X3, Y3, QUADRATIC),
                 lambda: train(network, X3, Y3)):
        with pytest.raises(ValueError, match="biases"):
            call()


def test_weights_and_biases_change_together_or_not_at_all():
    with pytest.raises(AttributeError):
        Network([2, 3, 2], rng=rng()).weights = []


def test_sigmoid_of_the_weighted_inputs_is_the_output():
    network, X, _ = problem([3, 4, 2])
    Z = network.weighted_inputs(X)
    assert [z.shape for z in Z] == [(5, 4), (5, 2)]
    assert np.array_equal(sigmoid(Z[-1]), network.forward(X))


@pytest.mark.parametrize("outputs", [1, 3])
def test_the_share_of_each_of_several_networks_is_its_own(outputs):
    r = rng(6)
    Z, Y = r.normal(size=(4, 5, outputs)), r.random((5, outputs))
    shares = share_right(Z, Y)
    assert shares.tolist() == [share_right(one, Y) for one in Z] and len(set(shares)) > 1


def test_no_warning_escapes_where_numbers_overflow():
    with pytest.raises(ValueError, match=r"weights must be a finite number, got -?inf"):
        Network([4, 4], rng=rng(), scale=1.7e308)
    one, far = (Network.from_parameters([[[w]]], [[0.0]]) for w in (1.0, 1e300))
    assert far.forward([[1e300]]) == 1
    X, Y = np.full((4, 1), 1.7e308), np.zeros((4, 1))
    assert one.cost(X, Y, CROSS_ENTROPY) == np.inf
    assert one.gradients(X, Y, CROSS_ENTROPY).weights[0] == np.inf
