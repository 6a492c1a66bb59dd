"""A number with a box to type it into and a slider to drag it."""

import bisect
import math
from dataclasses import replace
from numbers import Real as RealNumber

import numpy as np
from ipywidgets import HBox, IntSlider, Layout, Text
from traitlets import Dict, TraitType, Unicode

from lecture_core.stage.by_hand import FromPage, by_hand
from lecture_core.stage.written_numbers import read, written
from lecture_core.words import number, text

# Round numbers at about even distances on a logarithmic scale.
_ROUND = (1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.3, 3.6, 4, 4.5, 5, 5.5, 6,
          6.5, 7, 7.5, 8, 9)


class Box(FromPage, Text):
    """A box to type a number into."""

    # An echo of an older number would overwrite the one that the page has put there since.
    value = Unicode("").tag(sync=True, echo_update=False)


class Slider(FromPage, IntSlider):
    """A slider that counts its stops: a page sends a float back rounded, maybe after the next.

    `typed` is the "text" typed into the box since the slider moved and its "count" in the page: a
    page may send the stop of an earlier drag only after the box's own message, and the later word
    is to count.
    """

    typed = Dict(None, allow_none=True).tag(sync=True, echo_update=False)

    def set_state(self, sync_data):
        stop = {key: value for key, value in sync_data.items() if key != "typed"}
        super().set_state(stop | sync_data)  # a message may hold both, in either order


class Real(TraitType):
    """A number that its control accepts: see NumberControl.checked."""

    def validate(self, control, value):
        return control.checked(value)

    def set(self, control, value):
        with control.lock:  # a cell and the page may set it at the same time
            super().set(control, value)


def accepted(spec, value, language):
    """`value` as a float, or a ValueError that says which numbers `spec` takes."""
    try:
        array = np.asarray(value)
        real = array.size == 1 and (array.dtype.kind in "iuf" or isinstance(value, RealNumber))
        found = float(array.item()) if real and array.dtype.kind != "b" else math.nan
    except (TypeError, ValueError, OverflowError):
        found = math.nan
    if not spec.low <= found <= spec.high or (spec.whole and found != round(found)):
        shown = value if isinstance(value, str) else repr(value)
        raise ValueError(text(
            "control_refused", language, name=spec.said_in(language),
            kind=text("a_whole_number" if spec.whole else "a_number", language),
            low=number(spec.low), high=number(spec.high),
            value=shown if len(shown) < 40 else f"{shown[:36]}…"))
    return found


def typed_number(spec, typed, language):
    """The number typed, or a ValueError that says which numbers `spec` takes."""
    found = read(typed, whole=spec.whole)
    refused = found is None or not spec.low <= found <= spec.high
    return accepted(spec, typed if refused else found, language)


class NumberControl(HBox):
    """A number with a box and a slider: `value`, `low`, `high`, `stops`, `box`, `slider`.

    `spec` is a controls.Number. The slider stops at numbers one would type: `spec.steps` equal
    steps, or on a logarithmic scale some 25 round numbers in each decade. A value outside
    [low, high] is refused with a ValueError; one typed into the box is handed to `on_refusal` as a
    sentence. `lock` is held while the value changes.
    """

    value = Real(0.0)

    def __init__(self, spec, value, *, language, lock, on_refusal):
        self.spec, self.language, self.lock, self.on_refusal = spec, language, lock, on_refusal
        self._restoring = False
        self.stops = self._find_stops()
        value = self.checked(value)
        self.box = Box(
            written(value), description=spec.label_in(language), continuous_update=False,
            layout=Layout(width=spec.box_width, flex="0 0 auto", margin="2px 0"),
            style={"description_width": "initial"},
        )
        self.slider = Slider(
            value=self.nearest(value), max=len(self.stops) - 1, readout=False,
            layout=Layout(width="auto", min_width="116px", flex="1 1 116px", margin="2px 10px"),
            style={"handle_color": spec.colour},
        )
        super().__init__(
            [self.box, self.slider], value=value,
            layout=Layout(align_items="center", margin="0", flex="1 1 auto", overflow="visible",
                          flex_flow="row wrap"),
        )
        self.add_class(f"lecture-{spec.name.translate(str.maketrans('[', '-', ']'))}")
        self.box.observe(self._typed, "value")
        self.slider.observe(self._dragged, "value")
        self.slider.observe(self._typed_last, "typed")
        self.observe(self._follow, "value")

    @property
    def low(self):
        """The least number it takes."""
        return self.spec.low

    @property
    def high(self):
        """The greatest number it takes."""
        return self.spec.high

    def checked(self, value):
        """`value` as a float, or a ValueError that says which numbers this control takes."""
        return accepted(self.spec, value, self.language)

    def read(self, typed):
        """The number typed, or a ValueError that says which numbers this control takes."""
        return typed_number(self.spec, typed, self.language)

    def nearest(self, value):
        """The number of the slider's stop nearest to `value`."""
        above = bisect.bisect_left(self.stops, value)
        around = range(max(above - 1, 0), min(above + 1, len(self.stops)))
        return min(around, key=lambda k: abs(self.stops[k] - value))

    def set_high(self, high, value, announce):
        """Move the upper end of the range and take on a value that lies in it; `announce()` tells
        the page the new stops before its slider stands at one of them."""
        self.spec = replace(self.spec, high=high)
        self.stops = self._find_stops()
        announce()
        self.slider.max = len(self.stops) - 1
        if self.value == value:
            self._follow()
        self.value = value

    def restore(self):
        """Show the value again where a refused text stands; the lab says the rest."""
        self._restoring = True
        try:
            self.box.value = written(self.value)
        finally:
            self._restoring = False

    def _find_stops(self):
        low, high, steps = self.low, self.high, self.spec.steps
        if self.spec.log:
            decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
            stops = {float(f"{m}e{decade}") for decade in decades for m in _ROUND}
            stops = {low, *(stop for stop in stops if low < stop < high), high}
        else:
            stops = {round(low + (high - low) * k / steps, 10) for k in range(steps + 1)}
        return sorted({round(stop) for stop in stops} if self.spec.whole else stops)

    def _typed(self, change):
        if self._restoring:
            return
        try:
            value = self.read(change["new"])
        except ValueError as refusal:
            self.on_refusal(str(refusal), self)
            return
        if value == self.value:
            self.on_refusal("", self)
        self.value = value
        self._follow()

    def _typed_last(self, change):
        if change["new"] is not None:
            self.box.set_state({"value": change["new"]["text"]})
            # The page's box may show a word of ours that has crossed it.
            self.slider.send({"taken": change["new"], "shown": self.box.value})

    def _dragged(self, change):
        stop = self.stops[change["new"]]
        if self.nearest(self.value) == change["new"]:
            return  # the handle has only been brought to where the value is
        if by_hand():  # the page shows the stop's number itself, and is ahead of us: send nothing
            self.box.set_state({"value": written(stop)})
        self.value = stop

    def _follow(self, change=None):
        # Read late: another thread may have set a newer value since.
        self.restore()
        self.slider.value = self.nearest(self.value)
