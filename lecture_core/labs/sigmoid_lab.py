"""Two neurons on the sigmoid: drag them along z by hand, or let them learn and watch them crawl."""

from lecture_core.costs import QUADRATIC
from lecture_core.figures.analysis import SigmoidFigure
from lecture_core.figures.look import START_COLOURS
from lecture_core.neuron import train_neuron
from lecture_core.stage.film import FilmLab


class SigmoidLab(FilmLab):
    """Watch sigma(z), sigma'(z) and dC/dw = a sigma'(z) of two neurons on the pair (1, 0).

    Controls: `z[k]`, where neuron k starts (moving it goes back to epoch 0), `eta`; `epoch`,
    `play` and `pace` of the film. `runs` holds a NeuronHistory for each neuron, quadratic cost.
    """

    def __init__(self, language="en", eta=0.15, starts=(1.5, 4.0), epochs=300):
        super().__init__(language)
        if len(starts) != 2:
            raise ValueError(f"starts must be two weighted inputs z, got {starts!r}")
        self.runs = ()
        self._epochs = epochs
        self.z = tuple(
            self._control(f"z{'₁₂'[k]}", float(z), -8, 8, steps=160, colour=START_COLOURS[k],
                          then=self._from_the_start)
            for k, z in enumerate(starts)
        )
        self.eta = self._control("η", eta, 0.01, 5, log=True)
        film = self._make_film(epochs, from_the_end=False)
        self._assemble(
            ((*self.z, self.eta), (*film, self._reset_button())),
            SigmoidFigure(language=language),
        )

    def _recompute(self):
        self.runs = tuple(
            train_neuron(0.0, z.value, eta=self.eta.value, cost=QUADRATIC, epochs=self._epochs)
            for z in self.z
        )
        self._figure.show(self.runs)
        self._show_moment(int(self.epoch.value))

    def _from_the_start(self):
        self._rewind()
        self._recompute()

    def _show_moment(self, epoch):
        self._figure.show_epoch(epoch)
        self._say(*self._figure.told)

    def _summary(self):
        starts = ", ".join(f"{z.value:g}" for z in self.z)
        now = ", ".join(f"{run.z[int(self.epoch.value)]:.2f}" for run in self.runs)
        return (f"eta={self.eta.value:g}, starts=({starts}), epoch={self.epoch.value:g}, "
                f"z=({now})")
