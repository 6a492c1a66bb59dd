"""The exercises of notebook 05 that are answered by numbers."""

from itertools import pairwise

import numpy as np

from lecture_core.activation import sigmoid_prime
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.exercises.answers import pair, real, whole
from lecture_core.exercises.verdict import SLIPS, right, wrong
from lecture_core.experiments.xor_twins import saturated, train_twins, xor
from lecture_core.network import Network
from lecture_core.neuron import LEARNT
from lecture_core.words import number


def _parameters(answer):
    count, sizes = whole(answer, 0, 10**9), (64, 30, 10)
    weights = sum(n * k for n, k in pairwise(sizes))
    slips = {"right": weights + sum(sizes[1:]), "no_biases": weights, "biases": sum(sizes[1:]),
             "inputs": weights + sum(sizes), "neurons": sum(sizes), "product": int(np.prod(sizes))}
    for slip, value in slips.items():
        if count == value:
            return (right if slip == "right" else wrong)(f"parameters_{slip}", count=count)
    return wrong("parameters_not", count=count)


def _hidden_delta(answer):
    """delta^(1) of the chain 1-1-1 with x = 0, w = 3 and 8, b = 0 and -4, y = 1, by either cost."""
    deltas = np.array(pair(answer))
    chain = Network.from_parameters([[[3.0]], [[8.0]]], [[0.0], [-4.0]])
    x, y = np.array([[0.0]]), np.array([[1.0]])
    slopes = [chain.gradients(x, y, cost).biases for cost in (QUADRATIC, CROSS_ENTROPY)]
    wanted, last = np.array([[layer[0] for layer in biases] for biases in slopes]).T
    slope = sigmoid_prime(0.0)

    def agrees(other):
        return np.isclose(deltas, other, rtol=0, atol=1e-6)

    if agrees(wanted).all():
        return right("hidden_delta_right")
    slips = {"sign": -wanted, "swapped": wanted[::-1], "output": last, "slope": wanted / slope,
             "weight": wanted / 8, "slope_twice": wanted * slope}
    for slip, value in slips.items():
        if agrees(value).all():
            return wrong(f"hidden_delta_{slip}", mistake=SLIPS.get(slip))
    return wrong("hidden_delta_half" if agrees(wanted).any() else "hidden_delta_none")


def _hidden_edge(answer):
    shift = real(answer, -1e6, 1e6)
    start = saturated(Network([2, 4, 1], rng=np.random.default_rng(5)), 1, shift)
    needed = train_twins(start, *xor(), eta=6, epochs=250)[1].first_epoch(LEARNT)
    numbers = {"shift": number(shift), "epochs": needed}
    if needed is None:
        return wrong("hidden_edge_never", shift=number(shift))
    if 200 <= needed <= 230:
        return right("hidden_edge_right", **numbers)
    return wrong("hidden_edge_early" if needed < 200 else "hidden_edge_late", **numbers)


def _depth(answer):
    times = whole(answer, 1, 1000)
    share = 0.25**times
    numbers = {"times": times, "share": number(share)}
    if share > 1e-6:
        return wrong("depth_few", **numbers)
    if 0.25 ** (times - 1) <= 1e-6:
        return wrong("depth_half" if times == 20 else "depth_many", **numbers)
    return right("depth_right", **numbers)


TASKS = {"parameters": _parameters, "hidden_delta": _hidden_delta, "hidden_edge": _hidden_edge,
         "depth": _depth}
