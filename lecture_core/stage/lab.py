"""The frame of every lab: from the controls it declares, `run` and `draw`, all else follows.

A move, by hand or by code, goes one way: the control checks the value, `_answer` takes the values
of all controls, `run` computes, `draw` puts the result into the figure, and the live picture is
sent. What fails on the way is shown in the lab and raised; the picture keeps the last good state.
"""

import base64
import contextlib
import html
import inspect
import threading

from ipywidgets import Layout, VBox

from lecture_core.checks import one_of
from lecture_core.stage import lifetime
from lecture_core.stage.by_hand import FromPage, by_hand, hand
from lecture_core.stage.choices import button
from lecture_core.stage.drawing import Drawing
from lecture_core.stage.live import LivePicture
from lecture_core.stage.page import page
from lecture_core.stage.panel import Panel
from lecture_core.stage.slices import Slices
from lecture_core.stage.strips import Strips
from lecture_core.words import LANGUAGES, text


class Lab(lifetime.Mortal, VBox):
    """A lab is what its class declares, and two functions.

        controls                  its controls, in the order of the repr; see controls.py
        rows                      their names, row by row; "film" and "reset" are the film and the
                                  button that resets all
        figure_of(language)       its figure
        run(**values)             the result: pure, maths only, no widget, no figure; a generator
                                  of results is long work, done in slices when a hand asks for it
        draw(result, moment)      put the result into `self.figure`, at the film's epoch `moment`;
                                  returns the sentences under it
        outcome(result, moment)   {name: text}: what the repr says of the result

    Each control is an attribute with a `value`: `lab.eta.value = 0.5` computes at once; a group
    like "w[0]", "w[1]" is a tuple. `result` is what `run` returned last, `picture` the live layer's
    SVG, `sentence` the words under it, `problem` what stands in the line of problems.
    """

    controls = ()
    rows = ()
    groups = {"starts": ("w", "b")}  # noqa: RUF012
    reset_words = "reset"
    strips = True
    slice_seconds = 0.04  # of long work, before the picture is brought up to date

    def __init__(self, language="en", **given):
        self.language = one_of(language, "language", LANGUAGES)
        self.lock = threading.RLock()
        self.result, self._ran, self._sentences, self._waiting = None, {}, (), 0
        self.panel = Panel(self.controls, self.groups, given, language=language, lock=self.lock,
                           on_refusal=self._refused)
        for name, control in self.panel.attributes().items():
            setattr(self, name, control)
        self.figure = self.figure_of(language)
        self.drawing = Drawing(self.figure, lambda *shown: self.draw(*shown), type(self))
        self.live = LivePicture(self.panel.parts(self.strips), language)
        self._strips = Strips(self)
        self._work = Slices(self.lock, self._worked, self._failed, self.slice_seconds)
        reset = button(self.reset_words, language, "undo", self.reset)
        reset.add_class("lecture-reset")
        extra = {"reset": reset, **self.extra()}
        super().__init__([*(self.panel.row(names, extra) for names in self.rows), self.live],
                         layout=Layout(max_width="910px", margin="0"))
        self.add_class("lecture-lab")
        for one in lifetime.members(self):
            if isinstance(one, FromPage):
                one.lock = self.lock
        for control in (*self.panel.numbers.values(), *self.panel.choices.values()):
            control.observe(self._moved, "value")
        self.live.on_msg(self._asked)
        self._answer()
        self.drawing.share()  # now: no reader has touched the figure yet
        lifetime.let_go(self)

    def outcome(self, result, moment):
        return {}

    def trouble(self, result):
        """What went wrong on the way to a result that can be shown all the same, in a sentence."""
        return ""

    def extra(self):
        """Widgets of a lab that are no controls, {name in rows: widget}."""
        return {}

    # What is public ------------------------------------------------------------------------------

    @property
    def picture(self):
        """The live layer as the page shows it: SVG text with the picture's description."""
        return self.live.frame["layer"]

    @property
    def sentence(self):
        """The sentences under the picture, a line each."""
        return "\n".join(self._sentences)

    @property
    def problem(self):
        """What stands in the line of problems, empty if nothing is wrong."""
        return html.unescape(self.live.problem)

    running = property(lambda self: self._work.running, doc="Is long work on its way?")

    def reset(self):
        """Put every control back to the value the lab began with, and the film to its opening."""
        with self._together():
            self.panel.reset()

    def finish(self):
        """Do at once what a hand has left unfinished."""
        self._work.finish()

    # A move --------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _together(self, answer=True):
        """Several values at once, one answer after the last."""
        with self.lock:
            self._waiting += 1
            try:
                yield
            finally:
                self._waiting -= 1
            if answer:
                self._answer()

    def _moved(self, change):
        with self.lock:
            if self._waiting:
                return
            if self.panel.rewinds(change["owner"].spec.name):
                with self._together(answer=False):
                    self.epoch.value = 0
            self._answer()

    def _answer(self):
        """Compute and show what the controls say now."""
        try:
            made = self._result_of(self.panel.values())
            if inspect.isgenerator(made):
                self._work.start(made, sliced=by_hand())
            else:
                self.result = made
                self._show()
        except Exception as problem:
            self._failed(problem)
            raise
        self._say_problem(self.trouble(self.result) if self.result is not None else "")

    def _result_of(self, values):
        """`run` for these values, kept: a film moves without running anew."""
        key = tuple(values.items())
        if key not in self._ran:
            made = self.run(**self.panel.keywords(values))
            if inspect.isgenerator(made):
                return made
            while len(self._ran) > 1:  # the state shown, and a strip beside it
                del self._ran[next(iter(self._ran))]
            self._ran[key] = made
        return self._ran[key]

    def _worked(self, result, finished):
        if result is not None:
            self.result = result
        self._show(finished)

    def settle(self, finished):
        """Bring a lab's other widgets into step: after each picture, and when work has failed."""

    def _show(self, finished=True):
        """Draw the result and send it."""
        if self.panel.film:
            with self._together(answer=False):
                self.panel.film.set_length(
                    self.panel.epochs_in(self.panel.values()),
                    lambda: setattr(self.live, "parts", self.panel.parts(self.strips)))
        frame, self._sentences = self.drawing.frame(self.result, self.moment, self.panel.state())
        self.live.show(frame, {"name": frame["base"], "svg": self.drawing.bases[frame["base"]]})
        self.settle(finished)

    @property
    def moment(self):
        """The epoch shown, None without a film."""
        return int(self.panel.film.epoch.value) if self.panel.film else None

    # Frames made ahead ---------------------------------------------------------------------------

    def frame_for(self, state, moved, *, patient=False):
        """The frame of a state to which moving the control `moved` leads, whose own epoch may be
        another: fewer in all end the film. None if its static layer is not drawn yet, which costs
        too much unless one is `patient`."""
        values, moment = self.panel.read(state, moved)
        shown = state if moment is None else {**state, "epoch": f"{moment}"}
        return self.drawing.frame(self._result_of(values), moment, shown, render=patient)[0]

    def _asked(self, widget, content, buffers):
        if isinstance(content, dict) and content.get("kind") == "want" and self.strips:
            with hand():
                self._strips.asked(content)

    # Problems ------------------------------------------------------------------------------------

    def _refused(self, sentence, control):
        """A box holds what its control does not take (or, with no sentence, does again)."""
        self._say_problem(sentence and f"{sentence} {text('picture_keeps', self.language)}",
                          control)

    def _failed(self, problem):
        self._say_problem(text("lab_error", self.language, problem=problem))
        if self.result is not None:
            self.settle(True)

    def _say_problem(self, sentence, control=None):
        self.live.problem = html.escape(sentence)
        self.panel.restore(but=control)

    # As text, as a picture, and its end ----------------------------------------------------------

    def __repr__(self):
        if self.closed:
            return self.last_words
        said = {**self.panel.said(), **self.outcome(self.result, self.moment)}
        listed = ", ".join(f"{key}={words}" for key, words in said.items())
        return f"{type(self).__name__}({listed})"

    def _repr_mimebundle_(self, **kwargs):
        if self.closed:
            return {"text/plain": repr(self)}
        lifetime.shown(self)
        with self.lock:
            self.drawing.draw(self.result, self.moment)  # a strip may have used the figure since
            png = self.figure.png()
        # Where no kernel runs, the page shows the picture, its description and this one line.
        shown = {"text/plain": repr(self), "image/png": base64.b64encode(png).decode("ascii")}
        described = {"image/png": {"alt": self.figure.description}}
        return {**super()._repr_mimebundle_(**kwargs), **shown}, described

    def page(self):
        """The lab as one piece of HTML that needs no kernel: see page.py."""
        return page(self)
