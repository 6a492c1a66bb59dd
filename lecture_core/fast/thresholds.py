"""The first epoch at which a neuron reaches a target, for many starts at once.

Agrees with `train_neuron(...).first_epoch(target)`, where a start does not come within rounding of
the target. z = w x + b alone is stepped, for it moves by -rate delta(z), rate = (1 + x^2) eta.
"""

from math import exp, nan

import numpy as np

from lecture_core.activation import logit, sigmoid
from lecture_core.costs import QUADRATIC


def first_epochs(target, z, rate, rates, cost, y, max_epochs):
    """The first epoch of each start z, an array of its shape; nan where max_epochs are too few.

    `rate` has the shape of z and holds the values `rates`. To be called with numpy's flags off.
    """
    shape, z, rate = z.shape, z.ravel(), rate.ravel()
    threshold = logit(target)
    a = sigmoid(z)
    there = a <= target if y < target else a >= target  # as a itself has it, rounding and all
    if y > target:  # sigma(-z) = 1 - sigma(z): mirrored, each run falls to a target above y
        z, y, threshold = -z, 1 - y, -threshold
    if len(rates) <= 10 + z.size // 100:
        epochs = np.empty(z.size)
        for one in rates:
            same = rate == one
            epochs[same] = _at_one_rate(z[same], threshold, one, cost, y, max_epochs)
    else:
        epochs = _by_steps(z, threshold, rate, cost, y, max_epochs)
    return np.where(there, 0, epochs if max_epochs else nan).reshape(shape)


def _at_one_rate(z, threshold, rate, cost, y, max_epochs):
    """Epochs, at least 1, to z <= threshold at one rate: by thresholds where the map is monotone.

    The map is z -> z - rate delta. Monotone, it keeps order: z needs n epochs or fewer just when
    z <= T_n, where T_0 is the threshold and the map takes T_n to T_(n-1). So one walk backwards
    answers every start.
    """
    top = float(z.max(initial=threshold))
    a = np.linspace(sigmoid(threshold), sigmoid(top), 128)
    slope = a * (1 - a)  # of delta, by a: its maximum here is good to 1e-3
    if cost is QUADRATIC:
        slope = slope * (slope + (a - y) * (1 - 2 * a))
    if rate * slope.max() > 0.998:
        return _by_steps(z, threshold, rate, cost, y, max_epochs)
    thresholds = _thresholds(threshold, top, float(rate), cost, y, max_epochs)
    answers = np.arange(len(thresholds) + 1.0)
    answers[0], answers[-1] = 1, nan  # 0 says a
    return answers.take(np.searchsorted(thresholds, z))


def _thresholds(last, top, rate, cost, y, count):
    """T_0 = last, T_1, ... until top, T_count, or steps below rounding.

    T_n - rate delta(T_n) = T_(n-1) is solved by Newton's method, kept in a bracket, from the cubic
    through the four thresholds before: mostly one step is enough.
    """
    quadratic, not_y = cost is QUADRATIC, 1 - y
    near = 1e-9  # a Newton step this small leaves an error below rounding: it goes with the square
    end = top - rate * cost.delta(top, y)
    found, t1, t2, t3 = [last], last, last, last
    while last < top and len(found) <= count:
        if end <= last:
            return [*found, top]
        low, high, z = last, top, 4 * (last + t2) - 6 * t1 - t3
        if not low <= z <= high:
            z = low
        for _ in range(60):
            if z < 0:  # delta and its slope on Python floats, as in one_neuron.py
                e = exp(z)
                s = 1 + e
                delta, slope, bend = (not_y * e - y) / s, e / (s * s), (1 - e) / s
            else:
                e = exp(-z)
                s = 1 + e
                delta, slope, bend = (not_y - y * e) / s, e / (s * s), (e - 1) / s
            if quadratic:
                delta, slope = delta * slope, slope * (slope + delta * bend)
            step = (z - rate * delta - last) / (1 - rate * slope)
            if step > 0:
                high = z
            else:
                low = z
            z -= step
            if -near < step < near:
                break
            if not low <= z <= high:
                z = (low + high) / 2
        if z <= last:
            break
        found.append(z)
        last, t1, t2, t3 = z, last, t1, t2
    return found


def _by_steps(z, threshold, rate, cost, y, max_epochs):
    """Epochs, at least 1, to z <= threshold by stepping all starts that have not arrived."""
    epochs, running = np.ones(z.shape), np.flatnonzero(z > threshold)
    epochs[running] = nan
    rate, z = np.broadcast_to(rate, z.shape)[running], z[running]
    for n in range(1, max_epochs + 1):
        moved = z - rate * cost.delta(z, y)
        there = moved <= threshold
        if there.any():
            epochs[running[there]] = n
            on = ~there
            running, moved, rate = running[on], moved[on], rate[on]
        elif (moved == z).all():  # they stand still, or all have arrived
            break
        z = moved
    return epochs
