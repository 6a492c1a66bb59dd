"""Bets: placed by code or typed, told how far off, marked in the picture, listed at the end."""

import math
import weakref
from types import SimpleNamespace

import numpy as np
import pytest

from lecture_core import CROSS_ENTROPY, QUADRATIC, Network
from lecture_core.experiments.xor_twins import train_twins, xor
from lecture_core.figures import (
    costs_figure,
    factors_figure,
    learning_curves_figure,
    saturation_figure,
    slowdown_figure,
    start_times_figure,
    surface_figure,
)
from lecture_core.labs import Bet, bets
from lecture_core.labs import bet as bet_module
from lecture_core.labs.bet import QUESTIONS
from lecture_core.words import LANGUAGES, WORDS
from pictures import runs


def typed(bet, words):
    """What the page does when a reader leaves the box."""
    bet.box.set_state({"value": words})
    return bet


def marks(figure):
    return [line for axes in figure.axes for line in axes.lines if line.get_gid() == "bet"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_unplaced_it_says_so_and_marks_nothing(question, language):
    bet = Bet(question, language=language)
    asked = WORDS[language][f"bet_{question}"]
    assert bet.value is None and bet.point is None and bet.box.description == asked
    assert repr(bet).startswith(asked) and repr(bet) == repr(Bet(question, language=language))
    assert bet._repr_mimebundle_()["text/plain"] == repr(bet)
    assert bet.told(0.5).startswith(asked) and bet.value is None


def test_it_is_placed_by_code_and_taken_back():
    bet = Bet("new_wait_1", language="en").place(150)
    assert bet.value == 150 and bet.box.value == "150" and bet.point == (150, 0.2)
    assert repr(bet) == "Epochs neuron 1 now takes to a ≤ 0.2: you bet 150.".replace(
        "a ≤ 0.2", "a\u00a0≤\u00a00.2")
    bet.place(None)
    assert bet.value is None and bet.box.value == "" and bet.point is None
    assert bet.place(np.int64(7)).value == 7
    with pytest.raises(Exception, match="read-only"):
        bet.value = 8


def test_it_is_placed_in_the_box_and_emptied_there():
    bet = typed(Bet("output_1", language="ru"), "0,25")
    assert bet.value == 0.25 and bet.box.value == "0.25" and bet.point == (150, 0.25)
    assert typed(bet, " ").value is None
    big = typed(Bet("wait_2", language="ru"), "12 345")
    assert big.value == 12345 and big.box.value == "12345"


@pytest.mark.parametrize("wrong", ["много", "<b>", "-1", "1.5", "1,5", "nan", "1e9", "1 000 001"])
def test_what_is_typed_wrong_changes_nothing_and_is_answered(wrong):
    bet = Bet("wait_2", language="ru").place(150)
    typed(bet, wrong)
    assert bet.value == 150 and bet.box.value == "150"
    assert "нужно целое число от 0" in bet.note.value and "<" not in bet.note.value
    typed(bet, "200")
    assert bet.value == 200 and bet.note.value == ""
    fresh = typed(Bet("wait_2", language="ru"), wrong)
    assert fresh.value is None and fresh.box.value == "" and fresh.note.value


@pytest.mark.parametrize("wrong", ["150", True, math.nan, math.inf, -1, 1.5, [1, 2], 1j, object()])
def test_what_code_places_wrong_is_refused(wrong):
    bet = Bet("wait_2", language="en").place(3)
    with pytest.raises(ValueError, match="must be a whole number from 0 to"):
        bet.place(wrong)
    assert bet.value == 3


def test_names_that_do_not_exist_are_refused():
    with pytest.raises(ValueError, match="question must be one of 'output_1'"):
        Bet("nothing", language="en")
    with pytest.raises(ValueError, match=r"question: можно выбрать 'output_1'.* получено 'wait'"):
        Bet("wait", language="ru")
    with pytest.raises(ValueError, match="language must be one of"):
        Bet("output_1", language="de")
    with pytest.raises(ValueError, match="language must be one of"):
        bets(language="de")


@pytest.mark.parametrize(("language", "question", "value", "truth", "said"), [
    ("en", "wait_2", 150, 302, "you bet 150; it is 302. Too low by a factor of 2."),
    ("en", "wait_2", 604, 302, "Too high by a factor of 2."),
    ("en", "wait_2", 301, 302, "you bet 301; it is 302. Too low by 1 epoch."),
    ("en", "wait_2", 302, np.int64(302), "you bet 302, and 302 it is. Spot on!"),
    ("en", "wait_2", 0, 302, "Too low by 302 epochs."),
    ("en", "wait_2", None, 302, "it is 302; no bet was placed."),
    ("en", "wait_2", 5, math.nan, "you bet 5, but it has not come to pass."),
    ("en", "output_1", 0.5, 0.15274, "you bet 0.5; it is 0.153. Too high by 0.347."),
    ("en", "read_quadratic", 48, 49.3, "Too low by 1 percentage point."),
    ("en", "step_ratio", 2, 7.0331, "it is 7.03. Too low by a factor of 3.5."),
    ("ru", "wait_2", 150, 302, "ваша ставка 150, на деле 302. Вы занизили в 2 раза."),
    ("ru", "wait_2", 60, 302, "Вы занизили в 5 раз."),
    ("ru", "wait_2", 453, 302, "Вы завысили в 1.5 раза."),
    ("ru", "wait_2", 303, 302, "Вы завысили на 1 эпоху."),
    ("ru", "wait_2", 280, 302, "Вы занизили на 22 эпохи."),
    ("ru", "read_quadratic", 30, 49, "Вы занизили на 19 процентных пунктов."),
    ("ru", "wait_2", None, 302, "на деле 302, ставки не было."),
])
def test_it_is_told_how_far_off_it_was(language, question, value, truth, said):
    told = Bet(question, language=language).place(value).told(truth)
    assert told.replace("\u00a0", " ").endswith(said)


def test_placed_bets_are_listed_in_the_notebook_s_order(monkeypatch):
    monkeypatch.setattr(bet_module, "_bets", weakref.WeakValueDictionary())
    assert "no bets" in bets(language="en")
    second, first = (Bet(name, language="en") for name in ("output_2", "output_1"))
    assert "no bets" in bets(language="en")
    second.place(0.9)
    first.place(0.1).told(0.2)
    assert bets(language="en").splitlines() == [first.told(0.2), repr(second)]
    again = Bet("output_2", language="en")  # its cell has been run once more
    assert bets(language="en") == repr(first) and again.value is None
    first.close()
    assert "no bets" in bets(language="en")


def picture(question, marked=(), language="en"):
    """The figure in which a bet on `question` is drawn, with `marked` in it."""
    z0, told = np.arange(2.0, 9), {"language": language, "bets": marked}
    curves = [SimpleNamespace(cost=cost, eta=1.0, accuracy=np.linspace([0.1, 0.2], 0.9, 7).T)
              for cost in (QUADRATIC, CROSS_ENTROPY)]
    epochs, start = [np.exp(z0), 5 * z0], Network([2, 4, 1], rng=np.random.default_rng(5))
    return {
        "output_1": lambda: slowdown_figure(runs(), **told),
        "steepest": lambda: factors_figure(runs(), **told),
        "far_quadratic": lambda: costs_figure(**told),
        "valley": lambda: surface_figure(**told),
        "asleep_quadratic": lambda: saturation_figure(
            train_twins(start, *xor(), eta=6, epochs=250), **told),
        "read_quadratic": lambda: learning_curves_figure(curves, **told),
        "from_8_quadratic": lambda: start_times_figure(z0, epochs, z0, epochs, etas=[1, 1], **told),
    }[question]()


@pytest.mark.parametrize(("question", "value", "panel"), [
    ("output_1", 0.5, "a"), ("steepest", 100, 1), ("far_quadratic", 0.5, 1), ("valley", 0.7, 1),
    ("asleep_quadratic", 0.3, "error"), ("read_quadratic", 30, 0), ("from_8_quadratic", 300, 0)])
def test_a_bet_is_a_hollow_diamond_in_the_picture(question, value, panel):
    bet, plain = Bet(question, language="en"), picture(question)
    unplaced = picture(question, [bet])
    assert marks(unplaced) == [] and unplaced.description == plain.description
    assert len(unplaced.findobj()) == len(plain.findobj())
    drawn = unplaced.png()
    figure = picture(question, [bet.place(value)])
    mark, = marks(figure)
    assert (mark.get_xdata()[0], mark.get_ydata()[0]) == bet.point
    assert mark.get_marker() == "D" and mark.get_markerfacecolor() == "none"
    named = {"a": "output_axes", "error": "error_axes"}
    assert mark.axes is (getattr(figure, named[panel]) if panel in named else figure.axes[panel])
    assert "The reader's bets: (" in figure.description and figure.png() != drawn
    x, y = bet.point
    assert picture(question, [(x, y)]).description == figure.description


@pytest.mark.parametrize(("point", "shape", "place"), [
    ((5000, 0.2), ">", (300, 0.2)), ((-1, 0.2), "<", (0, 0.2)), ((10, 7), "^", (10, 1.03)),
    ((10, -7), "v", (10, 0))])
def test_a_bet_beyond_the_axes_is_an_arrowhead_at_their_edge(point, shape, place):
    figure = picture("output_1", [point], "ru")
    mark, = marks(figure)
    assert mark.get_marker() == shape
    assert (mark.get_xdata()[0], mark.get_ydata()[0]) == place
    assert figure.output_axes.get_xlim() == (0, 300) and f"{point[0]}"[1:] in figure.description
