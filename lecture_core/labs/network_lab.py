"""A network learns to read digits under your hands, with one cost or with both at once."""

from time import perf_counter

import numpy as np
from ipywidgets import IntProgress, Layout

from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.experiments.digit_set import load_digits
from lecture_core.experiments.seeds import right_by_digit
from lecture_core.figures.digits import LearningFigure
from lecture_core.network import Network
from lecture_core.stage.lab import Choice, Lab, LabButton
from lecture_core.stage.slices import Slices
from lecture_core.words import number

BOTH = (QUADRATIC, CROSS_ENTROPY)


class NetworkLab(Lab):
    """Train [64, hidden, 10] on the 1000 training digits, again at each move of a slider.

    Controls: `eta`, `hidden`, `batch_size`, `scale` (of the first weights), `epochs`, `seed`,
    `cost` (one cost in a tuple, or BOTH), `stop`. `history` and `networks` are dicts by cost name:
    a TrainingHistory with validation accuracies, and the Network.

    A move by hand trains in slices on the event loop: the picture fills in, the newest move wins,
    the stop button is heard. Code that sets a value gets it back with the training done, unless
    it stops the kernel. `finish()` does at once what a hand has left unfinished.
    """

    def __init__(self, language="en", cost=BOTH, eta=1.0, hidden=30, batch_size=10, scale=1.0,
                 epochs=30, seed=0):
        super().__init__(language)
        chosen = tuple(cost) if isinstance(cost, tuple | list) else (cost,)
        if chosen not in (BOTH, *((kind,) for kind in BOTH)):
            raise ValueError("cost must be QUADRATIC, CROSS_ENTROPY or the pair "
                             f"(QUADRATIC, CROSS_ENTROPY), got {cost!r}")
        self.history, self.networks = {}, {}
        self._digits = load_digits()
        self._seconds, self._planned = 0.0, 0
        self._slices = Slices(self._show, self._report)
        self.eta = self._control("η", eta, 0.01, 30, log=True, box_width="6em")
        self.hidden = self._control(self._text("hidden_neurons"), hidden, 1, 100, log=True,
                                    whole=True, box_width="15em")
        self.batch_size = self._control(self._text("minibatch"), batch_size, 1, 1000, log=True,
                                        whole=True, box_width="12em")
        self.scale = self._control(self._text("weight_scale"), scale, 0.01, 10, log=True,
                                   box_width="11em")
        self.epochs = self._control(self._text("number_of_epochs"), epochs, 1, 300, log=True,
                                    whole=True, box_width="10.5em")
        self.seed = self._control(self._text("seed"), seed, 0, 99, whole=True, steps=99,
                                  box_width="9em")
        choices = [(self._text("both_costs"), BOTH)]
        choices += [(self._text(kind.name), (kind,)) for kind in BOTH]
        self.cost = self._watch(Choice("cost", choices, chosen))
        self.progress = IntProgress(
            0, 0, 1, description="", style={"description_width": "initial"},
            layout=Layout(flex="1 1 0%", width="auto", min_width="120px", margin="2px 10px"),
        )
        self.stop = LabButton(
            description=self._text("stop"), tooltip=self._text("stop_hint"), icon="stop",
            disabled=True, layout=Layout(width="auto", flex="0 0 auto"),
        )
        self.stop.on_click(lambda _: self._stop())
        self._assemble(
            (
                (self.eta, self.hidden, self.batch_size),
                (self.scale, self.epochs, self.seed),
                (self.cost, self.progress, self.stop, self._reset_button("begin_again")),
            ),
            LearningFigure(language=language),
        )

    def finish(self):
        """Train to the end at once, if a move by hand has left a training on its way."""
        self._guarded(self._slices.finish)

    def _recompute(self):
        self._slices.start(self._training())

    def _training(self):
        """The training as a generator: one epoch of each network a step."""
        digits, epochs = self._digits, int(self.epochs.value)
        sizes = [digits.train.X.shape[1], int(self.hidden.value), 10]
        networks, trainings = {}, []
        for cost in self.cost.value:
            # The same start and the same order of examples for either cost.
            rng = np.random.default_rng(int(self.seed.value))
            network = networks[cost.name] = Network(sizes, rng=rng, scale=self.scale.value)
            trainings.append(network.train_epochs(
                digits.train.X, digits.train.Y, cost=cost, eta=self.eta.value, epochs=epochs,
                batch_size=int(self.batch_size.value), rng=rng,
                validation=(digits.validation.X, digits.validation.Y)))
        self._seconds, self._planned = 0.0, epochs
        for _ in range(epochs + 1):
            begun = perf_counter()
            states = [next(training) for training in trainings]
            self._seconds += perf_counter() - begun
            self.history = dict(zip(networks, states, strict=True))
            self.networks = networks
            yield

    def _show(self, finished):
        right = {name: right_by_digit(network, self._digits.validation)
                 for name, network in self.networks.items()}
        self._figure.show(self.history, right, self._planned)
        self._follow_training(finished)
        self._say(*(self._result(name, right[name]) for name in self.history),
                  self._text("network_seconds", seconds=f"{self._seconds:.2f}"))
        if hasattr(self, "_live"):
            self._live.refresh()

    def _follow_training(self, finished):
        epoch = max((history.epochs for history in self.history.values()), default=0)
        self.progress.max, self.progress.value = max(self._planned, 1), epoch
        self.progress.description = self._text("training_epoch", epoch=epoch, epochs=self._planned)
        self.stop.disabled = finished

    def _result(self, name, right):
        history, total = self.history[name], len(self._digits.validation)
        asleep = ", ".join(str(k) for k in range(10) if right[k] == 0)
        return self._text(
            "network_sentence", cost=self._text(name), epochs=history.epochs, total=total,
            right=self._right(name), percent=number(100 * history.validation_accuracy[-1]),
            asleep=asleep and self._text("network_asleep", digits=asleep))

    def _right(self, name):
        return round(self.history[name].validation_accuracy[-1] * len(self._digits.validation))

    def _stop(self):
        self._slices.drop()
        self._show(True)

    def _report(self, problem):
        self._say_problem(self._text("lab_error", problem=problem))
        self.stop.disabled = True

    def _summary(self):
        right = ", ".join(f"{name} {self._right(name)}" for name in self.history)
        return (f"eta={self.eta.value:g}, hidden={self.hidden.value:g}, "
                f"batch_size={self.batch_size.value:g}, scale={self.scale.value:g}, "
                f"epochs={self.epochs.value:g}, seed={self.seed.value:g}, "
                f"right of {len(self._digits.validation)}: {right}")
