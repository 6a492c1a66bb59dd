"""The update rule of two published animations, to set beside gradient descent."""

from math import exp

import numpy as np

from lecture_core.checks import real, whole
from lecture_core.costs import CROSS_ENTROPY
from lecture_core.neuron import NeuronHistory, completed


def published_widget_rule(w, b, *, eta, x=1.0, epochs=300) -> NeuronHistory:
    """w <- w - eta x / (1 - a), b <- b - eta / (1 - a), for y = 0; C is the cross-entropy along it.

    The lecture's demonstration goes back to chapter 3 of Michael Nielsen's fine free book "Neural
    Networks and Deep Learning" (2014-15). Its two cross-entropy animations, `saturation3.js` and
    `saturation4.js`, step by 1 / (1 - a) = 1 + e^z, which is dC/da; the chain rule's other factor,
    sigma'(z), is left out, so it is not the gradient dC/dz = a and this is no Cost. The book's text
    is right, and so are its two quadratic animations. Under this rule's flow a falls as
    a0 e^(-(1 + x^2) eta n) from every start. ValueError when the numbers overflow.
    """
    w, b, eta, x = real(w, "w"), real(b, "b"), real(eta, "eta", positive=True), real(x, "x")
    ws, bs = [w], [b]
    for _ in range(whole(epochs, "epochs")):
        z = w * x + b
        step = eta * (1 + exp(z)) if z < 709 else float("inf")  # completed() refuses what overflows
        w, b = w - step * x, b - step
        ws.append(w)
        bs.append(b)
    return completed(np.array(ws), np.array(bs), eta=eta, cost=CROSS_ENTROPY, x=x, y=0.0)
