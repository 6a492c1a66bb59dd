"""A network learns to read digits under your hands, with one cost or with both at once."""

from dataclasses import dataclass
from time import perf_counter

import numpy as np
from ipywidgets import IntProgress, Layout

from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.experiments.digit_set import load_digits
from lecture_core.experiments.seeds import right_by_digit
from lecture_core.figures.digits import LearningFigure
from lecture_core.network import Network
from lecture_core.stage.choices import button
from lecture_core.stage.controls import Choice, Number, rate, whole
from lecture_core.stage.lab import Lab
from lecture_core.words import number, text

BOTH = (QUADRATIC, CROSS_ENTROPY)


@dataclass(frozen=True)
class Training:
    """What has been trained so far: by the cost's name, the histories and the networks."""

    history: dict
    networks: dict
    epochs: int
    seconds: float


class NetworkLab(Lab):
    """Train [64, hidden, 10] on the 1000 training digits, again at each move of a slider.

    Controls: `eta`, `hidden`, `batch_size`, `scale` (of the first weights), `epochs`, `seed`,
    `cost` (one cost in a tuple, or BOTH), `stop`. `history` and `networks` are dicts by cost name:
    a TrainingHistory with validation accuracies, and the Network.

    A move by hand trains in slices on the event loop: the picture fills in, the newest move wins,
    the stop button is heard. Code that sets a value gets it back with the training done, unless
    it stops the kernel. `finish()` does at once what a hand has left unfinished.
    """

    controls = (
        rate("eta", 1.0, 0.01, 30),
        whole("hidden", 30, 1, 100, label="hidden_neurons", log=True),
        whole("batch_size", 10, 1, 1000, label="minibatch", log=True),
        Number("scale", 1.0, 0.01, 10, label="scale_label", log=True),
        whole("epochs", 30, 1, 300, label="number_of_epochs", log=True),
        whole("seed", 0, 0, 99, label="seed", steps=99),
        Choice("cost", BOTH, (("both_costs", BOTH), *((c.name, (c,)) for c in BOTH)), said=False),
    )
    rows = (("eta", "scale", "epochs"), ("hidden", "batch_size", "seed"),
            ("cost", "progress", "stop", "reset"))
    reset_words = "begin_again"
    strips = False  # a training takes longer than a hand waits
    history = property(lambda self: self.result.history)
    networks = property(lambda self: self.result.networks)

    def __init__(self, language="en", cost=BOTH, **given):
        self._digits = load_digits()
        super().__init__(language, cost=cost if isinstance(cost, tuple) else (cost,), **given)

    def figure_of(self, language):
        return LearningFigure(language=language)

    def extra(self):
        self.progress = IntProgress(
            0, 0, 1, style={"description_width": "initial"},
            layout=Layout(flex="1 1 120px", width="auto", min_width="120px", margin="2px 10px"))
        self.stop = button("stop", self.language, "stop", self._stop)
        self.stop.disabled = True
        return {"progress": self.progress, "stop": self.stop}

    def run(self, *, eta, hidden, batch_size, scale, epochs, seed, cost):
        train, validation = self._digits.train, self._digits.validation
        networks, trainings, seconds = {}, [], 0.0
        for kind in cost:
            # The same start and the same order of examples for either cost.
            rng = np.random.default_rng(seed)
            network = Network([train.X.shape[1], hidden, 10], rng=rng, scale=scale)
            networks[kind.name] = network
            trainings.append(network.train_epochs(
                train.X, train.Y, cost=kind, eta=eta, epochs=epochs, batch_size=batch_size,
                rng=rng, validation=(validation.X, validation.Y)))
        for _ in range(epochs + 1):
            begun = perf_counter()
            states = [next(training) for training in trainings]
            seconds += perf_counter() - begun
            yield Training(dict(zip(networks, states, strict=True)), networks, epochs, seconds)

    def draw(self, result, moment):
        validation = self._digits.validation
        right = {name: right_by_digit(network, validation)
                 for name, network in result.networks.items()}
        self.figure.show(result.history, right, result.epochs)
        for name, history in result.history.items():
            asleep = ", ".join(str(k) for k in range(10) if right[name][k] == 0)
            yield text(
                "network_sentence", self.language, cost=text(name, self.language),
                epochs=history.epochs, total=len(validation), right=self._right(history),
                percent=number(100 * history.validation_accuracy[-1]),
                asleep=asleep and text("network_asleep", self.language, digits=asleep))
        yield text("network_seconds", self.language, seconds=f"{result.seconds:.2f}")

    def _right(self, history):
        return round(history.validation_accuracy[-1] * len(self._digits.validation))

    def settle(self, finished):
        done = max((history.epochs for history in self.history.values()), default=0)
        self.progress.max, self.progress.value = max(self.result.epochs, 1), done
        self.progress.description = text("training_epoch", self.language, epoch=done,
                                         epochs=self.result.epochs)
        self.stop.disabled = finished

    def _stop(self):
        with self.lock:
            self._work.drop()
            self._show(True)

    def outcome(self, result, moment):
        heads = [f"right of {len(self._digits.validation)}: "]
        return {f"{(heads.pop() if heads else '')}{name}": self._right(history)
                for name, history in result.history.items()}
