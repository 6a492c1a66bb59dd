"""The two cost functions of the lecture, computed from the weighted input z.

In float64 a = sigma(z) is exactly 1 from z = 36.74 on, so ln(1 - a) is lost; z still knows it.
"""

import numpy as np

from lecture_core.activation import halves, sigmoid_prime
from lecture_core.checks import floating, ieee, like


class Cost:
    """A cost C of one output a = sigma(z) with the right answer y: two functions of (z, y).

    z and y have equal shapes, or y is a scalar; the result has the shape and dtype of z. nan passes
    through, z = +-inf gives the limit. There are two: QUADRATIC and CROSS_ENTROPY.
    """

    name: str

    def value(self, z, y):
        """C, per output."""
        return self._checked(self._value, z, y)

    def delta(self, z, y):
        """BP1: delta = dC/dz, per output."""
        return self._checked(self._delta, z, y)

    def check_y(self, y):
        """Raise a ValueError when the array y holds an answer for which this cost is undefined."""

    @ieee
    def _checked(self, function, z, y):
        values, answers = floating(z, "z"), floating(y, "y")
        if answers.shape not in ((), values.shape):
            raise ValueError(f"y must be a number or have the shape of z, {values.shape}, "
                             f"got shape {answers.shape}")
        self.check_y(answers)
        return like(z, function(values, answers.astype(values.dtype, copy=False)))

    def __repr__(self):
        return self.name.upper()

    def __reduce__(self):  # a copy or a pickle is the same object
        return self.name.upper()


class _Quadratic(Cost):
    """C = (y - a)^2 / 2, delta = (a - y) sigma'(z)."""

    name = "quadratic"

    def _value(self, z, y):
        return _error(z, y) ** 2 / 2

    def _delta(self, z, y):
        return _error(z, y) * sigmoid_prime(z)


class _CrossEntropy(Cost):
    """C = -(y ln a + (1 - y) ln(1 - a)), delta = a - y; y lies in [0, 1]."""

    name = "cross_entropy"

    def _value(self, z, y):
        # -ln a = softplus(-z) and -ln(1 - a) = softplus(z): max(-z, 0) or max(z, 0), and one rest.
        rest = np.log1p(np.exp(-np.abs(z)))
        return _product(y, np.maximum(-z, 0)) + _product(1 - y, np.maximum(z, 0)) + rest

    def _delta(self, z, y):
        return _error(z, y)

    def check_y(self, y):
        if (outside := (y < 0) | (y > 1)).any():
            raise ValueError("y must lie between 0 and 1 for the cross-entropy, "
                             f"got {y[outside].flat[0]}")


def _error(z, y):
    """a - y, written so that nothing cancels for y = 0 and y = 1."""
    p, q = halves(z)
    return ((1 - y) * p - y * q) / (p + q)


def _product(share, value):
    """share times value, where 0 times inf is 0: an answer's share of 0 counts for nothing."""
    return np.where(share == 0, share, share * value)


QUADRATIC = _Quadratic()
CROSS_ENTROPY = _CrossEntropy()


def check_cost(cost):
    """Return `cost`, one of the two."""
    if cost is not QUADRATIC and cost is not CROSS_ENTROPY:
        raise TypeError(f"cost must be QUADRATIC or CROSS_ENTROPY, got {cost!r}")
    return cost
