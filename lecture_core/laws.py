"""The learning-time laws: one neuron with y = 0 that learns by infinitely small steps.

The gradient flow dz/dt = -(1 + x^2) eta delta(z), t in epochs, has (1 + x^2) eta t = G(z0) - G(z)
with G' = 1 / delta:

    quadratic      G(z) = e^z + 3z - 3 e^-z - e^-2z / 2
    cross-entropy  G(z) = z - e^-z

Derived for this project. y = 1 mirrors z. Everything is element-wise, in float64: arrays of one
shape, or numbers; nan passes, +-inf gives the limit, what is beyond 1.8e308 becomes inf.
"""

import numpy as np

from lecture_core.checks import finite, floating, ieee, like, real
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC, check_cost


@ieee
def learning_time(z0, z1, *, eta, cost, x=1.0):
    """Epochs from z0 down to z1: (G(z0) - G(z1)) / ((1 + x^2) eta), exact for small eta.

    z only falls: ValueError where z1 > z0. Gradient descent with its finite steps needs
    ln(delta(z0) / delta(z1)) / 2 epochs less, plus a remainder of the order of eta.
    """
    z0, z1, rate, form = _checked(z0, z1, "z1", eta, cost, x)
    if np.any(wrong := z1 > z0):
        raise ValueError("z1 must be at most z0, for with y = 0 z only falls, got "
                         f"z1 = {z1[wrong].flat[0]} with z0 = {z0[wrong].flat[0]}")
    # G(z0) - G(z1) term by term: each is >= 0 and written so that no digit is lost.
    fall = z0 - z1
    time = fall - np.exp(-z1) * np.expm1(-fall)
    if cost is QUADRATIC:
        time = (3 * time - np.exp(z0) * np.expm1(-fall)
                - np.exp(-2 * z1) * np.expm1(-2 * fall) / 2)
    return like(form, np.where(z0 == z1, 0.0, time / rate))


@ieee
def flow(z0, t, *, eta, cost, x=1.0):
    """z(t), the flow's weighted input t epochs after z0: learning_time solved for z1.

    Cross-entropy: z = -ln omega((1 + x^2) eta t - z0 + e^-z0), omega the Wright omega function.
    """
    z0, t, rate, form = _checked(z0, t, "t", eta, cost, x)
    if np.any(wrong := t < 0):
        raise ValueError(f"t must be at least 0 epochs, got {t[wrong].flat[0]}")
    if cost is CROSS_ENTROPY:
        q = rate * t - z0 + np.exp(-z0)
        omega = wright_omega(q)
        z, stuck = np.where(omega < 1, omega - q, -np.log(omega)), np.isinf(np.exp(-z0))
    else:
        z, stuck = _inverse_quadratic(_quadratic(z0)[0] - rate * t), np.isinf(_quadratic(z0)[0])
    # Where G(z0) overflows, G cannot tell z from z0, and no run of a finite length can either.
    z = np.where((t == 0) | stuck, z0, np.minimum(z, z0))
    end = np.where(z0 < np.inf, -np.inf, z0)
    return like(form, np.where(t == np.inf, end, z))


@ieee
def wright_omega(q):
    """omega(q) > 0 with omega + ln omega = q, for real q, to a few units in the last place.

    Two steps of the fourth-order iteration of Lawrence, Corless and Jeffrey (ACM TOMS 917, 2012).
    """
    values = floating(q, "q")
    w = np.logaddexp(0, values)  # off by 38 % at most
    for _ in range(2):
        r = values - w - np.log(w)
        e = r / (1 + w)
        w = w * (1 + e * (1 + w + 2 * r / 3 - e / 2) / (1 + w + 2 * r / 3 - e))
    w = np.where(values < 0, np.exp(values) * np.exp(-w), w)  # sheds the rounding of ln omega
    w = np.where(values < -40, np.exp(values), np.where(values == np.inf, np.inf, w))
    return like(q, w)


def _quadratic(z):
    """G and G' of the quadratic cost."""
    up, down = np.exp(z), np.exp(-z)
    return up + 3 * z - 3 * down - down**2 / 2, up + 3 + 3 * down + down**2


def _inverse_quadratic(g):
    """z with G(z) = g: Newton's method on asinh G, which is nearly straight; no step exceeds 1."""
    s = np.arcsinh(g)
    z = np.maximum(s - np.log(2), s / 2)  # both ends' leading terms: e^z = g, e^-2z = -2 g
    for _ in range(8):
        value, slope = _quadratic(z)
        z = z - np.clip((np.arcsinh(value) - s) * (np.hypot(1, value) / slope), -1, 1)
    return np.where(np.isinf(g), g, z)


def _checked(z0, other, name, eta, cost, x):
    """Both arguments in one shape, (1 + x^2) eta, and the argument whose form the answer takes."""
    check_cost(cost)
    arrays = [floating(z0, "z0"), floating(other, name), finite(eta, "eta", positive=True)]
    shapes = {array.shape for array in arrays} - {()}
    if len(shapes) > 1:
        raise ValueError(f"z0, {name} and eta must be numbers or arrays of one shape, got shapes "
                         f"{', '.join(str(array.shape) for array in arrays)}")
    form = next((v for v, a in zip((z0, other, eta), arrays, strict=True) if a.ndim), z0)
    z0, other, eta = np.broadcast_arrays(*(array.astype(np.float64) for array in arrays))
    x = real(x, "x")
    return z0, other, (1 + x * x) * eta, form
