"""The exercises of notebook 04 that are answered by numbers, or by functions of one number."""

from math import exp

import numpy as np

from lecture_core.activation import logit, sigmoid, sigmoid_prime
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.exercises.answers import pair, real, returned
from lecture_core.exercises.trial import call, takes, trial
from lecture_core.exercises.verdict import SLIPS, Refusal, right, wrong
from lecture_core.laws import learning_time
from lecture_core.neuron import LEARNT, epochs_to_reach
from lecture_core.words import number

RATES = {QUADRATIC: 0.15, CROSS_ENTROPY: 0.005}


def _straight_wait(answer):
    epochs = real(answer)
    eta = RATES[CROSS_ENTROPY]
    wanted = learning_time(20.0, 10.0, eta=eta, cost=CROSS_ENTROPY)
    if abs(epochs - wanted) <= 0.01 * wanted:
        return right("straight_right", epochs=number(epochs, 4))
    if abs(epochs - 2 * wanted) <= 0.02 * wanted:
        return wrong("straight_bias", mistake="bias_not_updated", epochs=number(epochs, 4))
    if epochs > exp(10):
        return wrong("straight_quadratic", epochs=number(epochs))
    return wrong("straight_not", epochs=number(epochs, 4), way=number(2 * eta * epochs))


def _late_digit(answer):
    quadratic, cross = pair(answer)
    wanted = 10**2, 10  # a falls as t^(-1/2), and as t^(-1)

    def is_near(value, wanted):
        return abs(value - wanted) <= 0.03 * wanted

    if is_near(quadratic, wanted[0]) and is_near(cross, wanted[1]):
        return right("late_right")
    slips = {"swapped": wanted[::-1], "inverse": (0.01, 0.1), "powers": (2, 1)}
    for slip, pair_of in slips.items():
        if is_near(quadratic, pair_of[0]) and is_near(cross, pair_of[1]):
            return wrong(f"late_{slip}")
    if is_near(quadratic, wanted[0]) or is_near(cross, wanted[1]):
        return wrong("late_half")
    return wrong("late_not")


def _needed(z0):
    return [epochs_to_reach(LEARNT, z0 / 2, z0 / 2, eta=eta, cost=cost, max_epochs=100_000)
            for cost, eta in RATES.items()]


def _overtaking(answer):
    if isinstance(answer, tuple) and len(answer) == 2:
        raise Refusal("overtaking_pair")
    z0 = real(answer, 0, 700)  # a start near the target draws level, too, at once
    quadratic, cross = _needed(z0)
    if np.isnan(quadratic):
        return wrong("overtaking_far", z=number(z0, 4))
    numbers = {"z": number(z0, 4), "quadratic": int(quadratic), "cross_entropy": int(cross)}
    if abs(quadratic - cross) <= 0.05 * cross:
        return right("overtaking_right", **numbers)
    if abs(z0 - 5.01) < 0.02:  # where e^z / 0.3 = z / 0.01
        return wrong("overtaking_leading", **numbers)
    return wrong("overtaking_before" if quadratic < cross else "overtaking_after", **numbers)


def _values(function, name, *points):
    """The values of a reader's function of the arguments `name`, one number for each point."""
    takes(function, name)

    def value(point):
        result = call(function, dict(zip(name, point, strict=True)))
        return returned(result)

    return trial(lambda: [value(point) for point in points])


def _widget_cost(answer):
    # So wide that a formula in float32 keeps four digits of its slope.
    h, z = 1e-2, np.array([-2.0, -0.5, 0.0, 1.5, 4.0])
    values = np.array(_values(answer, ("z",), *[(float(v),) for v in (*(z + h), *(z - h))]))
    slope, wanted = (values[:5] - values[5:]) / (2 * h), 1 + np.exp(z)

    def agrees(other):
        return np.all(np.abs(slope - other) < 1e-4 * (1 + np.abs(other)))

    if agrees(wanted):
        return right("widget_cost_right")
    slips = {"one": np.exp(z), "sign": -wanted, "true": sigmoid(z), "linear": 1 + 0 * z}
    for slip, value in slips.items():
        if agrees(value):
            return wrong(f"widget_cost_{slip}", mistake=SLIPS.get(slip))
    off = np.argmax(np.abs(slope - wanted) / wanted)
    return wrong("widget_cost_not", z=number(z[off]), slope=number(slope[off]))


def _fair_rate(answer):
    starts = [(0.6, 0.9), (2.0, 2.0), (3.0, 1.5), (0.5, 2.0)]
    eta = np.array(_values(answer, ("w", "b"), *starts))
    if np.any(eta <= 0):
        return wrong("fair_positive", eta=number(eta.min()))
    w, b = np.transpose(starts)
    old = RATES[QUADRATIC]

    def time(cost, z):
        return learning_time(z, np.full_like(z, logit(LEARNT)), eta=1.0, cost=cost)

    fair = old * time(CROSS_ENTROPY, w + b) / time(QUADRATIC, w + b)

    def agrees(other, share=0.01):
        return np.all(np.abs(eta - other) <= share * other)

    if agrees(fair):
        return right("fair_right")
    slips = {"inverse": old**2 / fair, "same": np.full(4, old), "sixth": np.full(4, old / 6),
             "first_step": old * sigmoid_prime(w + b),
             "no_bias": old * time(CROSS_ENTROPY, w) / time(QUADRATIC, w)}
    for slip, value in slips.items():
        if agrees(value):
            return wrong(f"fair_{slip}")
    k = int(np.argmax(np.abs(np.log(eta / fair))))
    return wrong("fair_not", w=number(w[k]), b=number(b[k]), eta=number(eta[k]),
                 quadratic=round(time(QUADRATIC, w + b)[k] / old),
                 cross_entropy=number(time(CROSS_ENTROPY, w + b)[k] / eta[k]))


TASKS = {"straight_wait": _straight_wait, "late_digit": _late_digit, "overtaking": _overtaking,
         "widget_cost": _widget_cost, "fair_rate": _fair_rate}
