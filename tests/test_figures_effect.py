"""The pictures of notebook 04 show the maths: curves, rings, laws and words."""

import numpy as np
import pytest

from lecture_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    epochs_to_reach,
    learning_time,
    published_widget_rule,
    sigmoid,
    sigmoid_prime,
    train_neuron,
)
from lecture_core.figures import (
    damping_figure,
    effect_figure,
    late_figure,
    rules_figure,
    stability_figure,
    start_times_figure,
)
from lecture_core.stage.svg import SvgLayers

STARTS = ((0.6, 0.9), (2.0, 2.0))
RATES = {QUADRATIC: 0.15, CROSS_ENTROPY: 0.005}


def lecture_runs(epochs=1000):
    return [[train_neuron(*start, eta=eta, cost=cost, epochs=epochs) for cost, eta in RATES.items()]
            for start in STARTS]


def curves(axes):
    return [(np.array(line.get_xdata(), float), np.array(line.get_ydata(), float))
            for line in axes.lines]


def places(runs):
    """Each run and what takes its artist from a figure's pairs of pairs."""
    return [(lambda pairs, k=k, i=i: pairs[k][i], run)
            for k, pair in enumerate(runs) for i, run in enumerate(pair)]


def marks(figure):
    return [[mark.get_text() for mark in pair] for pair in figure.marks]


@pytest.mark.parametrize("quantity", ["a", "z", "C"])
def test_curves_are_the_runs_and_rings_their_first_epochs(quantity):
    runs = lecture_runs()
    figure = effect_figure(runs, language="en", quantity=quantity)
    for place, run in places(runs):
        n, shown = place(figure.curves).get_data()
        assert n[0] == 0 and n[-1] == 1000 and len(n) > 250
        assert (shown == getattr(run, quantity)[n]).all()
        (epoch,), (height,) = place(figure.rings).get_data()
        assert run.a[int(epoch)] <= 0.2 < run.a[int(epoch) - 1]
        assert height == getattr(run, quantity)[int(epoch)]
    assert marks(figure) == [["107", "666"], ["302", "937"]]
    for axes, pair in zip(figure.panels, figure.curves, strict=True):
        low, high = axes.get_ylim()
        for curve in pair:
            shown = curve.get_ydata()
            assert low <= shown.min() and shown.max() <= high


def test_what_is_not_reached_has_no_ring():
    figure = effect_figure(lecture_runs(300), language="en")
    assert marks(figure) == [["107", ""], ["", ""]]
    assert [len(ring.get_xdata()) for pair in figure.rings for ring in pair] == [1, 0, 0, 0]
    assert "is not reached" in figure.description


@pytest.mark.parametrize("language", ["ru", "en"])
def test_only_new_scales_redraw_the_ground(language):
    figure = effect_figure(lecture_runs(), language=language)
    live = SvgLayers(figure)
    ground, before = live.base(), live.layer()
    assert len(before) < 15_000
    figure.show([pair[::-1] for pair in lecture_runs()])
    assert live.base() == ground and live.layer() != before
    figure.show(lecture_runs(), "z")
    assert live.base() != ground


def test_both_rules_and_the_exponential():
    gradient = [train_neuron(*start, eta=0.005, cost=CROSS_ENTROPY) for start in STARTS]
    widget = [published_widget_rule(*start, eta=0.005) for start in STARTS]
    left, right = rules_figure(gradient, widget, language="en").axes
    for axes, runs in ((left, gradient), (right, widget)):
        for (_, shown), run in zip(curves(axes), runs, strict=False):
            assert (shown == run.a).all()
    for (n, shown), run in zip(curves(right)[2:], widget, strict=True):
        np.testing.assert_allclose(shown, run.a[0] * np.exp(-0.01 * n), rtol=1e-12)


def test_damping_counts_the_brakes():
    z = np.linspace(-3, 7, 51)
    s, brake = sigmoid(z), sigmoid_prime(z)
    left, right = damping_figure(z, language="en").axes
    shown = [y for _, y in curves(left) + curves(right)]
    for ours, wanted in zip(shown, (s * brake, s, s * brake**2, s * brake), strict=True):
        np.testing.assert_allclose(ours, 2 * wanted, rtol=1e-12)


def test_damping_is_the_speed_of_training():
    for cost, brakes in ((QUADRATIC, 2), (CROSS_ENTROPY, 1)):
        for z0 in (1.5, 4.0, 8.0):
            run = train_neuron(z0, 0, eta=1e-4, cost=cost, epochs=1)
            wanted = -2e-4 * sigmoid(z0) * sigmoid_prime(z0) ** brakes
            assert run.a[1] - run.a[0] == pytest.approx(wanted, rel=1e-3)


def times():
    starts, z = np.arange(1.5, 8.6, 0.5), np.linspace(1.5, 8.5, 141)
    simulated = [epochs_to_reach(0.2, starts, 0.0, eta=eta, cost=cost, max_epochs=30_000)
                 for cost, eta in RATES.items()]
    law = [learning_time(z, np.full(141, np.log(0.25)), eta=eta, cost=cost)
           for cost, eta in RATES.items()]
    return starts, simulated, z, law


def test_training_lies_on_the_law_s_lines():
    starts, simulated, z, law = times()
    axes, = start_times_figure(starts, simulated, z, law, language="en", etas=(0.15, 0.005)).axes
    shown = curves(axes)
    for k in range(2):
        line, points = shown[2 * k], shown[2 * k + 1]
        there = np.interp(points[0], *line)
        assert np.abs(points[1] - there).max() < 5  # "a few epochs at most"
        assert (points[1] == simulated[k]).all()


@pytest.mark.parametrize("cost", [QUADRATIC, CROSS_ENTROPY])
def test_late_ends_have_the_laws_slopes(cost):
    run = train_neuron(2, 2, eta=RATES[cost], cost=cost, epochs=200_000)
    slope = np.log2(run.a[-1] / run.a[100_000])
    assert slope == pytest.approx(-0.5 if cost is QUADRATIC else -1, abs=0.01)
    axes, = late_figure([run], language="en").axes
    (n, shown), (late, dotted) = curves(axes)
    assert (shown == run.a[n.astype(int)]).all()
    assert n[-1] == late[-1] == 200_000
    assert dotted[-1] == pytest.approx(shown[-1], rel=0.02)


def test_swings_and_single_steps():
    swings = [train_neuron(2, 2, eta=eta, cost=CROSS_ENTROPY, y=0.5, epochs=20)
              for eta in (1, 3.5, 4.5)]
    z = np.linspace(-6, 6, 25)
    maps = [(eta, z - 2 * eta * CROSS_ENTROPY.delta(z, 0)) for eta in (1, 2, 4)]
    left, right = stability_figure(swings, z, maps, language="en").axes
    for (_, shown), run in zip(curves(left), swings, strict=True):
        assert (shown == run.z).all()
    for (at, shown), (_, after) in zip(curves(right), maps, strict=True):
        assert (at == z).all() and (shown == after).all()


def stills(language):
    gradient = [train_neuron(*start, eta=0.005, cost=CROSS_ENTROPY) for start in STARTS]
    widget = [published_widget_rule(*start, eta=0.005) for start in STARTS]
    z = np.linspace(-4, 8, 25)
    late = [train_neuron(2, 2, eta=eta, cost=cost, epochs=5000) for cost, eta in RATES.items()]
    swings = [train_neuron(2, 2, eta=1, cost=CROSS_ENTROPY, y=0.5, epochs=20)] * 3
    return {
        "0.4177": rules_figure(gradient, widget, language=language),
        "0.00067": damping_figure(z, language=language),
        "1388": start_times_figure(*times(), language=language, etas=(0.15, 0.005)),
        "0.0194": late_figure(late, language=language),
        "η = 1": stability_figure(swings, z, [(1, z)] * 3, language=language),
        "666": effect_figure(lecture_runs(), language=language),
    }


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_pictures_are_said_in_words(language):
    for number, figure in stills(language).items():
        assert number in figure.description
