# ruff: noqa: E741 (l is the lecture's letter)
"""Descent of a small network on all examples at once, with several costs in one go, all kept.

Agrees with `Network.train` with batch_size = len(X): an epoch is one step along `gradients`. For
four examples nearly all of that time goes into calls of numpy; here one call serves every cost.
"""

from itertools import pairwise

import numpy as np

from lecture_core.checks import ieee
from lecture_core.costs import QUADRATIC
from lecture_core.fast.minibatches import LOWEST


@ieee
def descend_full_batch(weights, biases, X, Y, costs, rates, epochs):
    """One array a layer, (costs, epochs + 1, n_in + 1, n_out): W and, as its last row, b.

    So the biases are the weights of one more input, which is always 1. In the buffers examples are
    columns, (n, costs, m): without that last input's ones, too, they are in one piece.
    """
    K, m, L = len(costs), len(X), len(weights)
    kept = [np.empty((epochs + 1, K, len(b), len(W) + 1))
            for W, b in zip(weights, biases, strict=True)]
    for p, W, b in zip(kept, weights, biases, strict=True):
        p[0, ..., :-1], p[0, ..., -1] = W.T, b
    A = [np.ones((p.shape[3], K, m)) for p in kept] + [np.empty((len(biases[-1]), K, m))]
    A[0][:-1] = X.T[:, None]
    a = [layer[: len(b)] for layer, b in zip(A[1:], biases, strict=True)]
    e, deltas = ([np.empty((len(b), K, m)) for b in biases] for _ in range(2))
    Y, scale = (np.broadcast_to(array, a[-1].shape).copy()
                for array in (Y.T[:, None], np.reshape(rates, (K, 1)) / m))
    # Views made once, numbers as arrays: at this size to make one costs as much as to use it.
    lowest, one = np.array(LOWEST), np.array(1.0)
    forward = [(A[l].swapaxes(0, 1), e[l].swapaxes(0, 1), e[l], a[l]) for l in range(L)]
    saturating = [(deltas[-1][:, k], e[-1][:, k], a[-1][:, k])
                  for k in range(K) if costs[k] is QUADRATIC]
    backward = [(kept[l][..., :-1].swapaxes(2, 3), deltas[l].swapaxes(0, 1),
                 deltas[l - 1].swapaxes(0, 1), deltas[l - 1], e[l - 1], a[l - 1])
                for l in reversed(range(1, L))]
    updates = [(deltas[l].swapaxes(0, 1), A[l].transpose(1, 2, 0), np.empty(kept[l].shape[1:]))
               for l in range(L)]

    def times_sigma_prime(delta, e, a):  # sigma'(z) = a e a with e = e^-z
        delta *= a
        delta *= e
        delta *= a

    for n, (now, after) in enumerate(pairwise(zip(*kept, strict=True))):
        for p, (inputs, Z, e_l, a_l) in zip(now, forward, strict=True):
            np.matmul(p, inputs, out=Z)
            np.maximum(e_l, lowest, out=e_l)
            np.exp(np.negative(e_l, out=e_l), out=e_l)
            np.reciprocal(np.add(e_l, one, out=a_l), out=a_l)
        np.subtract(a[-1], Y, out=deltas[-1])                                          # BP1
        for delta, e_l, a_l in saturating:
            times_sigma_prime(delta, e_l, a_l)
        deltas[-1] *= scale  # here, once, since BP2-BP4 are linear in delta
        for W_T, behind, before, delta, e_l, a_l in backward:
            np.matmul(W_T[n], behind, out=before)                                      # BP2
            times_sigma_prime(delta, e_l, a_l)
        for p, p_next, (delta, inputs, step) in zip(now, after, updates, strict=True):
            np.matmul(delta, inputs, out=step)                                         # BP3, BP4
            np.subtract(p, step, out=p_next)
    return [p.transpose(1, 0, 3, 2) for p in kept]
