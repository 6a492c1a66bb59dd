"""The exercises of notebook 02 that are answered by numbers."""

from math import floor, isnan, log

import numpy as np

from lecture_core.activation import logit, sigmoid, sigmoid_prime
from lecture_core.costs import QUADRATIC
from lecture_core.exercises.answers import pair, real
from lecture_core.exercises.verdict import right, wrong
from lecture_core.laws import learning_time
from lecture_core.neuron import LEARNT, epochs_to_reach
from lecture_core.words import number

ETA = 0.15


def _near(value, wanted, share=0.01):
    return abs(value - wanted) <= share * abs(wanted)


def _how_flat(answer):
    times = real(answer)
    wanted = sigmoid_prime(0.0) / sigmoid_prime(6.0)
    if _near(times, wanted):
        return right("how_flat_right", times=number(times, 4))
    slips = {"inverse": 1 / wanted, "one": 1 / sigmoid_prime(6.0), "slope": sigmoid_prime(6.0),
             "outputs": sigmoid(6.0) / sigmoid(0.0)}
    for slip, value in slips.items():
        if _near(times, value):
            return wrong(f"how_flat_{slip}", times=number(times))
    return wrong("how_flat_more" if times < wanted else "how_flat_less", times=number(times))


def _fastest_output(answer):
    a = real(answer)
    if _near(a, -log(2)):
        return wrong("fastest_z", a=number(a))
    if not 0 < a < 1:
        return wrong("fastest_outside", a=number(a))
    every = np.linspace(0, 1, 10_001)
    pushes = every * (1 - every) ** 2
    push, best, place = a * (1 - a) ** 2, pushes.max(), every[pushes.argmax()]
    numbers = {"a": number(a), "push": f"{push:.4f}"}
    if abs(a - place) <= 0.01:
        return right("fastest_right", **numbers)
    if abs(a - (1 - place)) <= 0.01:
        return wrong("fastest_mirror", mistake="target_mirrored", **numbers)
    # Rounded down: what can be bettered is never told to be 100 %.
    return wrong("fastest_not", **numbers, share=f"{floor(1000 * push / best) / 10:.1f}")


def _double_wait(answer):
    goal, run = logit(LEARNT), {"eta": ETA, "cost": QUADRATIC}
    z0 = real(answer, goal, 700)
    ratio = learning_time(z0, goal, **run) / learning_time(8.0, goal, **run)
    numbers = {"z": number(z0, 4), "ratio": number(ratio)}
    if 1.97 <= ratio <= 2.03:
        return right("double_right", **numbers)
    return wrong("double_sixteen" if z0 == 16 else "double_not", **numbers)


def _mirror(answer):
    start = pair(answer, -1e6, 1e6)
    run = {"eta": ETA, "cost": QUADRATIC, "max_epochs": 100_000}
    wanted = epochs_to_reach(LEARNT, 2.0, 2.0, **run)
    needed = epochs_to_reach(1 - LEARNT, *start, y=1, **run)
    if needed == wanted:
        return right("mirror_right", epochs=int(needed))
    if isnan(needed):
        return wrong("mirror_far")
    if needed == 0:
        return wrong("mirror_there", mistake="target_mirrored", a=number(sigmoid(np.sum(start))))
    return wrong("mirror_not", epochs=int(needed), wanted=int(wanted))


TASKS = {"how_flat": _how_flat, "fastest_output": _fastest_output, "double_wait": _double_wait,
         "mirror": _mirror}
