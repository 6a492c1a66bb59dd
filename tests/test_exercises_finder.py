"""The mistake finder: every known mistake has its name in every formula where it can be made."""

import io
import math
import threading
import time
from contextlib import redirect_stdout
from functools import partial

import numpy as np
import pytest

from lecture_core import CROSS_ENTROPY, sigmoid, sigmoid_prime
from lecture_core.exercises import check, judge
from lecture_core.exercises.finder import MISTAKES, TOLD
from lecture_core.exercises.formulas import FORMULAS
from lecture_core.exercises.trial import trial
from lecture_core.words import number

s, ds = sigmoid, sigmoid_prime


def verdict(name, function, language="en"):
    return check(name, function, language=language)


def scaled(function, *factors):
    """The function with each of its results multiplied."""
    def mistaken(*arguments):
        results = function(*arguments)
        if not isinstance(results, tuple):
            return factors[0] * results
        return tuple(f * r for f, r in zip(factors, results, strict=True))
    return mistaken


# Right in more than one way. ------------------------------------------------------------------


def grad_quadratic(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    db = (a - y) * a * (1 - a)
    return db * x, db


def grad_cross_entropy(w, b, x, y):
    db = s(w * x + b) - y
    return x * db, db


def step(w, b, x, y, eta):
    dw, db = grad_quadratic(w, b, x, y)
    return w - eta * dw, b - eta * db


def stable_cost(z, y):
    return np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))


def bp1_quadratic(Z, Y):
    return (s(Z) - Y) * ds(Z)


def bp2(delta, W, Z):
    return (delta @ W.T) * ds(Z)


def bp4(A, delta):
    return A.T @ delta / len(A)


def soft_delta(z, y):
    return s(z) - y


def fixed_numerically(w, b, x, y):
    h, C = 1e-5, CROSS_ENTROPY.value
    z = w * x + b
    db = (C(z + h, y) - C(z - h, y)) / (2 * h)
    return [db * x, db]


def with_float32(function):
    """The same formula for somebody who computes in float32."""
    return lambda *arguments: function(*map(np.float32, arguments))


class Formula:
    """A formula that is an object, and one that is a method."""

    def __call__(self, w, b, x, y):
        return grad_quadratic(w, b, x, y)

    def scaled(self, factor, w, b, x, y):
        return [factor * result for result in self(w, b, x, y)]


def looped_bp2(delta, W, Z):
    result = np.zeros(Z.shape)
    for k in range(len(Z)):
        for j in range(Z.shape[1]):
            for i in range(W.shape[1]):
                result[k, j] += delta[k, i] * W[j, i] * ds(Z[k, j])
    return result


RIGHT = [
    ("grad_quadratic", grad_quadratic), ("grad_cross_entropy", grad_cross_entropy),
    ("grad_cross_entropy", fixed_numerically),
    ("grad_quadratic", lambda w, b, x, y: np.array(grad_quadratic(w, b, x, y))),
    ("grad_quadratic", lambda *p: [v.tolist() for v in grad_quadratic(*p)]),
    ("step", step), ("stable_cost", stable_cost), ("soft_delta", soft_delta),
    ("stable_cost", lambda z, y: y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)),
    ("stable_cost", lambda z, y: y * np.log1p(np.exp(-z)) + (1 - y) * np.log1p(np.exp(z))),
    ("stable_cost", CROSS_ENTROPY.value), ("soft_delta", CROSS_ENTROPY.delta),
    ("soft_delta", lambda z, y: 1 / (1 + np.exp(-np.clip(z, -500, 500))) - y),
    *[(name, with_float32(function)) for name, function in (
        ("grad_quadratic", grad_quadratic), ("grad_cross_entropy", grad_cross_entropy),
        ("step", step), ("soft_delta", soft_delta), ("bp1_quadratic", bp1_quadratic),
        ("bp2", bp2), ("bp4", bp4))],
    ("grad_quadratic", np.vectorize(lambda *p: tuple(map(float, grad_quadratic(*p))))),
    ("grad_quadratic", np.frompyfunc(lambda *p: tuple(map(float, grad_quadratic(*p))), 4, 2)),
    ("grad_quadratic", lambda weight, bias, given=1, target=0: grad_quadratic(
        weight, bias, given, target)),
    ("grad_quadratic", Formula()), ("grad_quadratic", partial(Formula().scaled, 1)),
    ("grad_cross_entropy", lambda w, b, x, y: ((np.tanh((w * x + b) / 2) / 2 + 0.5 - y) * x,
                                               1 - 1 / (1 + np.exp(w * x + b)) - y)),
    ("stable_cost", lambda z, y: np.where(z > 0, (1 - y) * z, -y * z)
     + np.log1p(np.exp(-np.abs(z)))),
    ("soft_delta", lambda z, y: list(s(z) * (1 - y) - s(-z) * y)),
    ("bp1_quadratic", bp1_quadratic), ("bp2", bp2), ("bp4", bp4),
    ("bp2", looped_bp2), ("bp4", lambda A, d: np.mean(A[:, :, None] * d[:, None], axis=0)),
    ("bp2", lambda d, W, Z: ds(Z) * (W @ d.T).T),
    ("bp4", lambda A, d: np.einsum("mj,mi->ji", A, d) / A.shape[0]),
    ("bp4", lambda A, d: np.mean([np.outer(a, e) for a, e in zip(A, d, strict=True)], axis=0)),
]


@pytest.mark.parametrize(("name", "function"), RIGHT)
def test_a_right_formula_is_right_in_both_languages(name, function):
    for language, praise in (("ru", "Верно"), ("en", "Right")):
        said = verdict(name, function, language)
        assert said.right and said.mistake is None and str(said).startswith(praise), said


# Each mistake, whole and in one of two results. ------------------------------------------------


def gradient(delta):
    """(w, b, x, y) -> (delta x, delta) for a delta(z, y)."""
    def function(w, b, x, y):
        d = delta(w * x + b, y)
        return d * x, d
    return function


def stepping(function):
    def stepped(w, b, x, y, eta):
        dw, db = function(w, b, x, y)
        return w - eta * dw, b - eta * db
    return stepped


def only(k, wrong, right):
    """The pair function `right` with its result k taken from `wrong`."""
    def function(*arguments):
        pair = list(right(*arguments))
        pair[k] = wrong(*arguments)[k]
        return pair
    return function


GRADIENTS = {
    "grad_quadratic": (grad_quadratic, {
        "sigma_prime_missing": gradient(lambda z, y: s(z) - y),
        "sigma_prime_extra": gradient(lambda z, y: (s(z) - y) * ds(z) ** 2),
        "target_mirrored": gradient(lambda z, y: (s(z) + y - 1) * ds(z)),
    }),
    "grad_cross_entropy": (grad_cross_entropy, {
        "sigma_prime_extra": gradient(lambda z, y: (s(z) - y) * ds(z)),
        "target_mirrored": gradient(lambda z, y: s(z) + y - 1),
        "chain_cut_at_a": gradient(lambda z, y: (s(z) - y) / s(z) / (1 - s(z))),
        "log_base": gradient(lambda z, y: (s(z) - y) / np.log(2)),
    }),
}
GRADIENTS["step"] = (step, {mistake: stepping(function) for mistake, function in
                            GRADIENTS["grad_quadratic"][1].items()})
WHOLE = [(name, mistake, function) for name, (_, forms) in GRADIENTS.items()
         for mistake, function in forms.items()]
for name, (truth, _) in GRADIENTS.items():
    if name != "step":
        WHOLE += [(name, "sign", scaled(truth, -1, -1)), (name, "factor_two", scaled(truth, 2, 2)),
                  (name, "factor_two", scaled(truth, 0.5, 0.5))]
    else:
        WHOLE += [(name, "sign", stepping(scaled(grad_quadratic, -1, -1))),
                  (name, "factor_two", stepping(scaled(grad_quadratic, 2, 2)))]
PARTLY = [(name, mistake, only(k, function, GRADIENTS[name][0]))
          for name, mistake, function in WHOLE for k in (0, 1)]


def x_missing(w, b, x, y):
    d = (s(w * x + b) - y) * ds(w * x + b)
    return d, d


def quadratic_cut(w, b, x, y):
    return s(w * x + b) - y, s(w * x + b) - y


def cut_bare(w, b, x, y):
    a = s(w * x + b)
    return (a - y) / (a * (1 - a)), (a - y) / (a * (1 - a))


def b_first(w, b, x, y, eta):
    b = b - eta * grad_quadratic(w, b, x, y)[1]
    return w - eta * grad_quadratic(w, b, x, y)[0], b


def w_first(w, b, x, y, eta):
    w = w - eta * grad_quadratic(w, b, x, y)[0]
    return w, b - eta * grad_quadratic(w, b, x, y)[1]


def eta_lost(w, b, x, y, eta):
    return step(w, b, x, y, eta)[0], b - grad_quadratic(w, b, x, y)[1]


def naive(z, y):
    a = s(z)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


def clipping(eps):
    def cost(z, y):
        a = np.clip(s(z), eps, 1 - eps)
        return -(y * np.log(a) + (1 - y) * np.log(1 - a))
    return cost


def clipped_gradient(w, b, x, y):
    a = np.clip(s(w * x + b), 1e-7, 1 - 1e-7)
    return (a - y) * x, a - y


def slope_of_clipped_cost(z, y):
    cost, h = clipping(1e-7), 1e-5
    return (cost(z + h, y) - cost(z - h, y)) / (2 * h)


def overflowing(z):
    E = np.exp(-z)
    return E**2 / (E * (1 + E) ** 2)


def chain_in_full(z, y):
    a = s(z)
    return -(y / a - (1 - y) / (1 - a)) * a * (1 - a)


SINGLE = [
    ("grad_quadratic", "x_missing", x_missing), ("step", "x_missing", stepping(x_missing)),
    ("grad_cross_entropy", "x_missing", lambda w, b, x, y: (s(w * x + b) - y,) * 2),
    ("grad_quadratic", "chain_cut_at_a", quadratic_cut),
    ("step", "chain_cut_at_a", stepping(quadratic_cut)),
    ("grad_cross_entropy", "chain_cut_at_a", cut_bare),
    ("grad_cross_entropy", "log_base", scaled(grad_cross_entropy, *[1 / np.log(10)] * 2)),
    ("grad_cross_entropy", "clipped", clipped_gradient),
    ("grad_cross_entropy", "overflows", gradient(chain_in_full)),
    ("grad_cross_entropy", "cancels",
     gradient(lambda z, y: (CROSS_ENTROPY.value(z + 1e-7, y) - CROSS_ENTROPY.value(z, y)) / 1e-7)),
    ("grad_quadratic", "clipped", lambda w, b, x, y: grad_quadratic(w, np.clip(b, -16, 16), x, y)),
    ("grad_quadratic", "overflows",
     gradient(lambda z, y: (s(z) - y) * overflowing(z))),
    ("step", "b_before_w", b_first), ("step", "b_before_w", w_first),
    ("step", "bias_not_updated", lambda w, b, *rest: (step(w, b, *rest)[0], b)),
    ("step", "eta_missing_in_b", eta_lost),
    ("stable_cost", "sign", lambda z, y: -stable_cost(z, y)),
    ("stable_cost", "target_mirrored", lambda z, y: stable_cost(z, 1 - y)),
    ("stable_cost", "log_base", lambda z, y: stable_cost(z, y) / np.log(2)),
    ("stable_cost", "log_base", lambda z, y: stable_cost(z, y) / np.log(10)),
    ("stable_cost", "factor_two", lambda z, y: stable_cost(z, y) / 2),
    *[("stable_cost", "clipped", clipping(eps)) for eps in (1e-5, 1e-7, 1e-12, 1e-15)],
    ("stable_cost", "clipped",
     lambda z, y: -(y * np.log(s(z) + 1e-12) + (1 - y) * np.log(1 - s(z) + 1e-12))),
    ("stable_cost", "clipped", lambda z, y: stable_cost(np.clip(z, -500, 500), y)),
    ("stable_cost", "overflows", naive),
    ("stable_cost", "overflows", lambda z, y: np.nan_to_num(naive(z, y))),
    ("stable_cost", "overflows", lambda z, y: np.log(1 + np.exp(-z) ** 2 * np.exp(z)) + z - y * z),
    ("stable_cost", "cancels",
     lambda z, y: np.maximum(z, 0) - y * z + np.log(1 + np.exp(-np.abs(z)))),
    ("stable_cost", "cancels", lambda z, y: -(y * np.log(s(z)) + (1 - y) * np.log(s(-z)))),
    ("stable_cost", "cancels", lambda z, y: np.log1p(np.exp(z)) - y * z),
    ("soft_delta", "sign", lambda z, y: y - s(z)),
    ("soft_delta", "sigma_prime_extra", lambda z, y: (s(z) - y) * ds(z)),
    ("soft_delta", "sigma_prime_extra", lambda z, y: (s(z) - y) * ds(z) ** 2),
    ("soft_delta", "factor_two", lambda z, y: 2 * (s(z) - y)),
    ("soft_delta", "chain_cut_at_a", lambda z, y: (s(z) - y) / (s(z) * (1 - s(z)))),
    ("soft_delta", "target_mirrored", lambda z, y: s(z) - (1 - y)),
    ("soft_delta", "log_base", lambda z, y: (s(z) - y) / np.log(2)),
    ("soft_delta", "overflows", chain_in_full), ("soft_delta", "clipped", slope_of_clipped_cost),
    ("soft_delta", "clipped", lambda z, y: np.clip(s(z), 1e-12, 1 - 1e-12) - y),
    ("soft_delta", "overflows", lambda z, y: np.exp(2 * z) / (np.exp(z) + np.exp(2 * z)) - y),
    ("bp1_quadratic", "sigma_prime_missing", lambda Z, Y: s(Z) - Y),
    ("bp1_quadratic", "sigma_prime_extra", lambda Z, Y: (s(Z) - Y) * ds(Z) ** 2),
    ("bp1_quadratic", "sign", lambda Z, Y: (Y - s(Z)) * ds(Z)),
    ("bp1_quadratic", "factor_two", lambda Z, Y: 2 * bp1_quadratic(Z, Y)),
    ("bp1_quadratic", "target_mirrored", lambda Z, Y: bp1_quadratic(Z, 1 - Y)),
    ("bp1_quadratic", "mean_over_outputs", lambda Z, Y: bp1_quadratic(Z, Y) / Z.shape[1]),
    ("bp1_quadratic", "mean_over_outputs", lambda Z, Y: bp1_quadratic(Z, Y) / Z.size),
    ("bp1_quadratic", "transposed", lambda Z, Y: bp1_quadratic(Z, Y).T),
    ("bp1_quadratic", "overflows",
     lambda Z, Y: (s(Z) - Y) * overflowing(Z)),
    ("bp1_quadratic", "clipped", lambda Z, Y: bp1_quadratic(np.clip(Z, -16, 16), Y)),
    ("bp2", "sigma_prime_missing", lambda d, W, Z: d @ W.T),
    ("bp2", "sigma_prime_extra", lambda d, W, Z: (d @ W.T) * ds(Z) ** 2),
    ("bp2", "sign", lambda d, W, Z: -bp2(d, W, Z)),
    ("bp2", "factor_two", lambda d, W, Z: 2 * bp2(d, W, Z)),
    ("bp2", "mean_over_outputs", lambda d, W, Z: bp2(d, W, Z) / W.shape[1]),
    ("bp2", "mean_over_outputs", lambda d, W, Z: bp2(d, W, Z) / d.size),
    ("bp2", "transposed", lambda d, W, Z: bp2(d, W, Z).T),
    ("bp2", "transposed", lambda d, W, Z: (d @ W) * ds(Z)),
    ("bp2", "transposed", lambda d, W, Z: (W @ d) * ds(Z)),
    ("bp2", "transposed", lambda d, W, Z: (W @ d.T) * ds(Z)),
    ("bp2", "transposed", lambda d, W, Z: (W @ d.T) * ds(Z).T),
    ("bp2", "wrong_layer", lambda d, W, Z: (d * ds(Z)) @ W.T),
    ("bp2", "wrong_layer", lambda d, W, Z: (d * ds(s(Z) @ W)) @ W.T),
    ("bp2", "wrong_layer", lambda d, W, Z: (d @ W.T) * ds(s(Z) @ W)),
    ("bp2", "clipped", lambda d, W, Z: bp2(d, W, np.clip(Z, -16, 16))),
    ("bp2", "overflows",
     lambda d, W, Z: (d @ W.T) * overflowing(Z)),
    ("bp4", "mean_missing", lambda A, d: A.T @ d),
    ("bp4", "mean_over_outputs", lambda A, d: bp4(A, d) / d.shape[1]),
    ("bp4", "mean_over_outputs", lambda A, d: A.T @ d / d.shape[1]),
    ("bp4", "sign", lambda A, d: -bp4(A, d)), ("bp4", "factor_two", lambda A, d: 2 * bp4(A, d)),
    ("bp4", "x_missing", lambda A, d: np.ones_like(A).T @ d / len(d)),
    ("bp4", "sigma_prime_extra", lambda A, d: (A * A * (1 - A)).T @ d / len(d)),
    ("bp4", "transposed", lambda A, d: d.T @ A / len(A)),
    ("bp4", "transposed", lambda A, d: A @ d / len(A)),
    ("bp4", "transposed", lambda A, d: A @ d.T / len(A)),
    ("bp4", "transposed", lambda A, d: d @ A.T / len(A)),
]


@pytest.mark.parametrize(("name", "mistake", "function"), WHOLE + PARTLY + SINGLE)
def test_a_mistake_is_recognised_by_its_name(name, mistake, function):
    for language in ("ru", "en"):
        said = verdict(name, function, language)
        assert said.mistake == mistake and not said.right, said


def test_every_mistake_has_a_test_and_every_formula_is_tried():
    tried = WHOLE + SINGLE
    assert {mistake for _, mistake, _ in tried} == set(MISTAKES)
    assert {name for name, _, _ in tried} == set(FORMULAS)


def squared(w, b, x, y):
    dw, db = grad_quadratic(w, b, x, y)
    return dw * x, db * x


def slope_at_a(w, b, x, y):
    return gradient(lambda z, y: (s(z) - y) * ds(s(z)))(w, b, x, y)


TOLD_ONLY = [
    ("grad_quadratic", "x_extra", squared), ("step", "x_extra", stepping(squared)),
    ("grad_quadratic", "swapped", lambda *p: grad_quadratic(*p)[::-1]),
    ("step", "swapped", lambda *p: step(*p)[::-1]),
    ("step", "eta_missing", lambda w, b, x, y, eta: step(w, b, x, y, 1.0)),
    ("step", "weight_not_updated", lambda w, *rest: (w, step(w, *rest)[1])),
    *[("step", "gives_slopes", lambda w, b, x, y, eta, k=k: [
        k(eta) * d for d in grad_quadratic(w, b, x, y)]) for k in (
            lambda eta: 1, lambda eta: eta, lambda eta: -eta)],
    ("grad_quadratic", "sigma_prime_at_a", slope_at_a),
    ("bp1_quadratic", "sigma_prime_at_a", lambda Z, Y: (s(Z) - Y) * ds(s(Z))),
    ("bp2", "sigma_prime_at_a", lambda d, W, Z: (d @ W.T) * ds(s(Z))),
    ("bp1_quadratic", "mean_too_early", lambda Z, Y: bp1_quadratic(Z, Y) / len(Z)),
    ("bp2", "mean_too_early", lambda d, W, Z: bp2(d, W, Z) / len(Z)),
    ("stable_cost", "quadratic_given", lambda z, y: (s(z) - y) ** 2 / 2),
    ("soft_delta", "target_missing", lambda z, y: s(z)),
    ("soft_delta", "rounded_target", lambda z, y: s(z) - np.round(y)),
]


@pytest.mark.parametrize(("name", "told", "function"), TOLD_ONLY)
def test_what_has_no_name_for_the_verdict_is_told_all_the_same(name, told, function):
    reply = judge(name, function)
    assert reply.key == f"mistake_{told}" and reply.mistake is None and not reply.right
    assert {told for _, told, _ in TOLD_ONLY} == set(TOLD)


@pytest.mark.parametrize("wrong", [
    lambda w, b, x, y, d: (d * np.abs(x), d), lambda w, b, x, y, d: (d * x, d + (w * x + b == 0)),
    lambda w, b, x, y, d: (d * x, d + (y == 0)), lambda w, b, x, y, d: (d * x, d + (y == 1)),
])
def test_a_formula_is_tried_where_it_is_easily_wrong(wrong):
    reply = judge("grad_quadratic", lambda w, b, x, y: wrong(w, b, x, y, grad_quadratic(
        w, b, x, y)[1]))
    assert reply.key == "formula_wrong"


def test_the_line_told_is_the_reader_s_and_no_library_s():
    reply = judge("bp1_quadratic", lambda Z, Y: np.linalg.inv(Z[0]))
    assert reply.key == "code_raised_line" and "inv(Z[0])" in reply.places["line"]


def test_a_formula_for_single_numbers_is_no_formula_for_a_layer():
    reply = judge("bp1_quadratic", lambda Z, Y: (1 / (1 + math.exp(-Z)) - Y) * ds(Z))
    assert reply.key == "code_raised_line"


# Two mistakes at once, other mistakes, nonsense. -----------------------------------------------

UNKNOWN = [
    ("grad_quadratic", lambda w, b, x, y: (-x * (s(w * x + b) - y), y - s(w * x + b)), "−"),
    ("grad_quadratic", lambda w, b, x, y: (w, b), "w = "),
    ("grad_quadratic", lambda w, b, x, y: grad_quadratic(w, b, x, y)[::-1], "order"),
    ("grad_quadratic", lambda w, b, x, y: grad_quadratic(w, b, x, y)[:1] * 2, "dC/db: there"),
    ("step", lambda w, b, x, y, eta: step(w, b, x, y, eta)[::-1], "wrong order: w, b"),
    ("grad_quadratic", lambda w, b, x, y: grad_quadratic(w, b, x, 0 * y), "target y is missing"),
    ("step", lambda w, b, x, y, eta: step(w, b, x, 0 * y, eta), "target y is missing"),
    ("soft_delta", lambda z, y: s(z), "target y is missing"),
    ("grad_quadratic", lambda w, b, x, y: (w * np.nan, b), "nan"),
    ("stable_cost", lambda z, y: z * 0, "z = "), ("soft_delta", lambda z, y: z, "z = "),
    ("soft_delta", lambda z, y: s(z) - np.round(y), "rounded"),
    ("bp4", lambda A, d: -A.T @ d, "dC/dW"), ("bp4", lambda A, d: d.T @ A, "shape"),
    ("bp2", lambda d, W, Z: d, "shape"), ("bp2", lambda d, W, Z: Z, "δ is"),
    ("bp2", lambda d, W, Z: d @ W @ Z, "matmul"),
    ("step", lambda w, b, x, y, eta: grad_quadratic(w, b, x, y), "derivatives"),
    ("step", lambda w, b, x, y, eta: [eta * d for d in grad_quadratic(w, b, x, y)], "derivatives"),
    ("step", lambda w, b, x, y, eta: [-eta * d for d in grad_quadratic(w, b, x, y)], "the step"),
    ("grad_quadratic", lambda w, b, x, y: grad_quadratic(w, b, x, np.round(y)), "rounded"),
    ("soft_delta", lambda z, y: s(z) - y + np.where(z == 0, 1, 0), "z = 0"),
    # What fails everywhere but on 1 x 1 is no transposed array.
    ("bp1_quadratic", lambda Z, Y: (1 / (1 + math.exp(-Z)) - Y) * ds(Z), "TypeError"),
    ("bp2", lambda d, W, Z: d * W * ds(Z), "broadcast"), ("bp4", lambda A, d: A * d, "broadcast"),
    ("bp2", lambda d, W, Z: d.no, "AttributeError"), ("bp4", lambda A, d: 1 // 0, "ZeroDivision"),
    ("bp4", lambda A, d: {}[A.shape], "KeyError"), ("bp2", lambda d, W, Z: [][1], "IndexError"),
    ("bp1_quadratic", lambda Z, Y: int("Z"), "ValueError"),
]


@pytest.mark.parametrize(("name", "function", "part"), UNKNOWN)
def test_what_is_no_known_mistake_is_told_where_it_fails(name, function, part):
    said = verdict(name, function)
    assert said.mistake is None and not said.right and part in str(said), said


def prints_only(w, b, x, y):
    print("dC/dw", grad_quadratic(w, b, x, y))


def in_place(w, b, x, y, eta):
    dw, db = grad_quadratic(w, b, x, y)
    w -= eta * dw
    b -= eta * db
    return w, b


def divides(w, b, x, y):
    nothing = 0
    return w, 1 / nothing


def scalars(wrong=1.0):
    def function(w, b, x, y):
        a = 1 / (1 + math.exp(-(w * x + b))) if w * x + b > -500 else 0.0
        return wrong * (a - y) * a * (1 - a) * x, (a - y) * a * (1 - a)
    return function


def blank(w, b, x, y):
    ...


def blank_but_told(w, b, x, y):
    """dC/dw and dC/db."""


def generates(w, b, x, y):
    yield w


async def awaits(w, b, x, y):
    return w, b


class Odd(list):
    """A class of the reader's that answers nothing."""

    def __len__(self):
        raise RuntimeError
    __iter__ = __array__ = __repr__ = __len__


class Silent(Exception):
    def __str__(self):
        raise RuntimeError


def fails(problem):
    raise problem


REFUSED = [
    (prints_only, "return"), (divides, "1 / nothing"), (divides, "ZeroDivisionError"),
    (scalars(), "whole arrays"), (5, "5"), ((1, 2), "pair"), (None, "nothing"),
    ("w * x", "text"), (lambda w: w, "w, b, x, y"), (lambda w, b, x, y: w, "two results"),
    (lambda w, b, x, y: (w, b, x), "two results"), (lambda w, b, x, y: "no", "text"),
    (lambda w, b, x, y: (10**400, b), "digits"), (lambda w, b, x, y: Odd(), "type Odd"),
    (lambda w, b, x, y: (Odd(), Odd()), "type Odd"), (lambda w, b, x, y: fails(Silent()), "Silent"),
    (lambda w, b, x, y: (w > 0, b > 0), "numbers"), (lambda w, b, x, y: (1j * w, b), "numbers"),
    (lambda w, b, x, y: ("a", "b"), "text"), (lambda w, b, x, y: (w.sum(), b), "shape"),
    (generates, "generator"), (awaits, "two results"), (lambda w, b, x, y: {1: w}, "dictionary"),
    (lambda w, b, x, y: exit(), "SystemExit"), (lambda w, b, x, y: blank_but_told(), "argument"),
    (lambda w, b, x, y: (None, None), "nothing"), (lambda w, b, x, y: [[1, 2], [3]], "shape"),
    (blank, "dots"), (blank_but_told, "dots"), (lambda w, b, x, y: ..., "dots"), (..., "dots"),
]


@pytest.mark.parametrize(("function", "part"), REFUSED)
def test_what_cannot_be_judged_gets_a_sentence(function, part):
    said = verdict("grad_quadratic", function)
    assert part in str(said) and said.mistake is None and not said.right, said
    russian = str(verdict("grad_quadratic", function, "ru"))
    assert "Traceback" not in russian and any("а" <= letter <= "я" for letter in russian.lower())


def test_a_mistake_is_named_in_a_formula_for_single_numbers_too():
    assert verdict("grad_quadratic", scalars(-1.0)).mistake == "sign"


def by_row(wrong=1.0):
    def function(w, b, x, y):
        a = [1 / (1 + math.exp(-(w[k] * x[k] + b[k]))) for k in range(len(w))]
        db = [(a[k] - y[k]) * a[k] * (1 - a[k]) for k in range(len(w))]
        return [wrong * db[k] * x[k] for k in range(len(w))], db
    return function


def test_a_loop_over_one_row_is_told_what_it_does_not_take():
    said = verdict("grad_quadratic", by_row())
    assert "single row" in str(said) and "math.exp" in str(said) and not said.right
    assert "Для одной строки" in str(verdict("grad_quadratic", by_row(), "ru"))
    assert verdict("grad_quadratic", by_row(-1.0)).mistake == "sign"
    stepped = verdict("step", lambda w, b, x, y, eta: [
        [v - eta * d for v, d in zip(*pair, strict=True)]
        for pair in zip((w, b), by_row()(w, b, x, y), strict=True)])
    assert "single row" in str(stepped)


def test_seven_digits_are_told_where_twelve_are_wanted():
    reply = judge("stable_cost", lambda z, y: np.float32(stable_cost(z, y)))
    assert reply.mistake == "cancels" and reply.key == "single_precision"
    inside = judge("stable_cost", lambda z, y: stable_cost(np.float32(z), y) - np.float64(0))
    assert inside.mistake == "cancels" and inside.key == "mistake_cancels"
    for single in (np.float32, np.float64):
        assert judge("stable_cost", lambda z, y, kind=single: kind(0 * z)).key == "formula_wrong"


def test_a_long_line_is_cut():
    def long(z, y):
        return [z + 0, z + 1, z + 2, z + 3, z + 4, z + 5, z + 6, z + 7, z + 8, z + 9, z + 10][99]
    said = str(verdict("soft_delta", long))
    assert "z + 7" in said and "z + 10" not in said and "…”" in said and "IndexError" in said


@pytest.mark.parametrize(("most", "shown"), [(21, "return w, 1 / nothing”"),
                                             (20, "return w, 1 / nothin…”")])
def test_a_line_is_cut_where_it_gets_too_long(most, shown, monkeypatch):
    monkeypatch.setattr("lecture_core.exercises.trial.MOST_OF_A_LINE", most)
    assert shown in str(verdict("grad_quadratic", divides))


def test_changed_arguments_are_told():
    said = verdict("step", in_place)
    assert "(w, b)" in str(said) and not said.right and said.mistake is None


@pytest.mark.parametrize("hang", [lambda: time.sleep(60), lambda: [None for _ in iter(int, 1)]])
def test_what_takes_too_long_is_stopped(hang, monkeypatch):
    monkeypatch.setattr("lecture_core.exercises.trial.SECONDS", 0.3)
    begun = time.monotonic()
    said = verdict("soft_delta", lambda z, y: hang())
    assert "too long" in str(said) and time.monotonic() - begun < 2


def test_what_runs_in_python_is_stopped_for_good(monkeypatch):
    def stubborn(z, y):
        try:
            while True:
                pass
        except:  # noqa: E722 (swallows the first call to stop)
            while True:
                pass

    monkeypatch.setattr("lecture_core.exercises.trial.SECONDS", 0.1)
    before = threading.active_count()
    assert "too long" in str(verdict("soft_delta", stubborn))
    assert threading.active_count() == before


def test_what_is_printed_is_shown(capsys):
    verdict("grad_quadratic", prints_only)
    assert "dC/dw" in capsys.readouterr().out


def test_a_thread_of_the_readers_may_print_when_all_is_over(capsys):
    over, threads = threading.Event(), []

    def late(z, y):
        threads.append(threading.Thread(target=lambda: over.wait(5) and print("late")))
        threads[-1].start()
        return s(z) - y
    assert verdict("soft_delta", late).right
    over.set()
    for thread in threads:
        thread.join()
    assert capsys.readouterr().out == "late\n" * len(threads)


def test_a_flood_of_prints_is_cut(capsys):
    def floods(z, y):
        for _ in range(100_000):
            print("z")
        return z
    verdict("soft_delta", floods)
    assert len(capsys.readouterr().out) < 20_000


def test_what_is_printed_is_cut_to_the_letter(capsys):
    trial(lambda: [print(words, end="") for words in ("a" * 9990, "b" * 20, "c")])
    assert capsys.readouterr().out == "a" * 9990 + "b" * 10 + "…\n"


def test_only_what_is_not_kept_is_flushed():
    class Outside(io.StringIO):
        flushed = 0

        def flush(self):
            self.flushed += 1

    def work():
        print("kept", flush=True)
        before = outside.flushed
        thread = threading.Thread(target=lambda: print("late", flush=True))
        thread.start()
        thread.join()
        return before, outside.flushed

    outside = Outside()
    with redirect_stdout(outside):
        assert trial(work) == (0, 1)
    assert outside.getvalue() == "late\nkept\n"


def test_the_readers_settings_neither_matter_nor_change():
    with np.errstate(all="raise"):
        assert verdict("stable_cost", stable_cost).right
        assert verdict("stable_cost", naive).mistake == "overflows"
        assert np.geterr()["over"] == "raise"


def test_it_works_in_another_thread():
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(lambda f: verdict("step", f), [step, b_first, w_first, in_place]))
    assert [one.right for one in said] == [True, False, False, False]


def test_without_threads_it_is_traced(monkeypatch):
    def no_thread(self):
        raise RuntimeError("can't start new thread")
    monkeypatch.setattr("threading.Thread.start", no_thread)
    monkeypatch.setattr("lecture_core.exercises.trial.SECONDS", 0.3)
    assert verdict("step", step).right
    assert "too long" in str(verdict("soft_delta", lambda z, y: [None for _ in iter(int, 1)]))


# What is shown of a fault: its first point, or the last where a formula stands still. ------------


def first_point(name):
    case = FORMULAS[name].cases[0]
    return [number(np.broadcast_to(value, case[0].shape).flat[0], 4) for value in case]


def beyond(limit, more):
    """s(z) - y, and something more where |z| is larger than `limit`."""
    return lambda z, y: s(z) - y + np.where(np.abs(z) > limit, more(np.abs(z)), 0)


@pytest.mark.parametrize(("name", "function", "key", "part"), [
    ("stable_cost", lambda z, y: 0 * z, "formula_wrong",
     "z = {}, y = {}".format(*first_point("stable_cost"))),
    ("soft_delta", lambda z, y: 0 * z + 1.23456, "formula_wrong", "1.23;"),
    ("step", lambda w, b, x, y, eta: (0 * w, 0 * b), "formula_wrong", "eta = 0.7"),
    ("soft_delta", beyond(40, np.abs), "formula_wrong", "z = 45,"),
    ("soft_delta", beyond(50, lambda z: 1e-9 * z), "mistake_cancels", "z = 100,"),
    ("stable_cost", lambda z, y: np.maximum(z, 0) - y * z + np.log(1 + np.exp(-np.abs(z))),
     "mistake_cancels", "z = −15,"),
    ("stable_cost", naive, "mistake_overflows", "z = 37,"),
    ("stable_cost", clipping(1e-7), "mistake_clipped", "z = 700,"),
    ("bp4", lambda A, d: np.zeros(len(A)), "result_shape", "3 × 2"),
    ("bp4", lambda A, d: bp4(A, d) if A.size > 1 else 1 // 0, "code_raised_line",
     "ZeroDivisionError"),
    ("bp2", lambda d, W, Z: np.array([[d.item() * W.item() * ds(Z.item())]]), "code_raised_line",
     "ValueError"),
    ("bp4", lambda A, d: bp4(A, d) * (1 + 1e-6 * (A.size > 1)), "mistake_cancels", "dC/dW[0, 0]"),
    ("soft_delta", lambda z, y: s(z) - y + (z.ndim == 2), "formula_wrong", "z = "),
    ("soft_delta", lambda z, y: s(z) - y if np.abs(z).max() < 50 or not z.ndim else fails(
        ValueError("far")), "far_raised", "far"),
    ("soft_delta", lambda z, y: s(z) - y if np.max(np.abs(z)) < 50 or not np.ndim(z) else fails(
        ValueError("far")), "far_raised", "far"),
])
def test_the_point_that_is_shown(name, function, key, part):
    reply = judge(name, function)
    said = str(reply.verdict("en")).replace("\u00a0", " ")
    assert reply.key == key and part in said, said
    assert reply.mistake == (key.removeprefix("mistake_") if "mistake_" in key else
                             "overflows" if key == "far_raised" else None)


def raising(problem):
    """s(z) - y, which raises where z is far out."""
    return lambda z, y: s(z) - y if np.abs(z).max() < 50 else fails(problem)


def test_what_raises_far_out_overflows_where_it_is_arithmetic_and_is_told_as_it_is_elsewhere():
    for problem in (OverflowError("math range"), ZeroDivisionError("by 0"), ValueError("domain")):
        said = verdict("soft_delta", raising(problem))
        assert said.mistake == "overflows" and str(problem) in str(said), said
    said = verdict("soft_delta", raising(KeyError("far")))
    assert said.mistake is None and "KeyError" in str(said) and not said.right


def test_a_row_comes_as_an_array_and_a_single_number_as_python_s():
    row = verdict("soft_delta", lambda z, y: s(z) - y if z[0] >= z.min() else None)
    assert "single row" in str(row)
    # Python's power overflows where numpy's gives inf.
    single = verdict("soft_delta", lambda z, y: (
        1 / (1 + (math.e ** (-2 * z)) ** 0.5) - y if z < 1e9 else None))
    assert single.mistake == "overflows" and "OverflowError" in str(single)


@pytest.mark.parametrize(("name", "function", "key"), [
    *[("soft_delta", lambda z, y, off=off: (1 + off) * (s(z) - y), key) for off, key in (
        (1.9e-8, "formula_right"), (2.1e-8, "mistake_cancels"), (1e-5, "mistake_cancels"),
        (1.2e-5, "formula_wrong"))],
    *[("soft_delta", lambda z, y, off=off: np.float32((1 + off) * (s(z) - y)), key)
      for off, key in ((3.5e-6, "formula_right"), (4.5e-6, "single_precision"))],
    *[("stable_cost", lambda z, y, off=off: (1 + off) * stable_cost(z, y), key) for off, key in (
        (0.9e-12, "formula_right"), (1.1e-12, "mistake_cancels"), (9e-6, "mistake_cancels"),
        (1.1e-5, "formula_wrong"))],
    ("stable_cost", lambda z, y: stable_cost(z, y) * (1 + 1e-4 * (np.abs(z) > 50)),
     "mistake_cancels"),
    *[("soft_delta", beyond(100, lambda z, off=off: off * np.cos(z)), key) for off, key in (
        (0.009, "mistake_cancels"), (0.011, "formula_wrong"))],
    *[("stable_cost", lambda z, y, left=left: stable_cost(z, y) + (np.abs(z) > 600) * left, key)
      for left, key in ((0.9e-20, "mistake_cancels"), (1.1e-20, "mistake_clipped"))],
])
def test_the_edges_of_right_accurate_near_and_clipped(name, function, key):
    assert judge(name, function).key == key
