"""The mathematics of the lecture: why a neuron learns slowly, and what cross-entropy does about it.

Notation, the lecture's own:

    symbol     in code        meaning
    x          x              input of the neuron
    y          y              right answer for x (the target)
    w, b       w, b           weight and bias
    z          z              weighted input, z = w x + b
    a          a              output, a = sigma(z)
    sigma      sigmoid        sigma(z) = 1 / (1 + e^-z)
    sigma'     sigmoid_prime  its derivative, sigma(z) sigma(-z)
    sigma^-1   logit          its inverse: z = ln(a / (1 - a))
    C          cost.value     cost of one output: QUADRATIC or CROSS_ENTROPY
    delta      cost.delta     dC/dz, formula BP1
    eta        eta            learning rate
    W^(l)      weights[l]     weights of a layer, shape (n_in, n_out): w_ji leads from j to i
    b^(l)      biases[l]      biases of a layer, shape (n_out,)
    X, Y       X, Y           examples and right answers, one a row
"""

from lecture_core.activation import logit, sigmoid, sigmoid_prime, softplus
from lecture_core.costs import CROSS_ENTROPY, QUADRATIC, Cost
from lecture_core.experiments.digit_set import load_digits
from lecture_core.experiments.fair_rates import COMPARISONS, comparable_rate
from lecture_core.experiments.published_rule import published_widget_rule
from lecture_core.experiments.seeds import Runs, train_seeds, waking, wilson_interval
from lecture_core.experiments.start_map import LearningTimes, learning_times
from lecture_core.gradient_check import gradient_disagreement, numerical_gradient
from lecture_core.laws import flow, learning_time, wright_omega
from lecture_core.network import Gradients, Network, TrainingHistory
from lecture_core.neuron import NeuronHistory, epochs_to_reach, train_neuron

__all__ = [
    "COMPARISONS",
    "CROSS_ENTROPY",
    "QUADRATIC",
    "Cost",
    "Gradients",
    "LearningTimes",
    "Network",
    "NeuronHistory",
    "Runs",
    "TrainingHistory",
    "comparable_rate",
    "epochs_to_reach",
    "flow",
    "gradient_disagreement",
    "learning_time",
    "learning_times",
    "load_digits",
    "logit",
    "numerical_gradient",
    "published_widget_rule",
    "sigmoid",
    "sigmoid_prime",
    "softplus",
    "train_neuron",
    "train_seeds",
    "waking",
    "wilson_interval",
    "wright_omega",
]
