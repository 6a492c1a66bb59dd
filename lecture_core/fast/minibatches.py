"""Learning from minibatches in arrays that are made once, and outputs in blocks that fit a cache.

Agrees with steps along `Network.gradients` and with the last `Network.weighted_inputs`.
"""

import numpy as np

from lecture_core.checks import ieee
from lecture_core.costs import QUADRATIC

IN_CACHE = 128  # so many examples at once when nothing but the outputs is wanted
LOWEST = -700.0  # of z: e^700 is still a number, and sigma(-700) = 1e-304


@ieee
def descend_minibatches(weights, biases, X, Y, cost, eta, size):
    """Change weights and biases in place, by one step for each `size` rows of X and Y."""
    for rows, step in _blocks(weights, biases, X, size):
        step.descend(X[rows], Y[rows], cost, eta)


@ieee
def outputs_in_blocks(weights, biases, X):
    """The weighted inputs Z of the last layer, (m, n_out)."""
    return np.concatenate([step.forward(X[rows]).copy()
                           for rows, step in _blocks(weights, biases, X, IN_CACHE)])


class Step:
    """The table BP1-BP4 for minibatches of m rows.

    e = e^-z is kept, since a = sigma(z) = 1 / (1 + e) and sigma'(z) = a e a need nothing else.
    """

    def __init__(self, weights, biases, m):
        self.weights, self.biases, self.ones = weights, biases, np.ones(m)
        self.deltas, self.e, self.A = ([np.empty((m, len(b))) for b in biases] for _ in range(3))
        self.dW, self.db = ([np.empty_like(p) for p in layers] for layers in (weights, biases))

    def forward(self, X):
        """Fill e and A of every layer, and deltas with the Z behind them; return the last Z."""
        for W, b, Z, e, a in zip(self.weights, self.biases, self.deltas, self.e, self.A,
                                 strict=True):
            np.dot(X, W, out=Z)
            np.add(Z, b, out=Z)
            np.maximum(Z, LOWEST, out=e)
            np.exp(np.negative(e, out=e), out=e)
            X = np.reciprocal(np.add(e, 1.0, out=a), out=a)
        return Z

    def descend(self, X, Y, cost, eta):
        """W <- W - eta dC/dW, b <- b - eta dC/db."""
        self.forward(X)
        W, deltas, A = self.weights, self.deltas, [X, *self.A]
        np.subtract(A[-1], Y, out=deltas[-1])                                          # BP1
        if cost is QUADRATIC:
            self.times_sigma_prime(-1)
        deltas[-1] *= eta / len(X)  # here, once, since BP2-BP4 are linear in delta
        for k in reversed(range(1, len(W))):
            np.dot(deltas[k], W[k].T, out=deltas[k - 1])                               # BP2
            self.times_sigma_prime(k - 1)
        for k, (delta, dW, db) in enumerate(zip(deltas, self.dW, self.db, strict=True)):
            self.biases[k] -= np.dot(self.ones, delta, out=db)                         # BP3
            W[k] -= np.dot(A[k].T, delta, out=dW)                                      # BP4

    def times_sigma_prime(self, k):
        delta, a = self.deltas[k], self.A[k]
        delta *= a
        delta *= self.e[k]
        delta *= a


def _blocks(weights, biases, X, size):
    """The slices that cut X into minibatches, the last one perhaps short, each with its Step."""
    size = min(size, len(X))
    steps = {m: Step(weights, biases, m) for m in (size, len(X) % size) if m}
    for start in range(0, len(X), size):
        yield slice(start, start + size), steps[min(size, len(X) - start)]
