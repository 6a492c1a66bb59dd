"""The exercises of notebook 03 that are answered by numbers."""

from math import log

import numpy as np

from lecture_core.activation import logit
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.exercises.answers import pair, real, several
from lecture_core.exercises.verdict import SLIPS, right, wrong
from lecture_core.words import number


def _soft(answer):
    a, C = pair(answer)
    least = CROSS_ENTROPY.value(logit(0.2), 0.2)
    if abs(C - 0.2) < 1e-3 and abs(a - least) < 1e-3:
        return wrong("soft_swapped")
    if not 0 < a < 1:
        return wrong("soft_outside", a=number(a))
    numbers = {"a": number(a), "C": number(C, 4)}
    if abs(a - 0.2) > 1e-3:
        slip = "mirror" if abs(a - 0.8) <= 1e-3 else "where"
        return wrong(f"soft_{slip}", mistake=SLIPS.get(slip), a=number(a),
                     C=f"{CROSS_ENTROPY.value(logit(a), 0.2):.4f}")
    if abs(C - least) < 1e-3:
        return right("soft_right", a=number(a), C=f"{least:.4f}")
    slips = {"zero": 0.0, "bits": least / log(2), "digits": least / log(10), "sign": -least,
             "half": -0.2 * log(0.2)}
    for slip, value in slips.items():
        if abs(C - value) < 1e-3:
            return wrong(f"soft_{slip}", mistake=SLIPS.get(slip), **numbers)
    return wrong("soft_how_large", **numbers)


def _ratio(answer):
    z = real(answer, -700, 700)
    with np.errstate(all="ignore"):
        ratio = float(CROSS_ENTROPY.delta(z, 0.5) / QUADRATIC.delta(z, 0.5)) if z else 4.0
    numbers = {"z": number(z, 4), "ratio": number(ratio, 4)}
    if 100 <= ratio <= 101:
        return right("ratio_right", **numbers)
    key = "ratio_two" if abs(abs(z) - log(100)) < 0.006 else "ratio_not"
    return wrong(key, **numbers)


def _slip(answer):
    # The line with x twice has the slope x^2 delta where x delta is right.
    inputs = several(answer)
    for x in inputs:
        if x * x != x:
            return wrong("slip_minus" if x == -1 else "slip_wrong", x=number(x))
    return right("slip_right") if set(inputs) == set(np.roots([1, -1, 0])) else wrong("slip_more")


TASKS = {"soft": _soft, "ratio": _ratio, "slip": _slip}
