"""Exercises that answer back: `check` says what is right and what is wrong, `solved` how many are.

A number or a pair is read by `answers` and judged by the tasks of its notebook; a formula is tried
by `finder`. The replies never give the answer, and nothing is stored or sent.
"""

from lecture_core.checks import one_of
from lecture_core.exercises import (
    analysis_tasks,
    cross_entropy_tasks,
    digits_tasks,
    effect_tasks,
    networks_tasks,
    slowdown_tasks,
    summary_tasks,
)
from lecture_core.exercises.answers import is_unanswered
from lecture_core.exercises.finder import find
from lecture_core.exercises.formulas import FORMULAS
from lecture_core.exercises.verdict import Refusal, Reply, Verdict
from lecture_core.words import LANGUAGES, chosen

__all__ = ["EXERCISES", "Verdict", "check", "solved"]

# The exercises of each notebook, in its order.
EXERCISES = {
    "01": ("half_way", "target_z", "rate", "start", "step"),
    "02": ("how_flat", "fastest_output", "mirror", "double_wait", "grad_quadratic"),
    "03": ("soft", "slip", "soft_delta", "grad_cross_entropy", "ratio", "stable_cost"),
    "04": ("straight_wait", "widget_cost", "overtaking", "late_digit", "fair_rate"),
    "05": ("parameters", "bp1_quadratic", "bp2", "bp4", "hidden_delta", "hidden_edge", "depth"),
    "06": ("updates", "digits_scale", "by_chance", "test_size", "experiment"),
    "07": ("dearer", "largest", "hump", "true_claims", "measured_slope"),
}
TASKS = (slowdown_tasks.TASKS | analysis_tasks.TASKS | cross_entropy_tasks.TASKS
         | effect_tasks.TASKS | networks_tasks.TASKS | digits_tasks.TASKS | summary_tasks.TASKS)
_solved = set()


def check(name, answer, *, language):
    """The Verdict on `answer` (a number, a pair, a function ...) to the exercise `name`.

    ValueError for a name or a language that does not exist; whatever the answer is, no other.
    """
    one_of(language, "language", LANGUAGES)
    chosen(name, "name", (*FORMULAS, *TASKS), language)
    reply = judge(name, answer)
    if reply.right:
        _solved.add(name)
    return reply.verdict(language)


def judge(name, answer):
    """The Reply to `answer`, which is not in any language yet."""
    try:
        if is_unanswered(answer):
            raise Refusal("unanswered")
        return find(name, answer) if name in FORMULAS else TASKS[name](answer)
    except Refusal as refusal:
        return refusal.reply


def solved(notebook, *, language):
    """Which exercises of a notebook ("01" to "07") were solved since the kernel started."""
    one_of(language, "language", LANGUAGES)
    chosen(notebook, "notebook", EXERCISES, language)
    names = EXERCISES[notebook]
    done = [str(k) for k, name in enumerate(names, 1) if name in _solved]
    left = [str(k) for k, name in enumerate(names, 1) if name not in _solved]
    key = "solved_none" if not done else "solved_some" if left else "solved_all"
    places = {"count": len(names), "done": ", ".join(done), "left": ", ".join(left)}
    return Reply(key, places).verdict(language)
