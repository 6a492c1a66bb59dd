"""CostLab: each control to its ends and back, numbers held to the maths, errors said and raised."""

import gc
import math
import re

import pytest
from matplotlib.figure import Figure

from lecture_core import CROSS_ENTROPY, QUADRATIC, sigmoid_prime
from lecture_core.figures.cross_entropy import FARTHEST
from lecture_core.labs import CostLab

LANGUAGES = ("ru", "en")


def said(lab):
    return re.sub(r"<[^>]+>", " ", lab._sentence.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lab_begins_with_the_lecture_s_second_start(language):
    lab = CostLab(language)
    assert repr(lab) == "CostLab(z=4, y=0, axis=z, dC/dz: quadratic=0.0173, cross_entropy=0.9820)"
    for number in ("4.00", "0.9820", "0.4822", "4.0181", "56.6"):
        assert number in said(lab)
    assert re.search("[а-я]", said(lab)) is not None or language == "en"
    assert re.search("[а-яё]", said(lab), re.IGNORECASE) is None or language == "ru"


@pytest.mark.parametrize("axis", ["z", "a"])
def test_numbers_are_the_costs_at_every_place(axis):
    lab = CostLab("en", axis=axis)
    for z in (-FARTHEST, -1.5, 0.0, 2.0, FARTHEST):
        for y in (0.0, 0.3, 1.0):
            lab.z.value, lab.y.value = z, y
            for cost in (QUADRATIC, CROSS_ENTROPY):
                assert lab.C[cost.name] == cost.value(z, y)
                assert lab.delta[cost.name] == cost.delta(z, y)
            assert lab.delta["cross_entropy"] / lab.delta["quadratic"] == pytest.approx(
                1 / sigmoid_prime(z)
            )
            assert f"{lab.C['cross_entropy']:.4f}" in lab._live.svg


def test_every_control_moves_the_picture_and_comes_back():
    lab = CostLab("en")
    first, state = lab._live.svg, repr(lab)
    for control, ends in (
        (lab.z, (-FARTHEST, FARTHEST)), (lab.y, (1.0, 0.5)), (lab.axis, ("a",)),
    ):
        for end in ends:
            before = lab._live.svg
            control.value = end
            assert lab._live.svg != before
        lab.reset()
        assert lab._live.svg == first
        assert repr(lab) == state


def test_a_right_answer_leaves_nothing_to_learn():
    lab = CostLab("en", z=0.0, y=0.5)
    assert lab.delta == {"quadratic": 0.0, "cross_entropy": 0.0}
    assert "nothing left to learn" in said(lab)


@pytest.mark.parametrize(("name", "value"), [("z", 6.1), ("z", math.nan), ("y", 1.2), ("y", -0.1)])
def test_a_value_outside_is_refused_and_the_picture_stays(name, value):
    lab = CostLab("en")
    before = lab._live.svg
    with pytest.raises(ValueError, match=f"{name} must be a number from"):
        getattr(lab, name).value = value
    assert lab._live.svg == before
    getattr(lab, name)._box.value = value  # typed: said, not raised
    assert "allowed are numbers from" in lab._error.value
    assert lab._live.svg == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_is_shown_and_raised(language, monkeypatch):
    lab = CostLab(language)

    def broken(*args):
        raise RuntimeError("<broken>")

    monkeypatch.setattr(lab._figure, "show", broken)
    with pytest.raises(RuntimeError, match="broken"):
        lab.z.value = 1.0
    assert "&lt;broken&gt;" in lab._error.value
    assert lab._error.layout.display == "block"
    monkeypatch.undo()
    lab.z.value = 2.0
    assert lab._error.value == ""


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="language must be one of"):
        CostLab("de")


def test_moving_makes_no_figures_and_the_page_has_a_picture():
    lab = CostLab("ru")
    gc.collect()
    figures = sum(isinstance(thing, Figure) for thing in gc.get_objects())
    for k in range(60):
        lab.z.value = -3 + k / 10
    gc.collect()
    assert sum(isinstance(thing, Figure) for thing in gc.get_objects()) == figures
    bundle = lab._repr_mimebundle_()
    assert bundle["text/plain"] == repr(lab)
    assert len(bundle["image/png"]) < 60_000
