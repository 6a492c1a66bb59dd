"""Learning as a film: the epoch shown, the player that moves it, and its pace.

The page runs the film (film.js): the player counts frames, and a frame stands at a stop of the
epoch's slider, so that first and last frame are epoch 0 and the last epoch whatever the length.
"""

import contextlib
from dataclasses import replace

from ipywidgets import Layout, Play

from lecture_core.stage.by_hand import FromPage, by_hand
from lecture_core.stage.choices import Menu
from lecture_core.stage.controls import Choice, whole
from lecture_core.stage.number_control import NumberControl
from lecture_core.words import text

_SECONDS = 8.0  # of a film at normal pace
_INTERVAL = 0.03  # seconds a frame at least, and at most for a short film:
_LONGEST = 0.25
_MOST_STOPS = 500  # of the epoch's slider
_PACES = (("slow", 0.5), ("normal", 1.0), ("fast", 3.0))


class Player(FromPage, Play):
    """The play and pause button; its value counts frames."""


class FilmControls:
    """The three widgets of a film: `epoch` (a NumberControl), `play`, `pace`."""

    def __init__(self, spec, epochs, *, language, lock, on_refusal):
        self.opens_at_end, self.rewound_by = spec.opens == "end", spec.rewound_by
        self.epoch = NumberControl(
            replace(whole(spec.name, 0, 0, epochs, label="film_epoch"),
                    steps=min(epochs, _MOST_STOPS)).fitted(language),
            epochs if self.opens_at_end else 0, language=language, lock=lock,
            on_refusal=on_refusal)
        self._in_step = False
        self.play = Player(show_repeat=False, layout=Layout(flex="0 0 auto"))
        self.play.tooltip = text("play_hint", language)
        self.play.add_class("lecture-play")
        self.pace = Menu(Choice("pace", 1.0, _PACES, label="film_speed"), 1.0, language=language)
        self._set_pace()
        self.pace.observe(self._set_pace, "value")
        self.play.observe(self._played, "value")
        self.epoch.observe(self._follow, "value")

    @property
    def at_end(self):
        """Does it stand at its end, where it opened?"""
        return self.opens_at_end and self.epoch.value == self.epoch.high

    @property
    def home(self):
        """The epoch it opens on."""
        return self.epoch.stops[-1 if self.opens_at_end else 0]

    def set_length(self, epochs, announce):
        """A film of so many epochs; one that stands at its end stays at its end."""
        if epochs != self.epoch.high:
            moment = epochs if self.at_end else min(self.epoch.value, epochs)
            self.epoch.spec = replace(self.epoch.spec, steps=min(epochs, _MOST_STOPS))
            self.epoch.set_high(epochs, moment, announce)
            self._set_pace()

    def reset(self):
        """Back to the frame it opened on."""
        self.epoch.value = self.home

    def _set_pace(self, change=None):
        """Frames and interval for the length and pace; the film stays where it is."""
        stops, seconds = len(self.epoch.stops), _SECONDS / self.pace.value
        frames = max(2, min(stops, round(seconds / _INTERVAL)))
        interval = min(seconds / frames, _LONGEST / self.pace.value)
        with self._brought_into_step(), self.play.hold_sync():
            self.play.interval = round(1000 * interval)
            self.play.max = frames - 1  # and the player's value may be cut off
        self._follow()

    def _follow(self, change=None):
        """The player stands at the epoch shown; a page that moves the slider moves it itself."""
        if not by_hand():
            share = self.epoch.nearest(self.epoch.value) / (len(self.epoch.stops) - 1)
            with self._brought_into_step():
                self.play.value = round(share * self.play.max)

    @contextlib.contextmanager
    def _brought_into_step(self):
        """What changes at the player inside is no move of its own."""
        before, self._in_step = self._in_step, True
        try:
            yield
        finally:
            self._in_step = before

    def _played(self, change):
        """Code moves the player: the epoch follows. (A page moves the slider as well.)"""
        stop = round(change["new"] / self.play.max * (len(self.epoch.stops) - 1))
        if not (self._in_step or by_hand()) and stop != self.epoch.nearest(self.epoch.value):
            self.epoch.value = self.epoch.stops[stop]
