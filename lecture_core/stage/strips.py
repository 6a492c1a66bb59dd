"""Strips: the frames of all stops of one control, made ahead for the page that touches it.

The page asks with the state it is in; the frames are made by the lab's own `run` and `draw`, the
stop under the finger first, in slices on the event loop, and sent as one deflated stream of lines:
a frame for a stop, {"base", "svg"} for a static layer the page has not got.
"""

import time

from lecture_core.stage.live import Deflated
from lecture_core.stage.slices import Slices

# Python in a browser (Pyodide) has no threads and no clock of them.
_clock = getattr(time, "thread_time", time.perf_counter)

_SLICE = 0.012  # seconds; one more stop, of some 2 ms, may begin before it is over
_MOST_OF_A_STOP = 0.02  # two such stops in a row end the strip: the kernel answers there
_MOST_OF_A_STRIP = 1.0


def nearest_first(near, count):
    """0 ... count - 1 by their distance from `near`."""
    return sorted(range(count), key=lambda k: (abs(k - near), k < near))


def frame_and_base(lab, frame, sent):
    """The lines of a frame: before it its static layer, unless that is among the `sent`."""
    if frame is None:
        return []
    name, lines = frame["base"], [frame]
    if name not in sent:
        sent.add(name)
        lines.insert(0, {"base": name, "svg": lab.drawing.bases[name]})
    return lines


class Strips:
    """Makes the strip that a page asks for; the newest question wins."""

    def __init__(self, lab):
        self._lab = lab
        self._slices = Slices(lab.lock, self._send, lambda problem: None, _SLICE)
        self._records, self._deflated, self._number = [], None, None

    def asked(self, question, by_page=True):
        """Take up {"id", "control", "state", "near"}.

        What is no state of this lab, a refused text in a box for instance, gets an empty strip.
        """
        lab, number = self._lab, question.get("id")
        try:
            control, near, state = question["control"], int(question["near"]), question["state"]
            lab.panel.read(state)
            stops = lab.panel.stops(control)
        except (LookupError, TypeError, ValueError):
            lab.live.send_strip(number, b"", True)
            return
        with lab.lock:
            self._slices.drop()
            self._records, self._deflated, self._number = [], Deflated(), number
            self._slices.start(self._frames(control, stops, state, near), by_page)

    def drop(self):
        """Forget the strip in hand."""
        self._slices.drop()

    def _frames(self, control, stops, state, near):
        lab, spent, dear = self._lab, 0.0, 0
        sent = {lab.live.base["name"]}
        for k in nearest_first(near, len(stops)):
            begun = _clock()
            frame = lab.frame_for({**state, control: stops[k]}, control)
            self._records += frame_and_base(lab, frame, sent)
            cost = _clock() - begun
            spent += cost
            dear = dear + 1 if cost > _MOST_OF_A_STOP else 0
            if dear == 2 or spent > _MOST_OF_A_STRIP:
                return
            yield None

    def _send(self, value, finished):
        chunk = self._deflated.lines(self._records, finished)
        self._records = []
        self._lab.live.send_strip(self._number, chunk, finished)
