"""Saturate a layer by hand and see which cost gets the network out."""

import numpy as np

from lecture_core.experiments.xor_twins import saturated, train_twins, xor
from lecture_core.figures.networks import SaturationFigure
from lecture_core.network import Network
from lecture_core.neuron import LEARNT
from lecture_core.stage.film import FilmLab

_SIZES = (2, 4, 1)


class SaturationLab(FilmLab):
    """Train one network on XOR twice, once with either cost, from a start saturated on purpose.

    Controls: `output_shift` and `hidden_shift` (added to the biases of that layer), `eta` (of the
    quadratic cost; the cross-entropy gets a quarter of it, `equal_start_rates`), `epochs`, `seed`
    (another random network), `epoch`, `play` and `pace` of the film. `runs` holds a KeptRun for
    each cost, the quadratic one first; setting a value recomputes at once.
    """

    def __init__(self, language="en", output_shift=0, hidden_shift=0, eta=6, epochs=250, seed=5):
        super().__init__(language)
        self.runs = ()
        self._X, self._Y = xor()
        self.output_shift, self.hidden_shift = (
            self._control(self._text(key), shift, -12, 12, steps=96, box_width="15em")
            for key, shift in (("output_shift", output_shift), ("hidden_shift", hidden_shift))
        )
        self.eta = self._control("η", eta, 0.1, 20, log=True)
        self.epochs = self._control(
            self._text("number_of_epochs"), epochs, 10, 600, whole=True, steps=59,
            box_width="11.5em",
        )
        self.seed = self._control(
            self._text("network_seed"), seed, 0, 99, whole=True, steps=99, box_width="10em",
        )
        film = self._make_film(epochs, from_the_end=False)
        button = self._reset_button()
        button.description, button.tooltip = self._text("as_begun"), self._text("as_begun_hint")
        self._assemble(
            (
                (self.output_shift, self.hidden_shift),
                (self.eta, self.epochs, self.seed),
                (*film, button),
            ),
            SaturationFigure(_SIZES, language=language, X=self._X, Y=self._Y),
        )

    def _recompute(self):
        epochs = int(self.epochs.value)
        start = Network(_SIZES, rng=np.random.default_rng(int(self.seed.value)))
        start = saturated(saturated(start, 1, self.hidden_shift.value), 2, self.output_shift.value)
        self.runs = train_twins(start, self._X, self._Y, eta=self.eta.value, epochs=epochs)
        self._set_film_length(epochs)
        self._figure.show(self.runs, int(self.epoch.value))
        self._say(*(
            self._text(
                "saturation_sentence",
                cost=self._text(run.cost.name).capitalize(),
                epochs=epochs,
                error=f"{run.error[-1]:.3f}",
                right=round(run.accuracy[-1] * len(self._Y)),
                m=len(self._Y),
                reached=self._reached(run.first_epoch(LEARNT)),
            )
            for run in self.runs
        ))

    def _reached(self, epoch):
        if epoch is None:
            return self._text("error_reached_never")
        return self._text("error_reached_at", epoch=epoch)

    def _show_moment(self, epoch):
        self._figure.show_epoch(epoch)

    def _summary(self):
        errors = ", ".join(f"{run.cost.name}={run.error[-1]:.3f}" for run in self.runs)
        return (f"output_shift={self.output_shift.value:g}, "
                f"hidden_shift={self.hidden_shift.value:g}, eta={self.eta.value:g}, "
                f"epochs={self.epochs.value:g}, seed={self.seed.value:g}, errors: {errors}")
