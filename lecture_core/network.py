"""A network of sigmoid layers: the lecture's table BP1-BP4 and learning by it.

Layer l has weights of shape (n_in, n_out): w_ji^(l), in row j and column i, leads from neuron j of
layer l-1 to neuron i of layer l. With one example a row, Z = A W + b for a whole minibatch at once.
Everything is computed from the weighted inputs Z, in float64.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lecture_core.activation import sigmoid, sigmoid_prime
from lecture_core.checks import finite, generator, ieee, listed, matrix, real, whole
from lecture_core.costs import QUADRATIC, check_cost
from lecture_core.fast.minibatches import descend_minibatches, outputs_in_blocks


@dataclass(frozen=True, eq=False)
class Gradients:
    """dC/dW and dC/db of every layer, shaped as the network's own weights and biases."""

    weights: list
    biases: list


@dataclass(frozen=True, eq=False)
class TrainingHistory:
    """Cost and accuracy before training (row 0) and after each epoch; None without validation data.

    An example counts as right, with one output, if a and y lie on the same side of 0.5 (which
    belongs to the upper side); with several, if the largest a and the largest y are the same one.
    """

    cost: np.ndarray
    accuracy: np.ndarray
    validation_cost: np.ndarray | None = None
    validation_accuracy: np.ndarray | None = None

    @property
    def epochs(self):
        """How many epochs have been trained."""
        return len(self.cost) - 1


class Network:
    """Sigmoid layers of the given sizes, the inputs first: Network([64, 30, 10], rng=rng).

    Weights and biases start as N(0, scale^2); with scale="fan_in" the weights as N(0, 1 / n_in) and
    the biases as N(0, 1). One draw from `rng` serves every scale: another scale stretches the same
    network. Training puts new arrays into `weights` and `biases` and never writes into old ones.
    """

    @ieee
    def __init__(self, sizes, *, rng, scale=1.0):
        sizes = [whole(size, "a layer's size", 1) for size in listed(sizes, "sizes")]
        if len(sizes) < 2:
            raise ValueError(f"sizes must name the inputs and at least one layer, got {sizes}")
        fan_in = isinstance(scale, str) and scale == "fan_in"
        scale = 1.0 if fan_in else real(scale, "scale", positive=True)
        rng, weights, biases = generator(rng), [], []
        for n_in, n_out in pairwise(sizes):
            spread = n_in**-0.5 if fan_in else scale
            weights.append(spread * rng.standard_normal((n_in, n_out)))
            biases.append(scale * rng.standard_normal(n_out))
        self._parameters = _checked(weights, biases)

    @classmethod
    def from_parameters(cls, weights, biases):
        """The network with copies of these weights (n_in, n_out) and biases (n_out,)."""
        network = cls.__new__(cls)
        network._parameters = tuple([p.copy() for p in ps] for ps in _checked(weights, biases))
        return network

    # One attribute holds both lists, so that Ctrl-C never leaves new weights with old biases.
    weights = property(lambda self: self._parameters[0], doc="One (n_in, n_out) array a layer.")
    biases = property(lambda self: self._parameters[1], doc="One (n_out,) array a layer.")
    sizes = property(lambda self: [len(W) for W in self.weights] + [self.weights[-1].shape[1]])

    @ieee
    def weighted_inputs(self, X):
        """Z = A W + b of every layer, for the examples in the rows of X (m, n_in)."""
        A, Z = matrix(X, "X", self.sizes[0]), []
        for W, b in zip(*_checked(*self._parameters), strict=True):
            Z.append(A @ W + b)
            A = sigmoid(Z[-1])
        return Z

    def forward(self, X):
        """The outputs A^(L), shape (m, n_out), for the examples in the rows of X (m, n_in)."""
        return sigmoid(self.weighted_inputs(X)[-1])

    def cost(self, X, Y, cost):
        """C: the mean over the examples of the sum over the outputs."""
        X, Y = self.examples(X, Y, cost)
        return _mean_cost(self.weighted_inputs(X)[-1], Y, cost)

    def accuracy(self, X, Y):
        """The share of the examples that the network gets right (see TrainingHistory)."""
        X, Y = self.examples(X, Y)
        return float(share_right(self.weighted_inputs(X)[-1], Y))

    @ieee
    def gradients(self, X, Y, cost):
        """dC/dW and dC/db of the mean over the examples: the lecture's table, line by line."""
        X, Y = self.examples(X, Y, cost)
        W, Z, m = self.weights, self.weighted_inputs(X), len(X)
        A = [X, *map(sigmoid, Z[:-1])]
        deltas = [cost.delta(Z[-1], Y)]                                                # BP1
        for l in reversed(range(1, len(W))):  # noqa: E741 (the lecture's letter)
            deltas.insert(0, (deltas[0] @ W[l].T) * sigmoid_prime(Z[l - 1]))           # BP2
        biases = [delta.sum(axis=0) / m for delta in deltas]                           # BP3
        weights = [a.T @ delta / m for a, delta in zip(A, deltas, strict=True)]        # BP4
        return Gradients(weights, biases)

    def train(self, X, Y, *, cost, eta, epochs, batch_size, rng, validation=None, progress=None):
        """Descend minibatch by minibatch, shuffled by `rng` in every epoch; return TrainingHistory.

        X (m, n_in), Y (m, n_out) and the pair `validation` are never changed. `progress(epoch,
        history)` is called after each epoch and stops the training by returning False. Whatever
        stops it, Ctrl-C or an error, the network is as the last whole epoch left it.
        """
        if progress is not None and not callable(progress):
            raise TypeError(f"progress must be a function (epoch, history), got {progress!r}")
        for history in self.train_epochs(X, Y, cost=cost, eta=eta, epochs=epochs, rng=rng,
                                         batch_size=batch_size, validation=validation):
            if progress and history.epochs and progress(history.epochs, history) is False:
                break
        return history

    def train_epochs(self, X, Y, *, cost, eta, epochs, batch_size, rng, validation=None):
        """`train` in slices: yields the history before training, then again after each epoch.

        Each epoch starts from the weights and biases that the network has at that moment.
        """
        sets = [self.examples(X, Y, cost)]
        if validation is not None:
            if not isinstance(validation, tuple | list) or len(validation) != 2:
                raise TypeError(f"validation must be a pair (X, Y), got {type(validation)}")
            sets.append(self.examples(*validation, cost))
        eta, epochs = real(eta, "eta", positive=True), whole(epochs, "epochs")
        batch_size = whole(batch_size, "batch_size", 1)
        return self._slices(sets, cost, eta, epochs, batch_size, generator(rng))

    def _slices(self, sets, cost, eta, epochs, batch_size, rng):
        table = np.empty((2 * len(sets), epochs + 1))
        for epoch in range(epochs + 1):
            if epoch > 0:
                order = rng.permutation(len(sets[0][0]))
                X, Y = (array[order] for array in sets[0])
                self._parameters = self._epoch(X, Y, cost, eta, batch_size)
            for k, (X, Y) in enumerate(sets):
                Z = outputs_in_blocks(*_checked(*self._parameters), X)
                table[2 * k : 2 * k + 2, epoch] = _mean_cost(Z, Y, cost), share_right(Z, Y)
            yield TrainingHistory(*table[:, : epoch + 1])

    def _epoch(self, X, Y, cost, eta, batch_size):
        """The weights and biases after one pass over X and Y; the network's own stay."""
        weights, biases = ([p.copy() for p in ps] for ps in _checked(*self._parameters))
        descend_minibatches(weights, biases, X, Y, cost, eta, batch_size)
        refuse_overflow((*weights, *biases), eta)
        return weights, biases

    def examples(self, X, Y, cost=QUADRATIC):  # which takes every Y
        """Return X (m, n_in) and Y (m, n_out) as float64 arrays that fit the network and `cost`."""
        X, Y = matrix(X, "X", self.sizes[0]), matrix(Y, "Y", self.sizes[-1])
        if len(X) != len(Y):
            raise ValueError(f"X and Y must have equally many rows, got {len(X)} and {len(Y)}")
        check_cost(cost).check_y(Y)
        return X, Y


@ieee
def _mean_cost(Z, Y, cost):
    return float(cost.value(Z, Y).sum() / len(Z))


def share_right(Z, Y):
    """The share of the examples for which Z (..., m, n_out) is on the side of Y (m, n_out)."""
    # From z, not a: two saturated outputs may round to the same a, their z still differ.
    if Y.shape[1] == 1:
        return ((Z >= 0) == (Y >= 0.5)).mean(axis=(-2, -1))
    return (Z.argmax(axis=-1) == Y.argmax(axis=1)).mean(axis=-1)


def refuse_overflow(parameters, eta):
    """ValueError unless all numbers of these arrays are finite."""
    if not all(np.isfinite(array).all() for array in parameters):
        raise ValueError(f"eta must be so small that the weights stay finite, got {eta}")


def _checked(weights, biases):
    """Both lists as float64 arrays; ValueError unless they are finite and fit together."""
    weights = [finite(W, "weights") for W in listed(weights, "weights")]
    biases = [finite(b, "biases") for b in listed(biases, "biases")]
    shapes = [W.shape for W in weights], [b.shape for b in biases]
    if not (all(len(shape) == 2 and min(shape) > 0 for shape in shapes[0])
            and all(A[1] == B[0] for A, B in pairwise(shapes[0]))
            and [shape[1:] for shape in shapes[0]] == shapes[1] != []):
        raise ValueError("weights and biases must have the shapes (n_in, n_out) and (n_out,) of "
                         "successive layers, got {} and {}".format(*shapes))
    return weights, biases
