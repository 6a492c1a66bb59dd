"""Every exercise: a right answer is praised, wrong ones get a hint, none gives the answer away."""

import re

import numpy as np
import pytest

from lecture_core.exercises import check
from lecture_core.exercises.number_tasks import NUMBER_TASKS as _EXERCISES
from notebooks import ROOT

RIGHT = ("Верно", "Right")

# (right answers, wrong answers); those of notebook 06 have tests of their own.
ANSWERS = {
    "rate": ([0.46, 0.5], [0.15, 0.4, 0.6, 1e-9]),
    "start": ([(1.5, 0), (0, 1.5), (-3, 4.5)], [(0.6, 0.9), (2, 2), (0.9, 0.61)]),
    "soft": ([(0.2, 0.5004)], [(0.5, 0.5), (0.2, 0.0), (0.3, 0.5004), (1.5, 0)]),
    "ratio": ([4.59, -4.59], [0, 4, 6]),
    "slip": ([(0, 1), (1, 0, 1)], [(1,), (2, 0), (0.5, 1), ()]),
    "overtaking": ([(4, 4), (3.5, 4.5)], [(2, 2), (0.6, 0.9), (-1, 0.5), (30, 30)]),
    "matching": ([0.0155], [0.005, 0.03, 1e-9]),
    "widget_cost": (
        [lambda z: z + np.exp(z), lambda z: z + np.exp(z) - 7],
        [lambda z: z**2, lambda z: np.exp(z), 5],
    ),
    "fastest_output": ([0.333, 1 / 3], [0.5, 2 / 3, 0, 2]),
    "double_wait": ([8.7], [8, 16, -5, 1000]),
    "mirror": ([(-2, -2), (-1, -3)], [(2, 2), (-3, -3), (-30, -30)]),
    "hidden_delta": ([(-0.25, -1.0)], [(-0.125, -0.5), (0.25, 1.0), (-0.25, 0), (1, 2, 3)]),
    "depth": ([10], [3, 9, 11, 40]),
    "catch_up": ([1.5], [0.15, 1.0, 3.0, 1e-9]),
    "largest": ([0.25**5, 0.00098], [0.25**4, 0.25, 1e-9]),
}
DECIDED_BY_A_RUN = {"hidden_edge", "digits_scale", "test_size"}
languages = pytest.mark.parametrize("language", ["ru", "en"])


def test_every_exercise_is_tested_and_asked_in_a_notebook():
    assert set(ANSWERS) | DECIDED_BY_A_RUN == set(_EXERCISES)
    for folder in ("ru", "en"):
        text = "".join(
            path.read_text(encoding="utf-8") for path in (ROOT / "notebooks" / folder).iterdir()
            if path.suffix == ".ipynb"
        )
        assert set(re.findall(r'check\(\\"(\w+)\\"', text)) == set(_EXERCISES)


@languages
@pytest.mark.parametrize(
    ("exercise", "answer"), [(name, a) for name, (right, _) in ANSWERS.items() for a in right]
)
def test_a_right_answer_is_praised(exercise, answer, language):
    assert str(check(exercise, answer, language=language)).startswith(RIGHT)


@languages
@pytest.mark.parametrize(
    ("exercise", "answer"), [(name, a) for name, (_, wrong) in ANSWERS.items() for a in wrong]
)
def test_a_wrong_answer_gets_a_sentence_but_no_praise(exercise, answer, language):
    said = str(check(exercise, answer, language=language))
    assert len(said) > 20 and not said.startswith(RIGHT)


@languages
def test_the_hidden_edge_is_found_by_trying(language):
    said = {
        shift: str(check("hidden_edge", shift, language=language)) for shift in np.arange(0, 9, 0.5)
    }
    praised = [shift for shift, sentence in said.items() if sentence.startswith(RIGHT)]
    assert praised and not said[0.0].startswith(RIGHT) and not said[8.0].startswith(RIGHT)


@languages
@pytest.mark.parametrize("exercise", sorted(set(ANSWERS) - {"widget_cost", "slip"}))
@pytest.mark.parametrize("answer", [None, "many", float("nan"), (1, 2, 3, 4)])
def test_nonsense_is_answered_by_a_sentence_not_a_traceback(exercise, answer, language):
    said = str(check(exercise, answer, language=language))
    assert said and not said.startswith(RIGHT)


def test_an_unknown_exercise_is_refused_by_name():
    with pytest.raises(ValueError, match=r"name must be one of .*rate.*, got 'guess'"):
        check("guess", 1, language="en")
