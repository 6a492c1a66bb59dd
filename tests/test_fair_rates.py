"""Fair comparisons: each rate does what its name says; up to which eta a step is safe."""

import numpy as np
import pytest

from lecture_core import (
    COMPARISONS,
    CROSS_ENTROPY,
    QUADRATIC,
    comparable_rate,
    sigmoid,
    train_neuron,
)

STARTS = ((0.6, 0.9), (2.0, 2.0))


def last_z(w, b, eta, cost, x, epochs):
    return train_neuron(w, b, eta=eta, cost=cost, x=x, epochs=epochs).z[-1]


def test_the_comparisons_by_name():
    assert COMPARISONS == ("same_rate", "first_step", "footnote", "final_output")
    assert comparable_rate("same_rate", 2, 2, eta=0.15) == 0.15
    assert comparable_rate("footnote", 2, 2, eta=0.15) == 0.15 / 6
    a = (np.arange(1000) + 0.5) / 1000
    assert (a * (1 - a)).mean() == pytest.approx(1 / 6, abs=1e-6)


@pytest.mark.parametrize(("start", "ratio"), [(STARTS[0], 6.7), (STARTS[1], 56.6)])
def test_equal_first_step_has_its_ratio_of_rates(start, ratio):
    rate = comparable_rate("first_step", *start, eta=0.15)
    assert 0.15 / rate == pytest.approx(ratio, abs=0.05)


def test_equal_first_step_makes_the_first_steps_equal():
    rng = np.random.default_rng(4)
    for w, b, x in rng.normal(0, 2, (50, 3)):
        eta = 10 ** rng.uniform(-3, 1)
        rate = comparable_rate("first_step", w, b, eta=eta, x=x)
        steps = [
            np.subtract(*train_neuron(w, b, eta=e, cost=cost, x=x, epochs=1).w)
            for e, cost in ((eta, QUADRATIC), (rate, CROSS_ENTROPY))
        ]
        assert steps[0] == pytest.approx(steps[1], rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("epochs", [1, 2, 10, 300, 1000])
def test_equal_final_output_makes_the_last_outputs_equal(epochs):
    rng = np.random.default_rng(epochs)
    for w, b, x in [(0.6, 0.9, 1), (2, 2, 1), (4, 4, 1), (-3, -3, 1), *rng.normal(0, 2, (12, 3))]:
        eta = 10 ** rng.uniform(-3, 1.3)
        rate = comparable_rate("final_output", w, b, eta=eta, x=x, epochs=epochs)
        ours = last_z(w, b, rate, CROSS_ENTROPY, x, epochs)
        assert ours == pytest.approx(last_z(w, b, eta, QUADRATIC, x, epochs), abs=1e-10)


@pytest.mark.parametrize("start", STARTS)
def test_equal_final_output_against_plain_bisection(start):
    goal = last_z(*start, 0.15, QUADRATIC, 1.0, 300)
    low, high = 1e-4, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if last_z(*start, middle, CROSS_ENTROPY, 1.0, 300) > goal:
            low = middle
        else:
            high = middle
    ours = comparable_rate("final_output", *start, eta=0.15, epochs=300)
    assert ours == pytest.approx(low, rel=1e-9)


def test_where_nothing_moves_the_first_step_is_the_answer():
    for start in ((-10, -10), (10, 10)):
        final, first = (
            comparable_rate(way, *start, eta=1e-6) for way in ("final_output", "first_step")
        )
        assert final == pytest.approx(first, rel=1e-2)


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({"comparison": "fair"}, ValueError, "comparison must be one of same_rate, first_step"),
        ({"eta": 0}, ValueError, "eta must be a finite number greater than 0, got 0"),
        ({"w": np.nan}, ValueError, "w must be a finite number, got nan"),
        ({"w": [1.0, 2.0]}, ValueError, "w must be one number"),
        ({"b": True}, TypeError, "b must be a real number"),
        ({"epochs": 0}, ValueError, "epochs must be a whole number of at least 1, got 0"),
        ({"w": 800.0}, ValueError, r"w and b must give a z = w x \+ b with sigma'\(z\) > 0"),
    ],
)
def test_what_is_not_allowed_is_said(arguments, error, said):
    asked = {"comparison": "final_output", "w": 0.6, "b": 0.9, "eta": 0.15} | arguments
    with pytest.raises(error, match=said):
        comparable_rate(**asked)


# The limits of eta ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cost", "y", "limit"),
    [(CROSS_ENTROPY, 0, 4), (CROSS_ENTROPY, 0.3, 4), (CROSS_ENTROPY, 1, 4),
     (QUADRATIC, 0, 12.98), (QUADRATIC, 1, 12.98), (QUADRATIC, 0.5, 16)],
)
def test_the_step_keeps_the_order_up_to_the_limit(cost, y, limit):
    z = np.linspace(-8, 8, 4001)

    def rises(rate):
        return (np.diff(z - rate * cost.delta(z, y)) >= 0).all()

    assert rises(0.999 * limit) and not rises(1.002 * limit)


def test_cross_entropy_falls_at_every_step_below_four():
    rng = np.random.default_rng(44)
    for w, b in rng.normal(0, 3, (20, 2)):
        for y in (0, 0.3, 0.5, 1):
            C = train_neuron(w, b, eta=3.99, cost=CROSS_ENTROPY, y=y).C
            assert (np.diff(C) < 1e-14).all()


def test_above_four_it_swings_for_ever_with_y_in_the_middle():
    z = train_neuron(2, 2, eta=4.1, cost=CROSS_ENTROPY, y=0.5, epochs=2000).z
    assert z[-1] * z[-2] < 0 and abs(z[-1]) > 0.1
    assert abs(train_neuron(2, 2, eta=3.9, cost=CROSS_ENTROPY, y=0.5, epochs=2000).z[-1]) < 1e-9


def test_with_y_zero_any_rate_lowers_the_cost():
    for eta in (5, 50, 500):
        run = train_neuron(2, 2, eta=eta, cost=CROSS_ENTROPY, epochs=50)
        assert (np.diff(run.C) <= 0).all() and run.a[-1] < sigmoid(-5)
