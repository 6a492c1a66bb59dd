"""Both costs from the same two starts, under the comparison you call fair."""

from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.experiments.fair_rates import COMPARISONS, comparable_rate
from lecture_core.figures.effect import EffectFigure
from lecture_core.figures.look import COST_COLOURS, START_COLOURS
from lecture_core.neuron import LEARNT, train_neuron
from lecture_core.stage.lab import Choice, Lab, Menu
from lecture_core.words import number


class EffectLab(Lab):
    """Train with both costs from two starts on the pair (1, 0) and watch a, z or C.

    Controls: `eta` of the quadratic cost, `comparison` (a name of COMPARISONS sets the rate of the
    cross-entropy, "by_hand" leaves it to `cross_eta`), `epochs`, `quantity`, `w[k]` and `b[k]` of
    start k. `histories` holds a pair of runs (quadratic, cross-entropy) for each start.
    """

    def __init__(self, language="en", eta=0.15, cross_eta=0.005, starts=((0.6, 0.9), (2, 2)),
                 epochs=1000, comparison="by_hand", quantity="a"):
        super().__init__(language)
        if len(starts) != 2:
            raise ValueError(f"starts must be two pairs (w, b), got {starts!r}")
        self.histories = ()
        self.eta, self.cross_eta = (
            self._control(self._text(f"{cost.name}_eta"), rate, 0.001, 20, log=True,
                          colour=COST_COLOURS[cost.name], box_width="13.5em")
            for cost, rate in ((QUADRATIC, eta), (CROSS_ENTROPY, cross_eta))
        )
        comparisons = [(self._text(name), name) for name in ("by_hand", *COMPARISONS)]
        self.comparison = self._watch(
            Menu("comparison", comparisons, comparison, self._text("comparison")))
        self.epochs = self._control(self._text("number_of_epochs"), epochs, 50, 3000, whole=True,
                                    steps=59, box_width="11.5em")
        self.quantity = self._watch(Choice("quantity", ["a", "z", "C"], quantity, "2.6em"))
        self.w, self.b = (
            tuple(
                self._control(f"{name}{'₁₂'[k]}", start[place], -10, 10, colour=START_COLOURS[k])
                for k, start in enumerate(starts)
            )
            for place, name in enumerate("wb")
        )
        self._assemble(
            (
                (self.eta, self.cross_eta, self.quantity),
                (self.w[0], self.b[0], self.w[1], self.b[1]),
                (self.comparison, self.epochs, self._reset_button()),
            ),
            EffectFigure(language=language),
        )

    def _recompute(self):
        self.cross_eta.layout.visibility = "visible" if self._free else "hidden"
        self.histories = tuple(
            self._runs(w.value, b.value) for w, b in zip(self.w, self.b, strict=True)
        )
        self._figure.show(self.histories, self.quantity.value)
        self._say(*map(self._account, self.histories))

    @property
    def _free(self):
        return self.comparison.value == "by_hand"

    def _runs(self, w, b):
        epochs = int(self.epochs.value)
        rate = self.cross_eta.value if self._free else comparable_rate(
            self.comparison.value, w, b, eta=self.eta.value, epochs=epochs)
        return tuple(
            train_neuron(w, b, eta=eta, cost=cost, epochs=epochs)
            for cost, eta in ((QUADRATIC, self.eta.value), (CROSS_ENTROPY, rate))
        )

    def _account(self, runs):
        said = {run.cost.name: self._reached(run) for run in runs}
        return self._text("effect_sentence", w=number(runs[0].w[0]), b=number(runs[0].b[0]), **said)

    def _reached(self, run):
        epoch = run.first_epoch(LEARNT)
        if epoch != epoch:
            return self._text("effect_never", epochs=int(self.epochs.value))
        return f"{epoch:.0f}"

    def _summary(self):
        starts = ", ".join(f"({pair[0].w[0]:g}, {pair[0].b[0]:g})" for pair in self.histories)
        rates = ", ".join(f"{pair[1].eta:.4g}" for pair in self.histories)
        outputs = ", ".join(f"({q.a[-1]:.4f}, {c.a[-1]:.4f})" for q, c in self.histories)
        return (f"comparison={self.comparison.value}, eta={self.eta.value:g}, "
                f"cross_eta=({rates}), starts=({starts}), epochs={self.epochs.value:g}, "
                f"a=({outputs})")
