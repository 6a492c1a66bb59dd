"""Learning as a film: the epoch shown, the player that moves it, and its pace."""

from ipywidgets import Layout, Play

from lecture_core.stage.lab import Lab, Menu

_FRAMES = 150  # of a film at normal pace
_INTERVAL = 50  # milliseconds a frame: 7.5 seconds in all
_PACES = (("slow", 0.5), ("normal", 1.0), ("fast", 3.0))


class FilmLab(Lab):
    """A lab whose picture also has a moment: `epoch`, `play` and `pace`.

    A subclass calls `_make_film` among its controls, `_set_film_length` in `_recompute`, and gives
    `_show_moment(epoch)`, which moves the picture to the state after that many updates.
    """

    def _make_film(self, epochs, *, from_the_end):
        """The three controls of a film of so many epochs that opens on its last or first frame."""
        self._from_the_end = from_the_end
        opening = epochs if from_the_end else 0
        self.epoch = self._control(
            self._text("film_epoch"), opening, 0, epochs, whole=True, steps=epochs, kept=False,
            then=self._follow_epoch, box_width="9em",
        )
        self.play = Play(
            value=opening, min=0, max=epochs, interval=_INTERVAL, show_repeat=False,
            layout=Layout(flex="0 0 auto"),
        )
        paces = [(self._text(key), pace) for key, pace in _PACES]
        self.pace = Menu("pace", paces, 1.0, self._text("film_speed"))
        self._set_pace()
        self.play.observe(lambda change: setattr(self.epoch, "value", change["new"]), "value")
        self.play.observe(self._begin_anew, "playing")
        self.pace.observe(self._set_pace, "value")
        return self.play, self.epoch, self.pace

    def _set_film_length(self, epochs):
        """A film as long as the run; one that stands at its end stays at its end."""
        if epochs == self.epoch.high:
            return
        at_the_end = self._from_the_end and self.epoch.value == self.epoch.high
        self._waiting += 1
        try:
            self.epoch.set_high(epochs)
            if at_the_end:
                self.epoch.value = epochs
            self.play.max = epochs
            self._set_pace()
        finally:
            self._waiting -= 1

    def _rewind(self):
        """Back to epoch 0, without drawing anything yet."""
        self._waiting += 1
        try:
            self.epoch.value = self.play.value = 0
        finally:
            self._waiting -= 1

    def reset(self):
        """Put every control back, and the film to its opening frame."""
        super().reset()
        self.epoch.value = self.epoch.high if self._from_the_end else 0

    def _follow_epoch(self):
        self._show_moment(int(self.epoch.value))
        self.play.value = int(self.epoch.value)

    def _begin_anew(self, change):
        if change["new"] and self.play.value >= self.play.max:
            self.play.value = 0

    def _set_pace(self, change=None):
        self.play.step = max(1, round(self.epoch.high / _FRAMES * self.pace.value))
