"""Two neurons on the sigmoid: drag them along z by hand, or let them learn and watch them crawl."""

from lecture_core.costs import QUADRATIC
from lecture_core.figures.analysis import SigmoidFigure
from lecture_core.figures.look import START_COLOURS
from lecture_core.neuron import train_neuron
from lecture_core.stage.controls import Film, Number, rate
from lecture_core.stage.lab import Lab


class SigmoidLab(Lab):
    """Watch sigma(z), sigma'(z) and dC/dw = a sigma'(z) of two neurons on the pair (1, 0).

    Controls: `z[k]`, where neuron k starts (the film goes on from there), `eta`; `epoch`, `play`
    and `pace` of the film. `runs` holds a NeuronHistory for each neuron, quadratic cost.
    """

    controls = (
        rate("eta", 0.15, 0.01, 5),
        Number("z[0]", 1.5, -8, 8, label="z₁", steps=160, colour=START_COLOURS[0]),
        Number("z[1]", 4.0, -8, 8, label="z₂", steps=160, colour=START_COLOURS[1]),
        Film(300, opens="start", rewound_by=("z",)),
    )
    groups = {"starts": ("z",)}  # noqa: RUF012
    rows = (("z[0]", "z[1]", "eta"), ("film", "reset"))
    runs = property(lambda self: self.result)

    def figure_of(self, language):
        return SigmoidFigure(language=language)

    def run(self, *, eta, z, epochs):
        return tuple(train_neuron(0.0, start, eta=eta, cost=QUADRATIC, epochs=epochs)
                     for start in z)

    def draw(self, result, moment):
        self.figure.show(result, moment)
        return self.figure.told

    def outcome(self, result, moment):
        return {"epoch": moment, "z": f"({', '.join(f'{run.z[moment]:.2f}' for run in result)})"}
