"""Are BP1-BP4 right? The slope of C, measured without them, says so."""

import numpy as np

from lecture_core.checks import ieee, real
from lecture_core.network import Gradients, Network


@ieee
def numerical_gradient(network, X, Y, cost, *, step=1e-5):
    """dC/dw = (C(w + h) - C(w - h)) / 2h for every weight and bias; returns Gradients.

    h is `step`. The error is about h^2 from the formula and 1e-16 C / h from rounding, so the
    default agrees with the truth to some ten decimals. Two costs a parameter: for small networks.
    `network` itself is not touched.
    """
    step, probe = real(step, "step", positive=True), Network.from_parameters(
        network.weights, network.biases)

    def slopes(parameters):
        slope = np.empty_like(parameters)
        for index, value in np.ndenumerate(parameters):
            parameters[index] = value + step
            above = probe.cost(X, Y, cost)
            parameters[index] = value - step
            below = probe.cost(X, Y, cost)
            parameters[index] = value
            slope[index] = (above - below) / (2 * step)
        return slope

    return Gradients([slopes(W) for W in probe.weights], [slopes(b) for b in probe.biases])


@ieee
def gradient_disagreement(network, X, Y, cost, *, step=1e-5):
    """The largest |BP - numerical| of each layer, as a share of the layer's largest slope, (L,).

    The share is of the layer's largest slope, not of each slope: a slope near 0 is all rounding. A
    layer without any slope at all agrees: 0.
    """
    pair = network.gradients(X, Y, cost), numerical_gradient(network, X, Y, cost, step=step)
    ours, measured = (_layers(gradients) for gradients in pair)
    largest = [max(np.abs(a).max(), np.abs(b).max()) for a, b in zip(ours, measured, strict=True)]
    apart = [np.abs(a - b).max() for a, b in zip(ours, measured, strict=True)]
    return np.array([d / s if s > 0 else 0.0 for d, s in zip(apart, largest, strict=True)])


def _layers(gradients):
    """One vector a layer: its weights, then its biases."""
    return [np.append(W, b) for W, b in zip(gradients.weights, gradients.biases, strict=True)]
