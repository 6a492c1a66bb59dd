"""The network drawn is the network: widths are weights, colours activations, bars steps."""

import re

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from lecture_core import CROSS_ENTROPY, QUADRATIC, Network
from lecture_core.experiments.xor_twins import activations, saturated, train_twins, xor
from lecture_core.figures import network_figure, saturation_figure, slopes_figure
from lecture_core.figures.look import COST_COLOURS, LectureFigure
from lecture_core.figures.network_diagram import ACTIVATIONS, NetworkDiagram
from lecture_core.stage.svg import SvgLayers
from notebook_text import plain

X, Y = xor()
V = (X, Y)


@pytest.fixture(scope="module")
def runs():
    start = Network([2, 4, 1], rng=np.random.default_rng(5))
    return train_twins(saturated(start, 2, 8), X, Y, eta=6, epochs=60)


def widths(diagram):
    return [np.array([[line.get_linewidth() for line in row] for row in layer])
            for layer in diagram.edges]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_widths_are_weights_dashes_signs_and_colours_activations(language):
    network, x = Network([3, 4, 2], rng=np.random.default_rng(0)), [1, 0.5, 0]
    figure = network_figure(network, x, language=language)
    diagram = figure.diagram
    drawn = np.concatenate([w.ravel() for w in widths(diagram)])
    weights = np.concatenate([W.ravel() for W in network.weights])
    assert np.corrcoef(drawn, np.abs(weights))[0, 1] == pytest.approx(1)
    assert drawn.argmax() == np.abs(weights).argmax()
    for W, layer in zip(network.weights, diagram.edges, strict=True):
        assert W.shape == (len(layer), len(layer[0]))  # from j, in rows, to i
        for (j, i), w in np.ndenumerate(W):
            assert layer[j][i].get_linestyle() == ("--" if w < 0 else "-")
    for A, layer in zip(activations(network, [x]), diagram.neurons, strict=True):
        for a, (circle, number) in zip(A[0], layer, strict=True):
            assert number.get_text() == f"{a:.2f}"
            assert circle.get_markerfacecolor() == ACTIVATIONS(a)
            assert f"{a:.2f}" in figure.description


def test_lines_lead_from_their_neuron_to_their_neuron():
    figure = network_figure(Network([3, 4, 2], rng=np.random.default_rng(0)), [1, 1, 1],
                            language="en")
    diagram = figure.diagram
    for l, layer in enumerate(diagram.edges):  # noqa: E741
        for j, row in enumerate(layer):
            for i, line in enumerate(row):
                (x0, x1), (y0, y1) = line.get_data()
                assert (y0, y1) == (diagram.places[l][j][1], diagram.places[l + 1][i][1])
                assert diagram.places[l][j][0] < x0 < x1 < diagram.places[l + 1][i][0]


def test_gradients_may_take_the_place_of_weights():
    network = Network([2, 6, 6, 6, 1], rng=np.random.default_rng(0))
    slopes = network.gradients(*V, QUADRATIC).weights
    drawn = widths(network_figure(network, [1, 1], lines=slopes, language="en").diagram)
    thickest = [w.max() for w in drawn]
    assert thickest == sorted(thickest)  # the deeper, the thinner
    zero = network_figure(network, [1, 1], lines=[0 * W for W in slopes], language="en")
    assert {w for layer in widths(zero.diagram) for w in layer.ravel()} == {0.4}


def test_a_network_too_large_to_draw_is_refused():
    with pytest.raises(ValueError, match="at most 1000 weights to draw"):
        network_figure(Network([64, 30, 10], rng=np.random.default_rng(0)), [0] * 64,
                       language="en")


def test_numbers_in_circles_stand_out_from_their_ground():
    def luminance(colour):
        rgb = np.array(to_rgb(colour))
        return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4) @ (
            0.2126, 0.7152, 0.0722)

    figure = LectureFigure(2, layout="none")
    diagram = NetworkDiagram(figure.add_axes((0, 0, 1, 1)), [1, 1])
    light = []
    for a in np.linspace(0, 1, 51):
        diagram.show([np.ones((1, 1))], [np.array([[a]])] * 2)
        circle, number = diagram.neurons[0][0]
        both = sorted(luminance(c)
                      for c in (circle.get_markerfacecolor(), number.get_color()))
        light.append(luminance(circle.get_markerfacecolor()))
        assert (both[1] + 0.05) / (both[0] + 0.05) >= 3.9, a
    assert (np.diff(light) < 0).all()  # it reads in grey


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_saturation_picture_shows_errors_steps_and_answers(runs, language):
    figure = saturation_figure(runs, language=language)
    for epoch in (0, 23, 60):
        figure.show_epoch(epoch)
        for k, run in enumerate(runs):
            np.testing.assert_array_equal(figure.curves[k].get_data()[1], run.error)
            assert figure.points[k].get_data() == ([epoch], [run.error[epoch]])
            tops = [bar.get_y() + bar.get_height() for bar in figure.bars[k]]
            np.testing.assert_allclose(tops, run.steps(epoch))
            network = run.network(epoch)
            for A, layer in zip(activations(network, X), figure.diagrams[k].neurons,
                                strict=True):
                for i, (image,) in enumerate(layer):
                    shown = image.to_rgba(image.get_array().ravel())
                    np.testing.assert_array_equal(shown, ACTIVATIONS(A[:, i]))
            assert f"{run.error[epoch]:.3f}" in figure.description
        assert str(epoch) in figure.clock_text.get_text() and str(epoch) in figure.description
    names = {"ru": "перекрёстная энтропия, η = 1.5", "en": "cross-entropy, η = 1.5"}
    assert plain(figure.titles[1].get_text()) == names[language]


def test_input_squares_show_which_cell_is_which_example(runs):
    diagram = saturation_figure(runs, language="en").diagrams[0]
    (first,), (second,) = diagram.neurons[0]
    assert first.origin == "lower"  # so the first row is the bottom one
    np.testing.assert_array_equal(first.get_array() > 0, [[0, 1], [0, 1]])
    np.testing.assert_array_equal(second.get_array() > 0, [[0, 0], [1, 1]])


def test_bars_stay_on_their_axis_whatever_the_steps(runs):
    start = Network([2, 4, 1], rng=np.random.default_rng(5))
    tiny = train_twins(saturated(start, 2, 12), X, Y, eta=0.1, epochs=1)
    huge = train_twins(Network.from_parameters([100 * W for W in start.weights], start.biases),
                       X, Y, eta=20, epochs=1)
    for pair in (tiny, huge):
        figure = saturation_figure(pair, language="en", epoch=0)
        for bar in (bar for bars in figure.bars for bar in bars):
            low, high = bar.axes.get_ylim()
            assert 0 <= bar.get_height() <= high - low


def test_live_picture_follows_with_a_small_message_and_the_same_ground(runs):
    figure = saturation_figure(runs, language="en", epoch=0)
    live = SvgLayers(figure)
    before, ground = live.layer(), live.base()
    figure.show_epoch(40)
    assert live.layer() != before and live.base() == ground
    assert len(live.layer().encode()) < 15_000
    assert live.layer().count("crispEdges") == 14
    assert "nan" not in live.layer() and figure.description.split(".")[0] in live.layer()
    # The last four cells are the second network's output: its answers.
    fills = re.findall(r'h1v1h-1z" fill="(#\w+)"', live.layer())[-4:]
    pixels = 255 * np.array([to_rgb(fill) for fill in fills]).reshape(2, 2, 3)
    answers = runs[1].network(40).forward(X).reshape(2, 2)[::-1]  # the page's rows go down
    np.testing.assert_allclose(pixels, ACTIVATIONS(answers, bytes=True)[..., :3], atol=1)


def test_the_bars_of_the_quadratic_cost_are_hollow(runs):
    live = SvgLayers(saturation_figure(runs, language="en"))
    assert len(re.findall('<rect [^>]*style="fill:none;stroke:#cc79a7', live.layer())) == 2
    assert len(re.findall('<rect [^>]*style="fill:#009e73;stroke:#009e73', live.layer())) == 2


@pytest.mark.parametrize("language", ["ru", "en"])
def test_slopes_by_layer_are_drawn_as_given(language):
    slopes = {QUADRATIC: np.array([1e-5, 1e-3, 0.02]), CROSS_ENTROPY: np.array([1e-4, 1e-2, 0.2])}
    figure = slopes_figure(slopes, language=language)
    (axes,) = figure.axes
    for cost, values in slopes.items():
        layers, drawn = next(line.get_data() for line in axes.lines
                             if line.get_color() == COST_COLOURS[cost.name])
        np.testing.assert_array_equal(drawn, values)
        assert list(layers) == [1, 2, 3]
    low, high = axes.get_ylim()
    assert axes.get_xlim()[1] < 3.5  # no empty place for a fourth layer
    assert low <= 1e-5 and high >= 0.2
    assert "0.02" in figure.description
