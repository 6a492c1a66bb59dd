"""The lecture's experiment under your hands: two starts of one neuron, any rate, either cost."""

from lecture_core.exercises.trial import call, takes, trial
from lecture_core.exercises.verdict import Refusal
from lecture_core.experiments.own_rule import slope_of, train_by_rule
from lecture_core.figures.slowdown import SlowdownFigure
from lecture_core.neuron import LEARNT, train_neuron
from lecture_core.stage.controls import Film, cost_choice, rate, starts, whole
from lecture_core.stage.lab import Lab
from lecture_core.words import number, text

_ARGUMENTS = ("w", "b", "x", "y", "eta")


class SlowdownLab(Lab):
    """Train a neuron from two starts on the pair (x, y) = (1, 0) and watch C and a.

    Controls: `eta`, `cost`, `epochs`, `w[k]` and `b[k]` of start k, `epoch`, `play` and `pace`
    of the film. `histories` holds the NeuronHistory of each start. With `rule`, a function
    (w, b, x, y, eta) -> (w, b), the reader's own update runs beside it: its runs are `own`, None
    where it fails.
    """

    controls = (
        cost_choice(),
        rate("eta", 0.15, 0.001, 20),
        *starts(-10, 10),
        whole("epochs", 300, 10, 5000, label="number_of_epochs", log=True),
        Film("epochs", opens="end"),
    )
    rows = (("eta", "epochs", "cost"), ("w[0]", "b[0]", "w[1]", "b[1]"), ("film", "reset"))
    histories = property(lambda self: self.result["histories"])
    own = property(lambda self: self.result["own"])

    def __init__(self, language="en", rule=None, **given):
        self._rule = rule
        super().__init__(language, **given)

    def figure_of(self, language):
        return SlowdownFigure(language=language)

    def run(self, *, cost, eta, w, b, epochs):
        run = {"eta": eta, "cost": cost, "epochs": epochs}
        pairs = tuple(zip(w, b, strict=True))
        result = {"histories": tuple(train_neuron(*start, **run) for start in pairs), "own": None}
        return result if self._rule is None else {**result, **self._run_own(pairs, run)}

    def _run_own(self, pairs, run):
        """The runs of the reader's rule and whose slope it is, or the sentence on what failed."""
        def rule(*numbers):
            return call(self._rule, dict(zip(_ARGUMENTS, numbers, strict=True)))

        def runs():
            takes(self._rule, _ARGUMENTS)
            return tuple(train_by_rule(rule, *start, **run) for start in pairs), slope_of(rule)

        try:
            own, slope = trial(runs)
        except Refusal as refusal:
            return {"problem": refusal.reply.verdict(self.language).said}
        except (TypeError, ValueError):
            return {"problem": text("rule_returns", self.language)}
        return {"own": own, "slope": slope}

    def trouble(self, result):
        return result.get("problem", "")

    def draw(self, result, moment):
        self.figure.show(result["histories"], moment, own=result["own"])
        for history in result["histories"]:
            yield self._told("slowdown_sentence", history)
        for history in result["own"] or ():
            yield self._told("own_sentence", history)
        if result["own"]:
            yield text(f"rule_{result['slope']}", self.language)

    def _told(self, key, history):
        first = history.first_epoch(LEARNT)
        reached = (text("reached_at", self.language, epoch=int(first)) if first >= 0
                   else text("reached_never", self.language))
        return text(key, self.language, w=number(history.w[0]), b=number(history.b[0]),
                    epochs=len(history.a) - 1, a=f"{history.a[-1]:.4f}", reached=reached)

    def outcome(self, result, moment):
        return {"a": f"({', '.join(f'{run.a[-1]:.4f}' for run in result['histories'])})"}
