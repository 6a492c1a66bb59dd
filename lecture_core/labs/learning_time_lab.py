"""How long learning takes from any start, at any rate, with either cost: map and law."""

import functools

from lecture_core.experiments.start_map import learning_times
from lecture_core.figures.learning_time import LearningTimeFigure
from lecture_core.neuron import LEARNT
from lecture_core.stage.controls import Number, cost_choice, rate, starts
from lecture_core.stage.lab import Lab
from lecture_core.words import fixed, number, text

# Moving a start leaves the map as it is.
_map_of = functools.lru_cache(maxsize=4)(learning_times)


class LearningTimeLab(Lab):
    """Map the epochs to a <= target over the starts (w, b), and hold the law against training.

    Controls: `eta`, `target`, `cost`, `w[k]` and `b[k]` of start k. `times` holds the
    LearningTimes shown.
    """

    controls = (
        cost_choice(),
        rate("eta", 0.15, 0.005, 2),
        Number("target", LEARNT, 0.02, 0.9, label="map_target", steps=88),
        *starts(-2, 4, steps=120),
    )
    rows = (("cost", "reset"), ("eta", "target"), ("w[0]", "b[0]"), ("w[1]", "b[1]"))
    times = property(lambda self: self.result["times"])

    def figure_of(self, language):
        return LearningTimeFigure(language=language)

    def run(self, *, cost, eta, target, w, b):
        times, starts = _map_of(eta=eta, cost=cost, target=target), tuple(zip(w, b, strict=True))
        return {"times": times, "starts": starts, "at": [times.at(*start) for start in starts]}

    def draw(self, result, moment):
        times = result["times"]
        self.figure.show(times).mark(result["starts"], result["at"])
        for (w, b), (epochs, law) in zip(result["starts"], result["at"], strict=True):
            never = text("map_over", self.language, limit=times.limit)
            yield text("map_sentence", self.language, w=number(w), b=number(b), z=number(w + b),
                       law=fixed(law, 1), target=number(times.target),
                       epochs=int(epochs) if epochs >= 0 else never)

    def outcome(self, result, moment):
        return {"epochs": f"({', '.join(f'{epochs:.0f}' for epochs, _ in result['at'])})"}
