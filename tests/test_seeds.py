"""Runs over several seeds, slow motion, and Wilson's interval."""

import numpy as np
import pytest
from scipy.stats import binomtest

from lecture_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    Network,
    load_digits,
    train_seeds,
    waking,
    wilson_interval,
)
from lecture_core.experiments.seeds import mean_lead, own_outputs, right_by_digit

DIGITS = load_digits()
SHORT = {"eta": 2.0, "epochs": 2, "hidden": 6}


def test_a_seed_fixes_start_and_shuffling_for_either_cost():
    for cost in (QUADRATIC, CROSS_ENTROPY):
        runs = train_seeds(DIGITS, cost=cost, seeds=[3, 5], **SHORT)
        rng = np.random.default_rng(5)
        network = Network([64, 6, 10], rng=rng)
        history = network.train(
            DIGITS.train.X, DIGITS.train.Y, cost=cost, eta=2.0, epochs=2, batch_size=10, rng=rng,
            validation=(DIGITS.validation.X, DIGITS.validation.Y))
        np.testing.assert_array_equal(runs.accuracy[1], history.validation_accuracy)
        np.testing.assert_array_equal(runs.networks[1].weights[0], network.weights[0])
        assert runs.accuracy.shape == (2, 3)


def test_both_costs_begin_from_the_same_network():
    first = [train_seeds(DIGITS, cost=cost, seeds=[1], eta=1, epochs=0) for cost in
             (QUADRATIC, CROSS_ENTROPY)]
    np.testing.assert_array_equal(first[0].networks[0].weights[1], first[1].networks[0].weights[1])


def test_answers_and_counts_agree_with_the_networks_accuracy():
    runs = train_seeds(DIGITS, cost=CROSS_ENTROPY, seeds=range(2), **SHORT)
    test = DIGITS.test
    assert runs.answers(test).shape == (2, 500)
    shares = [network.accuracy(test.X, test.Y) for network in runs.networks]
    np.testing.assert_allclose(runs.right(test) / 500, shares, rtol=0, atol=1e-12)


def test_no_seed_is_refused():
    with pytest.raises(ValueError, match="seeds must name at least one seed"):
        train_seeds(DIGITS, cost=QUADRATIC, seeds=[], **SHORT)


def test_shares_by_digit_are_counted_digit_by_digit():
    network = train_seeds(DIGITS, cost=CROSS_ENTROPY, seeds=[0], **SHORT).networks[0]
    part = DIGITS.validation
    outputs, answers = network.forward(part.X), network.forward(part.X).argmax(1)
    for k in range(10):
        mine = part.labels == k
        assert own_outputs(network, part)[k] == pytest.approx(outputs[mine, k].mean(), abs=1e-14)
        assert right_by_digit(network, part)[k] == pytest.approx((answers[mine] == k).mean())


@pytest.mark.parametrize("cost", [QUADRATIC, CROSS_ENTROPY], ids=repr)
def test_slow_motion_is_the_very_run_of_the_seed(cost):
    given = {"cost": cost, "eta": 2.0, "hidden": 6}
    seen, outputs = waking(DIGITS, seed=4, epochs=2, every=300, **given)
    assert seen.tolist() == [0, 300, 600, 900, 1000, 1300, 1600, 1900, 2000]
    for epochs, row in ((0, 0), (1, 4), (2, 8)):
        run = train_seeds(DIGITS, seeds=[4], epochs=epochs, **given)
        np.testing.assert_allclose(outputs[row], own_outputs(run.networks[0], DIGITS.train),
                                   rtol=0, atol=1e-10)


def test_slow_motion_shows_three_epochs_in_steps_of_fifty_examples():
    seen, outputs = waking(DIGITS, cost=CROSS_ENTROPY, eta=2.0, seed=0)
    assert seen.tolist() == list(range(0, 3001, 50)) and outputs.shape == (61, 10)


def test_a_cut_minibatch_is_refused():
    with pytest.raises(ValueError, match="every must be a multiple of batch_size 10, got 25"):
        waking(DIGITS, cost=QUADRATIC, eta=1, seed=0, every=25)


class _Marked:
    """Runs as far as `mean_lead` asks: who read which digit right."""

    def __init__(self, marks):
        self._marks = np.array(marks, dtype=bool)
        self.networks = tuple(self._marks)

    def marks(self, digits):
        return self._marks


def test_the_mean_lead_is_counted_digit_by_digit_and_seed_by_seed():
    rng = np.random.default_rng(11)
    ahead, behind = rng.random((2, 4, 500)) < np.array([0.97, 0.95])[:, None, None]
    lead, low, high = mean_lead(_Marked(ahead), _Marked(behind), DIGITS.test)
    assert lead == pytest.approx((ahead.sum(axis=1) - behind.sum(axis=1)).mean())
    # The sum over m digits drawn anew spreads as sqrt(m) times one digit's standard deviation.
    spread = np.sqrt(500) * (ahead.mean(axis=0) - behind.mean(axis=0)).std()
    assert (lead - low, high - lead) == pytest.approx([1.96 * spread] * 2, rel=0.08)
    assert mean_lead(_Marked(behind), _Marked(ahead), DIGITS.test) == pytest.approx(
        (-lead, -high, -low))


def test_whoever_reads_the_same_digits_has_no_lead_at_all():
    same = _Marked(np.random.default_rng(1).random((3, 500)) < 0.9)
    assert mean_lead(same, same, DIGITS.test) == (0, 0, 0)


def test_a_lead_needs_equally_many_networks():
    one, two = (_Marked(np.ones((n, 500))) for n in (1, 2))
    with pytest.raises(ValueError, match="equally many networks, got 2 and 1"):
        mean_lead(two, one, DIGITS.test)


@pytest.mark.parametrize(("right", "total"), [(0, 5), (5, 5), (489, 500), (1, 1), (61, 297)])
def test_wilson_interval_agrees_with_scipy(right, total):
    expected = binomtest(right, total).proportion_ci(0.95, method="wilson")
    interval = wilson_interval(right, total, z=1.959963984540054)
    assert interval == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_wilson_interval_ends_where_the_count_just_fits():
    for p in wilson_interval(489, 500):
        assert abs(489 / 500 - p) == pytest.approx(1.96 * (p * (1 - p) / 500) ** 0.5, rel=1e-9)


@pytest.mark.parametrize(("arguments", "error"), [
    ((501, 500), ValueError), ((-1, 500), ValueError), ((0, 0), ValueError),
    ((1.5, 2), TypeError), ((1, 2, 0.0), ValueError),
])
def test_wilson_interval_refuses_what_is_no_count(arguments, error):
    with pytest.raises(error):
        wilson_interval(*arguments)


def test_the_quadratic_cost_leaves_outputs_asleep_and_cross_entropy_wakes_them():
    asleep = {}
    for cost, eta in ((QUADRATIC, 4), (CROSS_ENTROPY, 2)):
        _, outputs = waking(DIGITS, cost=cost, eta=eta, seed=0, epochs=5, every=500)
        asleep[cost.name] = np.flatnonzero(outputs[-1] < 0.01).tolist()
    assert asleep == {"quadratic": [3, 6, 8], "cross_entropy": []}


class _NudgedNumpy:
    """numpy whose exp is off by up to one unit in the last place, as another processor's may be."""

    def __init__(self):
        steps = np.random.default_rng(7).integers(-1, 2, 200_003)
        self.factors, self.calls = 1 + np.finfo(float).eps * steps, 0

    def __getattr__(self, name):
        return getattr(np, name)

    def exp(self, x, out=None):
        self.calls += 1
        result = np.exp(x, out=out)
        start = 1009 * self.calls % (len(self.factors) - result.size)
        result *= self.factors[start : start + result.size].reshape(result.shape)
        return result


@pytest.mark.parametrize("scale", [1.0, "fan_in"])
@pytest.mark.parametrize(("cost", "eta"), [(QUADRATIC, 4), (CROSS_ENTROPY, 2)])
def test_the_notebooks_counts_hold_when_exp_moves_by_an_ulp(monkeypatch, cost, eta, scale):
    given = {"cost": cost, "eta": eta, "scale": scale, "seeds": [0]}
    runs, nudged = train_seeds(DIGITS, **given), _NudgedNumpy()
    monkeypatch.setattr("lecture_core.fast.minibatches.np", nudged)
    moved = train_seeds(DIGITS, **given)
    assert nudged.calls > 3000
    assert (moved.networks[0].weights[0] != runs.networks[0].weights[0]).any()
    np.testing.assert_array_equal(moved.accuracy, runs.accuracy)
    np.testing.assert_array_equal(moved.right(DIGITS.test), runs.right(DIGITS.test))
