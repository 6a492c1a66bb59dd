"""Both costs from the same two starts, under the comparison you call fair."""

from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.experiments.fair_rates import COMPARISONS, comparable_rate
from lecture_core.figures.effect import EffectFigure
from lecture_core.figures.look import COST_COLOURS
from lecture_core.neuron import LEARNT, train_neuron
from lecture_core.stage.controls import Choice, rate, starts, whole
from lecture_core.stage.lab import Lab
from lecture_core.words import fixed, number, text


class EffectLab(Lab):
    """Train with both costs from two starts on the pair (1, 0) and watch a, z or C.

    Controls: `eta` of the quadratic cost, `comparison` (a name of COMPARISONS sets the rate of the
    cross-entropy, "by_hand" leaves it to `cross_eta`), `epochs`, `quantity`, `w[k]` and `b[k]` of
    start k. `histories` holds a pair of runs (quadratic, cross-entropy) for each start.
    """

    controls = (
        Choice("comparison", "by_hand", tuple((name, name) for name in ("by_hand", *COMPARISONS)),
               label="comparison"),
        rate("eta", 0.15, 0.001, 20, label="quadratic_eta",
             colour=COST_COLOURS[QUADRATIC.name]),
        rate("cross_eta", 0.005, 0.001, 20, label="cross_entropy_eta",
             colour=COST_COLOURS[CROSS_ENTROPY.name]),
        *starts(-10, 10),
        whole("epochs", 1000, 50, 3000, label="number_of_epochs", steps=59),
        Choice("quantity", "a", tuple((name, name) for name in "azC"), button_width="2.6em",
               said=False),
    )
    rows = (("eta", "cross_eta", "quantity"), ("w[0]", "b[0]", "w[1]", "b[1]"),
            ("comparison", "epochs", "reset"))
    histories = property(lambda self: self.result["runs"])

    def figure_of(self, language):
        return EffectFigure(language=language)

    def run(self, *, comparison, eta, cross_eta, w, b, epochs, quantity):
        def runs(w, b):
            rate = cross_eta if comparison == "by_hand" else comparable_rate(
                comparison, w, b, eta=eta, epochs=epochs)
            return tuple(train_neuron(w, b, eta=eta, cost=cost, epochs=epochs)
                         for cost, eta in ((QUADRATIC, eta_of_quadratic), (CROSS_ENTROPY, rate)))

        eta_of_quadratic = eta
        return {"runs": tuple(map(runs, w, b)), "quantity": quantity}

    def draw(self, result, moment):
        self.figure.show(result["runs"], result["quantity"])
        for runs in result["runs"]:
            reached = {run.cost.name: self._reached(run) for run in runs}
            yield text("effect_sentence", self.language, w=number(runs[0].w[0]),
                       b=number(runs[0].b[0]), **reached)

    def _reached(self, run):
        epoch = run.first_epoch(LEARNT)
        if epoch >= 0:
            return fixed(epoch, 0)
        return text("effect_never", self.language, epochs=len(run.a) - 1)

    def settle(self, finished):
        free = self.comparison.value == "by_hand"
        self.cross_eta.layout.visibility = "visible" if free else "hidden"

    def outcome(self, result, moment):
        rates = ", ".join(f"{pair[1].eta:.4g}" for pair in result["runs"])
        outputs = ", ".join(f"({q.a[-1]:.4f}, {c.a[-1]:.4f})" for q, c in result["runs"])
        return {"cross_eta": f"({rates})", "a": f"({outputs})"}
