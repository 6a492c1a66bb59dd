"""Both costs under your hands: the neuron moves along them, and their slopes are compared."""

from lecture_core.activation import sigmoid
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.figures.cross_entropy import FARTHEST, CostFigure
from lecture_core.stage.lab import Choice, Lab
from lecture_core.words import fixed, number


class CostLab(Lab):
    """Move one neuron along both costs and compare their slopes dC/dz.

    Controls: `z` (weighted input), `y` (right answer, soft ones included), `axis` ("z" or "a", the
    quantity to the right). `C` and `delta` hold the numbers of each cost, by its name.
    """

    def __init__(self, language="en", z=4.0, y=0.0, axis="z"):
        super().__init__(language)
        self.C, self.delta = {}, {}
        self.z = self._control("z", z, -FARTHEST, FARTHEST, steps=240)
        self.y = self._control("y", y, 0, 1, steps=20)
        axes = [(self._text("against_z"), "z"), (self._text("against_a"), "a")]
        self.axis = self._watch(Choice("axis", axes, axis))
        self._assemble(
            ((self.z, self.y), (self.axis, self._reset_button())), CostFigure(language=language)
        )

    def _recompute(self):
        z, y = self.z.value, self.y.value
        self.C, self.delta = (
            {cost.name: answer(cost)(z, y) for cost in (QUADRATIC, CROSS_ENTROPY)}
            for answer in (lambda cost: cost.value, lambda cost: cost.delta)
        )
        self._figure.show(self.axis.value, z, y)
        self._say(
            self._text("cost_sentence", z=fixed(z), a=fixed(sigmoid(z), 4), y=fixed(y)),
            *(
                self._text("cost_sentence_of", cost=self._text(name).capitalize(),
                           C=fixed(self.C[name], 4), slope=fixed(self.delta[name], 4))
                for name in self.C
            ),
            self._ratio(),
        )

    def _ratio(self):
        quadratic, cross_entropy = (abs(slope) for slope in self.delta.values())
        if quadratic < 1e-12 or cross_entropy < 1e-12:
            return self._text("cost_no_ratio")
        return self._text("cost_ratio", ratio=number(cross_entropy / quadratic))

    def _summary(self):
        slopes = ", ".join(f"{name}={slope:.4f}" for name, slope in self.delta.items())
        return f"z={self.z.value:g}, y={self.y.value:g}, axis={self.axis.value}, dC/dz: {slopes}"
