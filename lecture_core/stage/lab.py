"""What every lab is made of: numbers to type or drag, one picture, one sentence, one error line."""

import base64
import bisect
import contextlib
import html
import math
from numbers import Real

from ipywidgets import (
    HTML,
    Button,
    Dropdown,
    FloatText,
    HBox,
    IntSlider,
    Layout,
    ToggleButtons,
    VBox,
)
from traitlets import Float, validate

from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.stage.live import LiveFigure
from lecture_core.stage.slices import FromPage
from lecture_core.words import LANGUAGES, number, text

# Round numbers at about even distances on a logarithmic scale.
_ROUND = (1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.3, 3.6, 4, 4.5, 5, 5.5, 6,
          6.5, 7, 7.5, 8, 9)


class _Box(FromPage, FloatText):
    pass


class _Slider(FromPage, IntSlider):
    pass


def _one_of(widget, value):
    """`value` if it is one of the widget's options, else a ValueError that says which there are."""
    for option in widget._options_values:
        if widget.equals(option, value):
            return option
    allowed = ", ".join(map(repr, widget._options_values))
    raise ValueError(f"{widget.name} must be one of {allowed}, got {value!r}")


class Choice(FromPage, ToggleButtons):
    """Buttons of which one is pressed; a value that none of them stands for is refused by name."""

    def __init__(self, name, options, value, button_width="auto"):
        self.name = name
        super().__init__(
            options=options, value=value, style={"button_width": button_width},
            layout=Layout(flex="0 0 auto", width="auto"),
        )

    @validate("value")
    def _validate_value(self, proposal):
        return _one_of(self, proposal["value"])


class Menu(FromPage, Dropdown):
    """A list to choose from, with its description; other values are refused by name."""

    def __init__(self, name, options, value, description):
        self.name = name
        super().__init__(
            options=options, value=value, description=description,
            style={"description_width": "initial"},
            layout=Layout(width="auto", flex="0 0 auto", margin="2px 12px 2px 2px"),
        )

    @validate("value")
    def _validate_value(self, proposal):
        return _one_of(self, proposal["value"])


class LabButton(FromPage, Button):
    """A Button whose clicks count as by_hand(), see slices.py."""


class NumberControl(HBox):
    """A number with a box to type it into and a slider to drag it: `value`, `low`, `high`.

    `whole` keeps to whole numbers. The slider stops at numbers one would type: `steps` equal steps,
    or with `log` some 25 round numbers in each decade, at even distances. A value outside
    [low, high] is refused with a ValueError; one typed into the box is handed to `on_refusal` as a
    sentence in the reader's language.
    """

    value = Float()

    def __init__(self, label, value, low, high, *, language, log=False, whole=False, steps=200,
                 colour=None, box_width="8em"):
        self.label, self.low, self.high = label, low, high
        self.on_refusal = lambda sentence: None
        self._language, self._log, self._whole, self._steps = language, log, whole, steps
        self._stops = self._find_stops()
        self._leader = None
        self._check(value)
        self._box = _Box(
            value=value,
            description=label,
            step=1 if whole else None,
            layout=Layout(width=box_width, flex="0 0 auto", margin="2px 0"),
            style={"description_width": "initial"},
        )
        # It counts its stops: a page's slider sends a float back rounded, maybe after the next one.
        self._slider = _Slider(
            value=self._position(value),
            max=len(self._stops) - 1,
            readout=False,
            layout=Layout(width="auto", min_width="80px", flex="1 1 auto", margin="2px 10px"),
            style={"handle_color": colour},
        )
        super().__init__(
            [self._box, self._slider],
            layout=Layout(align_items="center", margin="0", flex="1 1 0%", overflow="visible"),
            value=value,
        )
        self._box.observe(self._typed, "value")
        self._slider.observe(self._dragged, "value")
        self.observe(self._show, "value")

    def set_high(self, high):
        """Move the upper end of the range; a value above it comes down with it."""
        self.high = high
        self._stops = self._find_stops()
        with self._led_by(self):
            self._slider.max = len(self._stops) - 1
        self.value = min(self.value, high)
        self._show(None)

    def _find_stops(self):
        low, high = self.low, self.high
        if self._log:
            decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
            stops = {float(f"{m}e{decade}") for decade in decades for m in _ROUND}
            stops = {low, *(stop for stop in stops if low < stop < high), high}
        else:
            span = high - low
            stops = {round(low + span * k / self._steps, 10) for k in range(self._steps + 1)}
        return sorted({round(stop) for stop in stops} if self._whole else stops)

    def _position(self, value):
        """The number of the slider's stop nearest to `value`."""
        above = bisect.bisect_left(self._stops, value)
        around = range(max(above - 1, 0), min(above + 1, len(self._stops)))
        return min(around, key=lambda k: abs(self._stops[k] - value))

    @validate("value")
    def _valid(self, proposal):
        self._check(proposal["value"])
        return proposal["value"]

    def _check(self, value):
        inside = isinstance(value, Real) and self.low <= value <= self.high
        if not inside or (self._whole and value != round(value)):
            kind = "a whole number" if self._whole else "a number"
            raise ValueError(
                f"{self.label} must be {kind} from {self.low:g} to {self.high:g}, got {value!r}"
            )

    @contextlib.contextmanager
    def _led_by(self, leader):
        """While one part leads, the others are brought into step and report nothing."""
        before, self._leader = self._leader, leader
        try:
            yield
        finally:
            self._leader = before

    def _typed(self, change):
        if self._leader is not None:
            return
        try:
            self._check(change["new"])
        except ValueError:
            key = "whole_refused" if self._whole else "control_refused"
            self.on_refusal(text(
                key, self._language, name=self.label, value=number(change["new"], 6),
                low=number(self.low), high=number(self.high), kept=number(self.value, 6)))
            return
        self.on_refusal("")
        with self._led_by(self._box):
            self.value = change["new"]

    def _dragged(self, change):
        if self._leader is not None:
            return
        # The handle stays where the hand has put it: sent back, it would jump under the finger.
        # Its number is sent after the picture, which the eye is on.
        with self._led_by(self._slider), self._box.hold_sync():
            self.value = self._stops[change["new"]]

    def _show(self, change):
        leader = self._leader
        with self._led_by(self):
            if leader is not self._box:
                self._box.value = self.value
            if leader is not self._slider:
                self._slider.value = self._position(self.value)


class Lab(VBox):
    """The frame of a lab: subclasses build controls, then call `_assemble`.

    A subclass gives `_recompute()` (maths in, picture and sentence out) and `_summary()` (one
    short line for its repr). An exception on the way is shown in the lab and raised to whoever set
    the value; the picture keeps the last good state.
    """

    def __init__(self, language):
        if language not in LANGUAGES:
            raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, got {language!r}")
        self._language = language
        self._defaults = []
        self._waiting = 0
        self._error = HTML(layout=Layout(display="none", margin="0"))
        self._sentence = HTML(layout=Layout(margin="0 4px"))
        super().__init__(layout=Layout(max_width="910px", margin="0"))

    def _text(self, key, **numbers):
        return text(key, self._language, **numbers)

    def _control(self, label, value, low, high, *, then=None, kept=True, **options):
        """A NumberControl that calls `then` (else `_recompute`); the reset restores it if kept."""
        control = NumberControl(label, value, low, high, language=self._language, **options)
        control.on_refusal = self._say_problem
        return self._watch(control, then, kept)

    def _cost_choice(self, cost):
        """Buttons for the two costs."""
        options = [(self._text(kind.name), kind) for kind in (QUADRATIC, CROSS_ENTROPY)]
        return self._watch(Choice("cost", options, cost))

    def _watch(self, widget, then=None, kept=True):
        """Call `then` (else `_recompute`) on a new value; the reset restores the first if kept."""
        widget.observe(lambda change: self._guarded(then or self._recompute), "value")
        if kept:
            self._defaults.append((widget, widget.value))
        return widget

    def _reset_button(self, words="reset"):
        button = LabButton(
            description=self._text(words),
            tooltip=self._text(f"{words}_hint"),
            icon="undo",
            layout=Layout(width="auto", flex="0 0 auto"),
        )
        button.on_click(lambda _: self.reset())
        return button

    def reset(self):
        """Put every control back to the value the lab began with."""
        with self._together():
            for widget, value in self._defaults:
                widget.value = value

    def _assemble(self, rows, figure):
        """Rows of controls, the picture, the sentence; computes and shows the first state."""
        self._figure = figure
        self._guarded(self._recompute)
        self._live = LiveFigure(figure)
        row = Layout(align_items="center", margin="0", width="100%", overflow="visible")
        self.children = (
            *(HBox(list(widgets), layout=row) for widgets in rows),
            self._live,
            self._sentence,
            self._error,
        )

    @contextlib.contextmanager
    def _together(self):
        """Several values at once, one recomputation after the last."""
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1
        self._guarded(self._recompute)

    def _guarded(self, work):
        if self._waiting:
            return
        try:
            with self._sentence.hold_sync():  # sent after the picture
                work()
                if hasattr(self, "_live"):
                    self._live.refresh()
        except Exception as problem:
            self._say_problem(self._text("lab_error", problem=problem))
            raise
        self._say_problem("")

    def _say_problem(self, sentence):
        self._error.layout.display = "block" if sentence else "none"
        self._error.value = sentence and (
            '<div role="alert" style="font-size:15px;padding:4px 8px;'
            f'border-left:4px solid #D55E00">{html.escape(sentence)}</div>'
        )

    def _say(self, *sentences):
        lines = "".join(f"<div>{html.escape(sentence)}</div>" for sentence in sentences)
        self._sentence.value = f'<div style="font-size:16px;line-height:1.45">{lines}</div>'

    def __repr__(self):
        return f"{type(self).__name__}({self._summary()})"

    def _repr_mimebundle_(self, **kwargs):
        # Where no kernel runs, the page shows the picture and this one line.
        return {
            **super()._repr_mimebundle_(**kwargs),
            "text/plain": repr(self),
            "image/png": base64.b64encode(self._live.png()).decode("ascii"),
        }
