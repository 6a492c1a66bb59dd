"""How long one epoch of a network takes beside PyTorch and scikit-learn, on the same arithmetic.

    python tests/benchmarks/bench_network.py

Each rival learns the same minibatches in the same order from the same weights in float64; after one
epoch all parameters must agree to 1e-12, then everybody is timed in turns and the fastest of their
turns count. A turn is some epochs of what a reader calls: ours is `train`, with the shuffling and
the cost and accuracy of every epoch; "learning alone" leaves these two numbers out, as PyTorch's
loop does. A rival that is not installed is left out; neither belongs to the lecture.
"""

import time
from itertools import pairwise

import numpy as np

from lecture_core import CROSS_ENTROPY, Network

EXAMPLES, BATCH, ETA, EPOCHS, TURNS = 1500, 10, 0.5, 3, 20


def problem(sizes):
    """The network and the examples: one seed, so that every rival meets the same."""
    r = np.random.default_rng(0)
    X, Y = r.random((EXAMPLES, sizes[0])), np.eye(sizes[-1])[r.integers(sizes[-1], size=EXAMPLES)]
    return Network(sizes, rng=r, scale="fan_in"), X, Y


def ours(sizes):
    """(run, parameters): `run(rng, epochs)` learns, `parameters()` tells where it has got to."""
    network, X, Y = problem(sizes)

    def run(rng, epochs):
        network.train(X, Y, cost=CROSS_ENTROPY, eta=ETA, epochs=epochs, batch_size=BATCH, rng=rng)

    return run, lambda: [*network.weights, *network.biases]


def ours_learning_alone(sizes):
    network, X, Y = problem(sizes)

    def run(rng, epochs):
        for _ in range(epochs):
            order = rng.permutation(EXAMPLES)
            network._parameters = network._epoch(X[order], Y[order], CROSS_ENTROPY, ETA, BATCH)

    return run, lambda: [*network.weights, *network.biases]


def pytorch(sizes):
    """nn.Sequential + BCEWithLogitsLoss + SGD, float64, PyTorch's own number of threads."""
    import torch

    start, X, Y = problem(sizes)
    X, Y = torch.tensor(X), torch.tensor(Y)
    linears = [torch.nn.Linear(*pair, dtype=torch.float64) for pair in pairwise(sizes)]
    with torch.no_grad():
        for linear, W, b in zip(linears, start.weights, start.biases, strict=True):
            linear.weight.copy_(torch.tensor(W.T.copy()))
            linear.bias.copy_(torch.tensor(b))
    layers = [part for linear in linears for part in (linear, torch.nn.Sigmoid())][:-1]
    network = torch.nn.Sequential(*layers)
    # The loss is a mean over outputs too; the lecture's C sums over them, hence the factor.
    loss = torch.nn.BCEWithLogitsLoss()
    optimiser = torch.optim.SGD(network.parameters(), lr=ETA * sizes[-1])

    def run(rng, epochs):
        for _ in range(epochs):
            order = torch.from_numpy(rng.permutation(EXAMPLES))
            x, y = X[order], Y[order]
            for k in range(0, EXAMPLES, BATCH):
                optimiser.zero_grad()
                loss(network(x[k : k + BATCH]), y[k : k + BATCH]).backward()
                optimiser.step()

    return run, lambda: [*(linear.weight.detach().numpy().T for linear in linears),
                         *(linear.bias.detach().numpy() for linear in linears)]


def pytorch_one_thread(sizes):
    import torch

    run, parameters = pytorch(sizes)

    def alone(rng, epochs):
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        run(rng, epochs)
        torch.set_num_threads(threads)

    return alone, parameters


def sklearn(sizes):
    """MLPClassifier on the one-hot rows: logistic outputs, the same cost, plain descent."""
    from sklearn.neural_network import MLPClassifier

    start, X, Y = problem(sizes)
    Y = Y.astype(int)
    network = MLPClassifier(sizes[1:-1], activation="logistic", solver="sgd", alpha=0.0,
                            batch_size=BATCH, learning_rate_init=ETA, momentum=0.0,
                            nesterovs_momentum=False, shuffle=False)
    network.partial_fit(X, Y, classes=np.arange(sizes[-1]))
    for theirs, p in zip([*network.coefs_, *network.intercepts_],
                         [*start.weights, *start.biases], strict=True):
        theirs[...] = p

    def run(rng, epochs):
        for _ in range(epochs):
            order = rng.permutation(EXAMPLES)
            network.partial_fit(X[order], Y[order])

    return run, lambda: [*network.coefs_, *network.intercepts_]


RIVALS = [  # the rival, its name, its network, the aim
    (pytorch, "PyTorch", [64, 30, 10], 0.15),
    (pytorch_one_thread, "PyTorch, 1 thread", [64, 30, 10], 0.15),
    (sklearn, "scikit-learn", [64, 30, 10], 0.35),
    (pytorch, "PyTorch", [784, 30, 10], 0.45),
    (pytorch_one_thread, "PyTorch, 1 thread", [784, 30, 10], 0.45),
]


def fastest(racers):
    """The fewest seconds of each, taking turns; AssertionError if they learn different things."""
    for run, _ in racers:
        run(np.random.default_rng(0), 1)
    for parameters in zip(*(parameters() for _, parameters in racers), strict=True):
        for theirs in parameters[1:]:
            np.testing.assert_allclose(theirs, parameters[0], rtol=0, atol=1e-12)
    seconds = np.empty((TURNS, len(racers)))
    for turn in range(TURNS):
        for k, (run, _) in enumerate(racers):
            rng, start = np.random.default_rng(turn), time.perf_counter()
            run(rng, EPOCHS)
            seconds[turn, k] = time.perf_counter() - start
    return seconds.min(axis=0)


def ratios():
    """[(name, ratio, aim)]: our seconds divided by the rival's; at or below the aim is good."""
    rows = []
    for rival, name, sizes, aim in RIVALS:
        try:
            racer = rival(sizes)
        except ImportError:
            continue
        train, alone, other = fastest([ours(sizes), ours_learning_alone(sizes), racer])
        rows.append((f"{sizes}: train / {name}", train / other, aim))
        rows.append((f"{sizes}: learning alone / {name}", alone / other, aim))
    return rows


if __name__ == "__main__":
    table = ratios()
    for name, value, aim in table:
        print(f"{name:54} {value:6.3f}   aim {aim:.2f}   {'ok' if value <= aim else 'MISSED'}")
    if len(table) < 2 * len(RIVALS):
        print("PyTorch or scikit-learn is not installed: the rest was left out")
