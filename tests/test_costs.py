"""Both costs and BP1 against 50 digits, central differences and their limits."""

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from lecture_core import CROSS_ENTROPY, QUADRATIC, Cost, logit, sigmoid, sigmoid_prime, softplus
from lecture_core.costs import check_cost

COSTS = [QUADRATIC, CROSS_ENTROPY]
both_costs = pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
HARD, SOFT = [0.0, 1.0], [0.3, 0.5, 1e-9, 1 - 1e-9, 0.875]


def points():
    r = np.random.default_rng(0)
    odd = [0.0, 36.74, 37.0, -37.0, 709.79, -745.13]
    return np.concatenate([r.uniform(-100, 100, 80), r.normal(size=60),
                           np.linspace(-1000, 1000, 41), odd])


def exact(cost, z, y):
    """C and delta with the precision of mp; 1 - a and ln a as sums of what is positive."""
    z, y = mp.mpf(float(z)), mp.mpf(float(y))
    up, down = mp.exp(z), mp.exp(-z)
    a, rest = 1 / (1 + down), 1 / (1 + up)
    error = (1 - y) * a - y * rest
    if cost is QUADRATIC:
        return error**2 / 2, error * a * rest
    return y * mp.log1p(down) + (1 - y) * mp.log1p(up), error


@both_costs
@pytest.mark.parametrize("y", HARD + SOFT)
def test_value_and_delta_against_50_digits(cost, y):
    z = points()
    with mp.workdps(50):
        for point, value, delta in zip(z, cost.value(z, y), cost.delta(z, y), strict=True):
            C, slope = exact(cost, point, y)
            error = sigmoid(point) - y
            relative, tiny = (5e-14 if abs(point) <= 100 else 5e-13), mp.mpf("1e-322")
            cancels = 0 if y in HARD else mp.mpf("3e-16")
            conditioning = cancels * (abs(error) + cancels) if cost is QUADRATIC else 0
            assert abs(mp.mpf(float(value)) - C) <= relative * C + conditioning + tiny, point
            bound = relative * abs(slope) + cancels + tiny
            assert abs(mp.mpf(float(delta)) - slope) <= bound, point


answers = st.sampled_from(HARD) | st.floats(0, 1)


@both_costs
@given(z=st.floats(-15, 15), y=answers)
def test_delta_is_the_slope_of_the_value(cost, z, y):
    h = 1e-5
    slope = (cost.value(z + h, y) - cost.value(z - h, y)) / (2 * h)
    assert slope == pytest.approx(cost.delta(z, y), rel=1e-8, abs=3e-10)


@both_costs
@given(z=st.floats(-1000, 1000), y=st.sampled_from([*HARD, 0.25, 0.5, 0.75]))
def test_turning_the_answer_round_mirrors_z(cost, z, y):
    assert cost.value(-z, 1 - y) == cost.value(z, y)
    assert cost.delta(-z, 1 - y) == -cost.delta(z, y)


@both_costs
@given(z=st.floats(-1000, 1000), y=answers)
def test_no_cost_is_less_than_that_of_the_right_answer(cost, z, y):
    assert cost.value(z, y) >= cost.value(logit(y), y) * (1 - 1e-15) >= 0


@given(z=st.floats(-1000, 1000), y=st.sampled_from(HARD))
def test_the_deltas_of_the_two_costs_differ_by_sigma_prime(z, y):
    expected = CROSS_ENTROPY.delta(z, y) * sigmoid_prime(z)
    assert QUADRATIC.delta(z, y) == pytest.approx(expected, rel=1e-14, abs=1e-322)


@both_costs
@given(rows=st.lists(st.tuples(st.floats(-1000, 1000), answers), min_size=1, max_size=6))
def test_of_several_outputs_each_has_its_own_and_float32_is_near(cost, rows):
    z, y = map(list, zip(*rows, strict=True))
    z32, y32 = np.float32(z), np.float32(y)
    for f in (cost.value, cost.delta):
        np.testing.assert_allclose(f(z, y), [f(*row) for row in rows], rtol=1e-14, atol=1e-322)
        single = f(z32, y32)
        assert single.dtype == np.float32
        np.testing.assert_allclose(single, f(z32.astype(float), y32), rtol=2e-6, atol=1e-6)


@both_costs
@pytest.mark.parametrize("y", HARD + SOFT)
def test_value_is_the_lecture_s_formula_in_a(cost, y):
    a = np.linspace(0.01, 0.99, 99)
    z = np.log(a / (1 - a))
    if cost is QUADRATIC:
        formula = (y - a) ** 2 / 2
    else:
        formula = -(y * np.log(a) + (1 - y) * np.log(1 - a))
    np.testing.assert_allclose(cost.value(z, y), formula, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(("cost", "z", "y", "value", "delta"), [
    (QUADRATIC, np.inf, 0, 0.5, 0), (QUADRATIC, np.inf, 1, 0, 0),
    (QUADRATIC, np.inf, 0.5, 0.125, 0),
    (QUADRATIC, -np.inf, 0, 0, 0), (QUADRATIC, -np.inf, 1, 0.5, 0),
    (QUADRATIC, -np.inf, 0.5, 0.125, 0),
    (CROSS_ENTROPY, np.inf, 0, np.inf, 1), (CROSS_ENTROPY, np.inf, 1, 0, 0),
    (CROSS_ENTROPY, np.inf, 0.25, np.inf, 0.75),
    (CROSS_ENTROPY, -np.inf, 0, 0, 0), (CROSS_ENTROPY, -np.inf, 1, np.inf, -1),
    (CROSS_ENTROPY, -np.inf, 0.25, np.inf, -0.25)])
def test_infinite_z_gives_the_limit(cost, z, y, value, delta):
    assert cost.value(z, y) == value
    assert cost.delta(z, y) == delta
    assert cost.value(np.array([z, 0.0]), y)[0] == value
    assert cost.delta([z], [y])[0] == delta


@both_costs
def test_nan_passes_in_z_and_in_y(cost):
    for y in (0, 1, 0.5):
        assert np.isnan(cost.value(np.nan, y))
        assert np.isnan(cost.delta(np.nan, y))
    assert np.isnan(cost.value(1.0, np.nan))
    assert np.isnan(cost.delta(1.0, np.nan))


@both_costs
def test_no_floating_point_flag_escapes(cost):
    z = np.array([-np.inf, -1000, -745.13, -400, 0, 400, 740, 1000, np.inf, np.nan])
    with np.errstate(all="raise"):
        for y in HARD + SOFT:
            cost.value(z, y)
            cost.delta(z, y)


def test_a_cost_written_in_a_is_lost_where_ours_is_not():
    assert sigmoid(36.74) == 1.0
    assert CROSS_ENTROPY.value(800.0, 0) == 800.0
    assert CROSS_ENTROPY.delta(40.0, 1) == pytest.approx(-np.exp(-40.0), rel=1e-14)
    assert QUADRATIC.delta(40.0, 0) == pytest.approx(np.exp(-40.0), rel=1e-14)
    assert CROSS_ENTROPY.value(40.0, 1) == softplus(-40.0) > 0


def test_with_a_soft_answer_the_cross_entropy_s_least_value_is_the_entropy_of_y():
    z = np.linspace(-5, 5, 200001)
    C = CROSS_ENTROPY.value(z, 0.3)
    assert round(C.min(), 4) == 0.6109
    assert sigmoid(z[C.argmin()]) == pytest.approx(0.3, abs=1e-4)
    assert CROSS_ENTROPY.delta(np.log(0.3 / 0.7), 0.3) == pytest.approx(0, abs=3e-16)


def test_the_quadratic_cost_takes_answers_outside_0_and_1():
    np.testing.assert_allclose(QUADRATIC.value([0.0, 1.0], 2), (2 - sigmoid([0.0, 1.0])) ** 2 / 2)
    assert QUADRATIC.delta(0.0, -1) == 1.5 * 0.25


@both_costs
def test_forms_are_kept(cost):
    for f in (cost.value, cost.delta):
        assert type(f(1, 0)) is type(f(1.0, 0.5)) is float
        assert type(f(np.float32(1), 0)) is np.float32
        assert f(np.float32([1, 2]), np.array([0.0, 1.0])).dtype == np.float32
        assert f(np.float32([1, 2]), 0.5).dtype == np.float32
        assert f([[1, 2]], [[0, 1]]).shape == (1, 2)
        assert f(np.zeros((3, 1)), 1).shape == (3, 1)
        assert isinstance(f(np.array(1.0), 0), np.ndarray)
        assert f(np.zeros((0, 2)), np.zeros((0, 2))).shape == (0, 2)
        np.testing.assert_array_equal(f([1.0, 2.0], [0, 1]), [f(1.0, 0), f(2.0, 1)])


@both_costs
def test_float32_is_as_good_as_float32_can_be(cost):
    z = np.linspace(-60, 60, 241, dtype=np.float32)
    for y in HARD:
        np.testing.assert_allclose(cost.value(z, y), cost.value(z.astype(float), y),
                                   rtol=2e-6, atol=1e-37)
        np.testing.assert_allclose(cost.delta(z, y), cost.delta(z.astype(float), y),
                                   rtol=2e-6, atol=1e-37)


@both_costs
@pytest.mark.parametrize(("z", "y"), [
    (np.zeros(3), np.zeros((3, 1))), (np.zeros((3, 1)), np.zeros(3)), (np.zeros(3), np.zeros(1)),
    (0.0, [0.0, 1.0]), (np.zeros(3), np.zeros(4))])
def test_shapes_are_never_broadcast_silently(cost, z, y):
    for f in (cost.value, cost.delta):
        with pytest.raises(ValueError, match="y must be a number or have the shape of z"):
            f(z, y)


@pytest.mark.parametrize("y", [-0.1, 1.0000001, 2, [0.0, 1.5], np.inf, -np.inf])
def test_the_cross_entropy_refuses_answers_outside_0_and_1(y):
    z = np.zeros(np.shape(y))
    for f in (CROSS_ENTROPY.value, CROSS_ENTROPY.delta):
        with pytest.raises(ValueError, match="y must lie between 0 and 1 for the cross"):
            f(z, y)


def test_the_first_answer_that_is_not_allowed_is_named():
    with pytest.raises(ValueError, match=r"got 1\.5$"):
        CROSS_ENTROPY.value(np.zeros(3), [0.5, 1.5, -2])


def test_a_cost_is_one_of_the_two_and_nothing_that_looks_like_it():
    for cost in COSTS:
        assert check_cost(cost) is cost
    for odd in ("quadratic", None, type(QUADRATIC), type(QUADRATIC)()):
        with pytest.raises(TypeError, match="cost must be QUADRATIC or CROSS_ENTROPY, got "):
            check_cost(odd)


@both_costs
@pytest.mark.parametrize(("z", "y", "name"), [
    (True, 0, "z"), ("1", 0, "z"), (None, 0, "z"), (1.0, False, "y"), (1.0, 1j, "y"),
    ([1.0], [True], "y")])
def test_what_is_not_a_real_number_is_refused(cost, z, y, name):
    for f in (cost.value, cost.delta):
        with pytest.raises(TypeError, match=f"{name} must be a real number"):
            f(z, y)


@both_costs
def test_a_cost_has_a_name_and_its_copies_are_itself(cost):
    assert isinstance(cost, Cost)
    assert cost.name in ("quadratic", "cross_entropy")
    assert repr(cost) == cost.name.upper()
    assert pickle.loads(pickle.dumps(cost)) is copy.deepcopy(cost) is copy.copy(cost) is cost
