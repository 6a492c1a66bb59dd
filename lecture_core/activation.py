"""The sigmoid, its derivative, its inverse and softplus, accurate for every z.

All four follow IEEE: nan passes through, +-inf gives the limit. A float comes back as a float, an
array keeps its shape and floating dtype; whole numbers and lists are taken as float64.
"""

import numpy as np

from lecture_core.checks import floating, ieee, like


@ieee
def sigmoid(z):
    """sigma(z) = 1 / (1 + e^-z), the neuron's output a."""
    p, q = halves(floating(z, "z"))
    return like(z, p / (p + q))


@ieee
def sigmoid_prime(z):
    """sigma'(z) = sigma(z) sigma(-z); a (1 - a) would have no digit left beyond z = 37."""
    p, q = halves(floating(z, "z"))
    return like(z, p * q / (p + q) ** 2)


@ieee
def logit(a):
    """z = ln(a / (1 - a)), the weighted input behind the output a; nan where a is not in [0, 1]."""
    values = floating(a, "a")
    return like(a, np.log(values / (1 - values)))


@ieee
def softplus(z):
    """softplus(z) = ln(1 + e^z), the antiderivative of sigma."""
    values = floating(z, "z")
    return like(z, np.maximum(values, 0) + np.log1p(np.exp(-np.abs(values))))


def halves(z):
    """p, q with sigma(z) = p / (p + q), sigma(-z) = q / (p + q): one is 1, neither overflows."""
    return np.exp(np.minimum(z, 0)), np.exp(np.minimum(-z, 0))
