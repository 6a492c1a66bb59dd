"""Exercises that answer back: `check` says what is right and what is wrong.

A number or a pair is read by `answers` and judged by the tasks of its notebook; a formula is tried
by `finder`. The replies never give the answer, and nothing is stored or sent.
"""

from lecture_core.exercises.answers import came, is_unanswered
from lecture_core.exercises.finder import find
from lecture_core.exercises.formulas import FORMULAS
from lecture_core.exercises.number_tasks import NUMBER_TASKS
from lecture_core.exercises.verdict import Refusal, Reply, Verdict
from lecture_core.words import LANGUAGES

__all__ = ["Verdict", "check"]


def _judge(name, answer):
    if is_unanswered(answer):
        return Reply("unanswered")
    try:
        if name in FORMULAS:
            return find(name, answer)
        key, places = NUMBER_TASKS[name](answer)
        return Reply(key, places, right=key.endswith("right"))
    except Refusal as refusal:
        return refusal.reply
    except (ArithmeticError, TypeError, ValueError):
        return Reply("answer_number", {"came": came(answer)})


def check(name, answer, *, language):
    """The Verdict on `answer` (a number, a pair, a function) to the exercise `name`.

    ValueError for a name or a language that does not exist; whatever the answer is, nothing else.
    """
    if name not in (names := (*FORMULAS, *NUMBER_TASKS)):
        raise ValueError(f"name must be one of {', '.join(names)}, got {name!r}")
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, got {language!r}")
    return _judge(name, answer).verdict(language)
