"""Bets: a number asked for before a picture shows it, and how far off it was."""

import html
import math
import threading
import weakref
from dataclasses import dataclass

from ipywidgets import HTML, Layout, VBox
from traitlets import Any

from lecture_core.checks import one_of
from lecture_core.neuron import LEARNT
from lecture_core.stage.controls import Number
from lecture_core.stage.number_control import Box, accepted, typed_number
from lecture_core.stage.written_numbers import written
from lecture_core.words import LANGUAGES, chosen, number, text

_MOST = 1_000_000
_FAR = 1.5  # times too much or too little: from here on the factor says more than the difference


@dataclass(frozen=True)
class Kind:
    """What is bet on: the numbers allowed, the decimals told, whether a factor is worth telling."""

    high: float
    decimals: int
    off: str = "bet_off"
    by_factor: bool = False


_EPOCHS = Kind(_MOST, 0, "bet_off_epochs", by_factor=True)
_TIMES = Kind(_MOST, 2, by_factor=True)
_OUTPUT = Kind(1, 3)
_COST = Kind(_MOST, 3, by_factor=True)
_PERCENT = Kind(100, 0, "bet_off_percent")

# What is asked: its kind, and where a bet of v lies in the picture that follows, if it does.
QUESTIONS = {
    "output_1": (_OUTPUT, lambda v: (150, v)),
    "output_2": (_OUTPUT, lambda v: (150, v)),
    "wait_2": (_EPOCHS, None),
    "step_ratio": (_TIMES, None),
    "steepest": (_EPOCHS, lambda v: (v, 0.25)),
    "far_quadratic": (_COST, lambda v: (4, v)),
    "far_cross_entropy": (_COST, lambda v: (4, v)),
    "valley": (_COST, lambda v: (0.5, v)),
    "new_wait_1": (_EPOCHS, lambda v: (v, LEARNT)),
    "new_wait_2": (_EPOCHS, lambda v: (v, LEARNT)),
    "asleep_quadratic": (_OUTPUT, lambda v: (250, v)),
    "asleep_cross_entropy": (_OUTPUT, lambda v: (250, v)),
    "asleep_hidden": (_OUTPUT, lambda v: (250, v)),
    "read_quadratic": (_PERCENT, lambda v: (1, v / 100)),
    "read_cross_entropy": (_PERCENT, lambda v: (1, v / 100)),
    "calm_quadratic": (_PERCENT, lambda v: (1, v / 100)),
    "from_8_quadratic": (_EPOCHS, lambda v: (8, v)),
    "from_8_cross_entropy": (_EPOCHS, lambda v: (8, v)),
}
_bets = weakref.WeakValueDictionary()  # the newest bet on each question since the kernel started


class Bet(VBox):
    """A question with a box for a number: `value`, None as long as no bet is placed.

    `place(150)` bets by code, `place(None)` takes the bet back; `point` is where it lies in the
    picture, (x, y) or None. ValueError for a question, a language or a number that is not allowed.
    """

    value = Any(None, read_only=True)

    def __init__(self, question, *, language):
        one_of(language, "language", LANGUAGES)
        chosen(question, "question", QUESTIONS, language)
        self.question, self.language = question, language
        self._kind, self._place_in_picture = QUESTIONS[question]
        self._spec = Number(f"bet_{question}", 0, 0, self._kind.high,
                            whole=self._kind.decimals == 0)
        self._truth, self._lock = None, threading.RLock()
        self._asked = self._spec.label_in(language)
        self.box = Box("", description=self._asked, continuous_update=False,
                       placeholder=text("bet_placeholder", language),
                       layout=Layout(width="max-content", max_width="100%", height="auto",
                                     flex_flow="row wrap"),
                       style={"description_width": "initial"})
        self.note = HTML("")
        super().__init__([self.box, self.note])
        self.box.observe(self._typed, "value")
        _bets[question] = self

    def place(self, value):
        """Bet on `value`, or on nothing with None; ValueError where it is no such number."""
        with self._lock:
            if value is not None:
                value = accepted(self._spec, value, self.language)
            self.set_trait("value", value)
            self.note.value = ""
            self.box.value = "" if value is None else written(value)
        return self

    @property
    def point(self):
        """Where the bet lies in the picture that follows: (x, y), or None if it lies nowhere."""
        if self.value is None or self._place_in_picture is None:
            return None
        return self._place_in_picture(self.value)

    def told(self, truth):
        """How far off the bet is from `truth`, as a sentence; nan: it has not come to pass."""
        self._truth = float(truth)
        return self._sentence()

    def _sentence(self):
        words = {"question": self._asked}
        bet, truth, kind = self.value, self._truth, self._kind
        if bet is not None:
            words["bet"] = number(bet, 15)
        if truth is None:
            return self._say("bet_open" if bet is None else "bet_placed", **words)
        if math.isnan(truth):
            return self._say("bet_never_open" if bet is None else "bet_never", **words)
        truth = round(truth, kind.decimals)
        off = round(abs(bet - truth), kind.decimals) if bet is not None else 0
        words["truth"] = number(truth, 15)
        if bet is None:
            return self._say("bet_untold", **words)
        if not off:
            return self._say("bet_exact", **words)
        side = "low" if bet < truth else "high"
        small, large = sorted((bet, truth))
        if kind.by_factor and small > 0 and large / small >= _FAR:
            return self._say(f"bet_{side}_times", times=number(large / small, 2), **words)
        words["off"] = self._say(kind.off, off=number(off, 15))
        return self._say(f"bet_{side}", **words)

    def _say(self, key, **places):
        return text(key, self.language, **places)

    def _typed(self, change):
        typed = change["new"].strip()
        with self._lock:
            if typed == ("" if self.value is None else written(self.value)):
                return
            try:
                value = typed_number(self._spec, typed, self.language) if typed else None
            except ValueError as refusal:
                self.place(self.value)
                self.note.value = html.escape(str(refusal), quote=False)
            else:
                self.place(value)

    def close(self):
        """Free the widget; the bet is no longer listed."""
        for question in [name for name, bet in _bets.items() if bet is self]:
            del _bets[question]
        super().close()

    def __repr__(self):
        return self._sentence()

    def _repr_mimebundle_(self, **kwargs):
        return {**super()._repr_mimebundle_(**kwargs), "text/plain": repr(self)}


def bets(*, language):
    """The bets placed since the kernel started, a line each; nothing of them is stored or sent."""
    one_of(language, "language", LANGUAGES)
    placed = [_bets[name] for name in QUESTIONS if name in _bets]
    placed = [bet for bet in placed if bet.value is not None]
    return "\n".join(map(repr, placed)) if placed else text("bets_none", language)
