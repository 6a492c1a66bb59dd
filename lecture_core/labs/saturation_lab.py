"""Saturate a layer by hand and see which cost gets the network out."""

import numpy as np

from lecture_core.experiments.xor_twins import saturated, train_twins, xor
from lecture_core.figures.networks import SaturationFigure
from lecture_core.network import Network
from lecture_core.neuron import LEARNT
from lecture_core.stage.controls import Film, Number, rate, whole
from lecture_core.stage.lab import Lab
from lecture_core.words import text

_SIZES = (2, 4, 1)
_X, _Y = xor()


class SaturationLab(Lab):
    """Train one network on XOR twice, once with either cost, from a start saturated on purpose.

    Controls: `output_shift` and `hidden_shift` (added to the biases of that layer), `eta` (of the
    quadratic cost; the cross-entropy gets a quarter of it, `equal_start_rates`), `epochs`, `seed`
    (another random network), `epoch`, `play` and `pace` of the film. `runs` holds a KeptRun for
    each cost, the quadratic one first.
    """

    controls = (
        Number("output_shift", 0, -12, 12, label="output_shift", steps=96),
        Number("hidden_shift", 0, -12, 12, label="hidden_shift", steps=96),
        rate("eta", 6, 0.1, 20),
        whole("epochs", 250, 10, 600, label="number_of_epochs", steps=59),
        whole("seed", 5, 0, 99, label="network_seed", steps=99),
        Film("epochs", opens="start"),
    )
    rows = (("output_shift", "hidden_shift"), ("eta", "epochs", "seed"), ("film", "reset"))
    reset_words = "as_begun"
    runs = property(lambda self: self.result)

    def figure_of(self, language):
        return SaturationFigure(_SIZES, language=language, X=_X, Y=_Y)

    def run(self, *, output_shift, hidden_shift, eta, epochs, seed):
        start = Network(_SIZES, rng=np.random.default_rng(seed))
        start = saturated(saturated(start, 1, hidden_shift), 2, output_shift)
        return train_twins(start, _X, _Y, eta=eta, epochs=epochs)

    def draw(self, result, moment):
        self.figure.show(result, moment)
        for run in result:
            first = run.first_epoch(LEARNT)
            reached = (text("error_reached_never", self.language) if first is None
                       else text("error_reached_at", self.language, epoch=first))
            yield text("saturation_sentence", self.language, epochs=run.epochs, m=len(_Y),
                       cost=text(run.cost.name, self.language),
                       error=f"{run.error[-1]:.3f}", right=round(run.accuracy[-1] * len(_Y)),
                       reached=reached)

    def outcome(self, result, moment):
        quadratic, cross_entropy = (f"{run.error[-1]:.3f}" for run in result)
        return {"errors: quadratic": quadratic, "cross_entropy": cross_entropy}
