"""How long learning takes from every start (w, b): trained on a grid, and by the law."""

from dataclasses import dataclass

import numpy as np

from lecture_core.activation import logit
from lecture_core.checks import ieee, real, whole
from lecture_core.costs import QUADRATIC, Cost
from lecture_core.laws import learning_time
from lecture_core.neuron import LEARNT, epochs_to_reach


@dataclass(frozen=True, eq=False)
class LearningTimes:
    """Epochs to a <= target for (x, y) = (1, 0), nan where `limit` of them are not enough.

    `epochs[i, j]` belongs to the start (w[j], b[i]). `simulated`, `law` and `leading` belong to
    the starts with w + b = z; `law` is 0 where the target is already met. `leading` is the law's
    largest term from a saturated start: e^z / (2 eta) with the quadratic cost, z / (2 eta) with
    the cross-entropy; nan for z <= 0, where nothing is saturated.
    """

    w: np.ndarray
    b: np.ndarray
    epochs: np.ndarray
    z: np.ndarray
    simulated: np.ndarray
    law: np.ndarray
    leading: np.ndarray
    eta: float
    cost: Cost
    target: float
    limit: int

    def at(self, w, b):
        """(trained epochs, the law's epochs) from the start (w, b)."""
        told = {"eta": self.eta, "cost": self.cost}
        epochs = epochs_to_reach(self.target, w, b, max_epochs=self.limit, **told)
        return epochs, _law(np.add(w, b), self.target, **told)


@ieee
def learning_times(*, eta, cost, target=LEARNT, low=-2.0, high=4.0, points=121, limit=3000):
    """LearningTimes over the square low <= w, b <= high, `points` a side; see epochs_to_reach."""
    eta, target = real(eta, "eta", positive=True), real(target, "target")
    low, high, limit = real(low, "low"), real(high, "high"), whole(limit, "limit")
    if not low < high:
        raise ValueError(f"low must be less than high, got low = {low} and high = {high}")
    w = np.linspace(low, high, whole(points, "points", 2))
    # With x = 1 only the sum z = w + b matters, and w[j] + b[i] depends on i + j alone.
    z = np.linspace(2 * low, 2 * high, 2 * len(w) - 1)
    simulated = epochs_to_reach(target, 0.0, z, eta=eta, cost=cost, max_epochs=limit)
    epochs = np.lib.stride_tricks.sliding_window_view(simulated, len(w)).copy()
    leading = np.where(z > 0, np.exp(z) if cost is QUADRATIC else z, np.nan) / (2 * eta)
    law = _law(z, target, eta=eta, cost=cost)
    return LearningTimes(w, w.copy(), epochs, z, simulated, law, leading, eta, cost, target, limit)


def _law(z, target, *, eta, cost):
    """The law's epochs from z to a = target, 0 where a is below it."""
    goal = logit(target)
    return learning_time(np.maximum(z, goal), goal, eta=eta, cost=cost)
