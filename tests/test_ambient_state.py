"""The reader's np.seterr, or warnings made errors, change no number and no refusal of the maths."""

from functools import partial

import numpy as np
import pytest

from lecture_core import (
    COMPARISONS,
    CROSS_ENTROPY,
    QUADRATIC,
    Network,
    comparable_rate,
    epochs_to_reach,
    flow,
    gradient_disagreement,
    learning_time,
    learning_times,
    load_digits,
    logit,
    numerical_gradient,
    published_widget_rule,
    sigmoid,
    sigmoid_prime,
    softplus,
    train_neuron,
    train_seeds,
    waking,
    wright_omega,
)
from lecture_core.experiments.seeds import own_outputs, right_by_digit
from lecture_core.experiments.xor_twins import (
    layer_slopes,
    saturated,
    train_twins,
    typical_slopes,
    xor,
)

COSTS = (QUADRATIC, CROSS_ENTROPY)
FAR = np.array([-np.inf, -1e300, -1000, -745.13, -400, 0, 1e-300, 400, 740, 1000, np.inf, np.nan])
HALF = np.array([-np.inf, -6e4, -20, 0, 6e-8, 20, 6e4, np.inf, np.nan], np.float16)
DIGITS = load_digits()
X, Y = xor()


def wild(scale=10.0):
    """The digits' network as its lab can be set: far out in saturation."""
    return Network([64, 30, 10], rng=np.random.default_rng(0), scale=scale)


def asleep(layer, shift):
    return saturated(Network([2, 4, 1], rng=np.random.default_rng(5)), layer, shift)


def arrays(result):
    """All the numbers of a result, however nested."""
    if isinstance(result, (list, tuple)):
        return [array for part in result for array in arrays(part)]
    if hasattr(result, "__dataclass_fields__"):
        skipped = ("cost", "networks", "histories", "seconds")
        return arrays([getattr(result, name) for name in result.__dataclass_fields__
                       if name not in skipped])
    if isinstance(result, Network):
        return [*result.weights, *result.biases]
    return [] if result is None else [np.asarray(result)]


def training(cost):
    network = wild()
    history = network.train(DIGITS.train.X, DIGITS.train.Y, cost=cost, eta=30.0, epochs=2,
                            batch_size=10, rng=np.random.default_rng(0),
                            validation=(DIGITS.test.X, DIGITS.test.Y))
    return history, network


def sevens():
    part = DIGITS.train
    return type(part)(*(array[part.labels == 7] for array in (part.X, part.Y, part.labels)))


CALLS = {
    "sigmoid": lambda cost: [f(FAR) for f in (sigmoid, sigmoid_prime, softplus, wright_omega)],
    "float16": lambda cost: [f(HALF) for f in (sigmoid, sigmoid_prime, softplus)],
    "logit": lambda cost: logit([0, 5e-324, 0.2, 1, 1.5, -0.5, np.nan]),
    "cost": lambda cost: [f(FAR, y) for f in (cost.value, cost.delta) for y in (0, 0.3, 1, 1e-320)],
    "neuron": lambda cost: [train_neuron(0.0, z, eta=0.15, cost=cost, epochs=9)
                            for z in (800.0, -800.0, 1e-310, [800.0, -800.0, 1e-310])],
    "epochs": lambda cost: [
        epochs_to_reach(0.2, 0.0, z, eta=eta, cost=cost, max_epochs=50)
        for z in (-800.0, 800.0, [-800.0, 1e-310, 2.0, 800.0]) for eta in (0.15, 7.0, 1e-300)],
    "laws": lambda cost: [
        learning_time([np.inf, 800, 1e-310, 5, np.nan], [-np.inf, -800, -1e-310, 5, 0], eta=eta,
                      cost=cost, x=x) for eta in (1e-300, 1e300) for x in (1.0, 1e200)] + [
        flow(FAR, 5.0, eta=0.1, cost=cost), flow(FAR, 1e300, eta=1e300, cost=cost)],
    "rates": lambda cost: [comparable_rate(way, *start, eta=1e-6) for way in COMPARISONS
                           for start in ((10, 10), (-10, -10), (300, 300))],
    "published": lambda cost: published_widget_rule(-400, -400, eta=0.005, epochs=9),
    "slopes": lambda cost: [wild().gradients(DIGITS.test.X, DIGITS.test.Y, cost),
                            wild().cost(DIGITS.test.X, DIGITS.test.Y, cost),
                            wild().forward(DIGITS.test.X)],
    "tiny scale": lambda cost: wild(1e-309),
    "training": training,
    "digits": lambda cost: [own_outputs(wild(), sevens()), right_by_digit(wild(), sevens()),
                            waking(DIGITS, cost=cost, eta=30, seed=0, epochs=1, every=500, scale=9),
                            train_seeds(DIGITS, cost=cost, eta=30, seeds=[0], epochs=1, scale=9)],
    "map": lambda cost: learning_times(eta=0.15, cost=cost, low=-400, high=400, points=5, limit=9),
    "twins": lambda cost: [
        (run, run.steps(0), run.steps(60)) for layer in (1, 2) for shift in (-700, 12, 700)
        for run in train_twins(asleep(layer, shift), X, Y, eta=20, epochs=60)],
    "layers": lambda cost: [layer_slopes(asleep(2, 400), X, Y, cost),
                            typical_slopes([2, 6, 1], X, Y, cost, networks=5, scale=200.0),
                            numerical_gradient(asleep(2, 400), X, Y, cost),
                            gradient_disagreement(asleep(1, 400), X, Y, cost)],
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
def test_no_number_depends_on_the_reader_s_np_seterr(cost, call):
    quiet = arrays(CALLS[call](cost))
    with np.errstate(all="raise"):
        loud = arrays(CALLS[call](cost))
    assert len(quiet) == len(loud) > 0
    for one, other in zip(quiet, loud, strict=True):
        np.testing.assert_array_equal(one, other)


def overflowing_network():
    network = Network([2, 3, 1], rng=np.random.default_rng(0))
    network.train(X * 1e10, Y, cost=CROSS_ENTROPY, eta=1e308, epochs=3, batch_size=1,
                  rng=np.random.default_rng(0))


@pytest.mark.parametrize(("call", "words"), [
    (partial(train_neuron, 1e308, 0.0, eta=1, cost=QUADRATIC, x=1e10), "the numbers overflow"),
    (partial(train_neuron, [1e308], 0.0, eta=1, cost=QUADRATIC, x=1e10), "the numbers overflow"),
    (partial(train_neuron, 0, [0.0], eta=1e308, cost=QUADRATIC, x=1e10), "the numbers overflow"),
    (partial(epochs_to_reach, 0.2, [1e308], 1e308, eta=1, cost=QUADRATIC, max_epochs=3),
     "the numbers overflow"),
    (partial(published_widget_rule, 400, 400, eta=0.005), "the numbers overflow"),
    (overflowing_network, "eta must be so small that the weights stay finite"),
    (partial(train_twins, asleep(1, 0), X * 1e10, Y, eta=1e308, epochs=3),
     "eta must be so small that the weights stay finite"),
    (partial(wild, 1e308), "weights must be a finite number, got"),
    (partial(saturated, saturated(asleep(1, 0), 1, 1.7e308), 1, 1.7e308),
     "biases must be a finite number, got inf"),
    (partial(train_neuron, np.longdouble("1e400"), 0.0, eta=1, cost=QUADRATIC),
     "w must be a finite number"),
])
def test_what_overflows_is_refused_in_a_sentence_under_any_np_seterr(call, words):
    for state in ("ignore", "raise"):
        with np.errstate(all=state), pytest.raises(ValueError, match=words):
            call()


def test_the_state_is_the_reader_s_between_the_slices_of_a_training_and_after_it():
    slices = wild().train_epochs(DIGITS.test.X, DIGITS.test.Y, cost=QUADRATIC, eta=1.0, epochs=2,
                                 batch_size=10, rng=np.random.default_rng(0))
    before = np.geterr()
    assert [np.geterr() for _ in slices] == [before] * 3 and np.geterr() == before
    with np.errstate(all="raise"):
        seen = []
        wild().train(DIGITS.test.X, DIGITS.test.Y, cost=QUADRATIC, eta=1.0, epochs=1,
                     batch_size=10, rng=np.random.default_rng(0),
                     progress=lambda *_: seen.append(np.geterr()["under"]))
    assert seen == ["raise"]
