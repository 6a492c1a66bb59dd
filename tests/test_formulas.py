"""Every formula of every notebook is evaluated, or held against exact LaTeX.

Every displayed one, and in the text those that say how letters depend on each other; a value
chosen for a letter, like w = 2, is not a formula.

To add a notebook: name its circumstances in NOTEBOOKS (and in CELLS where a cell differs), run this
file, and give a row of EXACT to each formula that it says it cannot evaluate.
"""

import math
import re

import nbformat
import numpy as np
import pytest

import formulas
import notebook_text
import notebooks
from lecture_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    Network,
    flow,
    learning_time,
    logit,
    published_widget_rule,
    sigmoid,
    sigmoid_prime,
    train_neuron,
    wright_omega,
)

POINTS = 25

# What the letters stand for ---------------------------------------------------------------------


def circumstances(cost, x=None, y=None, rule=None):
    """The lecture's letters at random points: LaTeX to values from lecture_core.

    x and y are given where a formula holds for that input or answer only; `rule` replaces descent.
    """
    rng = np.random.default_rng(3)
    w, b = rng.uniform(-2, 2, (2, POINTS))
    x = rng.uniform(-2, 2, POINTS) if x is None else np.full(POINTS, float(x))
    y = rng.uniform(0, 1, POINTS) if y is None else np.full(POINTS, float(y))
    eta, dt, t = rng.uniform(0.01, 0.5, (3, POINTS))
    z = w * x + b
    a, slope, delta = sigmoid(z), sigmoid_prime(z), cost.delta(z, y)
    run = rule or (lambda w, b, eta, x, y: train_neuron(w, b, eta=eta, cost=cost, x=x, y=y,
                                                        epochs=1))
    steps = [run(*point) for point in zip(w, b, eta, x, y, strict=True)]
    w1, b1, z1 = (np.array([getattr(step, name)[1] for step in steps]) for name in "wbz")
    speed = (z1 - z) / eta * eta  # dz/dt: one step of the rule is one epoch
    z_high, z_low = np.maximum(z, z - 1.5), np.minimum(z, z - 1.5)
    letters = {
        "w": w, "b": b, "x": x, "y": y, "z": z, "a": a, "e": math.e, "t": t,
        "\\eta": eta, "\\delta": delta, "C": cost.value(z, y),
        "x_i": x, "w_i": w, "z_i": z, "y_i": y, "a_i": a,
        "w^{new}": w1, "b^{new}": b1, "z^{new}": z1,
        "\\sigma": sigmoid, "\\sigma'": sigmoid_prime, "\\omega": wright_omega,
        "G": lambda v: _law(v, QUADRATIC, -2.5), "F": lambda v: _law(v, CROSS_ENTROPY, -1.0),
        "H": lambda v: CROSS_ENTROPY.value(logit(v), v),
        "dt": dt, "dz": speed * dt, "da": slope * speed * dt,
    }
    partial = {
        ("C", "a"): delta / slope, ("C", "z"): delta, ("C", "w"): delta * x, ("C", "b"): delta,
        ("a", "z"): slope, ("z", "w"): x, ("z", "b"): np.ones(POINTS), ("z", "x"): w,
    }
    for (upper, lower), value in partial.items():
        for index in ("", "_i"):
            for top in (upper, upper + index):
                letters[rf"\frac{{\partial {top}}}{{\partial {lower}{index}}}"] = value
                for slash in ("/", " / "):
                    letters[rf"\partial {top}{slash}\partial {lower}{index}"] = value
    for letter, value in (("\\delta", delta), ("a", a), ("z", z), ("y", y)):
        letters[f"{letter}_i^{{(L)}}"] = value
    letters[r"\partial C / \partial z_i^{(L)}"] = delta
    letters[r"\frac{dz}{dt}"], letters[r"\frac{da}{dt}"] = speed, slope * speed
    for kind, name in ((QUADRATIC, "Q"), (CROSS_ENTROPY, "CE")):
        moved = np.array([
            train_neuron(*point[:2], eta=point[2], cost=kind, x=point[3], y=point[4], epochs=1).z[1]
            for point in zip(w, b, eta, x, y, strict=True)
        ]) - z
        letters[rf"\Delta z_{{{name}}}"] = moved
        letters[rf"(\frac{{da}}{{dt}})_{{{name}}}"] = slope * moved
    # A run of the flow from z_0 to z_1 = z(t), for the laws.
    letters |= {"z_0": z_high, "a_0": sigmoid(z_high)}
    if rule is None and np.all(x == 1) and np.all(y == 0):
        letters |= {"z_1": z_low, "t": learning_time(z_high, z_low, eta=eta, cost=cost),
                    "a(t)": sigmoid(z_low)}
        assert np.allclose(flow(z_high, letters["t"], eta=eta, cost=cost), z_low)
    return letters


def _law(z, cost, at_zero):
    """G or F of the learning-time law, from learning_time; `at_zero` is only a constant."""
    z = np.asarray(z, dtype=float)
    time = learning_time(np.maximum(z, 0), np.minimum(z, 0), eta=0.5, cost=cost)
    return at_zero + np.sign(z) * time


def _published(w, b, eta, x, y):
    return published_widget_rule(w, b, eta=eta, x=x, epochs=1)


CIRCUMSTANCES = {
    "quadratic": circumstances(QUADRATIC),
    "quadratic, x = 1, y = 0": circumstances(QUADRATIC, x=1, y=0),
    "cross-entropy": circumstances(CROSS_ENTROPY),
    "cross-entropy, x = 1": circumstances(CROSS_ENTROPY, x=1),
    "cross-entropy, x = 1, y = 0": circumstances(CROSS_ENTROPY, x=1, y=0),
    "cross-entropy, y = 1": circumstances(CROSS_ENTROPY, y=1),
    "published rule": circumstances(CROSS_ENTROPY, x=1, y=0, rule=_published),
}

NOTEBOOKS = {
    "00_start": "quadratic",
    "01_slowdown": "quadratic",
    "02_analysis": "quadratic",
    "03_cross_entropy": "cross-entropy",
    "04_effect": "cross-entropy",
    "05_networks": "cross-entropy",
    "06_digits": "cross-entropy",
    "07_summary": "cross-entropy",
}

# Cells that speak of something more particular than their notebook does.
CELLS = {
    ("02_analysis", "rule"): "quadratic, x = 1, y = 0",
    ("02_analysis", "rule_answer"): "quadratic, x = 1, y = 0",
    ("02_analysis", "plateau_question"): "quadratic, x = 1, y = 0",
    ("02_analysis", "plateau_reading"): "quadratic, x = 1, y = 0",
    ("02_analysis", "law_question"): "quadratic, x = 1, y = 0",
    ("02_analysis", "law_separate"): "quadratic, x = 1, y = 0",
    ("02_analysis", "law_integrate"): "quadratic, x = 1, y = 0",
    ("04_effect", "gone"): "cross-entropy, x = 1, y = 0",
    ("04_effect", "stayed"): "cross-entropy, x = 1, y = 0",
    ("04_effect", "audit"): "published rule",
    ("04_effect", "missing"): "cross-entropy, x = 1, y = 0",
    ("04_effect", "exponential"): "published rule",
    ("04_effect", "law"): "cross-entropy, x = 1, y = 0",
    ("04_effect", "omega"): "cross-entropy, x = 1, y = 0",
    ("04_effect", "stability"): "cross-entropy, x = 1",
    ("07_summary", "chain"): "cross-entropy, y = 1",
}

# What sympy does not read ------------------------------------------------------------------------

rng = np.random.default_rng(8)
v = rng.uniform(-3, 3, 50)
h = 1e-5


def near(left, right, tolerance=1e-9):
    return bool(np.all(np.abs(np.asarray(left) - right) <= tolerance))


def measured_slope(cost):
    """(C(z + h) - C(z - h)) / 2h against delta."""
    measured = (cost.value(v + h, 0.3) - cost.value(v - h, 0.3)) / (2 * h)
    return near(measured, cost.delta(v, 0.3), 1e-8)


def _network():
    net = Network([3, 4, 2], rng=np.random.default_rng(1))
    X, Y = rng.normal(size=(6, 3)), rng.uniform(size=(6, 2))
    return net, X, Y, net.weighted_inputs(X)


def summed_cost(examples):
    """C = -sum_j ... for one example, or its mean over V, against Network.cost."""
    net, X, Y, _ = _network()
    X, Y = X[:examples], Y[:examples]
    a = net.forward(X)
    ours = -(Y * np.log(a) + (1 - Y) * np.log(1 - a)).sum() / examples
    return near(ours, net.cost(X, Y, CROSS_ENTROPY))


def forward_step():
    net, _, _, Z = _network()
    return near(Z[1], [[sum(net.weights[1][j, i] * a[j] for j in range(4)) + net.biases[1][i]
                        for i in range(2)] for a in sigmoid(Z[0])])


def bp2():
    net, X, Y, Z = _network()
    (x, y), (z, last) = (X[:1], Y[:1]), (layer[:1] for layer in Z)
    delta = CROSS_ENTROPY.delta(last, y)[0]
    ours = [sigmoid_prime(z[0, j]) * sum(net.weights[1][j, i] * delta[i] for i in range(2))
            for j in range(4)]
    return near(ours, net.gradients(x, y, CROSS_ENTROPY).biases[0])


def bp4():
    """BP3 and BP4."""
    net, X, Y, Z = _network()
    delta, a = CROSS_ENTROPY.delta(Z[1][:1], Y[:1])[0], sigmoid(Z[0][0])
    gradients = net.gradients(X[:1], Y[:1], CROSS_ENTROPY)
    return near(gradients.biases[1], delta) and near(
        gradients.weights[1], [[delta[i] * a[j] for i in range(2)] for j in range(4)])


def published_exponential():
    run = published_widget_rule(0.6, 0.9, eta=1e-5, epochs=20_000)
    n = np.arange(20_001)
    return near(run.a, run.a[0] * np.exp(-2 * 1e-5 * n), 1e-4)


def late(cost, output):
    """a(t) against its late law: the ratio tends to 1."""
    t = 1e9
    return near(sigmoid(flow(2.0, t, eta=0.15, cost=cost)) / output(0.15 * t), 1, 1e-3)


def master_curve(cost):
    """s = 2 eta t - G(z_0) = -G(z) (with cross-entropy F), whatever z_0 and eta."""
    same = []
    for z0, eta in ((1.5, 0.15), (4.0, 0.15), (4.0, 0.005)):
        t = np.array([1.0, 7.0, 40.0]) / eta
        z = flow(np.full(3, z0), t, eta=eta, cost=cost)
        s = 2 * eta * t - _law(z0, cost, 0)
        same.append(near(s, -_law(z, cost, 0), 1e-7))
    return all(same)


def between_its_ends():
    return 0 < sigmoid(-700.0) and 0 < sigmoid(-30.0) < sigmoid(30.0) < 1


def convexity():
    bend = (CROSS_ENTROPY.delta(v + h, 0.3) - CROSS_ENTROPY.delta(v - h, 0.3)) / (2 * h)
    return near(bend, sigmoid_prime(v), 1e-8) and bool(np.all(bend > 0))


def certain_descent():
    """The bound that gives eta < 4; it is tight at z = 0, y = 0.5, where C'' is largest."""
    C, slope = CROSS_ENTROPY.value, CROSS_ENTROPY.delta(v, 0.3)
    return all(bool(np.all(C(v - s * slope, 0.3) <= C(v, 0.3) - s * (1 - s / 8) * slope**2 + 1e-12))
               for s in (0.1, 1.0, 4.0, 7.9, 20.0))


def derivative_of_plateau():
    a = rng.uniform(0.01, 0.99, 50)
    slope = ((a + h) ** 2 * (1 - a - h) - (a - h) ** 2 * (1 - a + h)) / (2 * h)
    return near(slope, a * (2 - 3 * a), 1e-8) and near(sigmoid(np.log(2)), 2 / 3)


def coin():
    """P is the probability of y, a coin that shows 1 with probability a; C = -ln P."""
    a = sigmoid(v)
    return all(
        near(a**y * (1 - a) ** (1 - y), chance) and near(CROSS_ENTROPY.value(v, y), -np.log(chance))
        for y, chance in ((1, a), (0, 1 - a)))


def quotient():
    inner = (np.exp(-(v + h)) - np.exp(-(v - h))) / (2 * h)
    return near(-inner / (1 + np.exp(-v)) ** 2, sigmoid_prime(v), 1e-8)


def proof_of_one():
    a = 1e-9
    return near(-np.log(1 - a), 0, 1e-8) and near(CROSS_ENTROPY.value(np.log(a), 0), 0, 1e-8)


def at_infinity():
    return sigmoid_prime(800.0) < 1e-300 and sigmoid_prime(-800.0) < 1e-300


MEASURED_W = r"\frac{\partial C}{\partial w} \approx \frac{C(w + h) - C(w - h)}{2h}"
WHAT = "not a statement about numbers that could be evaluated"

# A statement, or a whole formula, in exact LaTeX: the check of what it says, or why there is none.
EXACT = {
    # 01, 02
    r"V = \{(1; 0)\}": WHAT,
    r"V = \{(1, 0)\}": WHAT,
    MEASURED_W: lambda: measured_slope(QUADRATIC) and measured_slope(CROSS_ENTROPY),
    r"\lim_{z \to +\infty} \sigma'(z) = 0, \qquad \lim_{z \to -\infty} \sigma'(z) = 0": at_infinity,
    r"\frac{d}{da} a^2 (1 - a) = a (2 - 3a) = 0": derivative_of_plateau,
    r"a = \frac{2}{3}": derivative_of_plateau,
    r"z = \ln 2": derivative_of_plateau,
    r"t \approx \frac{e^{z_0}}{2\eta}":
        lambda: near(learning_time(25.0, 0.0, eta=0.5, cost=QUADRATIC) / np.exp(25), 1, 1e-8),
    # 03
    r"z = b + \sum_{i=1}^{n} w_i x_i": forward_step,
    r"P = a^y (1 - a)^{1 - y}": coin,
    r"-\ln P = -(y \ln a + (1 - y) \ln (1 - a)) = C": coin,
    r"\sigma'(z) = -(1 + e^{-z})' / (1 + e^{-z})^2": quotient,
    r"C'' = \sigma'(z) x^2": lambda: near(
        (CROSS_ENTROPY.delta((v + h) * 1.7, 0.3) - CROSS_ENTROPY.delta((v - h) * 1.7, 0.3))
        * 1.7 / (2 * h), sigmoid_prime(1.7 * v) * 1.7**2, 1e-7),
    r"\lim_{a \to y} C = 0": proof_of_one,
    r"y \in \{0, 1\}": WHAT,
    r"y = 0 \approx a": WHAT,
    r"y \ln a = 0": lambda: near(0 * np.log(sigmoid(v)), 0),
    r"(1 - y) \ln (1 - a) = \ln (1 - a) \approx \ln 1 = 0": proof_of_one,
    r"y = 1 \approx a": WHAT,
    r"y \ln a = \ln a \approx \ln 1 = 0": proof_of_one,
    r"(1 - y) \ln (1 - a) = 0": lambda: near((1 - 1) * np.log(1 - sigmoid(v)), 0),
    r"\lim_{a \to y} C = H(y)": lambda: near(
        CROSS_ENTROPY.value(math.log(0.3 / 0.7) + 1e-6, 0.3),
        -(0.3 * math.log(0.3) + 0.7 * math.log(0.7))),
    # 04
    r"\frac{\partial C}{\partial z} \approx \frac{C(z + h) - C(z - h)}{2h}":
        lambda: measured_slope(CROSS_ENTROPY),
    r"a(t) = a_0 e^{-2 \eta t}": published_exponential,
    r"a_{Q} \approx (4 \eta t)^{-1/2}": lambda: late(QUADRATIC, lambda s: (4 * s) ** -0.5),
    r"a_{CE} \approx (2 \eta t)^{-1}": lambda: late(CROSS_ENTROPY, lambda s: (2 * s) ** -1.0),
    r"\omega + \ln \omega = q": lambda: near(wright_omega(v) + np.log(wright_omega(v)), v),
    r"\sigma'(z) \approx a": lambda: near(sigmoid_prime(-20.0) / sigmoid(-20.0), 1, 1e-8),
    r"\frac{dC}{dz} = \frac{1}{1 - a} = 1 + e^{z}":
        lambda: near(1 / (1 - sigmoid(v)), 1 + np.exp(v)),
    r"s = 2 \eta t - G(z_0)": WHAT,
    r"s = -G(z)": lambda: master_curve(QUADRATIC),
    r"s = 2 \eta t - F(z_0)": WHAT,
    r"s = -F(z)": lambda: master_curve(CROSS_ENTROPY),
    r"C'' = \sigma'(z)": convexity,
    r"C(z - s C') \le C(z) - s (1 - \frac{s}{8} ) C'^2": certain_descent,
    # 05
    r"\delta_i^{(L)} = \left(a_i^{(L)} - y_i\right) \sigma'\left(z_i^{(L)}\right)": lambda: near(
        QUADRATIC.delta(v, 0.3), (sigmoid(v) - 0.3) * sigmoid_prime(v)),
    r"\delta_j^{(l)} = \sigma'\left(z_j^{(l)}\right) \sum_i w_{ji}^{(l+1)} \delta_i^{(l+1)}": bp2,
    r"\partial C / \partial b_i^{(l)} = \delta_i^{(l)}": bp4,
    r"\partial C / \partial w_{ji}^{(l)} = \delta_i^{(l)} a_j^{(l-1)}": bp4,
    r"\delta_j^{(l)} = \frac{\partial C}{\partial z_j^{(l)}} = \sum_i "
    r"\frac{\partial C}{\partial z_i^{(l+1)}} \cdot "
    r"\frac{\partial z_i^{(l+1)}}{\partial z_j^{(l)}} = "
    r"\sum_i \delta_i^{(l+1)} \cdot w_{ji}^{(l+1)} \sigma'\left(z_j^{(l)}\right)": bp2,
    r"\frac{\partial C}{\partial b_i^{(l)}} = \frac{\partial C}{\partial z_i^{(l)}} \cdot "
    r"\frac{\partial z_i^{(l)}}{\partial b_i^{(l)}} = \delta_i^{(l)} \cdot 1": bp4,
    r"\frac{\partial C}{\partial w_{ji}^{(l)}} = \frac{\partial C}{\partial z_i^{(l)}} \cdot "
    r"\frac{\partial z_i^{(l)}}{\partial w_{ji}^{(l)}} = \delta_i^{(l)} \cdot a_j^{(l-1)}": bp4,
    r"z_i^{(l)} = \sum_j w_{ji}^{(l)} a_j^{(l-1)} + b_i^{(l)}": forward_step,
    r"a_i^{(l)} = \sigma( z_i^{(l)} )": forward_step,
    r"a_j^{(0)} = x_j": forward_step,
    r"Z^{(l)} = A^{(l-1)} W^{(l)} + b^{(l)}": forward_step,
    r"C = -\sum_j (y_j \ln a_j^{(L)} + (1 - y_j) \ln (1 - a_j^{(L)} ) )": lambda: summed_cost(1),
    r"\mathbb{C} = -\frac{1}{|V|} \sum_{(x,y) \in V} \sum_j "
    r"(y_j \ln a_j^{(L)} + (1 - y_j) \ln (1 - a_j^{(L)} ) )": lambda: summed_cost(6),
    r"h = 10^{-5}": WHAT,
    # 06
    r"\delta = (a - y) \sigma'(z) \approx -a": lambda: near(
        QUADRATIC.delta(-12.0, 1) / -sigmoid(-12.0), 1, 1e-4),
    r"\delta = a - y \approx -1": lambda: near(CROSS_ENTROPY.delta(-12.0, 1), -1, 1e-4),
    r"| \frac{k}{n} - p | \le 1.96 \sqrt{\frac{p(1 - p)}{n}}": WHAT,
    # 07
    r"\delta_j^{(l)} = \sigma'(z_j^{(l)}) \sum_i w_{ji}^{(l+1)} \delta_i^{(l+1)}": bp2,
    r"\sigma: \mathbb{R} \to (0; 1)": between_its_ends,
    r"\sigma: \mathbb{R} \to (0, 1)": between_its_ends,
    r"0 < x < 1": WHAT,
    r"\ln x < 0": lambda: bool(np.all(np.log(rng.uniform(0, 1, 50)) < 0)),
    r"\frac{\partial f}{\partial x} = \frac{\partial f}{\partial g} \cdot "
    r"\frac{\partial g}{\partial x}": lambda: near(
        (np.log(sigmoid(v + h)) - np.log(sigmoid(v - h))) / (2 * h),
        1 / sigmoid(v) * sigmoid_prime(v), 1e-8),
    r"(x \approx h \;\Rightarrow\; y \approx g)": WHAT,
    r"\lim_{x \to h} y = g": WHAT,
}

ROWS = {formulas.squeezed(latex) for latex in EXACT}


# The tests ----------------------------------------------------------------------------------------


def depends(formula):
    """Whether an inline formula relates letters by signs or by sigma, not a letter to a number."""
    rest = formulas.sides(formula)[1:]
    says = re.search(r"[+-]|\\sigma|\\partial", formula) and not re.search(r"\\(to|in)\b", formula)
    return bool(rest and says and re.search(r"[A-Za-z]", rest[-1].replace(r"\frac", "")))


def told():
    """[(notebook, cell, formula)] of both languages, each once."""
    found = {}
    for path in notebooks.all_notebooks():
        cells = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4).cells
        for cell in cells:
            if cell.cell_type == "markdown":
                inline = filter(depends, notebook_text.inline_formulas(cell.source))
                for formula in (*notebook_text.displayed_formulas(cell.source), *inline):
                    found[path.stem, cell.id, formula] = True
    return list(found)


TOLD = told()


def faults(notebook, cell, formula):
    """What is wrong with the formula: a list of sentences, empty if nothing."""
    found = []
    kind = CELLS.get((notebook, cell), NOTEBOOKS.get(notebook))
    if formulas.squeezed(formula) in ROWS:
        return []
    for statement in formulas.statements(formula):
        if formulas.squeezed(statement) in ROWS:
            continue
        if kind is None:
            return [f"{notebook} has no row in NOTEBOOKS"]
        try:
            if not formulas.truth(statement, CIRCUMSTANCES[kind]):
                found.append(f"{statement} is not true ({kind})")
        except formulas.Unreadable as problem:
            found.append(f"{problem}: give {statement!r} a row in EXACT")
    return found


def test_there_are_formulas():
    assert len(TOLD) > 40


@pytest.mark.parametrize(
    ("notebook", "cell", "formula"), TOLD,
    ids=[f"{notebook}-{cell}-{n}" for n, (notebook, cell, _) in enumerate(TOLD)],
)
def test_a_formula_is_true_and_every_wrong_sign_is_found(notebook, cell, formula):
    assert faults(notebook, cell, formula) == []
    for wrong in formulas.sign_flips(formula):
        assert faults(notebook, cell, wrong), wrong


@pytest.mark.parametrize("statement", [key for key, check in EXACT.items() if callable(check)])
def test_what_is_held_against_exact_latex_is_true(statement):
    assert EXACT[statement]()


def test_no_row_is_stale():
    said = {
        formulas.squeezed(part)
        for _, _, formula in TOLD
        for part in (formula, *formulas.statements(formula))
    }
    assert [latex for latex in EXACT if formulas.squeezed(latex) not in said] == []
    assert set(CELLS) <= {(notebook, cell) for notebook, cell, _ in TOLD}


# The reader itself --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "true"),
    [
        (r"\sigma'(z) = \sigma(z) (1 - \sigma(z))", True),
        (r"\sigma'(z) = \sigma(z) (1 + \sigma(z))", False),
        (r"C = -(y \ln a + (1 - y) \ln (1 - a))", True),
        (r"C = y \ln a + (1 - y) \ln (1 - a)", False),
        (r"C = -(y \ln a + (1 - y) \ln (1 + a))", False),
        (r"C = -(y \ln a - (1 - y) \ln (1 - a))", False),
        (r"\frac{\partial C}{\partial w_i} = x_i \cdot (\sigma(z) - y)", True),
        (r"\frac{\partial C}{\partial w_i} = x_i (\sigma(z) - y)", True),
        (r"\frac{\partial C}{\partial w_i} = x_i (y - \sigma(z))", False),
        (r"\frac{\partial C}{\partial w_i} = x_i x_i (\sigma(z) - y)", False),
        (r"\frac{\partial C}{\partial b} = -\frac{\sigma'(z)}{\sigma(z)(1 - \sigma(z))} "
         r"\cdot (y - \sigma(z)) \cdot x_i", False),
        (r"z := z - (1 + x^2) \eta (a - y)", True),
        (r"z := z - \eta (a - y)", False),
        (r"0 < a < 1", True),
        (r"1 < a", False),
        (r"C \ge 0", True),
        (r"C \le 0", False),
    ],
)
def test_the_reader_tells_true_from_false(statement, true):
    assert formulas.truth(statement, CIRCUMSTANCES["cross-entropy"]) is true


@pytest.mark.parametrize(
    "statement",
    [r"Q = a", r"a = \sum_j a_j", r"a", r"a \in \{0, 1\}", r"a = f(z)", r"a (1 - a)^2 = b"],
)
def test_what_is_not_in_the_notation_is_refused(statement):
    with pytest.raises(formulas.Unreadable):
        formulas.truth(statement, CIRCUMSTANCES["cross-entropy"])


def test_formulas_are_taken_apart():
    assert formulas.statements(r"a = \sigma(z),\qquad y \in \{0, 1\} \;\Rightarrow\; C \ge 0.") == [
        r"a = \sigma(z)", r"y \in \{0, 1\}", r"C \ge 0",
    ]
    aligned = r"\begin{aligned} \delta &= a - y = \\ &= \left( a - y \right) \end{aligned}"
    assert formulas.statements(aligned) == [r"\delta = a - y = ( a - y )"]
    assert formulas.sides("a = (b = c) < d") == ["a", "=", "(b = c)", "<", "d"]
    assert list(formulas.sign_flips("a - b + c")) == ["a + b + c", "a - b - c"]
