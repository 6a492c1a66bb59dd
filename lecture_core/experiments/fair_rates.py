"""Fair comparisons: which cross-entropy rate belongs beside the quadratic cost's eta?

The same number means different things to different costs, so there are several answers:

    same_rate      eta                    the number alone is the same
    first_step     eta sigma'(z0)         the first step in z is the same
    footnote       eta / 6                the mean of sigma' = a (1 - a) over a in (0, 1) is 1/6
    final_output   by search              the output after the last epoch is the same

The footnote is M. Nielsen's, in chapter 3 of "Neural Networks and Deep Learning".
"""

from math import exp, inf, log

from lecture_core.activation import sigmoid_prime
from lecture_core.checks import one_of, real, whole
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.laws import learning_time
from lecture_core.neuron import train_neuron

COMPARISONS = ("same_rate", "first_step", "footnote", "final_output")


def comparable_rate(comparison, w, b, *, eta, x=1.0, epochs=300):
    """The cross-entropy's rate that `comparison` sets beside the quadratic cost's eta, for y = 0.

    w, b is the start of both runs and epochs their length; same_rate and footnote need neither.
    """
    one_of(comparison, "comparison", COMPARISONS)
    w, b, x = real(w, "w"), real(b, "b"), real(x, "x")
    eta, epochs = real(eta, "eta", positive=True), whole(epochs, "epochs", 1)
    if comparison == "same_rate":
        return eta
    if comparison == "footnote":
        return eta / 6
    first = eta * sigmoid_prime(w * x + b)
    if not first > 0:
        raise ValueError("w and b must give a z = w x + b with sigma'(z) > 0 in float64, "
                         f"got z = {w * x + b}")
    if comparison == "first_step":
        return first
    return _equal_final_output(w, b, eta, x, epochs, first)


def _equal_final_output(w, b, eta, x, epochs, first):
    """The rate with which both runs end at the same z: regula falsi on ln eta (Illinois).

    The flow gives a rate that is slightly too large, for a step of descent uses the slope at its
    beginning, where with y = 0 it is steepest.
    """
    def final(cost, rate):
        return float(train_neuron(w, b, eta=rate, cost=cost, x=x, epochs=epochs).z[-1])

    start, goal = w * x + b, final(QUADRATIC, eta)
    if start - goal < 1e-12 * max(1, abs(start)):  # nothing moved: the first step says it all
        return first
    high = log(learning_time(start, goal, eta=1.0, cost=CROSS_ENTROPY, x=x) / epochs)
    above = final(CROSS_ENTROPY, exp(high)) - goal
    low, below = high, above
    while below <= 0:  # too large a rate goes too far down
        low -= 0.25
        below = final(CROSS_ENTROPY, exp(low)) - goal
    while above > 0:
        high += 0.25
        above = final(CROSS_ENTROPY, exp(high)) - goal
    kept, middle, off = 0, low, inf
    for _ in range(100):
        middle = low + (high - low) * below / (below - above)
        off = final(CROSS_ENTROPY, exp(middle)) - goal
        if abs(off) < 1e-12 * max(1, abs(start), abs(goal)) or high - low < 1e-14:
            break
        if off > 0:
            low, below = middle, off
            above /= 2 if kept > 0 else 1
            kept = 1
        else:
            high, above = middle, off
            below /= 2 if kept < 0 else 1
            kept = -1
    return exp(middle)
