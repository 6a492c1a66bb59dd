"""Checks for the exercises: they compute, say what came out, and never give the answer away."""

from numbers import Real

import numpy as np

from lecture_core.activation import logit
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.experiments.digit_set import load_digits
from lecture_core.experiments.seeds import train_seeds, wilson_interval
from lecture_core.experiments.xor_twins import saturated, train_twins, xor
from lecture_core.laws import learning_time
from lecture_core.network import Network
from lecture_core.neuron import LEARNT, epochs_to_reach, train_neuron
from lecture_core.words import fixed, number


def _rate(eta):
    needed = epochs_to_reach(LEARNT, 2.0, 2.0, eta=eta, cost=QUADRATIC, max_epochs=100_000)
    if needed != needed:
        return "rate_far", {}
    key = "rate_slow" if needed > 100 else "rate_fast" if needed < 90 else "rate_right"
    return key, {"epochs": int(needed), "eta": number(eta)}


def _start(start):
    w, b = start
    if (w, b) == (0.6, 0.9):
        return "start_same", {}
    mine, theirs = (
        train_neuron(*pair, eta=0.15, cost=QUADRATIC) for pair in ((w, b), (0.6, 0.9))
    )
    apart = float(np.abs(mine.a - theirs.a).max())
    return ("start_right" if apart < 1e-9 else "start_apart"), {"apart": number(apart)}


def _soft(answer):
    a, C = np.asarray(answer, dtype=float)
    if not 0 < a < 1:
        return "soft_not_pair", {}
    z = logit(a)
    there = CROSS_ENTROPY.value(z, 0.2)
    numbers = {"a": number(a), "C": f"{C:.4f}"}
    if abs(a - 0.2) > 1e-3:
        return "soft_where", numbers | {"C": f"{there:.4f}"}
    return ("soft_right" if abs(C - there) < 1e-3 else "soft_how_large"), numbers


def _ratio(z):
    ratio = float(CROSS_ENTROPY.delta(z, 0.0) / QUADRATIC.delta(z, 0.0))
    key = "ratio_right" if 100 <= ratio <= 101 else "ratio_low"
    return key, {"z": number(z, 4), "ratio": number(ratio, 4)}


def _slip(answer):
    # The line with x twice has the slope x^2 delta where x delta is right.
    for x in answer:
        if x * x != x:
            return "slip_wrong", {"x": number(x), "ratio": number(x)}
    found = len(set(map(float, answer)))
    return ("slip_right" if found == 2 else "slip_more"), {"found": found, "all": 2}


def _overtaking(start):
    needed = [
        epochs_to_reach(LEARNT, *start, eta=eta, cost=cost, max_epochs=1_000_000)
        for cost, eta in ((QUADRATIC, 0.15), (CROSS_ENTROPY, 0.005))
    ]
    if needed[0] != needed[0] or needed[1] != needed[1]:
        return "overtaking_far", {}
    key = "overtaking_right" if needed[1] < needed[0] else "overtaking_not"
    return key, {"quadratic": int(needed[0]), "cross_entropy": int(needed[1])}


def _matching(eta):
    needed = epochs_to_reach(LEARNT, 2.0, 2.0, eta=eta, cost=CROSS_ENTROPY, max_epochs=100_000)
    if needed != needed:
        return "matching_far", {}
    late = needed - 302
    key = "matching_right" if abs(late) <= 2 else "matching_slow" if late > 0 else "matching_fast"
    return key, {"epochs": int(needed), "eta": number(eta)}


def _widget_cost(function):
    if not callable(function):
        return "widget_cost_call", {}
    h = 1e-5
    for z in (-2.0, -0.5, 0.0, 1.5, 4.0):
        slope, wanted = (function(z + h) - function(z - h)) / (2 * h), 1 + np.exp(z)
        if not abs(slope - wanted) < 1e-4 * wanted:
            numbers = {"z": z, "slope": slope, "wanted": wanted}
            return "widget_cost_not", {name: number(v) for name, v in numbers.items()}
    return "widget_cost_right", {}


def _fastest_output(a):
    a = float(a)
    if not 0 < a < 1:
        return "fastest_outside", {"a": number(a)}
    right = abs(a - 1 / 3) < 0.004
    push, best = a * (1 - a) ** 2, 4 / 27
    key = "fastest_right" if right else "fastest_not"
    return key, {"a": number(a), "push": f"{push:.4f}", "share": f"{100 * push / best:.0f}"}


def _double_wait(z0):
    goal, run = logit(LEARNT), {"eta": 0.15, "cost": QUADRATIC}
    if not goal <= z0 <= 700:
        return "double_outside", {"z": number(z0)}
    ratio = learning_time(float(z0), goal, **run) / learning_time(8.0, goal, **run)
    key = "double_right" if 1.97 <= ratio <= 2.03 else "double_not"
    return key, {"z": number(z0), "ratio": number(ratio)}


def _mirror(start):
    run = {"eta": 0.15, "cost": QUADRATIC, "max_epochs": 100_000}
    wanted = epochs_to_reach(LEARNT, 2.0, 2.0, **run)
    needed = epochs_to_reach(1 - LEARNT, *start, y=1, **run)
    if needed != needed:
        return "mirror_far", {}
    return ("mirror_right" if needed == wanted else "mirror_not"), {"epochs": int(needed)}


def _hidden_delta(deltas):
    """delta^(1) of the chain 1-1-1 with x = 0, w = 3 and 8, b = 0 and -4, y = 1, by either cost."""
    chain = Network.from_parameters([[[3.0]], [[8.0]]], [[0.0], [-4.0]])
    x, y = np.array([[0.0]]), np.array([[1.0]])
    wanted = [chain.gradients(x, y, cost).biases[0][0] for cost in (QUADRATIC, CROSS_ENTROPY)]
    deltas = np.asarray(deltas, dtype=float)
    right = deltas.shape == (2,) and np.isclose(deltas, wanted, rtol=0, atol=1e-6)
    if not np.any(right):
        return "hidden_delta_none", {}
    return ("hidden_delta_right" if np.all(right) else "hidden_delta_half"), {}


def _hidden_edge(shift):
    start = saturated(Network([2, 4, 1], rng=np.random.default_rng(5)), 1, shift)
    needed = train_twins(start, *xor(), eta=6, epochs=250)[1].first_epoch(LEARNT)
    numbers = {"shift": number(shift), "epochs": needed}
    if needed is None:
        return "hidden_edge_never", numbers
    return ("hidden_edge_right" if needed >= 200 else "hidden_edge_early"), numbers


def _depth(layers):
    share = 0.25 ** layers
    if share > 1e-6:
        return "depth_few", {"layers": layers, "share": number(share)}
    key = "depth_right" if 0.25 ** (layers - 1) > 1e-6 else "depth_many"
    return key, {"layers": layers, "share": number(share)}


def _digits_scale(scale):
    if isinstance(scale, bool) or not isinstance(scale, Real) or not 0.01 <= scale <= 10:
        return "digits_scale_bad", {}
    runs = train_seeds(load_digits(), cost=QUADRATIC, eta=4, seeds=[0], epochs=5, scale=scale)
    reached = runs.accuracy[0, -1]
    key = "digits_scale_right" if reached >= 0.9 else "digits_scale_low"
    return key, {"scale": number(scale), "percent": f"{100 * reached:.0f}"}


def _test_size(total):
    if isinstance(total, bool) or not isinstance(total, Real) or not total >= 1 or total % 1:
        return "test_size_bad", {}
    low, high = wilson_interval(round(0.97 * total), int(total))
    width = 100 * (high - low)
    key = "few" if width > 2 else "many" if width < 1.9 else "right"
    return f"test_size_{key}", {"total": int(total), "width": fixed(width)}


def _catch_up(eta):
    def needed(cost, eta, z0=4.0):
        return epochs_to_reach(LEARNT, z0 / 2, z0 / 2, eta=eta, cost=cost, max_epochs=100_000)

    epochs, wanted = needed(QUADRATIC, eta), needed(CROSS_ENTROPY, 0.15)
    numbers = {"eta": number(eta)}
    if epochs != epochs:
        return "catch_up_never", numbers
    numbers |= {"epochs": int(epochs), "wanted": int(wanted)}
    if epochs != wanted:
        return "catch_up", numbers
    return "catch_up_right", numbers | {"far": int(needed(QUADRATIC, eta, 8.0))}


def _largest(answer):
    low, high = 0.25**5 * 0.99, 0.25**5 * 1.01
    if not 0 <= answer < float("inf"):
        raise ValueError(f"the answer must be a number from 0 up, got {answer!r}")
    key = "largest_low" if answer < low else "largest_high" if answer > high else "largest_right"
    return key, {"answer": number(answer)}


NUMBER_TASKS = {
    "hidden_delta": _hidden_delta,
    "hidden_edge": _hidden_edge,
    "depth": _depth,
    "rate": _rate,
    "start": _start,
    "fastest_output": _fastest_output,
    "double_wait": _double_wait,
    "mirror": _mirror,
    "soft": _soft,
    "ratio": _ratio,
    "slip": _slip,
    "overtaking": _overtaking,
    "matching": _matching,
    "widget_cost": _widget_cost,
    "digits_scale": _digits_scale,
    "test_size": _test_size,
    "catch_up": _catch_up,
    "largest": _largest,
}
