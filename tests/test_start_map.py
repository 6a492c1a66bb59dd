"""The map of learning times: its grid, its cut and its law agree with the maths it is made of."""

import numpy as np
import pytest

from lecture_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    epochs_to_reach,
    learning_time,
    learning_times,
    train_neuron,
)

COSTS = (QUADRATIC, CROSS_ENTROPY)


@pytest.mark.parametrize("cost", COSTS)
def test_each_point_of_the_map_is_a_training_run(cost):
    times = learning_times(eta=0.4, cost=cost, target=0.3, low=-1.0, high=2.5, points=8, limit=90)
    for i, b in enumerate(times.b):
        for j, w in enumerate(times.w):
            run = train_neuron(w, b, eta=0.4, cost=cost, epochs=90)
            np.testing.assert_equal(times.epochs[i, j], run.first_epoch(0.3))
    assert np.isnan(times.epochs).any() == (cost is QUADRATIC)


@pytest.mark.parametrize("cost", COSTS)
def test_the_map_of_the_lecture_is_the_square_from_minus_2_to_4_within_3000_epochs(cost):
    times = learning_times(eta=0.15, cost=cost)
    np.testing.assert_allclose(times.w, np.linspace(-2, 4, 121))
    np.testing.assert_array_equal(times.b, times.w)
    assert times.epochs.shape == (121, 121) and times.z.shape == times.simulated.shape == (241,)
    assert (times.eta, times.cost, times.target, times.limit) == (0.15, cost, 0.2, 3000)
    longer = learning_times(eta=0.15, cost=cost, limit=4000).epochs
    np.testing.assert_array_equal(times.epochs, np.where(longer > 3000, np.nan, longer))
    assert np.nanmax(longer) > 3000 or cost is CROSS_ENTROPY


@pytest.mark.parametrize("cost", COSTS)
def test_the_cut_passes_through_every_sum_of_w_and_b(cost):
    times = learning_times(eta=0.15, cost=cost)
    sums = times.w + times.b[:, None]
    assert (np.diff(times.z) > 0).all() and (times.z[0], times.z[-1]) == (sums.min(), sums.max())
    for z, epochs in zip(times.z, times.simulated, strict=True):
        np.testing.assert_array_equal(times.epochs[np.abs(sums - z) < 1e-9], epochs)


@pytest.mark.parametrize("cost", COSTS)
def test_the_law_is_the_theorys_and_nought_where_the_target_is_met(cost):
    times = learning_times(eta=0.15, cost=cost, target=0.25)
    goal = np.log(1 / 3)
    beyond = times.z > goal
    law = learning_time(times.z[beyond], np.full(beyond.sum(), goal), eta=0.15, cost=cost)
    np.testing.assert_allclose(times.law[beyond], law, rtol=1e-12)
    assert (times.law[~beyond] == 0).all() and (times.simulated[~beyond] == 0).all()


@pytest.mark.parametrize("cost", COSTS)
def test_the_leading_term_leads(cost):
    def share(z):
        times = learning_times(eta=0.15, cost=cost, low=z, high=z + 1, points=2, limit=1)
        return times.leading[0] / times.law[0]

    shares = [share(z) for z in (2.0, 5.0, 10.0, 200.0)]
    assert np.all(np.diff(np.abs(np.array(shares) - 1)) < 0)
    assert shares[-1] == pytest.approx(1, abs=0.02)


def test_the_lectures_starts_by_training_and_by_the_law():
    times = learning_times(eta=0.15, cost=QUADRATIC)
    for start, epochs, law in (((0.6, 0.9), 107, 107.3), ((2.0, 2.0), 302, 301.5)):
        told = times.at(*start)
        assert told[0] == epochs == epochs_to_reach(
            0.2, *start, eta=0.15, cost=QUADRATIC, max_epochs=3000)
        assert told[1] == pytest.approx(law, abs=0.05)
    assert np.isnan(times.at(4.0, 4.0)[0]) and times.at(-3.0, 0.0) == (0, 0)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"eta": 0}, "eta must be a finite number greater than 0"),
        ({"target": 1.0}, "target must lie strictly between 0 and 1"),
        ({"low": 2.0, "high": 2.0}, "low must be less than high"),
        ({"points": 1}, "points must be a whole number of at least 2"),
        ({"limit": -1}, "limit must be a whole number of at least 0"),
        ({"high": float("inf")}, "high must be a finite number"),
    ],
)
def test_wrong_arguments_are_refused_in_a_sentence(wrong, sentence):
    with pytest.raises(ValueError, match=sentence):
        learning_times(**{"eta": 0.15, "cost": QUADRATIC} | wrong)
