"""The formulas a reader writes: where they are tried, and what comes out of each known mistake.

A form is one way to write a result: {name of the mistake: [arrays]}, the right one under None.
"""

from dataclasses import dataclass

import numpy as np

from lecture_core.activation import sigmoid, sigmoid_prime
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC

FAR = np.array([8.0, 15, 20, 30, 37, 45, 100, 300, 500, 650, 700])


@dataclass(frozen=True)
class Formula:
    """f(*arguments) -> results, tried on `cases` of ordinary and on `far` cases of saturated z.

    forms(*arguments) has a dict of forms for each result. A far case follows one z outwards.
    `relative`: the accuracy asked for, of the value itself; otherwise 1e-8 of 1 + |value|.
    """

    arguments: tuple
    results: tuple
    forms: object
    cases: list
    far: list
    relative: float = 0.0
    elementwise: bool = True


def _common(forms):
    """The same forms with the slips that every formula can have."""
    truth = forms[None][0]
    return forms | {"sign": [-truth], "factor_two": [2 * truth, truth / 2]}


def quadratic_delta(z, y):
    """delta = (a - y) sigma'(z). dC/da is the same as delta without its factor sigma'."""
    error, slope = sigmoid(z) - y, sigmoid_prime(z)
    return _common({
        None: [error * slope],
        "sigma_prime_missing": [error],
        "sigma_prime_extra": [error * slope**2],
        "target_mirrored": [(sigmoid(z) - (1 - y)) * slope],
        "rounded_target": [(sigmoid(z) - np.round(y)) * slope],
        "target_missing": [sigmoid(z) * slope],
        "sigma_prime_at_a": [error * sigmoid_prime(sigmoid(z))],
    })


def cross_entropy_delta(z, y):
    """delta = a - y, and dC/da = delta / sigma'."""
    error, slope = sigmoid(z) - y, sigmoid_prime(z)
    return _common({
        None: [error],
        "sigma_prime_extra": [error * slope, error * slope**2],
        "chain_cut_at_a": [error / slope],
        "target_mirrored": [sigmoid(z) - (1 - y)],
        "rounded_target": [sigmoid(z) - np.round(y)],
        "target_missing": [sigmoid(z)],
        "log_base": [error / np.log(2), error / np.log(10)],
    })


def _gradient(delta):
    """dC/dw = delta x and dC/db = delta, from the forms of delta."""
    def forms(w, b, x, y):
        db = delta(w * x + b, y)
        dw = {mistake: [v * x for v in values] for mistake, values in db.items()}
        truth, a = db[None][0], sigmoid(w * x + b)
        cut = [(a - y) / (1 if delta is quadratic_delta else a * (1 - a))]
        dw |= {"x_missing": [truth], "x_extra": [truth * x * x], "swapped": [truth],
               "chain_cut_at_a": dw.get("chain_cut_at_a", []) + cut}
        db |= {"x_extra": [truth * x], "swapped": [truth * x],
               "chain_cut_at_a": db.get("chain_cut_at_a", []) + cut}
        return dw, db
    return forms


def _step(w, b, x, y, eta):
    dw, db = _gradient(quadratic_delta)(w, b, x, y)

    def slope(w, b):
        return quadratic_delta(w * x + b, y)[None][0]

    slope_w, slope_b = dw[None][0], db[None][0]
    new_w, new_b = w - eta * slope_w, b - eta * slope_b
    forms_w = {mistake: [w - eta * v for v in values] for mistake, values in dw.items()}
    forms_b = {mistake: [b - eta * v for v in values] for mistake, values in db.items()}
    forms_w |= {"b_before_w": [w - eta * slope(w, new_b) * x], "eta_missing": [w - slope_w],
                "weight_not_updated": [w], "swapped": [new_b],
                "gives_slopes": [slope_w, eta * slope_w, -eta * slope_w]}
    forms_b |= {"b_before_w": [b - eta * slope(new_w, b)], "bias_not_updated": [b],
                "eta_missing_in_b": [b - slope_b], "eta_missing": [b - slope_b],
                "swapped": [new_w],
                "gives_slopes": [slope_b, eta * slope_b, -eta * slope_b]}
    return forms_w, forms_b


def _cost(z, y):
    C = CROSS_ENTROPY.value(z, y)
    return (_common({
        None: [C],
        "target_mirrored": [CROSS_ENTROPY.value(z, 1 - y)],
        "log_base": [C / np.log(2), C / np.log(10)],
        "quadratic_given": [QUADRATIC.value(z, y)],
    }),)


def _soft_delta(z, y):
    return (cross_entropy_delta(z, y),)


def _bp1(Z, Y):
    forms = quadratic_delta(Z, Y)
    m, n = Z.shape
    truth = forms[None][0]
    return (forms | {"transposed": [truth.T], "mean_over_outputs": [truth / n, truth / truth.size],
                     "mean_too_early": [truth / m]},)


def _products(one, other):
    """Every product of two arrays, upright or lying on their sides, that their shapes allow."""
    for first, second in ((one, other), (other, one)):
        for left in (first, first.T):
            for right in (second, second.T):
                if left.shape[1] == right.shape[0]:
                    yield left @ right


def _bp2(delta, W, Z):
    slope, back = sigmoid_prime(Z), delta @ W.T
    truth, (m, n_out) = back * slope, delta.shape
    forms = _common({
        None: [truth],
        "sigma_prime_missing": [back],
        "sigma_prime_extra": [back * slope**2],
        "wrong_layer": [],
        "mean_over_outputs": [truth / n_out, truth / delta.size],
        "mean_too_early": [truth / m],
        "sigma_prime_at_a": [back * sigmoid_prime(sigmoid(Z))],
        "transposed": [p * s for p in _products(delta, W) for s in (slope, slope.T)
                       if p.shape == s.shape],
    })
    # sigma' at the z of the layer after, as far as it can be had from Z and W, on either side.
    after = [sigmoid(Z) @ W, Z @ W, delta] + [Z] * (Z.shape == delta.shape)
    forms["wrong_layer"] += [(delta * sigmoid_prime(z)) @ W.T for z in after]
    forms["wrong_layer"] += [back * sigmoid_prime(z) for z in (*after, back)
                             if z.shape == back.shape and z is not Z]
    return (forms,)


def _bp4(A, delta):
    total, (m, n_out) = A.T @ delta, delta.shape
    truth = total / m
    slope = A * (1 - A)
    return (_common({
        None: [truth],
        "mean_missing": [total],
        "mean_over_outputs": [truth / n_out, total / n_out],
        "x_missing": [np.ones_like(A).T @ delta / m],
        "sigma_prime_extra": [(A * slope).T @ delta / m],
        "transposed": [p / m for p in _products(A, delta)],
    }),)


def _elementwise_cases():
    rng = np.random.default_rng(12)
    for shape in ((12,), (3, 4)):
        w, b = rng.uniform(-1.5, 1.5, (2, *shape)).round(2)
        x = (rng.choice([-1, 1], shape) * rng.uniform(0.3, 1.9, shape)).round(2)
        y = rng.uniform(0.05, 0.95, shape).round(2)
        y.flat[:4] = 0, 1, 0, 1
        w.flat[4] = b.flat[4] = 0  # z = 0, where a formula may divide by it
        yield w, b, x, y


def _neurons(*more):
    return [(*case, *more) for case in _elementwise_cases()]


def _far_neurons(*more):
    zeros = np.zeros_like(FAR)
    return [(zeros, z, zeros + 1.5, zeros + y, *more) for z, y in _far_points()]


def _far_points():
    return [(side * FAR, y) for y in (0.0, 1.0, 0.3) for side in (1, -1)]


def _points():
    return [(4 * w / 1.5, y) for w, b, x, y in _elementwise_cases()]


def _matrices(*shapes):
    rng = np.random.default_rng(12)
    # A case that can be done by hand, then arrays that are not square, then square ones.
    for m, n_in, n_out in ((1, 1, 1), (5, 3, 2), (2, 3, 4), (3, 3, 3)):
        sizes = {"m": m, "in": n_in, "out": n_out}
        yield tuple(rng.uniform(-1.5, 1.5, [sizes[name] for name in shape]).round(2)
                    for shape in shapes)


def _column(values):
    return np.array(values, dtype=float).reshape(-1, 1)


_NEURON, _GRADIENT = ("w", "b", "x", "y"), ("dC/dw", "dC/db")
FORMULAS = {
    "grad_quadratic": Formula(_NEURON, _GRADIENT, _gradient(quadratic_delta),
                              _neurons(), _far_neurons()),
    "grad_cross_entropy": Formula(_NEURON, _GRADIENT, _gradient(cross_entropy_delta),
                                  _neurons(), _far_neurons()),
    "step": Formula((*_NEURON, "eta"), ("w", "b"), _step,
                    [(*case, eta) for case, eta in zip(_neurons(), (0.7, 1.6), strict=True)],
                    _far_neurons(0.7)),
    "stable_cost": Formula(("z", "y"), ("C",), _cost, _points(),
                           [(z, np.full_like(z, y)) for z, y in _far_points()], relative=1e-12),
    "soft_delta": Formula(("z", "y"), ("δ",), _soft_delta, _points(),
                          [(z, np.full_like(z, y)) for z, y in _far_points()]),
    "bp1_quadratic": Formula(("Z", "Y"), ("δ",), _bp1,
                             [(Z, np.abs(Y) / 1.5) for Z, Y in
                              _matrices(("m", "out"), ("m", "out"))],
                             [(_column(z), _column([y] * len(z))) for z, y in _far_points()],
                             elementwise=False),
    "bp2": Formula(("delta", "W", "Z"), ("δ",), _bp2,
                   list(_matrices(("m", "out"), ("in", "out"), ("m", "in"))),
                   [(_column([1] * len(FAR)), _column([1.5]), _column(side * FAR))
                    for side in (1, -1)], elementwise=False),
    "bp4": Formula(("A", "delta"), ("dC/dW",), _bp4,
                   [(np.abs(A) / 1.5, delta) for A, delta in
                    _matrices(("m", "in"), ("m", "out"))], [], elementwise=False),
}
