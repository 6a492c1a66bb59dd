"""The lecture's neuron as a drawing whose numbers move: x, w, b, z, a and the target y."""

from matplotlib.patches import FancyArrowPatch, Rectangle

from lecture_core.figures.look import GRID, INK, TARGET
from lecture_core.words import fixed, number, text

_BOTTOM, _HEIGHT = 0.25, 2.2  # of the output bar: a = 0 and a = 1 in the drawing's own units
_CLEAR = 0.52  # the least distance between the label of a and the label of the target


class NeuronDiagram:
    """One neuron on `axes`: input, weight on its edge, bias, weighted input z, output a as a bar.

    `live` lists the artists that `show` changes.
    """

    def __init__(self, axes, *, color, linestyle, language, x=1.0, y=0.0):
        axes.set_axis_off()
        axes.set_xlim(0, 10)
        axes.set_ylim(0, 3.4)
        node = {"marker": "o", "markeredgecolor": INK, "markeredgewidth": 1.6, "clip_on": False}
        axes.plot([0.62], [1.3], markersize=36, markerfacecolor="none", **node)
        axes.plot([4.6], [1.3], markersize=62, markerfacecolor=GRID, **node)
        axes.text(0.62, 1.3, f"x={number(x)}", ha="center", va="center")
        arrow = {"arrowstyle": "-|>", "mutation_scale": 14, "color": INK, "linewidth": 1.6}
        for begin, end in (((1.2, 1.3), (3.62, 1.3)), ((5.6, 1.3), (6.75, 1.3))):
            axes.add_patch(FancyArrowPatch(begin, end, shrinkA=0, shrinkB=0, **arrow))
        axes.text(6.1, 1.42, "σ", ha="center", va="bottom", fontsize=13)
        frame = Rectangle((6.8, _BOTTOM), 0.55, _HEIGHT, facecolor="none", edgecolor=INK)
        axes.add_patch(frame).set_linewidth(1.6)
        self._target = _BOTTOM + _HEIGHT * y
        axes.plot([6.68, 7.47], [self._target] * 2, color=TARGET, linewidth=4)
        label = text("neuron_target", language, y=number(y))
        axes.text(7.58, self._target, label, va="center")
        axes.plot([0.2, 1.2], [3.15, 3.15], color=color, linestyle=linestyle)
        self._title = axes.text(1.4, 3.15, "", va="center", weight="bold")
        self._fill = axes.add_patch(Rectangle((6.8, _BOTTOM), 0.55, 0, facecolor=color, alpha=0.8))
        self._w = axes.text(2.35, 1.42, "", ha="center", va="bottom")
        self._b = axes.text(4.6, 2.36, "", ha="center", va="bottom")
        self._z = axes.text(4.6, 1.3, "", ha="center", va="center")
        self._a = axes.text(7.58, 0, "", va="center", weight="bold")
        self.live = [self._title, self._fill, self._w, self._b, self._z, self._a]

    def name(self, title):
        """The line above the neuron."""
        self._title.set_text(title)

    def show(self, w, b, z, a):
        """Put the neuron into the state (w, b, z, a)."""
        self._fill.set_height(_HEIGHT * a)
        self._w.set_text(f"w = {fixed(w)}")
        self._b.set_text(f"b = {fixed(b)}")
        self._z.set_text(f"z =\n{fixed(z)}")
        self._a.set_text(f"a = {a:.4f}")
        # The number rides on the bar but keeps clear of the target's label.
        height = _BOTTOM + _HEIGHT * a
        if abs(height - self._target) < _CLEAR:
            height = self._target + (_CLEAR if self._target < 1.3 else -_CLEAR)
        self._a.set_y(height)
