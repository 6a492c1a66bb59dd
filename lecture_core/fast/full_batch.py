"""Descent of a small network on all examples at once, with several costs in one go, all kept.

Agrees with `Network.train` with batch_size = len(X): an epoch is one step along `gradients`. For
four examples nearly all of that time goes into calls of numpy; here one call serves every cost.
"""

import numpy as np

from lecture_core.checks import ieee
from lecture_core.costs import QUADRATIC
from lecture_core.fast.minibatches import LOWEST


@ieee
def descend_full_batch(weights, biases, X, Y, costs, rates, epochs):
    """One array a layer, (costs, epochs + 1, n_in + 1, n_out): W and, as its last row, b.

    So the biases are the weights of one more input, which is always 1; `ones` and A hold it.
    """
    K, m, L = len(costs), len(X), len(weights)
    quadratic = [k for k in range(K) if costs[k] is QUADRATIC]
    scale = np.array(rates).reshape(K, 1, 1) / m
    kept = [np.empty((epochs + 1, K, len(W) + 1, len(b)))
            for W, b in zip(weights, biases, strict=True)]
    for p, W, b in zip(kept, weights, biases, strict=True):
        p[0, :, :-1], p[0, :, -1] = W, b
    A = [np.ones((K, m, p.shape[2])) for p in kept] + [np.ones((K, m, len(biases[-1]) + 1))]
    A[0][..., :-1] = X
    a = [layer[..., :-1] for layer in A[1:]]
    e, deltas = ([np.empty((K, m, len(b))) for b in biases] for _ in range(2))
    steps = [np.empty(p.shape[1:]) for p in kept]
    # Views made once: at this size to make one costs as much as to use it.
    forward = list(zip(A, kept, e, a, strict=False))
    saturating = [(deltas[-1][k], e[-1][k], a[-1][k]) for k in quadratic]
    backward = [(deltas[l], kept[l][:, :, :-1].swapaxes(2, 3), deltas[l - 1], e[l - 1], a[l - 1])
                for l in reversed(range(1, L))]  # noqa: E741 (the lecture's letter)
    updates = [(A[l].swapaxes(1, 2), deltas[l], steps[l], kept[l]) for l in range(L)]  # noqa: E741

    def times_sigma_prime(delta, e, a):  # sigma'(z) = a e a with e = e^-z
        delta *= a
        delta *= e
        delta *= a

    for n in range(epochs):
        for inputs, p, e_l, a_l in forward:
            np.matmul(inputs, p[n], out=e_l)
            np.maximum(e_l, LOWEST, out=e_l)
            np.exp(np.negative(e_l, out=e_l), out=e_l)
            np.reciprocal(np.add(e_l, 1.0, out=a_l), out=a_l)
        np.subtract(a[-1], Y, out=deltas[-1])                                          # BP1
        for delta, e_l, a_l in saturating:
            times_sigma_prime(delta, e_l, a_l)
        deltas[-1] *= scale  # here, once, since BP2-BP4 are linear in delta
        for delta, W_T, before, e_l, a_l in backward:
            np.matmul(delta, W_T[n], out=before)                                       # BP2
            times_sigma_prime(before, e_l, a_l)
        for inputs_T, delta, step, p in updates:
            np.matmul(inputs_T, delta, out=step)                                       # BP3, BP4
            np.subtract(p[n], step, out=p[n + 1])
    return [p.swapaxes(0, 1) for p in kept]
