"""The exercises of notebook 07."""

import numpy as np

from lecture_core.activation import logit, sigmoid_prime
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.exercises.answers import array_of, came, pair, real, several
from lecture_core.exercises.trial import call, takes, trial
from lecture_core.exercises.verdict import Refusal, right, wrong
from lecture_core.experiments.xor_twins import layer_slopes, saturated, typical_slopes, xor
from lecture_core.laws import learning_time
from lecture_core.network import Network
from lecture_core.neuron import LEARNT, epochs_to_reach, train_neuron
from lecture_core.words import number


def _valley():
    """w and the mean quadratic cost of the examples x = 1 and x = -8, both with y = 0.1."""
    w = np.linspace(-8, 4, 2401)
    return w, (QUADRATIC.value(w, 0.1) + QUADRATIC.value(-8 * w, 0.1)) / 2


def _hump(answer):
    place = real(answer)
    w, C = _valley()
    middle = slice(1, -1)
    top = w[middle][(C[middle] > C[:-2]) & (C[middle] > C[2:])][0]
    hollows = w[middle][(C[middle] < C[:-2]) & (C[middle] < C[2:])]
    if abs(place - top) <= 0.1:
        return right("hump_right", w=number(top))
    if np.any(np.abs(place - hollows) <= 0.1):
        return wrong("hump_hollow", w=number(place))
    if abs(place + top) <= 0.1:
        return wrong("hump_sign", mistake="sign", w=number(place))
    return wrong("hump_not", w=number(place))


def _dearer(answer):
    given = np.array(pair(answer))
    wanted = np.array([learning_time(16.0, goal, eta=1.0, cost=cost)
                       / learning_time(8.0, goal, eta=1.0, cost=cost)
                       for goal in [logit(LEARNT)] for cost in (QUADRATIC, CROSS_ENTROPY)])
    near = np.abs(given - wanted) <= 0.05 * wanted
    if near.all():
        return right("dearer_right", quadratic=number(wanted[0]), cross_entropy=number(wanted[1]))
    if (np.abs(given[::-1] - wanted) <= 0.05 * wanted).all():
        return wrong("dearer_swapped")
    if (np.abs(given * wanted - 1) <= 0.05).all():
        return wrong("dearer_inverse")
    if near[0] and abs(given[1] - 2) <= 0.1:
        return wrong("dearer_two")
    if near.any():
        return wrong("dearer_quadratic" if near[1] else "dearer_cross_entropy")
    return wrong("dearer_not")


def _largest(answer):
    value = real(answer)
    best = sigmoid_prime(0.0) ** 7
    if 0.99 * best <= value <= 1.01 * best:
        return right("largest_right", value=number(value))
    slips = {"sigma": 0.5**7, "fewer": 0.25**6, "more": 0.25**8, "sum": 7 * 0.25, "one": 0.25}
    for slip, other in slips.items():
        if 0.99 * other <= value <= 1.01 * other:
            return wrong(f"largest_{slip}", value=number(value))
    return wrong("largest_high" if value > best else "largest_low", value=number(value))


def all_claims():
    """Whether each claim of the exercise is true, by the experiment that decides it."""
    speed = [sigmoid_prime(z) * CROSS_ENTROPY.delta(z, 0.0) for z in (8.0, 0.0)]
    soft = train_neuron(2, 2, eta=1, cost=CROSS_ENTROPY, y=0.3, epochs=500)
    asleep = saturated(Network([2, 4, 1], rng=np.random.default_rng(5)), 1, 8.0)
    hidden = [layer_slopes(asleep, *xor(), cost) for cost in (QUADRATIC, CROSS_ENTROPY)]
    needed = [epochs_to_reach(LEARNT, 2.0, 2.0, eta=eta, cost=cost, max_epochs=2000)
              for cost, eta in ((CROSS_ENTROPY, 0.005), (QUADRATIC, 0.15))]
    w = np.linspace(-8, 4, 1201)
    C = CROSS_ENTROPY.value(w, 0.1) + CROSS_ENTROPY.value(-8 * w, 0.1)
    first, *_, last = typical_slopes([2, 6, 6, 6, 6, 1], *xor(), CROSS_ENTROPY, networks=20)
    return (speed[0] >= speed[1],
            abs(soft.a[-1] - 0.3) < 0.01 and soft.C[-1] > 0.1,
            all(first < 0.01 * last for first, last in hidden),
            needed[0] < needed[1],
            np.all(np.diff(C, 2) > 0),
            first > 0.5 * last)


def _true_claims(answer):
    chosen, claims = several(answer), all_claims()
    for claim in chosen:
        if claim not in range(1, len(claims) + 1):
            return wrong("claims_number", claim=number(claim), count=len(claims))
        if not claims[int(claim) - 1]:
            return wrong(f"claims_false_{int(claim)}")
    return right("claims_right") if len(set(chosen)) == sum(claims) else wrong("claims_more")


def _measured_slope(answer):
    takes(answer, ("C", "z"))
    z = np.array([-3.0, -1.0, 0.5, 2.0, 3.5])
    curves = [(lambda v: v**3, 3 * z**2), (np.sin, np.cos(z)), (np.exp, np.exp(z))]

    def slopes(curve):
        result = call(answer, {"C": curve, "z": z})
        values = array_of(result, "dC/dz")
        if values.shape != z.shape:
            raise Refusal("result_shape", name="dC/dz", wanted=str(len(z)), came=came(values))
        return values

    found = np.array(trial(lambda: [slopes(curve) for curve, _ in curves]))
    truth = np.array([slope for _, slope in curves])

    def agrees(other, share):
        return np.all(np.abs(found - other) <= share * (1 + np.abs(other)))

    if agrees(truth, 1e-6):
        return right("slope_right")
    slips = {"sign": -truth, "factor_two": 2 * truth, "half": truth / 2}
    for slip, other in slips.items():
        if agrees(other, 1e-3):
            slip = "factor_two" if slip == "half" else slip
            return wrong(f"slope_{slip}", mistake=slip)
    if agrees(truth, 1e-2):
        return wrong("slope_cancels", mistake="cancels")
    if np.all(np.abs(found) < 1e-2):
        return wrong("slope_undivided")
    curve, k = np.unravel_index(np.nanargmax(np.abs(found - truth)), found.shape)
    return wrong("slope_not", z=number(z[k]), value=number(found[curve, k]),
                 curve=("z ** 3", "np.sin(z)", "np.exp(z)")[curve])


TASKS = {"hump": _hump, "dearer": _dearer, "largest": _largest, "true_claims": _true_claims,
         "measured_slope": _measured_slope}
