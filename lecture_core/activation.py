"""The sigmoid, its derivative and softplus, accurate for every z (facts F8).

All three follow IEEE: nan passes through, +-inf gives the limit. A float comes back as a float, an
array keeps its shape and floating dtype; whole numbers and lists are taken as float64.
"""

import numpy as np

from .checks import floating, like


def sigmoid(z):
    """sigma(z) = 1 / (1 + e^-z), the neuron's output a."""
    values = floating(z, "z")
    e = decay(values)
    return like(z, np.where(values < 0, e, np.ones_like(e)) / (1 + e))


def sigmoid_prime(z):
    """sigma'(z) = sigma(z) sigma(-z); a (1 - a) would have no digit left beyond z = 37."""
    e = decay(floating(z, "z"))
    return like(z, e / (1 + e) ** 2)


def softplus(z):
    """softplus(z) = log(1 + e^z), the antiderivative of sigma."""
    values = floating(z, "z")
    return like(z, np.maximum(values, 0) + np.log1p(decay(values)))


def decay(z):
    """e^-|z|, which cannot overflow: sigma(|z|) = 1 / (1 + e^-|z|), and the rest is symmetry."""
    with np.errstate(under="ignore"):
        return np.exp(-np.abs(z))
