"""The sigmoid, its derivative and softplus, accurate for every z (facts F8).

All three follow IEEE: nan passes through, +-inf gives the limit. A float comes back as a float, an
array keeps its shape and floating dtype; whole numbers and lists are taken as float64.
"""

import numpy as np


def sigmoid(z):
    """sigma(z) = 1 / (1 + e^-z), the neuron's output a."""
    e, positive = _decay(values := floating(z, "z"))
    return like(z, np.where(positive, 1, e) / (1 + e), values)


def sigmoid_prime(z):
    """sigma'(z) = sigma(z) sigma(-z); a (1 - a) would have no digit left beyond z = 37."""
    e, _ = _decay(values := floating(z, "z"))
    return like(z, e / (1 + e) ** 2, values)


def softplus(z):
    """softplus(z) = log(1 + e^z), the antiderivative of sigma."""
    e, _ = _decay(values := floating(z, "z"))
    return like(z, np.maximum(values, 0) + np.log1p(e), values)


def _decay(z):
    """e^-|z|, which cannot overflow, and where z >= 0 (for z >= 0: sigma(z) = 1 / (1 + e^-z))."""
    with np.errstate(under="ignore"):
        return np.exp(-np.abs(z)), z >= 0


def floating(value, name):
    """Return `value` as a floating array: whole numbers become float64, nothing else is converted.

    TypeError for anything that is not real numbers (bool is not a number here).
    """
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        raise ValueError(f"{name} must be a number or a rectangular array, got {value!r}") from None
    if array.dtype.kind in "iu":
        return array.astype(np.float64)
    if array.dtype.kind != "f":
        raise TypeError(f"{name} must be a real number or an array of them, got {value!r}")
    return array


def like(value, result, values):
    """Give `result` the form of `value`: a float for a float, an array for an array."""
    result = np.asarray(result, values.dtype)
    if isinstance(value, np.ndarray | list | tuple):
        return result
    return result[()] if isinstance(value, np.generic) else float(result)
