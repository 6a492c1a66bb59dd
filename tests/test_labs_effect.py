"""EffectLab: each control to its ends and back, runs equal to the maths, errors said and raised."""

import gc
import re

import numpy as np
import pytest
from matplotlib.figure import Figure

from lecture_core import COMPARISONS, CROSS_ENTROPY, QUADRATIC, comparable_rate, train_neuron
from lecture_core.labs import EffectLab

LANGUAGES = ("ru", "en")
STARTS = ((0.6, 0.9), (2.0, 2.0))


def said(lab):
    return re.sub(r"<[^>]+>", " ", lab._sentence.value)


def firsts(lab):
    return [run.first_epoch(0.2) for pair in lab.histories for run in pair]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lab_begins_with_the_lecture_s_rates(language):
    lab = EffectLab(language)
    assert repr(lab) == (
        "EffectLab(comparison=by_hand, eta=0.15, cross_eta=(0.005, 0.005), "
        "starts=((0.6, 0.9), (2, 2)), epochs=1000, a=((0.0455, 0.1280), (0.0515, 0.1812)))"
    )
    for number in ("107", "302", "666", "937"):
        assert number in said(lab) and number in lab._live.svg
    assert (re.search("[а-яё]", said(lab), re.IGNORECASE) is not None) == (language == "ru")


def test_the_runs_are_the_maths_under_every_comparison():
    lab = EffectLab("en")
    for lab.comparison.value in COMPARISONS:
        for start, pair in zip(STARTS, lab.histories, strict=True):
            rate = comparable_rate(lab.comparison.value, *start, eta=0.15, epochs=1000)
            for run, cost, eta in zip(pair, (QUADRATIC, CROSS_ENTROPY), (0.15, rate), strict=True):
                wanted = train_neuron(*start, eta=eta, cost=cost, epochs=1000)
                assert run.cost is cost and run.eta == eta
                assert (run.a == wanted.a).all() and (run.z == wanted.z).all()
    assert lab.histories[1][0].a[-1] == pytest.approx(lab.histories[1][1].a[-1], abs=1e-10)


def test_who_wins_depends_on_the_comparison():
    lab = EffectLab("en")
    seen = {}
    for lab.comparison.value in COMPARISONS:
        seen[lab.comparison.value] = firsts(lab)
    assert seen["same_rate"] == [107, 22, 302, 31]
    assert seen["first_step"][:3] == [107, 149, 302] and np.isnan(seen["first_step"][3])
    assert seen["footnote"] == [107, 133, 302, 187]
    assert seen["final_output"] == [107, 263, 302, 370]


def test_a_rate_by_hand_is_offered_only_where_it_counts():
    lab = EffectLab("en")
    assert lab.cross_eta.layout.visibility == "visible"
    lab.comparison.value = "footnote"
    assert lab.cross_eta.layout.visibility == "hidden"
    lab.reset()
    assert lab.cross_eta.layout.visibility == "visible"


def test_every_control_moves_the_picture_and_comes_back():
    lab = EffectLab("en")
    first, state, sentence = lab._live.svg, repr(lab), said(lab)
    controls = [lab.eta, lab.cross_eta, lab.epochs, *lab.w, *lab.b]
    moves = [(control, (control.low, control.high)) for control in controls]
    moves += [(lab.comparison, COMPARISONS), (lab.quantity, ("z", "C"))]
    for control, ends in moves:
        for end in ends:
            before = lab._live.svg
            control.value = end
            assert lab._live.svg != before
            assert lab._error.value == ""
            assert len(lab._live.svg) < 15_000
        lab.reset()
        assert (lab._live.svg, repr(lab), said(lab)) == (first, state, sentence)


def test_extreme_starts_under_every_comparison():
    lab = EffectLab("en")
    for lab.comparison.value in COMPARISONS:
        for place in (-10, 10):
            for control in (*lab.w, *lab.b):
                control.value = place
            assert all(np.isfinite(run.C).all() for pair in lab.histories for run in pair)
    assert "more than 1000" in said(lab)


@pytest.mark.parametrize(
    ("name", "value"), [("eta", 21), ("cross_eta", 0), ("epochs", 100.5), ("epochs", 4000)])
def test_a_value_outside_is_refused_and_the_picture_stays(name, value):
    lab = EffectLab("en")
    before = lab._live.svg
    with pytest.raises(ValueError, match="must be a"):
        getattr(lab, name).value = value
    assert lab._live.svg == before
    getattr(lab, name)._box.value = value  # typed: said, not raised
    assert "allowed are" in lab._error.value
    assert lab._live.svg == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_is_shown_and_raised(language, monkeypatch):
    lab = EffectLab(language)

    def broken(*args):
        raise RuntimeError("<broken>")

    monkeypatch.setattr(lab._figure, "show", broken)
    with pytest.raises(RuntimeError, match="broken"):
        lab.eta.value = 1.0
    assert "&lt;broken&gt;" in lab._error.value
    monkeypatch.undo()
    lab.eta.value = 2.0
    assert lab._error.value == ""


def test_wrong_arguments_are_refused():
    with pytest.raises(ValueError, match="language must be one of"):
        EffectLab("de")
    with pytest.raises(ValueError, match="starts must be two pairs"):
        EffectLab("en", starts=((1, 1),))


def test_moving_makes_no_figures_and_the_page_has_a_picture():
    lab = EffectLab("ru")
    gc.collect()
    figures = sum(isinstance(thing, Figure) for thing in gc.get_objects())
    for k in range(40):
        lab.w[0].value = -3 + k / 10
    gc.collect()
    assert sum(isinstance(thing, Figure) for thing in gc.get_objects()) == figures
    bundle = lab._repr_mimebundle_()
    assert bundle["text/plain"] == repr(lab)
    assert len(bundle["image/png"]) < 60_000
