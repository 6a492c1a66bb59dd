"""Experiments on the digits: several seeds instead of one lucky run; what an accuracy is worth."""

from dataclasses import dataclass
from itertools import chain
from time import perf_counter

import numpy as np

from lecture_core.checks import ieee, one_by_one, real, whole
from lecture_core.costs import Cost
from lecture_core.fast.minibatches import descend_minibatches
from lecture_core.network import Network, refuse_overflow


@dataclass(frozen=True, eq=False)
class Runs:
    """One trained network a seed: `networks`, their `histories`, and `seconds` for all of them."""

    cost: Cost
    eta: float
    networks: tuple
    histories: tuple
    seconds: float

    @property
    def accuracy(self):
        """Accuracy on the validation part, shape (seeds, epochs + 1)."""
        return np.array([history.validation_accuracy for history in self.histories])

    def answers(self, digits):
        """The digit each network reads in each row of a DigitSet, shape (seeds, m)."""
        return np.array([network.weighted_inputs(digits.X)[-1].argmax(1)
                         for network in self.networks])

    def marks(self, digits):
        """Which digits of a DigitSet each network reads right, bool, shape (seeds, m)."""
        return self.answers(digits) == digits.labels

    def right(self, digits):
        """How many of a DigitSet's digits each network reads right, shape (seeds,)."""
        return self.marks(digits).sum(axis=1)


def train_seeds(digits, *, cost, eta, seeds, epochs=30, hidden=30, batch_size=10, scale=1.0):
    """Train a network [64, hidden, 10] from each of `seeds`; the seed fixes start and shuffling.

    So the runs of two costs with one seed differ in the cost (and eta) only, and can be compared
    in pairs. `digits` is what load_digits() gives; its test part is not touched.
    """
    begun, eta = perf_counter(), real(eta, "eta", positive=True)
    networks, histories = [], []
    for seed in one_by_one(seeds, "seeds"):
        rng = _source(seed)
        networks.append(Network([digits.train.X.shape[1], hidden, 10], rng=rng, scale=scale))
        histories.append(networks[-1].train(
            digits.train.X, digits.train.Y, cost=cost, eta=eta, epochs=epochs, rng=rng,
            batch_size=batch_size, validation=(digits.validation.X, digits.validation.Y)))
    if not networks:
        raise ValueError("seeds must name at least one seed, got none")
    return Runs(cost, eta, tuple(networks), tuple(histories), perf_counter() - begun)


def own_outputs(network, digits):
    """How strongly output neuron k answers pictures of digit k: mean a_k^(L) over them, k = 0..9.

    nan for a digit that `digits` does not hold.
    """
    return _by_digit(network.forward(digits.X)[np.arange(len(digits)), digits.labels], digits)


def right_by_digit(network, digits):
    """The share of the pictures of digit k that the network reads right, k = 0..9."""
    answers = network.weighted_inputs(digits.X)[-1].argmax(axis=1)
    return _by_digit((answers == digits.labels).astype(float), digits)


@ieee
def _by_digit(values, digits):
    sums = np.bincount(digits.labels, weights=values, minlength=10)
    return sums / np.bincount(digits.labels, minlength=10)


def _source(seed):
    return np.random.default_rng(whole(seed, "a seed"))


def waking(digits, *, cost, eta, seed, epochs=3, every=50, hidden=30, batch_size=10, scale=1.0):
    """`own_outputs` in slow motion: (examples seen, (n, 10) outputs) each `every` examples.

    The run is that of `train_seeds` with the same seed, step by step; `every` must be a multiple of
    batch_size, so that no minibatch is cut.
    """
    every, epochs = whole(every, "every", 1), whole(epochs, "epochs")
    if every % whole(batch_size, "batch_size", 1):
        raise ValueError(f"every must be a multiple of batch_size {batch_size}, got {every}")
    eta, rng, train = real(eta, "eta", positive=True), _source(seed), digits.train
    network = Network([train.X.shape[1], hidden, 10], rng=rng, scale=scale)
    X, Y = network.examples(train.X, train.Y, cost)
    seen, outputs = [0], [own_outputs(network, train)]
    for epoch in range(epochs):
        order = rng.permutation(len(train))
        for start in range(0, len(train), every):
            rows = order[start : start + every]
            parameters = network.weights, network.biases
            descend_minibatches(*parameters, X[rows], Y[rows], cost, eta, batch_size)
            refuse_overflow(chain(*parameters), eta)
            seen.append(epoch * len(train) + start + len(rows))
            outputs.append(own_outputs(network, train))
    return np.array(seen), np.array(outputs)


def mean_lead(ahead, behind, digits, *, resamples=2000):
    """(lead, low, high): by how many of a DigitSet's digits `ahead` leads, the mean over the seeds.

    ahead and behind are Runs of the same seeds. low and high hold 95 % of the leads on digits drawn
    anew from these, with replacement: what other digits might have said of the same networks.
    """
    if len(ahead.networks) != len(behind.networks):
        raise ValueError("ahead and behind must hold equally many networks, got "
                         f"{len(ahead.networks)} and {len(behind.networks)}")
    difference = ahead.marks(digits).mean(axis=0) - behind.marks(digits).mean(axis=0)
    drawn = np.random.default_rng(0).integers(
        len(difference), size=(whole(resamples, "resamples", 1), len(difference)))
    low, high = np.percentile(difference[drawn].sum(axis=1), [2.5, 97.5])
    return float(difference.sum()), float(low), float(high)


def wilson_interval(right, total, z=1.96):
    """Wilson's interval for an accuracy of right / total: the accuracies p that fit the count.

    p fits if |right / total - p| <= z sqrt(p (1 - p) / total); z = 1.96 keeps 95 % of samples.
    E. B. Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    total, right = whole(total, "total", 1), whole(right, "right")
    if right > total:
        raise ValueError(f"right must be at most total {total}, got {right}")
    z = real(z, "z", positive=True)
    middle, share = total / (total + z * z), right / total
    centre = middle * (share + z * z / (2 * total))
    reach = middle * z * (share * (1 - share) / total + z * z / (4 * total * total)) ** 0.5
    return max(0.0, centre - reach), min(1.0, centre + reach)
