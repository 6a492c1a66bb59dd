"""Notebook 04 says what the maths says: its formulas are evaluated, its numbers recomputed."""

import json
import re

import mpmath
import numpy as np
import pytest
import sympy
from sympy.core.function import AppliedUndef
from sympy.parsing.latex import parse_latex

import notebook_text
import notebooks
from lecture_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    epochs_to_reach,
    flow,
    learning_time,
    published_widget_rule,
    sigmoid,
    sigmoid_prime,
    train_neuron,
    wright_omega,
)

LANGUAGES = ("ru", "en")
Z = np.linspace(-3, 5, 17)
ETA = 0.01


def cells(language):
    text = (notebooks.NOTEBOOKS / language / "04_effect.ipynb").read_text(encoding="utf-8")
    return json.loads(text)["cells"]


def prose(language):
    return {cell["id"]: "".join(cell["source"]) for cell in cells(language)
            if cell["cell_type"] == "markdown"}


def formulas(language):
    return [formula for text in prose(language).values()
            for formula in notebook_text.displayed_formulas(text)]


# Formulas -------------------------------------------------------------------------------------

# A piece of a displayed formula, and the same from lecture_core at z (or with a = sigma(z)).
PIECES = {
    r"-\bigl(y \ln a + (1 - y) \ln (1 - a)\bigr)": lambda z, y: CROSS_ENTROPY.value(z, y),
    r"a - y": lambda z, y: CROSS_ENTROPY.delta(z, y),
    r"-2 \eta\, a\, s": lambda z, y: -2 * ETA * QUADRATIC.delta(z, 0),
    r"-2 \eta\, a": lambda z, y: -2 * ETA * CROSS_ENTROPY.delta(z, 0),
    r"-2 \eta\, a\, s^2": lambda z, y: -2 * ETA * QUADRATIC.delta(z, 0) * sigmoid_prime(z),
    r"\frac{1}{1 - a} \cdot a (1 - a)": lambda z, y: CROSS_ENTROPY.delta(z, 0),
    r"-\frac{2 \eta}{1 - a}": lambda z, y: np.array([
        np.diff(published_widget_rule(v, 0, eta=ETA, epochs=1).z)[0] for v in z]),
    r"-(1 + e^{-z})": lambda z, y: -1 / CROSS_ENTROPY.delta(z, 0),
    r"z - e^{-z}": lambda z, y: (
        learning_time(z, np.full_like(z, -3), eta=0.5, cost=CROSS_ENTROPY) - 3 - np.exp(3)),
    r"e^{z} + 3z - 3 e^{-z} - \tfrac{1}{2} e^{-2z}": lambda z, y: (
        learning_time(z, np.full_like(z, -3), eta=0.5, cost=QUADRATIC)
        + np.exp(-3) - 9 - 3 * np.exp(3) - np.exp(6) / 2),
    r"z - 2 \eta\, (s - y)": lambda z, y: np.array([
        train_neuron(v, 0, eta=ETA, cost=CROSS_ENTROPY, y=y, epochs=1).z[1] for v in z]),
}


def as_written(piece):
    """Our pieces write s where the notebook has sigma'(z) (or sigma(z) in the step)."""
    shown = piece.replace("(s - y)", r"(\sigma(z) - y)")
    return re.sub(r"\bs(?=\^|$)", r"\\sigma'(z)", shown)


def evaluate(piece, z, y):
    plain = piece.replace(r"\,", " ").replace("tfrac", "frac")
    plain = plain.replace(r"\bigl", "").replace(r"\bigr", "")
    a = sigmoid(z)
    slope = a if "(s - y)" in piece else sigmoid_prime(z)
    names = {"a": a, "y": y, "z": z, "s": slope, "eta": ETA, "e": np.e}
    # The parser takes a (1 - a) for a function of 1 - a; here it is always a product.
    formula = parse_latex(plain).replace(
        lambda part: isinstance(part, AppliedUndef),
        lambda part: sympy.Symbol(part.func.__name__) * part.args[0])
    symbols = sorted(formula.free_symbols, key=str)
    function = sympy.lambdify(symbols, formula.doit(), "numpy")
    return function(*(names[str(symbol)] for symbol in symbols))


@pytest.mark.parametrize("piece", PIECES, ids=range(len(PIECES)))
def test_a_formula_is_what_the_code_computes(piece):
    for language in LANGUAGES:
        assert any(as_written(piece) in formula for formula in formulas(language))
    for y in (0.0, 0.3, 1.0):
        np.testing.assert_allclose(evaluate(piece, Z, y), PIECES[piece](Z, y), rtol=1e-9, atol=1e-9)


# Formulas whole, in order: a changed sign anywhere turns this red.
WHOLE = [
    r"C = -\bigl(y \ln a + (1 - y) \ln (1 - a)\bigr), \qquad \frac{\partial C}{\partial w} = "
    r"(a - y)\,x, \qquad \frac{\partial C}{\partial b} = a - y",
    r"\Delta z_{Q} = -2 \eta\, a\, \sigma'(z), \qquad \Delta z_{CE} = -2 \eta\, a",
    r"\left(\frac{da}{dt}\right)_{Q} = -2 \eta\, a\, \sigma'(z)^2, \qquad "
    r"\left(\frac{da}{dt}\right)_{CE} = -2 \eta\, a\, \sigma'(z)",
    r"w \leftarrow w - \eta\, \frac{1}{1 - a}, \qquad b \leftarrow b - \eta\, \frac{1}{1 - a}",
    r"\frac{\partial C}{\partial z} \approx \frac{C(z + h) - C(z - h)}{2h}",
    r"\frac{\partial C}{\partial z} = \frac{\partial C}{\partial a}\, \sigma'(z) = "
    r"\frac{1}{1 - a} \cdot a (1 - a) = a",
    r"\frac{dz}{dt} = -\frac{2 \eta}{1 - a} \quad\Rightarrow\quad \frac{da}{dt} = a (1 - a)\, "
    r"\frac{dz}{dt} = -2 \eta\, a \quad\Rightarrow\quad a(t) = a_0\, e^{-2 \eta t}",
    r"2 \eta\, dt = -\frac{dz}{\sigma(z)} = -(1 + e^{-z})\, dz \quad\Rightarrow\quad 2 \eta\, t = "
    r"F(z_0) - F(z_1), \qquad F(z) = z - e^{-z},",
    r"G(z) = e^{z} + 3z - 3 e^{-z} - \tfrac{1}{2} e^{-2z}.",
    r"a(t) = \frac{1}{1 + \omega\!\left(2 \eta t - z_0 + e^{-z_0}\right)}",
    r"a_{Q} \approx (4 \eta t)^{-1/2}, \qquad a_{CE} \approx (2 \eta t)^{-1}.",
    r"z \leftarrow z - 2 \eta\, (\sigma(z) - y), \qquad 0 < \sigma'(z) \le \tfrac{1}{4}",
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_formulas_are_these(language):
    assert formulas(language) == WHOLE


def test_the_formula_with_omega_is_the_flow():
    t = np.array([0.0, 50.0, 300.0, 5000.0])
    for z0 in (1.5, 4.0):
        ours = 1 / (1 + wright_omega(2 * ETA * t - z0 + np.exp(-z0)))
        z = flow(np.full_like(t, z0), t, eta=ETA, cost=CROSS_ENTROPY)
        np.testing.assert_allclose(ours, sigmoid(z), rtol=1e-12)
    q = mpmath.mpf(2) * ETA * 300 - 4 + mpmath.exp(-4)
    omega = mpmath.findroot(lambda v: v + mpmath.log(v) - q, 3)
    assert float(1 / (1 + omega)) == pytest.approx(
        sigmoid(flow(4.0, 300.0, eta=ETA, cost=CROSS_ENTROPY)), rel=1e-12)


def test_the_exponential_is_the_flow_of_the_animations_rule():
    for start in ((0.6, 0.9), (2.0, 2.0)):
        for eta, bound in ((0.005, 0.03), (0.0005, 0.003)):  # the error shrinks with eta
            n = int(1.5 / eta)
            run = published_widget_rule(*start, eta=eta, epochs=n)
            law = run.a[0] * np.exp(-2 * eta * np.arange(n + 1))
            assert (np.abs(run.a / law - 1) < bound).all()
            assert (run.a[1:] < law[1:]).all()  # "real steps run slightly ahead"


def test_the_late_ends():
    for cost, end in ((QUADRATIC, lambda v: v**-0.5), (CROSS_ENTROPY, lambda v: 2 / v)):
        t = 1e7
        a = sigmoid(flow(4.0, t, eta=ETA, cost=cost))
        assert a == pytest.approx(end(4 * ETA * t), rel=0.01)


# Numbers --------------------------------------------------------------------------------------


def spoken_numbers(text):
    """Numbers of three digits or more, or with a decimal point, outside folded hints and links."""
    text = re.sub(r"<details>.*?</details>|\]\([^)]*\)|\d+\.\d+\.\d{4}", " ", text, flags=re.DOTALL)
    return set(re.findall(r"(?<![\d.])(?:\d+\.\d+|\d{3,})(?![\d.]|\d)", text))


# What the reader is given, not what a run gives.
GIVEN = {"0.6", "0.9", "0.15", "0.005", "0.2", "0.1", "0.0025", "0.5", "300", "1000", "3.5", "4.5"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_in_the_prose_is_printed(language):
    printed = "".join(
        "".join(output.get("text", "")) for cell in cells(language) if cell["cell_type"] == "code"
        for output in cell["outputs"])
    for name, text in prose(language).items():
        for number in spoken_numbers(text) - GIVEN:
            assert re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)", printed), (name, number)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_printed_numbers_are_those_of_f1_and_f2(language):
    printed = {cell["id"]: "".join("".join(output.get("text", "")) for output in cell["outputs"])
               for cell in cells(language) if cell["cell_type"] == "code"}
    starts = ([0.6, 2.0], [0.9, 2.0])
    for cost, eta in ((QUADRATIC, 0.15), (CROSS_ENTROPY, 0.005)):
        run = train_neuron(*starts, eta=eta, cost=cost, epochs=1000)
        for n in (0, 100, 200, 300, 1000):
            assert re.search(rf"\b{n} .*{run.a[n, 0]:.4f}  {run.a[n, 1]:.4f}", printed["outputs"])
        for target in (0.2, 0.1, 0.0025):
            n = epochs_to_reach(target, *starts, eta=eta, cost=cost, max_epochs=300_000)
            assert re.search(rf"{target:.4f} .* {n[0]:.0f} +{n[1]:.0f}\n", printed["epochs"])
    for pair in (("0.2987", "0.3545"), ("0.1098", "0.1302"), ("0.0404", "0.0479")):
        assert "  ".join(pair) in printed["audit_numbers"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_never_promises_fewer_epochs(language):
    """F1: with the lecture's rates cross-entropy needs more; "fewer" may only be denied."""
    phrase, denial = {
        "ru": ("меньше эпох", "неверно сказать «меньше эпох»"),
        "en": ("fewer epochs", 'wrong to say "fewer epochs"'),
    }[language]
    text = "\n".join(prose(language).values())
    assert text.count(phrase) == text.count(denial) == 1
