"""One neuron, one training pair: gradient descent, and how many epochs it needs."""

from dataclasses import dataclass
from math import nan

import numpy as np

from lecture_core.activation import sigmoid
from lecture_core.checks import finite, ieee, real, whole
from lecture_core.costs import Cost, check_cost
from lecture_core.fast.one_neuron import descend_one
from lecture_core.fast.thresholds import first_epochs

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
    descend = _descend if w.shape else descend_one
    ws, bs = descend(w, b, eta, cost, x, y, whole(epochs, "epochs"))
    return completed(ws, bs, eta=eta, cost=cost, x=x, y=y)


@ieee
def _descend(w, b, eta, cost, x, y, epochs):
    """The update rule for every start at once: w and b, two arrays (epochs + 1, *starts)."""
    ws, bs = np.empty((2, epochs + 1, *w.shape))
    ws[0], bs[0] = w, b
    for n in range(epochs):
        delta = cost.delta(ws[n] * x + bs[n], y)
        ws[n + 1] = ws[n] - eta * delta * x
        bs[n + 1] = bs[n] - eta * delta
    return ws, bs


@ieee
def completed(ws, bs, *, eta, cost, x, y):
    """Complete a run, given as its w and b, by z, a and C; ValueError if it overflowed."""
    zs = ws * x + bs
    cs = cost.value(zs, y)
    if not (np.isfinite(zs).all() and np.isfinite(cs).all()):
        raise ValueError(_OVERFLOW.format(x, y, np.max(eta)))
    eta = eta if np.ndim(eta) else float(eta)
    return NeuronHistory(ws, bs, zs, sigmoid(zs), cs, eta=eta, cost=cost, x=x, y=y)


@ieee
def epochs_to_reach(target, w, b, *, eta, cost, x=1.0, y=0.0, max_epochs):
    """The first n at which a is on y's side of target, target included; nan if n > max_epochs.

    It is train_neuron(..., epochs=max_epochs).first_epoch(target), found without keeping the run.
    0 where a is there already. w, b, eta as in train_neuron; the result has their common shape, or
    is a float. target lies strictly between 0 and 1 and differs from y, which a only approaches.
    """
    given = eta
    w, b, eta, x, y = _checked(w, b, eta, cost, x, y)
    target, max_epochs = real(target, "target"), whole(max_epochs, "max_epochs")
    if not 0 < target < 1 or target == y:
        raise ValueError("target must lie strictly between 0 and 1 and differ from y, "
                         f"got {target} with y = {y}")
    if not w.shape:
        return _train_until(target, w, b, eta, cost, x, y, max_epochs)
    z, rate = w * x + b, (1 + x * x) * eta  # z moves by -rate delta(z): z alone is enough
    if not (np.isfinite(z).all() and np.isfinite(rate * (1 + abs(y))).all()):
        raise ValueError(_OVERFLOW.format(x, y, eta.max()))
    rates = np.unique(np.asarray(given, np.float64))  # of the few numbers that came
    return first_epochs(target, z, rate, (1 + x * x) * rates, cost, y, max_epochs)


def _train_until(target, w, b, eta, cost, x, y, max_epochs):
    """Train one start in stretches until a passes the target, or for good stands still."""
    done, stretch = 0, 256
    while True:
        stretch = min(2 * stretch, max_epochs - done, 16384)
        ws, bs = descend_one(w, b, eta, cost, x, y, stretch)
        first = completed(ws, bs, eta=eta, cost=cost, x=x, y=y).first_epoch(target)
        if not np.isnan(first):
            return float(done + first)
        done, w, b = done + stretch, ws[-1], bs[-1]
        if done == max_epochs or (w == ws[-2] and b == bs[-2]):
            return nan


def _checked(w, b, eta, cost, x, y):
    """Check the arguments; return w, b, eta as arrays of one shape, and x, y as floats."""
    w, b, eta = finite(w, "w"), finite(b, "b"), finite(eta, "eta", positive=True)
    x, y = real(x, "x"), real(y, "y")
    check_cost(cost).check_y(np.asarray(y))
    if w.shape or b.shape or eta.shape:
        try:
            w, b, eta = np.broadcast_arrays(w, b, eta)
        except ValueError:
            raise ValueError("w, b and eta must be numbers or arrays that broadcast against each "
                             f"other, got shapes {w.shape}, {b.shape} and {eta.shape}") from None
    return w, b, eta, x, y
