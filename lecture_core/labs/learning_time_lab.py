"""How long learning takes from any start, at any rate, with either cost: map and law."""

from lecture_core.costs import QUADRATIC
from lecture_core.experiments.start_map import learning_times
from lecture_core.figures.learning_time import LearningTimeFigure
from lecture_core.figures.look import START_COLOURS
from lecture_core.stage.lab import Lab
from lecture_core.words import number


class LearningTimeLab(Lab):
    """Map the epochs to a <= target over the starts (w, b), and hold the law against training.

    Controls: `eta`, `target`, `cost`, `w[k]` and `b[k]` of start k. `times` holds the
    LearningTimes shown; setting a value recomputes at once.
    """

    def __init__(self, language="en", cost=QUADRATIC, eta=0.15, target=0.2,
                 starts=((0.6, 0.9), (2, 2))):
        super().__init__(language)
        if len(starts) != 2:
            raise ValueError(f"starts must be two pairs (w, b), got {starts!r}")
        self.times = None
        self.eta = self._control("η", eta, 0.005, 2, log=True)
        self.target = self._control(
            self._text("map_target"), target, 0.02, 0.9, steps=88, box_width="10em",
        )
        self.cost = self._cost_choice(cost)
        self.w, self.b = (
            tuple(
                self._control(f"{name}{'₁₂'[k]}", start[place], -2, 4, steps=120,
                              colour=START_COLOURS[k], then=self._mark)
                for k, start in enumerate(starts)
            )
            for place, name in enumerate("wb")
        )
        self._assemble(
            (
                (self.cost, self._reset_button()),
                (self.eta, self.target),
                (self.w[0], self.b[0], self.w[1], self.b[1]),
            ),
            LearningTimeFigure(language=language),
        )

    def _recompute(self):
        self.times = learning_times(
            eta=self.eta.value, cost=self.cost.value, target=self.target.value
        )
        self._figure.show(self.times)
        self._mark()

    def _mark(self):
        starts = [(w.value, b.value) for w, b in zip(self.w, self.b, strict=True)]
        self._figure.mark(starts)
        self._say(*(self._told(w, b, *self.times.at(w, b)) for w, b in starts))

    def _told(self, w, b, epochs, law):
        never = self._text("map_over", limit=self.times.limit)
        return self._text(
            "map_sentence", w=number(w), b=number(b), z=number(w + b), law=f"{law:.1f}",
            target=number(self.times.target), epochs=never if epochs != epochs else int(epochs),
        )

    def _summary(self):
        starts = [(w.value, b.value) for w, b in zip(self.w, self.b, strict=True)]
        listed = ", ".join(f"({w:g}, {b:g})" for w, b in starts)
        epochs = ", ".join(f"{self.times.at(w, b)[0]:.0f}" for w, b in starts)
        return (f"cost={self.cost.value.name}, eta={self.eta.value:g}, "
                f"target={self.target.value:g}, starts=({listed}), epochs=({epochs})")
