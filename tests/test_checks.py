"""What counts as a number wherever one is asked for: numpy's numbers do, a bool never does."""

import dataclasses
import inspect
import re
from pathlib import Path

import numpy as np
import pytest

import lecture_core
from lecture_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    Network,
    comparable_rate,
    epochs_to_reach,
    flow,
    learning_time,
    learning_times,
    load_digits,
    numerical_gradient,
    published_widget_rule,
    train_neuron,
    train_seeds,
    waking,
    wilson_interval,
)
from lecture_core.checks import finite, floating, generator, like, matrix, one_of, real, whole
from lecture_core.experiments.seeds import Runs
from lecture_core.experiments.start_map import LearningTimes
from lecture_core.experiments.xor_twins import (
    KeptRun,
    equal_start_rates,
    saturated,
    train_and_keep,
    train_twins,
    typical_slopes,
    xor,
)
from lecture_core.network import Gradients, TrainingHistory
from lecture_core.neuron import LEARNT, NeuronHistory

X, Y = xor()
DIGITS = load_digits()
Q = {"cost": QUADRATIC}


def rng():
    return np.random.default_rng(0)


def net():
    return Network([2, 3, 1], rng=rng())


def train(**changes):
    options = {"cost": QUADRATIC, "eta": 2, "epochs": 2, "batch_size": 2} | changes
    return net().train(X, Y, rng=rng(), **options).cost


REAL = {  # wherever a real number is asked for
    "train_neuron w": lambda v: train_neuron(v, 1, eta=1, **Q).C,
    "train_neuron b": lambda v: train_neuron(1, v, eta=1, **Q).C,
    "train_neuron eta": lambda v: train_neuron(1, 1, eta=v, **Q).C,
    "train_neuron x": lambda v: train_neuron(1, 1, eta=1, x=v, **Q).C,
    "train_neuron y": lambda v: train_neuron(1, 1, eta=1, y=v, cost=CROSS_ENTROPY).C,
    "epochs_to_reach eta": lambda v: epochs_to_reach(0.2, 1, [1], eta=v, max_epochs=9, **Q),
    "epochs_to_reach x": lambda v: epochs_to_reach(0.2, 1, 1, eta=1, x=v, max_epochs=9, **Q),
    "cost z": lambda v: CROSS_ENTROPY.value(v, 1),
    "cost y": lambda v: CROSS_ENTROPY.value(1, v),
    "learning_time z0": lambda v: learning_time(v, 0, eta=1, **Q),
    "learning_time z1": lambda v: learning_time(1, v, eta=1, **Q),
    "learning_time eta": lambda v: learning_time(1, 0, eta=v, **Q),
    "learning_time x": lambda v: learning_time(1, 0, eta=1, x=v, **Q),
    "flow t": lambda v: flow(1, v, eta=1, **Q),
    "comparable_rate w": lambda v: comparable_rate("first_step", v, 1, eta=1),
    "comparable_rate b": lambda v: comparable_rate("first_step", 1, v, eta=1),
    "comparable_rate eta": lambda v: comparable_rate("same_rate", 1, 1, eta=v),
    "comparable_rate x": lambda v: comparable_rate("first_step", 1, 1, eta=1, x=v),
    "published w": lambda v: published_widget_rule(v, 1, eta=0.01).C,
    "published b": lambda v: published_widget_rule(1, v, eta=0.01).C,
    "published eta": lambda v: published_widget_rule(1, 1, eta=v, epochs=2).C,
    "published x": lambda v: published_widget_rule(1, 1, eta=0.01, x=v).C,
    "learning_times eta": lambda v: learning_times(eta=v, points=3, limit=9, **Q).epochs,
    "learning_times low": lambda v: learning_times(eta=1, low=v, points=3, limit=9, **Q).epochs,
    "learning_times high": lambda v: learning_times(eta=1, high=v, points=3, limit=9, **Q).epochs,
    "Network scale": lambda v: Network([2, 2], rng=rng(), scale=v).weights[0],
    "train eta": lambda v: train(eta=v),
    "numerical_gradient step": lambda v: numerical_gradient(net(), X, Y, step=v, **Q).biases[0],
    "saturated shift": lambda v: saturated(net(), 1, v).biases[0],
    "train_twins eta": lambda v: train_twins(net(), X, Y, eta=v, epochs=2)[0].error,
    "train_and_keep eta": lambda v: train_and_keep(net(), X, Y, eta=v, epochs=2, **Q).error,
    "equal_start_rates": lambda v: list(equal_start_rates(v).values()),
    "wilson_interval z": lambda v: wilson_interval(1, 2, v),
    "train_seeds eta": lambda v: train_seeds(DIGITS, eta=v, seeds=[1], epochs=1, **Q).accuracy,
    "waking eta": lambda v: waking(DIGITS, eta=v, seed=1, epochs=1, every=1000, **Q)[1],
}
TARGET = {  # as REAL, but 1 is too large
    "epochs_to_reach": lambda v: epochs_to_reach(v, 1, [2, 3], eta=1, max_epochs=99, **Q),
    "learning_times": lambda v: learning_times(eta=1, target=v, points=3, limit=9, **Q).epochs,
}
WHOLE = {  # wherever a whole number is asked for
    "train_neuron epochs": lambda v: train_neuron(1, 1, eta=1, epochs=v, **Q).C,
    "epochs_to_reach max": lambda v: epochs_to_reach(0.7, 1, 1, eta=1, max_epochs=v, **Q),
    "comparable_rate epochs": lambda v: comparable_rate("final_output", 1, 1, eta=1, epochs=v),
    "published epochs": lambda v: published_widget_rule(1, 1, eta=0.1, epochs=v).C,
    "Network sizes": lambda v: Network([v, v], rng=rng()).weights[0],
    "train epochs": lambda v: train(epochs=v),
    "train batch_size": lambda v: train(batch_size=v),
    "learning_times points": lambda v: learning_times(eta=1, points=v, limit=9, **Q).epochs,
    "learning_times limit": lambda v: learning_times(eta=1, points=3, limit=v, **Q).epochs,
    "saturated layer": lambda v: saturated(net(), v, 1).biases[1],
    "train_twins epochs": lambda v: train_twins(net(), X, Y, eta=1, epochs=v)[0].error,
    "typical_slopes networks": lambda v: typical_slopes([2, 1], X, Y, QUADRATIC, networks=v),
    "wilson_interval right": lambda v: wilson_interval(v, 2),
    "wilson_interval total": lambda v: wilson_interval(1, v),
    "waking seed": lambda v: waking(DIGITS, eta=1, seed=v, epochs=0, **Q)[1],
    "train_seeds seeds": lambda v: train_seeds(DIGITS, eta=1, seeds=[v], epochs=0, **Q).accuracy,
}
ONES = [1.0, np.int8(1), np.uint16(1), np.int64(1), np.array(1), np.float32(1), np.array(1.0)]
HALVES = [np.float16(0.5), np.float32(0.5), np.float64(0.5), np.longdouble(0.5), np.array(0.5)]
TWOS = [np.int8(2), np.uint16(2), np.int64(2), np.array(2), np.array(2, np.int32)]
TRUTHS = [True, np.True_, np.array(True)]


@pytest.mark.parametrize("asked", REAL | TARGET)
def test_numpy_s_numbers_are_numbers_where_a_real_one_is_asked_for(asked):
    call = (REAL | TARGET)[asked]
    for plain, others in ((1, ONES if asked in REAL else []), (0.5, HALVES)):
        expected = call(plain) if others else None
        for value in others:
            np.testing.assert_allclose(call(value), expected, rtol=1e-2 if isinstance(
                value, np.float16) else 1e-6, err_msg=repr(value))


@pytest.mark.parametrize("asked", WHOLE)
def test_numpy_s_numbers_are_numbers_where_a_whole_one_is_asked_for(asked):
    expected = WHOLE[asked](2)
    for value in TWOS:
        np.testing.assert_array_equal(WHOLE[asked](value), expected)


@pytest.mark.parametrize("asked", REAL | TARGET | WHOLE)
def test_a_truth_is_no_number(asked):
    for truth in TRUTHS:
        with pytest.raises(TypeError, match=r"must be a (real|whole) number.*, got .*True"):
            (REAL | TARGET | WHOLE)[asked](truth)


@pytest.mark.parametrize("asked", WHOLE)
@pytest.mark.parametrize("value", [2.0, np.float64(2), np.array(2.0), np.array([2]), "2", None])
def test_what_is_no_whole_number_is_refused_in_our_words(asked, value):
    with pytest.raises(TypeError, match="must be a whole number of at least"):
        WHOLE[asked](value)


@pytest.mark.parametrize("hidden", [
    [True, 2.0], [1, False], (1.5, np.True_), [[1.0, 2.0], [3.0, True]], [np.array([True]), [2.0]]])
def test_a_truth_among_numbers_is_found(hidden):
    with pytest.raises(TypeError, match=r"w must be a real number or an array of them, got"):
        floating(hidden, "w")
    with pytest.raises(TypeError, match="w must be a real number"):
        train_neuron(hidden, 1.0, eta=1, cost=QUADRATIC)


def test_the_bounds_of_a_check_belong_to_what_is_allowed():
    assert whole(3, "n", 3) == 3 and type(whole(np.int8(3), "n")) is int
    with pytest.raises(ValueError, match=r"^n must be a whole number of at least 3, got 2$"):
        whole(2, "n", 3)
    assert real(5e-324, "eta", positive=True) == 5e-324
    for value in (0, -0.0, -1):
        with pytest.raises(ValueError, match=rf"^eta must be .* greater than 0, got {value:.1f}$"):
            real(value, "eta", positive=True)
    assert matrix([[1, 2]], "X", 2).shape == (1, 2)
    with pytest.raises(ValueError, match=r"X must have the shape \(m, 2\), .* got \(0, 2\)"):
        matrix(np.zeros((0, 2)), "X", 2)


def test_what_counts_as_learnt_is_the_lecture_s_fifth():
    assert LEARNT == 0.2


def test_a_whole_number_is_at_least_nought_where_no_bound_is_named():
    assert whole(0, "n") == 0
    with pytest.raises(ValueError, match=r"^n must be a whole number of at least 0, got -1$"):
        whole(-1, "n")


@pytest.mark.parametrize("value", [[[1, 2, 3]], [1, 2], [[[1, 2]]], 1.0, np.zeros((0, 2))])
def test_a_matrix_has_two_axes_a_row_and_its_columns(value):
    with pytest.raises(ValueError, match=r"^X must have the shape \(m, 2\), one example a row"):
        matrix(value, "X", 2)


def test_a_choice_is_one_of_the_words_allowed():
    assert one_of("b", "letter", ("a", "b")) == "b"
    for odd in ("c", "", None, 1, ["a"], len):
        with pytest.raises(ValueError, match=r"^letter must be one of a, b, got "):
            one_of(odd, "letter", ("a", "b"))


def test_what_is_too_large_for_a_float_is_refused_without_a_warning():
    with pytest.raises(ValueError, match=r"^w must be a finite number, got inf$"):
        finite(np.longdouble("1e4000") if np.finfo(np.longdouble).max > 1e308 else np.inf, "w")


def test_rows_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match=r"^w must be a number or a rectangular array, got \[\["):
        floating([[1.0], [1.0, 2.0]], "w")


def test_every_argument_of_what_is_public_may_be_named():
    public = [getattr(lecture_core, name) for name in lecture_core.__all__]
    methods = [method for kind in public if inspect.isclass(kind)
               for name, method in inspect.getmembers(kind, inspect.isfunction)
               if name == "__init__" or not name.startswith("_")]
    for function in [*filter(inspect.isfunction, public), *methods]:
        kinds = {name: argument.kind
                 for name, argument in inspect.signature(function).parameters.items()}
        assert inspect.Parameter.POSITIONAL_ONLY not in kinds.values(), (function, kinds)


@pytest.mark.parametrize("make", [
    lambda: train_neuron(1, 1, eta=1, epochs=2, **Q),
    lambda: net().gradients(X, Y, QUADRATIC),
    lambda: net().train(X, Y, cost=QUADRATIC, eta=1, epochs=1, batch_size=2, rng=rng()),
    lambda: learning_times(eta=1, points=3, limit=9, **Q),
])
def test_a_result_is_equal_to_itself_alone_and_cannot_be_overwritten(make):
    one, other = make(), make()
    assert one == one and one != other and len({one, other}) == 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(one, dataclasses.fields(one)[0].name, None)


def test_the_first_bad_number_of_an_array_is_named():
    with pytest.raises(ValueError, match=r"^w must be a finite number, got -inf$"):
        finite([1.0, -np.inf, np.nan], "w")
    with pytest.raises(ValueError, match=r"^w must be one number, got an array of shape \(1,\)$"):
        real([1.0], "w")


def test_a_result_has_the_form_of_what_was_asked():
    assert type(like(2, np.float64(3))) is type(like(2.0, np.array(3.0))) is float
    assert type(like(np.float32(2), np.array(3, np.float32))) is np.float32
    assert like(np.array(2.0), np.float64(3)).shape == () and like([2], np.array([3])).shape == (1,)


@pytest.mark.parametrize(("call", "words"), [
    (lambda: Network(3, rng=rng()), "sizes must be a list, got 3"),
    (lambda: Network.from_parameters(None, [[1.0]]), "weights must be a list, got None"),
    (lambda: Network.from_parameters([[[1.0]]], 2.0), r"biases must be a list, got 2\.0"),
    (lambda: train_seeds(DIGITS, eta=1, seeds=3, **Q), "seeds must be a list, got 3"),
])
def test_one_thing_where_several_are_asked_for_is_refused(call, words):
    with pytest.raises(TypeError, match=words):
        call()
    assert Network((2, np.int64(1)), rng=rng()).sizes == [2, 1]


def test_only_a_generator_is_a_source_of_random_numbers():
    source = rng()
    assert generator(source) is source
    with pytest.raises(TypeError, match=r"rng must be a numpy\.random\.Generator, got 5"):
        generator(5)


def test_labels_are_of_the_type_that_numpy_counts_by(monkeypatch):
    """np.bincount takes no int64 where the index type is 32 bits wide, as in WebAssembly."""
    assert {part.labels.dtype for part in (DIGITS.train, DIGITS.validation, DIGITS.test)} == {
        np.dtype(np.intp)}
    monkeypatch.setattr(np, "intp", np.int32)
    assert load_digits().train.labels.dtype == np.int32


def test_no_integer_of_the_maths_has_a_width_of_its_own():
    """Whole numbers are Python's or of the index type, so that a 32-bit processor can use them."""
    for folder in ("", "fast", "experiments"):
        for path in (Path(lecture_core.__file__).parent / folder).glob("*.py"):
            found = re.findall(r"\bu?int(?:16|32|64)\b|astype\(int\)|dtype=int\b",
                               path.read_text(encoding="utf-8"))
            assert not found, f"{path.name}: {found}"


@pytest.mark.parametrize(
    "kind", [Gradients, KeptRun, LearningTimes, NeuronHistory, Runs, TrainingHistory])
def test_a_result_of_arrays_is_kept_as_it_came_and_equals_itself_alone(kind):
    one, other = (kind(**dict.fromkeys(kind.__dataclass_fields__, np.zeros(2))) for _ in range(2))
    assert one != other and one in [other, one] and one in {other, one}
    with pytest.raises(AttributeError):
        one.cost = 0.0
