"""Ratios of running times of the single neuron, each measured in one run.

python tests/benchmarks/bench_neuron.py
"""

from functools import partial
from math import exp, log
from statistics import median
from time import perf_counter

import numpy as np

from lecture_core import CROSS_ENTROPY, QUADRATIC, epochs_to_reach, train_neuron

ETA = {"quadratic": 0.15, "cross_entropy": 0.005}
AXIS = np.linspace(-5, 5, 200)
W, B = np.meshgrid(AXIS, AXIS)


def bare_loop(w, b, eta, cost, x=1.0, y=0.0, epochs=300):
    """The same history as train_neuron's with nothing but Python floats and lists."""
    ws, bs, zs, outputs, costs = [], [], [], [], []
    for _ in range(epochs + 1):
        z = w * x + b
        a = 1 / (1 + exp(-z))
        ws.append(w)
        bs.append(b)
        zs.append(z)
        outputs.append(a)
        if cost is QUADRATIC:
            costs.append((y - a) ** 2 / 2)
            delta = (a - y) * a * (1 - a)
        else:
            costs.append(-log(1 - a))
            delta = a - y
        w -= eta * delta * x
        b -= eta * delta
    return ws, bs, zs, outputs, costs


def grid_loop(target, w, b, eta, cost, epochs):
    """Epochs to the target by stepping the whole grid in plain numpy."""
    w, b, reached = w.copy(), b.copy(), np.full(w.shape, np.nan)
    for n in range(epochs + 1):
        a = 1 / (1 + np.exp(-(w + b)))
        reached[np.isnan(reached) & (a <= target)] = n
        delta = a * a * (1 - a) if cost is QUADRATIC else a
        w -= eta * delta
        b -= eta * delta
    return reached


def ratio(fast, slow, rounds, repeats=1):
    """Median over interleaved rounds of time(fast) / time(slow)."""
    def seconds(run, times):
        start = perf_counter()
        for _ in range(times):
            run()
        return (perf_counter() - start) / times

    fast(), slow()
    return median(seconds(fast, 10 * repeats) / seconds(slow, repeats) for _ in range(rounds))


def ratios(rounds=7):
    """[(what is measured, ratio, the most it should be)]"""
    rows = []
    for cost in (QUADRATIC, CROSS_ENTROPY):
        run = {"eta": ETA[cost.name], "cost": cost}
        rows.append((
            f"train_neuron, 300 epochs, {cost.name} / bare Python loop",
            ratio(partial(train_neuron, 2.0, 2.0, **run), partial(bare_loop, 2.0, 2.0, **run),
                  5 * rounds, 50),
            2.0))
        for epochs, aim in ((300, 1 / 40), (2000, 1 / 90)):
            rows.append((
                f"epochs_to_reach, 200 x 200, {epochs} epochs, {cost.name} / plain numpy loop",
                ratio(partial(epochs_to_reach, 0.2, W, B, max_epochs=epochs, **run),
                      partial(grid_loop, 0.2, W, B, epochs=epochs, **run), rounds),
                aim))
    return rows


def main():
    for name, measured, aim in ratios():
        verdict = "ok" if measured <= aim else "TOO SLOW"
        print(f"{name:74s} {measured:8.4f}  (at most {aim:.4f})  {verdict}")


if __name__ == "__main__":
    main()
