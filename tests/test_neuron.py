"""Training one neuron: the lecture's numbers, every form of start, and epochs to a target."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from lecture_core import CROSS_ENTROPY, QUADRATIC, epochs_to_reach, logit, sigmoid, train_neuron
from lecture_core.neuron import LEARNT

COSTS = [QUADRATIC, CROSS_ENTROPY]
both_costs = pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
STARTS = [(0.6, 0.9), (2, 2)]

RUNS = [  # cost, eta, start, a after 0, 100, 200, 300, 1000, first epoch with a <= 0.2, 0.1, 0.0025
    (QUADRATIC, 0.15, (0.6, 0.9), (.8176, .2110, .1237, .0940, .0455), (107, 273, 269408)),
    (QUADRATIC, 0.15, (2, 2), (.9820, .9641, .7887, .2028, .0515), (302, 469, 269603)),
    (CROSS_ENTROPY, 0.005, (0.6, 0.9), (.8176, .6789, .5355, .4177, .1280), (666, 1247, 40624)),
    (CROSS_ENTROPY, 0.005, (2, 2), (.9820, .9539, .8912, .7796, .1812), (937, 1517, 40895)),
    (CROSS_ENTROPY, 0.15, (0.6, 0.9), (.8176, .0371, .0178, .0116, .0034), (22, 41, 1352)),
    (CROSS_ENTROPY, 0.15, (2, 2), (.9820, .0411, .0186, .0120, .0034), (31, 50, 1361)),
]


@pytest.mark.parametrize(("cost", "eta", "start", "outputs", "epochs"), RUNS)
def test_the_lecture_s_runs(cost, eta, start, outputs, epochs):
    run = train_neuron(*start, eta=eta, cost=cost, epochs=1000)
    np.testing.assert_array_equal(np.round(run.a[[0, 100, 200, 300, 1000]], 4), outputs)
    for target, epoch in zip((LEARNT, 0.1, 0.0025), epochs, strict=True):
        options = {"eta": eta, "cost": cost}
        for limit, expected in ((epoch, epoch), (epoch - 1, np.nan)):
            many = epochs_to_reach(target, [start[0]], [start[1]], **options, max_epochs=limit)
            np.testing.assert_array_equal(many, [expected])
            if limit < 50_000:
                one = epochs_to_reach(target, *start, **options, max_epochs=limit)
                np.testing.assert_equal(one, expected)


@both_costs
@pytest.mark.parametrize(("x", "y"), [(1.0, 0.0), (-0.7, 1.0), (2.5, 0.3), (0.0, 0.0)])
def test_every_row_is_the_lecture_s_update_of_the_one_before(cost, x, y):
    run = train_neuron(1.1, -0.4, eta=0.3, cost=cost, x=x, y=y, epochs=40)
    with mp.workdps(50):
        w, b, eta = mp.mpf(1.1), mp.mpf(-0.4), mp.mpf(0.3)
        for n in range(41):
            z = w * mp.mpf(x) + b
            a = 1 / (1 + mp.exp(-z))
            error = a - mp.mpf(y)
            C = error**2 / 2 if cost is QUADRATIC else -(y * mp.log(a) + (1 - y) * mp.log(1 - a))
            for mine, exact in ((run.w, w), (run.b, b), (run.z, z), (run.a, a), (run.C, C)):
                assert mine[n] == pytest.approx(float(exact), rel=1e-12, abs=1e-14)
            delta = error * a * (1 - a) if cost is QUADRATIC else error
            w, b = w - eta * delta * mp.mpf(x), b - eta * delta


@both_costs
def test_a_history_holds_what_it_was_asked_for(cost):
    run = train_neuron(0.6, 0.9, eta=0.1, cost=cost, x=2, y=1, epochs=7)
    assert (run.eta, run.cost, run.x, run.y) == (0.1, cost, 2.0, 1.0)
    np.testing.assert_array_equal(run.z, run.w * 2 + run.b)
    np.testing.assert_array_equal(run.a, sigmoid(run.z))
    np.testing.assert_array_equal(run.C, cost.value(run.z, 1))
    assert run.w.shape == run.b.shape == run.z.shape == run.a.shape == run.C.shape == (8,)


@both_costs
def test_no_epochs_give_the_start_alone(cost):
    run = train_neuron(np.ones((2, 3)), 1.0, eta=0.1, cost=cost, epochs=0)
    assert run.a.shape == (1, 2, 3)
    assert train_neuron(0.6, 0.9, eta=0.1, cost=cost, epochs=0).a == [sigmoid(1.5)]


@both_costs
@pytest.mark.parametrize(("x", "y"), [(1.0, 0.0), (-1.3, 1.0), (0.4, 0.25)])
def test_array_runs_equal_scalar_runs(cost, x, y):
    r = np.random.default_rng(3)
    w, b, eta = r.uniform(-4, 4, 30), r.uniform(-4, 4, 30), r.uniform(0.005, 1.0, 30)
    many = train_neuron(w, b, eta=eta, cost=cost, x=x, y=y)
    for k in range(30):
        one = train_neuron(float(w[k]), float(b[k]), eta=float(eta[k]), cost=cost, x=x, y=y)
        for name in "wbaC":
            mine, theirs = getattr(one, name), getattr(many, name)[:, k]
            np.testing.assert_allclose(mine, theirs, rtol=1e-12, atol=1e-13 * (y == 0.25))
        np.testing.assert_allclose(one.z, many.z[:, k], rtol=1e-12, atol=1e-13)  # z crosses 0


@both_costs
def test_the_shape_of_the_starts_does_not_change_a_bit(cost):
    r = np.random.default_rng(4)
    w, b = r.uniform(-6, 6, (2, 24))
    flat = train_neuron(w, b, eta=0.2, cost=cost, x=1.5, epochs=100)
    options = {"eta": 0.2, "cost": cost, "x": 1.5, "epochs": 100}
    for shape in [(24, 1), (1, 24), (4, 6), (2, 3, 4)]:
        run = train_neuron(w.reshape(shape), b.reshape(shape), **options)
        assert run.z.shape == (101, *shape)
        for name in "wbzaC":
            np.testing.assert_array_equal(getattr(run, name).reshape(101, 24), getattr(flat, name))
    turned = train_neuron(w.reshape(4, 6).T, b.reshape(4, 6).T, **options)
    np.testing.assert_array_equal(turned.C.transpose(0, 2, 1).reshape(101, 24), flat.C)
    for k in range(24):
        run = train_neuron(w[k : k + 1], b[k : k + 1], eta=0.2, cost=cost, x=1.5, epochs=100)
        np.testing.assert_array_equal(run.C[:, 0], flat.C[:, k])


@both_costs
def test_starts_and_rates_broadcast(cost):
    w, b, eta = np.array([[0.6], [2.0]]), np.array([0.9, 2.0, -1.0]), np.array([[[0.1]], [[0.3]]])
    run = train_neuron(w, b, eta=eta, cost=cost, epochs=20)
    assert run.a.shape == (21, 2, 2, 3)
    one = train_neuron(2.0, -1.0, eta=0.3, cost=cost, epochs=20)
    np.testing.assert_allclose(run.a[:, 1, 1, 2], one.a, rtol=1e-12)
    assert train_neuron(0.6, 0.9, eta=[0.1, 0.3], cost=cost).a.shape == (301, 2)


@both_costs
def test_whole_numbers_lists_and_single_precision_are_taken_as_float64(cost):
    exact = train_neuron(np.array([2.0, 1.0]), 2.0, eta=0.5, cost=cost)
    for w in ([2, 1], np.array([2, 1]), np.float32([2, 1])):
        run = train_neuron(w, 2, eta=np.float32(0.5), cost=cost)
        assert run.a.dtype == np.float64
        np.testing.assert_array_equal(run.a, exact.a)
    for w in (2, np.int64(2), np.float32(2), np.array(2)):
        assert train_neuron(w, 2, eta=0.5, cost=cost).a.shape == (301,)


def test_saturation_stops_the_quadratic_cost_and_not_the_cross_entropy():
    for z in (40.0, 800.0):
        stuck = train_neuron(0.0, z, eta=0.15, cost=QUADRATIC)
        assert stuck.z[-1] == z
        going = train_neuron(0.0, z, eta=0.15, cost=CROSS_ENTROPY)
        assert going.z[-1] == pytest.approx(z - 300 * 2 * 0.15 if z > 100 else going.z[-1])
        assert np.isfinite(going.C).all()
        assert going.C[0] == z
    assert train_neuron(0.0, -800.0, eta=0.15, cost=CROSS_ENTROPY, y=1).z[-1] == pytest.approx(-710)


def test_three_hundred_thousand_epochs_stay_exact():
    run = train_neuron(2.0, 2.0, eta=0.15, cost=QUADRATIC, epochs=300_000)
    assert run.first_epoch(0.0025) == 269603
    np.testing.assert_allclose(run.w, run.b, rtol=0, atol=1e-13)


@both_costs
@pytest.mark.parametrize(("x", "y", "target"), [(1.0, 0.0, 0.2), (1.5, 1.0, 0.9), (1.0, 0.3, 0.5)])
def test_the_first_epoch_is_the_first_on_the_answer_s_side_of_the_target(cost, x, y, target):
    options = {"eta": [[0.3], [0.0005]], "cost": cost, "x": x, "y": y}
    w, b = [0.6, 2, -3, -9], [0.9, 2, 0, 0]
    run = train_neuron(w, b, **options)
    first = run.first_epoch(target)
    for where in np.ndindex(2, 4):
        there = [n for n, a in enumerate(run.a[(slice(None), *where)])
                 if (a - target) * (y - target) >= 0]
        np.testing.assert_equal(first[where], there[0] if there else np.nan)
    assert np.isnan(first).any() and (first == 0).any() and (first > 0).any()
    np.testing.assert_array_equal(first, epochs_to_reach(target, w, b, **options, max_epochs=300))


# --- epochs_to_reach ---------------------------------------------------------------------------

@both_costs
def test_one_start_gives_a_float_equal_to_its_history(cost):
    run = train_neuron(1.3, 0.8, eta=0.2, cost=cost, x=0.9, y=0.1)
    for n in (0, 1, 50, 299, 300):
        epoch = epochs_to_reach(float(run.a[n]), 1.3, 0.8, eta=0.2, cost=cost, x=0.9, y=0.1,
                                max_epochs=300)
        assert type(epoch) is float
        assert epoch == n


@both_costs
def test_a_start_exactly_at_the_target_is_there_already(cost):
    w = np.random.default_rng(7).normal(scale=5, size=100)
    for y in (0, 1):
        for k, start in enumerate(w):
            target = sigmoid(float(start) + 0.25)
            options = {"eta": 0.1, "cost": cost, "y": y, "max_epochs": 5}
            assert epochs_to_reach(target, [start], 0.25, **options) == [0]
            assert epochs_to_reach(target, float(start), 0.25, **options) == 0
            options |= {"max_epochs": k % 2, "eta": np.linspace(0.1, 0.2, 1 + k % 3 * 6)}
            below = epochs_to_reach(np.nextafter(target, y), start, 0.25, **options)
            assert (np.isnan(below) | (below == 1) & (k % 2 == 1)).all()


@both_costs
def test_what_cannot_arrive_is_nan(cost):
    options = {"eta": 0.1, "cost": QUADRATIC, "max_epochs": 10**12}
    assert np.isnan(epochs_to_reach(0.2, 30.0, 30.0, **options))  # its step is below rounding
    np.testing.assert_array_equal(
        epochs_to_reach(0.2, 0.0, [60.0, 800.0, -2.0], **options | {"max_epochs": 2000}),
        [np.nan, np.nan, 0])
    many = epochs_to_reach(0.2, 0.0, np.full(3, 2.0), eta=0.1, cost=cost, max_epochs=0)
    assert np.isnan(many).all()
    assert np.isnan(epochs_to_reach(0.2, 0.0, 2.0, eta=0.1, cost=cost, max_epochs=0))


@both_costs
@pytest.mark.parametrize(("w", "b", "x", "eta"), [
    (3.0, 4.0, 0.0, {QUADRATIC: 0.05, CROSS_ENTROPY: 0.01}),  # w never moves
    (-100 + 1e-4, 1e6, 1e4, dict.fromkeys(COSTS, 5e-11)),  # b's step is below rounding, w's is not
])
def test_a_run_goes_on_while_w_or_b_still_moves(cost, w, b, x, eta):
    told = {"eta": eta[cost], "cost": cost, "x": x}
    run = train_neuron(w, b, epochs=9000, **told)
    needed = epochs_to_reach(0.2, w, b, max_epochs=9000, **told)
    assert needed == run.first_epoch(0.2) > 512


@both_costs
def test_no_starts_give_no_epochs(cost):
    none = np.zeros((0, 3))
    assert epochs_to_reach(0.2, none, 1.0, eta=0.1, cost=cost, max_epochs=9).shape == (0, 3)
    assert train_neuron(none, 1.0, eta=0.1, cost=cost, epochs=9).a.shape == (10, 0, 3)


# --- laws ---------------------------------------------------------------------------------------

LIMITS = {QUADRATIC: 12.98, CROSS_ENTROPY: 4.0}  # 1 / max delta', for y = 0 and y = 1
reals, xs = st.floats(-8, 8), st.floats(-3, 3)
ys = st.sampled_from([0.0, 1.0]) | st.floats(0, 1)


@both_costs
@given(w=reals, b=reals, x=xs, eta=st.floats(0.001, 50))
def test_with_the_answer_nought_z_and_the_cost_only_fall_whatever_the_rate(cost, w, b, x, eta):
    run = train_neuron(w, b, eta=eta, cost=cost, x=x, epochs=30)
    assert (np.diff(run.z) <= 1e-13 * (1 + abs(w * x) + abs(b))).all()
    assert (np.diff(run.C) <= 1e-13 * (1 + run.C[0])).all()


@both_costs
@given(w=st.lists(reals, min_size=2, max_size=6), b=reals, x=xs, y=ys, share=st.floats(0.01, 1.0))
def test_the_order_of_the_starts_is_kept_up_to_the_limit_of_the_rate(cost, w, b, x, y, share):
    """While (1 + x^2) eta max delta' <= 1."""
    eta = share * LIMITS[cost] / (1 + x * x)
    z = train_neuron(w, b, eta=eta, cost=cost, x=x, y=y, epochs=40).z
    z = z[:, np.argsort(z[0], kind="stable")]
    assert (np.diff(z, axis=1) >= -1e-12).all()


@both_costs
@given(w=reals, b=reals, x=xs, y=st.floats(0.01, 0.99), share=st.floats(0.01, 1.0))
def test_a_soft_answer_is_neared_from_one_side(cost, w, b, x, y, share):
    """Up to the same limit: no step passes z = logit(y), where the cost is least."""
    eta = share * LIMITS[cost] / (1 + x * x)
    run = train_neuron(w, b, eta=eta, cost=cost, x=x, y=y, epochs=40)
    left = np.sign(run.z[0] - logit(y)) * (run.z - logit(y))
    assert (left >= -1e-12).all() and (np.diff(left) <= 1e-12).all()
    assert (np.diff(run.C) <= 1e-13 * (1 + run.C[0])).all()


@both_costs
def test_beyond_the_limit_of_the_rate_two_starts_overtake_each_other(cost):
    steepest = logit((15 - 33**0.5) / 24 if cost is QUADRATIC else 0.5)
    run = train_neuron(0.0, [steepest - 0.01, steepest + 0.01], eta=1.02 * LIMITS[cost], cost=cost,
                       x=0.0, epochs=1)
    assert (np.diff(run.z) < 0).tolist() == [[False], [True]]


@both_costs
@given(w=reals, b=reals, x=xs, eta=st.floats(0.001, 3))
def test_the_answer_one_is_the_mirror_of_nought(cost, w, b, x, eta):
    run = train_neuron(w, b, eta=eta, cost=cost, x=x, epochs=20)
    mirror = train_neuron(-w, -b, eta=eta, cost=cost, x=x, y=1, epochs=20)
    np.testing.assert_allclose(mirror.z, -run.z, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(mirror.C, run.C, rtol=1e-10, atol=1e-14)


@both_costs
@given(w=reals, b=reals, x=xs, eta=st.floats(0.001, 3))
def test_w_and_b_move_along_the_line_through_x_and_one(cost, w, b, x, eta):
    """So z alone tells where a run is: w = w0 + x (b - b0)."""
    run = train_neuron(w, b, eta=eta, cost=cost, x=x, epochs=20)
    np.testing.assert_allclose(run.w - w, x * (run.b - b), rtol=1e-9, atol=1e-12)


@given(epoch=st.integers(0, 300), w=reals, b=reals, eta=st.floats(0.01, 3))
def test_the_epochs_to_the_output_of_epoch_n_are_at_most_n_and_n_while_a_falls(epoch, w, b, eta):
    a = train_neuron(w, b, eta=eta, cost=CROSS_ENTROPY).a
    needed = epochs_to_reach(float(a[epoch]), w, b, eta=eta, cost=CROSS_ENTROPY, max_epochs=300)
    assert needed == (a <= a[epoch]).argmax() <= epoch


def test_the_map_is_monotone_up_to_four_thirteen_and_sixteen():
    z = np.linspace(-20, 20, 400_001)
    limits = [(CROSS_ENTROPY, 0.0, 4), (CROSS_ENTROPY, 0.5, 4), (QUADRATIC, 0.0, 12.98),
              (QUADRATIC, 1.0, 12.98), (QUADRATIC, 0.5, 16)]
    for cost, y, limit in limits:
        steepest = np.max(np.diff(cost.delta(z, y)) / np.diff(z))
        assert 1 / steepest == pytest.approx(limit, rel=3e-4)


# --- bad input ---------------------------------------------------------------------------------

GOOD = {"w": 0.6, "b": 0.9, "eta": 0.15, "cost": QUADRATIC}
BAD = [
    ({"w": np.nan}, ValueError, "w must be a finite number, got nan"),
    ({"b": [1.0, np.inf]}, ValueError, "b must be a finite number, got inf"),
    ({"w": "0.6"}, TypeError, "w must be a real number or an array of them, got '0.6'"),
    ({"w": True}, TypeError, "w must be a real number"),
    ({"b": None}, TypeError, "b must be a real number"),
    ({"eta": 0}, ValueError, "eta must be a finite number greater than 0, got 0"),
    ({"eta": -0.1}, ValueError, "eta must be a finite number greater than 0, got -0.1"),
    ({"eta": [0.1, np.nan]}, ValueError, "eta must be a finite number greater than 0, got nan"),
    ({"x": np.inf}, ValueError, "x must be a finite number, got inf"),
    ({"x": [1.0]}, ValueError, r"x must be one number, got an array of shape \(1,\)"),
    ({"y": np.nan}, ValueError, "y must be a finite number, got nan"),
    ({"y": 1.5, "cost": CROSS_ENTROPY}, ValueError, "y must lie between 0 and 1 for the cross-ent"),
    ({"cost": "quadratic"}, TypeError, "cost must be QUADRATIC or CROSS_ENTROPY, got 'quadratic'"),
    ({"w": np.zeros(2), "b": np.zeros(3)}, ValueError, r"got shapes \(2,\), \(3,\) and \(\)"),
    ({"w": 1e308, "x": 1e10}, ValueError, "the numbers overflow in this run"),
    ({"w": [1e308], "x": 1e10}, ValueError, "the numbers overflow in this run"),
    ({"b": 1e308, "w": [1e308]}, ValueError, "the numbers overflow in this run"),
    ({"w": 0, "b": 0, "eta": 1e308, "x": 1e10}, ValueError, "the numbers overflow in this run"),
    ({"w": 0, "b": 0, "eta": [1e308], "x": 1e10}, ValueError, "the numbers overflow in this run"),
]


@pytest.mark.parametrize(("change", "error", "words"), BAD)
def test_bad_input_is_refused_in_a_sentence(change, error, words):
    with pytest.raises(error, match=words):
        train_neuron(**GOOD | change, epochs=5)
    with pytest.raises(error, match=words):
        epochs_to_reach(0.2, **GOOD | change, max_epochs=5)


@pytest.mark.parametrize(("x", "y"), [(1.0, 0.0), (0.0, 1.0), (1.0, 1.0)])
def test_a_rate_whose_step_may_overflow_is_refused_before_many_runs(x, y):
    eta = 0.8e308 if x and y else 1.5e308
    with pytest.raises(ValueError, match=rf"overflow in this run.*eta up to {eta:g}".replace(
            "+", r"\+")):
        epochs_to_reach(0.5, [1.0], 0.0, eta=eta, cost=QUADRATIC, x=x, y=y, max_epochs=9)


def test_a_rate_whose_step_is_a_number_is_taken_however_large():
    run = {"eta": 1.5e308, "cost": QUADRATIC, "x": 0.0, "max_epochs": 9}
    assert epochs_to_reach(0.5, 0.0, [1.0], **run) == [1]


@pytest.mark.parametrize(("count", "error"), [
    (-1, ValueError), (2.0, TypeError), (True, TypeError), ("3", TypeError), (None, TypeError)])
def test_the_number_of_epochs_is_a_whole_number(count, error):
    with pytest.raises(error, match=r"^epochs must be a whole number of at least 0, got"):
        train_neuron(**GOOD, epochs=count)
    with pytest.raises(error, match="max_epochs must be a whole number of at least 0, got"):
        epochs_to_reach(0.2, **GOOD, max_epochs=count)


@pytest.mark.parametrize(("target", "y"), [(0, 0), (1, 0), (0, 1), (-0.1, 0), (1.2, 1), (0.3, 0.3)])
def test_a_target_that_no_output_can_pass_is_refused(target, y):
    for w in (1.0, [1.0]):
        with pytest.raises(ValueError, match="target must lie strictly between 0 and 1 and differ"):
            epochs_to_reach(target, w, 1.0, eta=0.1, cost=QUADRATIC, y=y, max_epochs=5)


def test_arguments_are_left_as_they_were():
    w, b, eta = np.ones(3), np.zeros(3), np.full(3, 0.1)
    train_neuron(w, b, eta=eta, cost=QUADRATIC)
    epochs_to_reach(0.2, w, b, eta=eta, cost=QUADRATIC, max_epochs=50)
    assert (w == 1).all() and (b == 0).all() and (eta == 0.1).all()
