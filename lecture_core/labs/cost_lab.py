"""Both costs under your hands: the neuron moves along them, and their slopes are compared."""

from lecture_core.activation import sigmoid
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.figures.cross_entropy import FARTHEST, CostFigure
from lecture_core.stage.controls import Choice, Number
from lecture_core.stage.lab import Lab
from lecture_core.words import fixed, number, text


class CostLab(Lab):
    """Move one neuron along both costs and compare their slopes dC/dz.

    Controls: `z` (weighted input), `y` (right answer, soft ones included), `axis` ("z" or "a", the
    quantity to the right). `C` and `delta` hold the numbers of each cost, by its name.
    """

    controls = (
        Number("z", 4.0, -FARTHEST, FARTHEST, steps=240),
        Number("y", 0.0, 0.0, 1.0, steps=20),
        Choice("axis", "z", (("against_z", "z"), ("against_a", "a"))),
    )
    rows = (("z", "y"), ("axis", "reset"))
    C = property(lambda self: self.result["C"])
    delta = property(lambda self: self.result["delta"])

    def figure_of(self, language):
        return CostFigure(language=language)

    def run(self, *, z, y, axis):
        costs = (QUADRATIC, CROSS_ENTROPY)
        return {"z": z, "y": y, "axis": axis,
                "C": {cost.name: cost.value(z, y) for cost in costs},
                "delta": {cost.name: cost.delta(z, y) for cost in costs}}

    def draw(self, result, moment):
        z, y = result["z"], result["y"]
        self.figure.show(result["axis"], z, y)
        yield text("cost_sentence", self.language, z=fixed(z), a=fixed(sigmoid(z), 4), y=fixed(y))
        for name, slope in result["delta"].items():
            yield text("cost_sentence_of", self.language,
                       cost=text(name, self.language),
                       C=fixed(result["C"][name], 4), slope=fixed(slope, 4))
        quadratic, cross_entropy = (abs(slope) for slope in result["delta"].values())
        if min(quadratic, cross_entropy) < 1e-12:
            yield text("cost_no_ratio", self.language)
        else:
            yield text("cost_ratio", self.language, ratio=number(cross_entropy / quadratic))

    def outcome(self, result, moment):
        quadratic, cross_entropy = result["delta"].values()
        return {"dC/dz: quadratic": f"{quadratic:.4f}", "cross_entropy": f"{cross_entropy:.4f}"}
