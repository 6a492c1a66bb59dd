"""The exercises of notebook 01 that are answered by numbers."""

import numpy as np

from lecture_core.activation import logit, sigmoid
from lecture_core.costs import QUADRATIC
from lecture_core.exercises.answers import pair, real, whole
from lecture_core.exercises.verdict import SLIPS, right, wrong
from lecture_core.neuron import LEARNT, epochs_to_reach, train_neuron
from lecture_core.words import number

STARTS, ETA = ((0.6, 0.9), (2.0, 2.0)), 0.15


def _epoch(target, start, eta=ETA):
    return epochs_to_reach(target, *start, eta=eta, cost=QUADRATIC, max_epochs=100_000)


def _half_way(answer):
    n = whole(answer, 0, 300)
    first, second = (_epoch(0.5, start) for start in STARTS)
    if abs(n - second) <= 3:
        more = int(_epoch(LEARNT, STARTS[1]) - second)
        return right("half_way_right", second=int(second), more=more)
    if abs(n - first) <= 3:
        return wrong("half_way_other", n=n)
    run = train_neuron(*STARTS[1], eta=ETA, cost=QUADRATIC)
    return wrong("half_way_early" if n < second else "half_way_late", n=n, a=number(run.a[n]))


def _target_z(answer):
    z, wanted = real(answer, -700, 700), logit(LEARNT)
    if abs(z - wanted) < 0.005:
        return right("target_z_right", z=number(z, 4))
    slips = {"sign": -wanted, "base": wanted / np.log(10), "forward": sigmoid(LEARNT)}
    for slip, value in slips.items():
        if abs(z - value) < 0.005:
            return wrong(f"target_z_{slip}", mistake=SLIPS.get(slip), z=number(z))
    return wrong("target_z_not", z=number(z), a=number(sigmoid(z)))


def _start(answer):
    start = pair(answer, -1e6, 1e6)
    if np.allclose(start, STARTS[0], rtol=0, atol=1e-6):
        return wrong("start_same")
    mine, theirs = (train_neuron(*one, eta=ETA, cost=QUADRATIC) for one in (start, STARTS[0]))
    apart = float(np.abs(mine.a - theirs.a).max())
    if apart < 1e-9:
        return right("start_right")
    key = "start_mirror" if np.isclose(sum(start), -sum(STARTS[0])) else "start_apart"
    return wrong(key, apart=number(apart), z=number(sum(start)))


def _rate(answer):
    eta = real(answer, -1e6, 1e6)
    if eta <= 0:
        return wrong("rate_sign", eta=number(eta))
    epochs, numbers = _epoch(LEARNT, STARTS[1], eta), {"eta": number(eta)}
    if np.isnan(epochs):
        return wrong("rate_far", **numbers)
    numbers["epochs"] = int(epochs)
    if 95 <= epochs <= 105:
        return right("rate_right", **numbers)
    key = "rate_inverse" if eta < ETA else "rate_slow" if epochs > 105 else "rate_fast"
    return wrong(key, **numbers)


TASKS = {"half_way": _half_way, "target_z": _target_z, "start": _start, "rate": _rate}
