"""One neuron, one training pair: gradient descent, and how many epochs it needs."""

from dataclasses import dataclass
from math import exp, nan, sqrt

import numpy as np

from lecture_core.activation import logit, sigmoid
from lecture_core.checks import finite, real, whole
from lecture_core.costs import QUADRATIC, Cost, check_cost

LEARNT = 0.2  # the output, or the mean error, that counts as learnt when the right answer is 0

_OVERFLOW = ("the numbers overflow in this run: w, b, x, y and eta must be smaller, "
             "got x = {}, y = {}, eta up to {}")


@dataclass(frozen=True, eq=False)
class NeuronHistory:
    """A run: row n of each array, shape (epochs + 1, *starts), is the state after n updates."""

    w: np.ndarray
    b: np.ndarray
    z: np.ndarray
    a: np.ndarray
    C: np.ndarray
    eta: float | np.ndarray
    cost: Cost
    x: float
    y: float

    def first_epoch(self, target):
        """The first n at which a is on y's side of target, target included; nan if none is."""
        there = self.a <= target if self.y < target else self.a >= target
        return np.where(there.any(axis=0), there.argmax(axis=0), nan)[()]


def train_neuron(w, b, *, eta, cost, x=1.0, y=0.0, epochs=300) -> NeuronHistory:
    """Gradient descent: w <- w - eta delta x, b <- b - eta delta; delta = dC/dz at z = w x + b.

    w, b and eta are numbers or arrays that broadcast against each other: one run for each start.
    Everything is float64. ValueError when the numbers overflow.
    """
    w, b, eta, x, y = _checked(w, b, eta, cost, x, y)
    epochs = whole(epochs, "epochs")
    if w.shape == ():
        ws, bs = _run_one(float(w), float(b), float(eta), cost, x, y, epochs)
    else:
        ws, bs = _run_many(w.ravel(), b.ravel(), eta.ravel(), cost, x, y, epochs)
    return completed(ws, bs, w.shape, eta=eta, cost=cost, x=x, y=y)


def completed(ws, bs, shape, *, eta, cost, x, y):
    """Complete a run, given as its w and b, by z, a and C; ValueError if it overflowed."""
    with np.errstate(all="ignore"):
        zs = ws * x + bs
        cs = cost._value(zs, np.float64(y))
    if not (np.isfinite(zs).all() and np.isfinite(cs).all()):
        raise ValueError(_OVERFLOW.format(x, y, np.max(eta)))
    arrays = [array.reshape(len(ws), *shape) for array in (ws, bs, zs, sigmoid(zs), cs)]
    return NeuronHistory(*arrays, eta=eta if eta.shape else float(eta), cost=cost, x=x, y=y)


def _checked(w, b, eta, cost, x, y):
    """Check the arguments; return w, b, eta as arrays of one shape, and x, y as floats."""
    check_cost(cost)
    w, b, eta = finite(w, "w"), finite(b, "b"), finite(eta, "eta", positive=True)
    x, y = real(x, "x"), real(y, "y")
    cost.check_y(np.asarray(y))
    if w.shape or b.shape or eta.shape:
        try:
            w, b, eta = np.broadcast_arrays(w, b, eta)
        except ValueError:
            raise ValueError("w, b and eta must be numbers or arrays that broadcast against each "
                             f"other, got shapes {w.shape}, {b.shape} and {eta.shape}") from None
    return w, b, eta, x, y


def _run_one(w, b, eta, cost, x, y, epochs):
    """The rule on Python floats: for a single neuron several times as fast as numpy."""
    quadratic, not_y = cost is QUADRATIC, 1 - y
    ws, bs = [w], [b]
    for _ in range(epochs):
        z = w * x + b
        if z < 0:
            e = exp(z)
            s = 1 + e
            delta = (not_y * e - y) / s
        else:
            e = exp(-z)
            s = 1 + e
            delta = (not_y - y * e) / s
        if quadratic:
            delta *= e / (s * s)
        step = eta * delta
        w -= step * x
        b -= step
        ws.append(w)
        bs.append(b)
    return np.array(ws), np.array(bs)


def _run_many(w, b, eta, cost, x, y, epochs):
    """The rule on flat arrays: numpy computes the same bits whatever the shape of the starts."""
    ws, bs = np.empty((epochs + 1, w.size)), np.empty((epochs + 1, w.size))
    ws[0], bs[0] = w, b
    with np.errstate(all="ignore"):
        for n in range(epochs):
            step = eta * cost._delta(ws[n] * x + bs[n], y)
            ws[n + 1] = ws[n] - step * x
            bs[n + 1] = bs[n] - step
    return ws, bs


def epochs_to_reach(target, w, b, *, eta, cost, x=1.0, y=0.0, max_epochs):
    """The first n at which a is on y's side of target, target included; nan if n > max_epochs.

    0 where a is there already. w, b, eta as in train_neuron; the result has their common shape, or
    is a float. target lies strictly between 0 and 1 and differs from y, which a only approaches.
    """
    w, b, eta, x, y = _checked(w, b, eta, cost, x, y)
    target, max_epochs = real(target, "target"), whole(max_epochs, "max_epochs")
    if not 0 < target < 1 or target == y:
        raise ValueError("target must lie strictly between 0 and 1 and differ from y, "
                         f"got {target} with y = {y}")
    if w.shape == ():
        return _epochs_of_one(target, float(w), float(b), float(eta), cost, x, y, max_epochs)
    with np.errstate(all="ignore"):
        z = (w * x + b).ravel()
        factor = 1 + x * x  # z = w x + b moves by -(1 + x^2) eta delta(z): z alone is enough
        if not np.isfinite(np.abs(z).max(initial=0) + factor * eta.max(initial=0) * (1 + abs(y))):
            raise ValueError(_OVERFLOW.format(x, y, eta.max()))
    threshold = logit(target)
    rounding = 4e-16 * (1 + abs(threshold) + 1 / (target * (1 - target)))
    close = np.flatnonzero(np.abs(z - threshold) <= rounding)  # there a itself decides
    a = sigmoid(z[close])
    there = a <= target if y < target else a >= target
    if y > target:  # sigma(-z) = 1 - sigma(z): mirrored, each run falls to a target above y
        z, y, threshold = -z, 1 - y, -threshold
    rates = np.unique(eta[tuple(slice(None if step else 1) for step in eta.strides)])
    if rates.size == 1:
        epochs = _epochs_at_rate(z, threshold, factor * rates[0], cost, y, max_epochs)
    elif rates.size <= 10 + z.size // 100:
        epochs, etas = np.empty(z.size), eta.ravel()
        for rate in rates:
            same = etas == rate
            epochs[same] = _epochs_at_rate(
                z[same], threshold, factor * rate, cost, y, max_epochs)
    else:
        epochs = _epochs_by_steps(z, threshold, factor * eta.ravel(), cost, y, max_epochs)
    not_there = np.maximum(epochs[close], 1) if max_epochs else nan
    epochs[close] = np.where(there, 0, not_there)
    return epochs.reshape(w.shape)


def _epochs_of_one(target, w, b, eta, cost, x, y, max_epochs):
    """Train in stretches until a passes the target, or for good stands still."""
    done, stretch = 0, 256
    while True:
        stretch = min(2 * stretch, max_epochs - done, 16384)
        run = completed(*_run_one(w, b, eta, cost, x, y, stretch), (),
                        eta=np.float64(eta), cost=cost, x=x, y=y)
        if (first := float(run.first_epoch(target))) >= 0:
            return done + first
        done += stretch
        w, b = float(run.w[-1]), float(run.b[-1])
        if done == max_epochs or (w == run.w[-2] and b == run.b[-2]):
            return nan


def _epochs_at_rate(z, threshold, rate, cost, y, max_epochs):
    """Epochs to z <= threshold at one rate: by thresholds where z -> z - rate delta is monotone.

    A monotone map keeps order: z needs n epochs or fewer just when z <= T_n, where T_0 is the
    threshold and the map takes T_n to T_(n-1). So one walk backwards answers every start.
    """
    top = float(z.max(initial=threshold))
    a = np.linspace(sigmoid(threshold), sigmoid(top), 128)
    slope = a * (1 - a)  # of delta, by a: its maximum here is good to 1e-3
    if cost is QUADRATIC:
        slope = slope * (slope + (a - y) * (1 - 2 * a))
    if (least := 1 - rate * slope.max()) < 0.002:
        return _epochs_by_steps(z, threshold, rate, cost, y, max_epochs)
    thresholds = _thresholds(threshold, top, rate, cost, y, max_epochs, least)
    answers = np.arange(len(thresholds) + 1.0)
    answers[-1] = nan
    return answers.take(np.searchsorted(thresholds, z))


def _thresholds(last, top, rate, cost, y, count, least):
    """T_0 = last, T_1, ... until top, T_count, or steps below rounding; the map's slope >= least.

    T_n - rate delta(T_n) = T_(n-1) is solved by Newton's method, kept in a bracket, from the cubic
    through the four thresholds before: mostly one step is enough.
    """
    quadratic, not_y = cost is QUADRATIC, 1 - y
    near = 3e-8 * sqrt(least / rate)  # a Newton step this small leaves an error below rounding
    end = top - rate * float(cost._delta(top, y))
    found, t1, t2, t3 = [last], last, last, last
    while last < top and len(found) <= count:
        if end <= last:
            return [*found, top]
        low, high, z = last, top, 4 * (last + t2) - 6 * t1 - t3
        if not low <= z <= high:
            z = low
        for _ in range(60):
            if z < 0:
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


def _epochs_by_steps(z, threshold, rate, cost, y, max_epochs):
    """Epochs to z <= threshold by stepping all starts, without those that have arrived."""
    epochs, running = np.where(z <= threshold, 0.0, nan), np.flatnonzero(z > threshold)
    rate, z = np.broadcast_to(rate, z.shape)[running], z[running]
    with np.errstate(under="ignore"):
        for n in range(1, max_epochs + 1):
            moved = z - rate * cost._delta(z, y)
            there = moved <= threshold
            if there.any():
                epochs[running[there]] = n
                on = ~there
                running, moved, rate = running[on], moved[on], rate[on]
            elif (moved == z).all():
                break
            if not running.size:
                break
            z = moved
    return epochs
