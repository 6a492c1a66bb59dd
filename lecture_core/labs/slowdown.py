"""The lecture's experiment under your hands: two starts of one neuron, any rate, either cost."""

from ipywidgets import Dropdown, Layout, Play, ToggleButtons

from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.figures.slowdown import SlowdownFigure
from lecture_core.figures.style import START_COLOURS
from lecture_core.labs.base import Lab
from lecture_core.neuron import train_neuron
from lecture_core.texts import number

LEARNT = 0.2  # the output that counts as "has learnt" in the sentence below the picture
_FRAMES = 150  # of a film at normal pace: 7.5 seconds at 20 frames a second
_INTERVAL = 50  # milliseconds a frame


class SlowdownLab(Lab):
    """Train a neuron from two starts on the pair (x, y) = (1, 0) and watch C and a.

    Controls: `eta`, `cost`, `epochs`, `w[k]` and `b[k]` of start k, `epoch` (the film's position),
    `play`. `histories` holds the NeuronHistory of each start; setting a value recomputes at once.
    """

    def __init__(self, language="en", cost=QUADRATIC, eta=0.15, starts=((0.6, 0.9), (2, 2)),
                 epochs=300):
        super().__init__(language)
        if len(starts) != 2:
            raise ValueError(f"starts must be two pairs (w, b), got {starts!r}")
        self.histories = ()
        self.eta = self._control("η", eta, 0.001, 20, log=True, steps=215)
        self.cost = self._watch(ToggleButtons(
            options=[(self._text(kind.name), kind) for kind in (QUADRATIC, CROSS_ENTROPY)],
            value=cost,
            style={"button_width": "auto"},
            layout=Layout(flex="0 0 auto", width="auto"),
        ))
        self.epochs = self._control(
            self._text("number_of_epochs"), epochs, 10, 5000, log=True, whole=True,
            box_width="11.5em",
        )
        self.w, self.b = (
            tuple(
                self._control(f"{name}{'₁₂'[k]}", start[place], -10, 10, colour=START_COLOURS[k])
                for k, start in enumerate(starts)
            )
            for place, name in enumerate("wb")
        )
        self.epoch = self._control(
            self._text("film_epoch"), epochs, 0, epochs, whole=True, steps=epochs,
            then=self._show_epoch, box_width="9em",
        )
        self.play = Play(
            value=epochs, min=0, max=epochs, interval=_INTERVAL, show_repeat=False,
            layout=Layout(flex="0 0 auto"),
        )
        self.pace = Dropdown(
            options=[(self._text(key), pace) for key, pace in
                     (("slow", 0.5), ("normal", 1.0), ("fast", 3.0))],
            value=1.0,
            description=self._text("film_speed"),
            style={"description_width": "initial"},
            layout=Layout(width="auto", flex="0 0 auto"),
        )
        self.play.observe(self._next_frame, "value")
        self.play.observe(self._from_the_beginning, "playing")
        self.pace.observe(self._set_pace, "value")
        self._at_the_end = True
        self._assemble(
            (
                (self.eta, self.epochs, self.cost),
                (self.w[0], self.b[0], self.w[1], self.b[1]),
                (self.play, self.epoch, self.pace, self._reset_button()),
            ),
            SlowdownFigure(language=language),
        )

    def _recompute(self):
        epochs = int(self.epochs.value)
        run = {"eta": self.eta.value, "cost": self.cost.value}
        histories = tuple(
            train_neuron(w.value, b.value, epochs=epochs, **run)
            for w, b in zip(self.w, self.b, strict=True)
        )
        self.histories = histories
        self._follow_epochs(epochs)
        self._figure.show(histories, int(self.epoch.value))
        self._say(*(
            self._text(
                "slowdown_sentence",
                w=number(history.w[0]),
                b=number(history.b[0]),
                epochs=epochs,
                a=f"{history.a[-1]:.4f}",
                reached=self._reached(history.first_epoch(LEARNT)),
            )
            for history in histories
        ))

    def _reached(self, epoch):
        never = epoch != epoch
        return self._text("reached_never") if never else self._text("reached_at", epoch=int(epoch))

    def _follow_epochs(self, epochs):
        """The film is as long as the run; a film at its end stays at its end."""
        if epochs == self.epoch.high:
            return
        at_the_end = self.epoch.value == self.epoch.high
        self._waiting += 1
        try:
            self.epoch.set_high(epochs)
            if at_the_end:
                self.epoch.value = epochs
            self.play.max = epochs
            self._set_pace()
        finally:
            self._waiting -= 1

    def _show_epoch(self):
        self._figure.show_epoch(int(self.epoch.value))
        self.play.value = int(self.epoch.value)

    def _next_frame(self, change):
        self.epoch.value = change["new"]

    def _from_the_beginning(self, change):
        if change["new"] and self.play.value >= self.play.max:
            self.play.value = 0

    def _set_pace(self, change=None):
        self.play.step = max(1, round(self.epochs.value / _FRAMES * self.pace.value))

    def _summary(self):
        starts = ", ".join(f"({h.w[0]:g}, {h.b[0]:g})" for h in self.histories)
        outputs = ", ".join(f"{h.a[-1]:.4f}" for h in self.histories)
        return (f"cost={self.cost.value.name}, eta={self.eta.value:g}, starts=({starts}), "
                f"epochs={self.epochs.value:g}, a=({outputs})")
