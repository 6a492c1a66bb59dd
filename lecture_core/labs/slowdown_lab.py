"""The lecture's experiment under your hands: two starts of one neuron, any rate, either cost."""

from lecture_core.figures.slowdown import SlowdownFigure
from lecture_core.neuron import LEARNT, train_neuron
from lecture_core.stage.controls import Film, cost_choice, rate, starts, whole
from lecture_core.stage.lab import Lab
from lecture_core.words import number, text


class SlowdownLab(Lab):
    """Train a neuron from two starts on the pair (x, y) = (1, 0) and watch C and a.

    Controls: `eta`, `cost`, `epochs`, `w[k]` and `b[k]` of start k, `epoch`, `play` and `pace`
    of the film. `histories` holds the NeuronHistory of each start.
    """

    controls = (
        cost_choice(),
        rate("eta", 0.15, 0.001, 20),
        *starts(-10, 10),
        whole("epochs", 300, 10, 5000, label="number_of_epochs", log=True, box_width="10.5em"),
        Film("epochs", opens="end"),
    )
    rows = (("eta", "epochs", "cost"), ("w[0]", "b[0]", "w[1]", "b[1]"), ("film", "reset"))
    histories = property(lambda self: self.result)

    def figure_of(self, language):
        return SlowdownFigure(language=language)

    def run(self, *, cost, eta, w, b, epochs):
        return tuple(train_neuron(*start, eta=eta, cost=cost, epochs=epochs)
                     for start in zip(w, b, strict=True))

    def draw(self, result, moment):
        self.figure.show(result, moment)
        for history in result:
            first = history.first_epoch(LEARNT)
            reached = (text("reached_at", self.language, epoch=int(first)) if first >= 0
                       else text("reached_never", self.language))
            yield text("slowdown_sentence", self.language, w=number(history.w[0]),
                       b=number(history.b[0]), epochs=len(history.a) - 1,
                       a=f"{history.a[-1]:.4f}", reached=reached)

    def outcome(self, result, moment):
        return {"a": f"({', '.join(f'{history.a[-1]:.4f}' for history in result)})"}
