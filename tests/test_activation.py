"""sigma, sigma' and softplus against 50 digits, their limits, and the forms they keep."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from lecture_core import logit, sigmoid, sigmoid_prime, softplus

FUNCTIONS = [sigmoid, sigmoid_prime, softplus]
each_function = pytest.mark.parametrize("f", FUNCTIONS, ids=lambda f: f.__name__)

EXACT = {
    sigmoid: lambda z: 1 / (1 + mp.exp(-z)),
    sigmoid_prime: lambda z: 1 / ((1 + mp.exp(-z)) * (1 + mp.exp(z))),
    softplus: lambda z: z + mp.log1p(mp.exp(-z)) if z > 0 else mp.log1p(mp.exp(z)),
}


def points():
    r = np.random.default_rng(0)
    far = np.linspace(-1000, 1000, 401)
    odd = [0.0, -0.0, 1e-300, -1e-9, 36.74, 37.0, -36.74, 709.78, -709.79, 744.44, -745.13]
    return np.concatenate([r.uniform(-100, 100, 400), r.normal(size=200), far, odd])


@each_function
def test_relative_error_against_50_digits(f):
    z = points()
    with mp.workdps(50):
        for value, result in zip(z, f(z), strict=True):
            exact = EXACT[f](mp.mpf(float(value)))
            bound = (5e-14 if abs(value) <= 100 else 5e-13) * abs(exact) + mp.mpf("1e-322")
            assert abs(mp.mpf(float(result)) - exact) <= bound, (value, result)


@pytest.mark.parametrize(("f", "left", "right"), [
    (sigmoid, 0.0, 1.0), (sigmoid_prime, 0.0, 0.0), (softplus, 0.0, np.inf)])
def test_infinity_gives_the_limit_and_nan_passes(f, left, right):
    assert f(-np.inf) == left
    assert f(np.inf) == right
    assert np.isnan(f(np.nan))
    np.testing.assert_array_equal(f([-np.inf, np.nan, np.inf]), [left, np.nan, right])


@each_function
def test_no_floating_point_flag_escapes(f):
    with np.errstate(all="raise"):
        f(np.array([-np.inf, -1000, -745.13, -740, 0, 740, 1000, np.inf, np.nan]))


@each_function
def test_a_float_gives_a_float_and_a_whole_number_too(f):
    assert type(f(2.0)) is float
    assert type(f(2)) is float
    assert f(2) == f(2.0) == f(np.array([2.0]))[0]


@each_function
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.longdouble])
def test_the_floating_dtype_is_kept(f, dtype):
    z = np.linspace(-8, 8, 33).astype(dtype)
    assert f(z).dtype == dtype
    assert type(f(z[3])) is dtype
    exact = f(z.astype(np.float64))
    np.testing.assert_allclose(f(z).astype(np.float64), exact, rtol=4 * np.finfo(dtype).eps + 1e-14)


@each_function
@pytest.mark.parametrize("shape", [(), (0,), (3,), (3, 1), (2, 0, 4), (2, 3, 4)])
def test_the_shape_is_kept(f, shape):
    result = f(np.zeros(shape))
    assert isinstance(result, np.ndarray)
    assert result.shape == shape


@each_function
def test_lists_and_whole_arrays_are_taken_as_float64(f):
    for z in ([1, 2], (1, 2), np.array([1, 2]), np.array([1, 2], np.uint8)):
        assert f(z).dtype == np.float64
        np.testing.assert_array_equal(f(z), f(np.array([1.0, 2.0])))


@each_function
def test_the_argument_is_not_changed_and_its_layout_does_not_matter(f):
    z = np.random.default_rng(1).normal(size=(6, 8)) * 30
    before = z.copy()
    np.testing.assert_array_equal(f(z[::2, ::-3]), f(z[::2, ::-3].copy()))
    np.testing.assert_array_equal(f(z.T), f(z).T)
    np.testing.assert_array_equal(z, before)


# --- laws ---------------------------------------------------------------------------------------

zs = st.floats(-1000, 1000) | st.floats(-5, 5)


@given(zs)
def test_sigma_of_z_and_of_minus_z_make_one(z):
    assert sigmoid(z) + sigmoid(-z) == pytest.approx(1, abs=2.3e-16)


@given(zs)
def test_sigma_prime_is_even_and_is_sigma_times_sigma_of_minus_z(z):
    assert sigmoid_prime(z) == sigmoid_prime(-z)
    assert sigmoid_prime(z) == pytest.approx(sigmoid(z) * sigmoid(-z), rel=1e-15, abs=1e-322)


@given(zs)
def test_softplus_less_its_mirror_is_z(z):
    assert softplus(z) - softplus(-z) == pytest.approx(z, rel=1e-15, abs=1e-15)


@given(zs, zs)
def test_sigma_and_softplus_never_fall_and_sigma_prime_never_rises_away_from_nought(z, other):
    low, high = sorted((z, other))
    slack = 1 + 4e-16
    assert sigmoid(low) <= sigmoid(high) * slack and softplus(low) <= softplus(high) * slack
    near, far = sorted((z, other), key=abs)
    assert sigmoid_prime(far) <= sigmoid_prime(near) * slack <= slack / 4


@given(st.floats(0, 1))
def test_logit_and_sigma_undo_each_other(a):
    assert sigmoid(logit(a)) == pytest.approx(a, rel=1e-12, abs=0)


@given(st.floats(1e-12, 1 - 1e-12))
def test_logit_of_one_minus_a_is_the_mirror(a):
    assert logit(1 - a) == pytest.approx(-logit(a), rel=1e-4, abs=1e-15)


def test_sigma_prime_is_the_slope_of_sigma_and_sigma_that_of_softplus():
    z, h = np.linspace(-15, 15, 301), 1e-5
    slope = (sigmoid(z + h) - sigmoid(z - h)) / (2 * h)
    np.testing.assert_allclose(slope, sigmoid_prime(z), rtol=1e-9, atol=3e-11)
    slope = (softplus(z + h) - softplus(z - h)) / (2 * h)
    np.testing.assert_allclose(slope, sigmoid(z), rtol=1e-9, atol=3e-10)


def test_sigma_of_minus_six_is_what_the_slides_round_to_the_right_answer():
    assert round(sigmoid(-6), 4) == 0.0025


@each_function
@pytest.mark.parametrize("z", [True, "0.5", None, 1j, [1, "a"], [True, False], object()])
def test_what_is_not_a_real_number_is_refused(f, z):
    with pytest.raises(TypeError, match="z must be a real number or an array of them, got"):
        f(z)


@each_function
def test_rows_of_different_lengths_are_refused(f):
    with pytest.raises(ValueError, match="z must be a number or a rectangular array, got"):
        f([[1.0], [1.0, 2.0]])


# --- logit --------------------------------------------------------------------------------------

def test_logit_against_50_digits():
    r = np.random.default_rng(2)
    near = [0.2, 0.5, 0.25, 0.75, 1 - 2**-53, 5e-324, 1e-300]
    a = np.concatenate([r.uniform(size=400), 10 ** r.uniform(-300, 0, 200), near])
    with mp.workdps(50):
        for share, z in zip(a, logit(a), strict=True):
            exact = mp.log(mp.mpf(float(share)) / (1 - mp.mpf(float(share))))
            assert abs(mp.mpf(float(z)) - exact) <= 3e-16 * (1 + abs(exact)), share


def test_logit_is_the_z_that_sigma_came_from():
    z = np.linspace(-700, 15, 301)
    np.testing.assert_allclose(logit(sigmoid(z)), z, rtol=1e-9, atol=1e-15)
    assert logit(0.5) == 0 and logit(1 / 4) == pytest.approx(-np.log(3), rel=1e-15)


def test_logit_has_its_limits_and_is_nan_where_no_output_can_be():
    with np.errstate(all="raise"):
        np.testing.assert_array_equal(logit([0, 1, -0.1, 1.1, np.inf, np.nan]),
                                      [-np.inf, np.inf, np.nan, np.nan, np.nan, np.nan])


def test_logit_keeps_forms_and_refuses_what_is_no_number():
    assert type(logit(0.25)) is type(logit(1)) is float
    assert logit([0.25, 0.5]).shape == (2,) and logit(np.zeros((2, 0))).shape == (2, 0)
    assert logit(np.float32([0.25])).dtype == np.float32
    assert type(logit(np.float32(0.25))) is np.float32
    with pytest.raises(TypeError, match="a must be a real number or an array of them, got True"):
        logit(True)
