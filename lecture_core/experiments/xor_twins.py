"""Layers saturated on purpose: which gradients vanish, and which cost gets a network out."""

from dataclasses import dataclass

import numpy as np

from lecture_core.activation import sigmoid, sigmoid_prime
from lecture_core.checks import ieee, real, whole
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC, Cost, check_cost
from lecture_core.fast.full_batch import descend_full_batch
from lecture_core.network import Network, refuse_overflow, share_right


def xor():
    """X (4, 2) and Y (4, 1): y = 1 when exactly one of two bits is 1. No single neuron can do it.

    The order is (0, 0), (1, 0), (0, 1), (1, 1): a 2 x 2 grid, x1 to the right, x2 upwards.
    """
    X = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    return X, np.array([[0.0], [1.0], [1.0], [0.0]])


@ieee
def saturated(network, layer, shift):
    """A copy of `network` with `shift` added to every bias of `layer` (1, 2, ... L, as w^(l))."""
    layer = whole(layer, "layer", 1)
    if layer > len(network.biases):
        raise ValueError(f"layer must be at most {len(network.biases)}, got {layer}")
    shift = real(shift, "shift")
    biases = [b + shift * (k == layer) for k, b in enumerate(network.biases, 1)]
    return Network.from_parameters(network.weights, biases)


def activations(network, X):
    """A of every layer for the examples in the rows of X, the inputs first."""
    return [np.asarray(X, dtype=float), *map(sigmoid, network.weighted_inputs(X))]


@ieee
def layer_slopes(network, X, Y, cost):
    """The root mean square of dC/dw over each layer's weights, (L,): what a weight there feels."""
    return np.array([np.sqrt(np.mean(dW**2)) for dW in network.gradients(X, Y, cost).weights])


def equal_start_rates(eta):
    """Rates with which both costs begin alike while nothing is saturated: {cost: rate}.

    The deltas differ by the factor sigma'(z), 1/4 at z = 0; so the cross-entropy gets eta / 4.
    """
    eta = real(eta, "eta", positive=True)
    return {QUADRATIC: eta, CROSS_ENTROPY: eta * sigmoid_prime(0.0)}


@dataclass(frozen=True, eq=False)
class KeptRun:
    """One training with everything kept: row n is the state after n epochs.

    `error` (epochs + 1,) is the mean of |a - y|: a yardstick that both costs share. `parameters`
    has one array (epochs + 1, n_in + 1, n_out) a layer: its weights and, as the last row, biases.
    """

    cost: Cost
    eta: float
    X: np.ndarray
    Y: np.ndarray
    error: np.ndarray
    accuracy: np.ndarray
    parameters: tuple

    @property
    def epochs(self):
        """How many epochs have been trained."""
        return len(self.error) - 1

    def first_epoch(self, error):
        """The first epoch with an error of at most `error`; None if there is none."""
        reached = np.flatnonzero(self.error <= error)
        return int(reached[0]) if len(reached) else None

    def network(self, epoch):
        """The network after `epoch` epochs."""
        layers = [layer[epoch] for layer in self.parameters]
        return Network.from_parameters([p[:-1] for p in layers], [p[-1] for p in layers])

    @ieee
    def steps(self, epoch):
        """eta times `layer_slopes` after `epoch` epochs: how far a weight of each layer moves."""
        return self.eta * layer_slopes(self.network(epoch), self.X, self.Y, self.cost)


def train_and_keep(network, X, Y, *, cost, eta, epochs):
    """Full-batch descent from a copy of `network` (one step an epoch); returns KeptRun."""
    (run,) = _train(network, X, Y, {check_cost(cost): real(eta, "eta", positive=True)}, epochs)
    return run


def train_twins(network, X, Y, *, eta, epochs):
    """The same start trained with either cost, at `equal_start_rates(eta)`: quadratic, then not."""
    return _train(network, X, Y, equal_start_rates(eta), epochs)


@ieee
def _train(network, X, Y, rates, epochs):
    """A KeptRun for each cost of `rates`, {cost: eta}."""
    for cost in rates:
        X, Y = network.examples(X, Y, cost)
    start = Network.from_parameters(network.weights, network.biases)
    layers = descend_full_batch(start.weights, start.biases, X, Y, list(rates),
                                list(rates.values()), whole(epochs, "epochs"))
    refuse_overflow(layers, max(rates.values()))
    A = X
    for layer in layers:
        Z = A @ layer[..., :-1, :] + layer[..., -1:, :]
        A = sigmoid(Z)
    error, right = np.abs(A - Y).mean(axis=(-2, -1)), share_right(Z, Y)
    return tuple(KeptRun(cost, eta, X, Y, error[k], right[k], tuple(p[k] for p in layers))
                 for k, (cost, eta) in enumerate(rates.items()))


@ieee
def typical_slopes(sizes, X, Y, cost, *, networks=200, scale=1.0):
    """The geometric mean of `layer_slopes` over so many random networks (seeds 0, 1, ...), (L,)."""
    networks = whole(networks, "networks", 1)
    slopes = [layer_slopes(Network(sizes, rng=np.random.default_rng(seed), scale=scale), X, Y, cost)
              for seed in range(networks)]
    return np.exp(np.log(slopes).mean(axis=0))
