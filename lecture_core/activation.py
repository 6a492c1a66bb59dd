"""The sigmoid, its derivative and softplus, accurate for every z (facts F8).

All three follow IEEE: nan passes through, +-inf gives the limit. A float comes back as a float, an
array keeps its shape and floating dtype; whole numbers and lists are taken as float64.
"""

import numpy as np

from lecture_core.checks import floating, like


def sigmoid(z):
    """sigma(z) = 1 / (1 + e^-z), the neuron's output a."""
    p, q = halves(floating(z, "z"))
    return like(z, p / (p + q))


def sigmoid_prime(z):
    """sigma'(z) = sigma(z) sigma(-z); a (1 - a) would have no digit left beyond z = 37."""
    p, q = halves(floating(z, "z"))
    return like(z, p * q / (p + q) ** 2)


def softplus(z):
    """softplus(z) = log(1 + e^z), the antiderivative of sigma."""
    values = floating(z, "z")
    p, q = halves(values)
    return like(z, np.maximum(values, 0) + np.log1p(p * q))


def halves(z):
    """p, q with sigma(z) = p / (p + q), sigma(-z) = q / (p + q): one is 1, neither overflows."""
    with np.errstate(under="ignore"):
        return np.exp(np.minimum(z, 0)), np.exp(np.minimum(-z, 0))
