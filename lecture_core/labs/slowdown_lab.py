"""The lecture's experiment under your hands: two starts of one neuron, any rate, either cost."""

from lecture_core.costs import QUADRATIC
from lecture_core.figures.look import START_COLOURS
from lecture_core.figures.slowdown import SlowdownFigure
from lecture_core.neuron import LEARNT, train_neuron
from lecture_core.stage.film import FilmLab
from lecture_core.words import number


class SlowdownLab(FilmLab):
    """Train a neuron from two starts on the pair (x, y) = (1, 0) and watch C and a.

    Controls: `eta`, `cost`, `epochs`, `w[k]` and `b[k]` of start k, `epoch`, `play` and `pace`
    of the film. `histories` holds the NeuronHistory of each start; setting a value recomputes at
    once.
    """

    def __init__(self, language="en", cost=QUADRATIC, eta=0.15, starts=((0.6, 0.9), (2, 2)),
                 epochs=300):
        super().__init__(language)
        if len(starts) != 2:
            raise ValueError(f"starts must be two pairs (w, b), got {starts!r}")
        self.histories = ()
        self.eta = self._control("η", eta, 0.001, 20, log=True)
        self.cost = self._cost_choice(cost)
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
        film = self._make_film(epochs, from_the_end=True)
        self._assemble(
            (
                (self.eta, self.epochs, self.cost),
                (self.w[0], self.b[0], self.w[1], self.b[1]),
                (*film, self._reset_button()),
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
        self._set_film_length(epochs)
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

    def _show_moment(self, epoch):
        self._figure.show_epoch(epoch)

    def _summary(self):
        starts = ", ".join(f"({h.w[0]:g}, {h.b[0]:g})" for h in self.histories)
        outputs = ", ".join(f"{h.a[-1]:.4f}" for h in self.histories)
        return (f"cost={self.cost.value.name}, eta={self.eta.value:g}, starts=({starts}), "
                f"epochs={self.epochs.value:g}, a=({outputs})")
