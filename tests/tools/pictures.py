"""Every picture of the series, made from small runs, for the tests that hold for all of them.

`LIVE` (those that labs move, at settings that show every artist) and `STILL` hold functions by
name: each takes the language and returns a new figure.
"""

import functools

import numpy as np

from lecture_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    Network,
    learning_time,
    learning_times,
    load_digits,
    published_widget_rule,
    sigmoid,
    train_neuron,
    train_seeds,
    waking,
)
from lecture_core import figures as f
from lecture_core.experiments.seeds import right_by_digit
from lecture_core.experiments.xor_twins import saturated, train_twins, typical_slopes, xor
from lecture_core.figures.digits import LearningFigure

COSTS = (QUADRATIC, CROSS_ENTROPY)
RATES = (0.15, 0.005)  # with which both costs begin alike from the start (2, 2)
STARTS = ((0.6, 0.9), (2.0, 2.0))


def runs(eta=0.15, cost=QUADRATIC, epochs=300, starts=STARTS, **more):
    """The lecture's two runs, or others like them."""
    return [train_neuron(w, b, eta=eta, cost=cost, epochs=epochs, **more) for w, b in starts]


def pairs(epochs=1000):
    """Both starts with each cost: ((quadratic, cross-entropy) of start 1, the same of start 2)."""
    return [[train_neuron(*start, eta=eta, cost=cost, epochs=epochs)
             for cost, eta in zip(COSTS, RATES, strict=True)] for start in STARTS]


def named(figure, gid):
    """The artist of the figure with this gid."""
    (found,) = figure.findobj(lambda artist: artist.get_gid() == gid)[:1]
    return found


digits = functools.cache(load_digits)


@functools.cache
def searches():
    return {cost.name: {eta: train_seeds(digits(), cost=cost, eta=eta, seeds=range(2), epochs=2,
                                         hidden=5) for eta in (1, 4)} for cost in COSTS}


@functools.cache
def seen():
    return {cost.name: waking(digits(), cost=cost, eta=1, hidden=5, epochs=1, seed=0)
            for cost in COSTS}


@functools.cache
def twins():
    start = Network([2, 4, 1], rng=np.random.default_rng(5))
    return train_twins(saturated(start, 2, 6), *xor(), eta=6, epochs=40)


def learning(language):
    best = {name: found[4] for name, found in searches().items()}
    return LearningFigure(language=language).show(
        {name: found.histories[0] for name, found in best.items()},
        {name: right_by_digit(found.networks[0], digits().validation)
         for name, found in best.items()}, 3)


def start_times(language):
    z0, z = np.array([1.5, 2.5, 4.0]), np.linspace(1, 4.5, 30)
    law = lambda at: [learning_time(at, np.log(0.25), eta=eta, cost=cost)  # noqa: E731
                      for cost, eta in zip(COSTS, RATES, strict=True)]
    return f.start_times_figure(z0, law(z0), z, law(z), language=language, etas=RATES)


def stability(language):
    swings = [train_neuron(0, 2, eta=eta, cost=CROSS_ENTROPY, y=0.5, epochs=20)
              for eta in (1, 4, 9)]
    z = np.linspace(-6, 6, 61)
    return f.stability_figure(swings, z, [(eta, z - 2 * eta * sigmoid(z)) for eta in (1, 4, 9)],
                              language=language)


def late(language):
    return f.late_figure([train_neuron(2, 2, eta=eta, cost=cost, epochs=4000)
                          for cost, eta in zip(COSTS, RATES, strict=True)], language=language)


def network(language, lines=None):
    drawn = Network([3, 4, 2], rng=np.random.default_rng(0))
    return f.network_figure(drawn, [1, 0.5, 0], language=language, lines=lines)


def landscape(language):
    w = np.linspace(-8, 4, 301)
    return f.landscape_figure(w, {cost.name: (cost.value(w, 0.1) + cost.value(-8 * w, 0.1)) / 2
                                  for cost in COSTS}, language=language)


LIVE = {
    "slowdown": lambda language: f.slowdown_figure(runs(), language=language, epoch=120),
    "sigmoid": lambda language: f.sigmoid_figure(runs(), language=language, epoch=120),
    "learning time": lambda language: f.learning_time_figure(
        learning_times(eta=0.15, cost=QUADRATIC), language=language),
    "cost over z": lambda language: f.cost_figure(3, 0.3, language=language),
    "cost over a": lambda language: f.cost_figure(-2, 0, axis="a", language=language),
    "effect a": lambda language: f.effect_figure(pairs(), language=language),
    "effect z": lambda language: f.effect_figure(pairs(), language=language, quantity="z"),
    "saturation": lambda language: f.saturation_figure(twins(), language=language, epoch=20),
    "learning": learning,
}
STILL = {
    "factors": lambda language: f.factors_figure(runs(), language=language),
    "plateau": lambda language: f.plateau_figure(runs(), language=language),
    "master curve": lambda language: f.master_curve_figure(
        [train_neuron(2, 2, eta=eta, cost=QUADRATIC, epochs=400) for eta in (0.15, 0.3)],
        language=language),
    "inputs": lambda language: f.many_inputs_figure(language=language),
    "law": lambda language: f.law_figure(runs()[1], 0.2, language=language),
    "maps": lambda language: f.learning_maps_figure(
        [learning_times(eta=0.15, cost=cost) for cost in COSTS], language=language),
    "costs": lambda language: f.costs_figure(language=language),
    "surface": lambda language: f.surface_figure(language=language),
    "damping": lambda language: f.damping_figure(np.linspace(-6, 6, 121), language=language),
    "rules": lambda language: f.rules_figure(
        runs(0.005, CROSS_ENTROPY), [published_widget_rule(*start, eta=0.005) for start in STARTS],
        language=language),
    "start times": start_times,
    "late": late,
    "stability": stability,
    "network": network,
    "slopes": lambda language: f.slopes_figure(
        {cost: typical_slopes([2, 4, 4, 1], *xor(), cost, networks=3) for cost in COSTS},
        language=language),
    "digits": lambda language: f.digits_figure(digits().test, range(15), range(15),
                                               language=language),
    "search": lambda language: f.search_figure(searches(), language=language),
    "curves": lambda language: f.learning_curves_figure(
        [found[4] for found in searches().values()], language=language),
    "waking": lambda language: f.waking_figure(seen(), language=language),
    "landscape": landscape,
    "reference": lambda language: f.reference_figure(language=language),
}
