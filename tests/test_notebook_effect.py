"""Notebook 04 says what the maths says: its numbers are recomputed, its claims put to the test."""

import json
import re

import mpmath
import numpy as np
import pytest

import notebooks
from lecture_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    epochs_to_reach,
    flow,
    published_widget_rule,
    sigmoid,
    train_neuron,
    wright_omega,
)
from lecture_core.words import fixed

LANGUAGES = ("ru", "en")
ETA = 0.01


def cells(language):
    text = (notebooks.NOTEBOOKS / language / "04_effect.ipynb").read_text(encoding="utf-8")
    return json.loads(text)["cells"]


def prose(language):
    return {cell["id"]: "".join(cell["source"]) for cell in cells(language)
            if cell["cell_type"] == "markdown"}


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


# Numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_printed_numbers_are_those_of_the_runs_and_of_the_law(language):
    printed = {cell["id"]: "".join("".join(output.get("text", "")) for output in cell["outputs"])
               for cell in cells(language) if cell["cell_type"] == "code"}
    starts = ([0.6, 2.0], [0.9, 2.0])
    for cost, eta in ((QUADRATIC, 0.15), (CROSS_ENTROPY, 0.005)):
        run = train_neuron(*starts, eta=eta, cost=cost, epochs=1000)
        for n in (0, 100, 200, 300, 1000):
            assert re.search(rf"\b{n} .*{run.a[n, 0]:.4f}  {run.a[n, 1]:.4f}", printed["outputs"])
        for target in (0.2, 0.1, 0.0025):
            n = epochs_to_reach(target, *starts, eta=eta, cost=cost, max_epochs=300_000)
            first, second = (fixed(value, 0) for value in n)
            assert re.search(rf"{target:.4f} .* {first} +{second}\n", printed["epochs"])
    for pair in (("0.2987", "0.3545"), ("0.1098", "0.1302"), ("0.0404", "0.0479")):
        assert "  ".join(pair) in printed["audit_numbers"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_never_promises_fewer_epochs(language):
    """With the lecture's rates cross-entropy needs more; "fewer" may only be denied."""
    phrase, denial = {
        "ru": ("меньше эпох", "неверно сказать «меньше эпох»"),
        "en": ("fewer epochs", 'wrong to say "fewer epochs"'),
    }[language]
    text = "\n".join(prose(language).values())
    assert text.count(phrase) == text.count(denial) == 1
