"""A network as a drawing: weights as the widths of lines, activations as colour."""

import contextlib
from itertools import pairwise

import matplotlib
import numpy as np
from matplotlib.colors import LinearSegmentedColormap, NoNorm
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle

from lecture_core.experiments.xor_twins import activations
from lecture_core.figures.look import GROUND, INK, RC, TARGET, LectureFigure, styled

# From a = 0 to a = 1, light to dark, so that it reads in grey and in both themes.
ACTIVATIONS = LinearSegmentedColormap.from_list("activations", ["#fbfcfd", "#56B4E9", "#123a5c"])
_DARK = 0.72  # from this activation on a number in the circle is white
_THICKEST, _THINNEST = 6.0, 0.4  # points
_MOST_EDGES = 1000
# matplotlib reads these whenever a line's width or dashes are set, not when it is made.
_LINES = {key: value for key, value in RC.items() if key.endswith(("_pattern", "_dashes"))}


class NetworkDiagram:
    """Layers of neurons on `axes`; `live` lists the artists that `show` changes.

    Neurons are circles holding their activation for one example or, with `grid` = (rows, columns),
    squares with a cell for each of rows * columns examples, the first one at the bottom left.
    A solid line is a positive weight, a dashed one a negative; `inputs` and `outputs` are labels.
    """

    def __init__(self, axes, sizes, *, grid=None, inputs=(), outputs=(), layers=False):
        if sum(a * b for a, b in pairwise(sizes)) > _MOST_EDGES:
            raise ValueError(f"sizes must have at most {_MOST_EDGES} weights to draw, got {sizes}")
        self._grid = grid
        axes.set_axis_off()
        # Units are inches, so that squares are square whatever the axes' shape.
        width, height = axes.get_position().size * axes.figure.get_size_inches()
        foot = 0.24 if layers else 0.0
        pitch = (height - foot) / max(sizes)
        self._radius = min(0.27, 0.42 * pitch)
        left = self._radius + (0.3 if inputs else 0.04)
        right = width - self._radius - (0.62 if outputs else 0.04)
        self.places = [
            [(x, foot + (height - foot + pitch * (size - 1)) / 2 - pitch * k) for k in range(size)]
            for x, size in zip(np.linspace(left, right, len(sizes)), sizes, strict=True)
        ]
        self.edges = [
            [[axes.plot([p[0] + self._radius, q[0] - self._radius], [p[1], q[1]], color=INK,
                        clip_on=False)[0] for q in there] for p in here]
            for here, there in pairwise(self.places)
        ]
        draw = self._circle if grid is None else self._square
        self.neurons = [[draw(axes, x, y) for x, y in layer] for layer in self.places]
        for labels, layer, side in ((inputs, 0, -1), (outputs, -1, 1)):
            for label, (x, y) in zip(labels, self.places[layer], strict=bool(labels)):
                axes.text(x + side * (self._radius + 0.08), y, label, va="center",
                          ha="right" if side < 0 else "left")
        for l, layer in enumerate(self.places if layers else ()):  # noqa: E741
            axes.text(layer[0][0], 0, f"l = {l}", ha="center", va="bottom")
        axes.set_xlim(0, width)
        axes.set_ylim(0, height)
        self.live = [line for layer in self.edges for row in layer for line in row]
        self.live += [artist for layer in self.neurons for parts in layer for artist in parts]

    def _circle(self, axes, x, y):
        size = 2 * self._radius * 72
        circle = axes.plot([x], [y], "o", markersize=size, markeredgecolor=INK, clip_on=False,
                           markeredgewidth=1.2, zorder=3)[0]
        room = self._radius > 0.19
        number = axes.text(x, y, "", ha="center", va="center", fontsize=11, zorder=4)
        return (circle, number) if room else (circle,)

    def _square(self, axes, x, y):
        r = self._radius
        frame = Rectangle((x - r, y - r), 2 * r, 2 * r, facecolor=GROUND, edgecolor=INK, zorder=2)
        frame.set(linewidth=3, clip_on=False)
        axes.add_patch(frame)
        image = AxesImage(axes, cmap=ACTIVATIONS, norm=NoNorm(), origin="lower",
                          interpolation="nearest", extent=(x - r, x + r, y - r, y + r))
        image.set(zorder=3, clip_on=False)
        image.set_data(np.zeros(self._grid, dtype=np.uint8))
        axes.add_image(image)
        return (image,)

    def target(self, axes, values):
        """Draw what the output neurons should show beside them (m, n_out), framed as a target."""
        r = 0.7 * self._radius
        for (x, y), cells in zip(self.places[-1], np.transpose(values), strict=True):
            x += self._radius + 0.62 - r
            axes.imshow(cells.reshape(self._grid), cmap=ACTIVATIONS, origin="lower", vmin=0,
                        vmax=1, extent=(x - r, x + r, y - r, y + r), aspect="auto", clip_on=False)
            axes.add_patch(Rectangle((x - r, y - r), 2 * r, 2 * r, facecolor="none", clip_on=False,
                                     edgecolor=TARGET, linewidth=3))
            axes.text(x, y + r + 0.04, "y", ha="center", va="bottom")
        # imshow moves the limits to its own extent.
        width, height = axes.get_position().size * axes.figure.get_size_inches()
        axes.set_xlim(0, width)
        axes.set_ylim(0, height)

    def show(self, weights, activations, largest=None):
        """Lines for `weights` (or gradients), colours for the activations (m, n) of each layer.

        `largest` is the |weight| of the thickest line, by default the largest one there is.
        """
        largest = largest or max(float(np.abs(W).max()) for W in weights) or 1.0
        # Entering the context costs as much as all the lines: a reader's settings are mostly ours.
        ours = all(matplotlib.rcParams[key] == value for key, value in _LINES.items())
        with contextlib.nullcontext() if ours else matplotlib.rc_context(_LINES):
            for W, layer in zip(weights, self.edges, strict=True):
                widths = np.clip(np.abs(W) / largest, 0, 1) * _THICKEST + _THINNEST
                for row, signs, lines in zip(widths.tolist(), (W < 0).tolist(), layer, strict=True):
                    for width, negative, line in zip(row, signs, lines, strict=True):
                        line.set_linewidth(width)
                        line.set_linestyle("--" if negative else "-")
        for A, layer in zip(activations, self.neurons, strict=True):
            for values, parts in zip(np.transpose(A), layer, strict=True):
                self._fill(parts, values)
        return self

    def _fill(self, parts, values):
        if self._grid is not None:
            shades = np.minimum(values * ACTIVATIONS.N, ACTIVATIONS.N - 1)
            parts[0].set_data(shades.astype(np.uint8).reshape(self._grid))
            return
        a = float(values[0])
        parts[0].set_markerfacecolor(ACTIVATIONS(a))
        for number in parts[1:]:
            number.set_text(f"{a:.2f}")
            number.set_color("#ffffff" if a > _DARK else "#111111")


def _low(number):
    return "".join("₀₁₂₃₄₅₆₇₈₉"[int(digit)] for digit in str(number))


@styled
def network_figure(network, x, *, language, lines=None):
    """`network` (a Network) answering the input x (n_in,): line widths are its |weights|.

    `lines` replaces the weights by other numbers of the same shapes, gradients for instance.
    """
    X = np.atleast_2d(np.asarray(x, dtype=float))
    answers, sizes = activations(network, X), network.sizes
    figure = LectureFigure(3.2, language=language, layout="none")
    inputs, outputs = ([f"{letter}{_low(k + 1)}" for k in range(size)]
                       for letter, size in (("x", sizes[0]), ("a", sizes[-1])))
    axes = figure.add_axes((0.01, 0.02, 0.98, 0.96))
    figure.diagram = NetworkDiagram(axes, sizes, inputs=inputs, outputs=outputs, layers=True)
    figure.diagram.show(network.weights if lines is None else lines, answers)
    said = ["; ".join(f"{a:.2f}" for a in A[0]) for A in answers]
    figure.description = figure.words("network_alt", sizes=" – ".join(map(str, sizes)),
                                      activations=" | ".join(said))
    return figure
