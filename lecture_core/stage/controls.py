"""What a lab declares: its controls, each with name, default and range.

    controls = (
        rate("eta", 0.15, 0.001, 20),
        whole("epochs", 300, 10, 5000, log=True),
        *starts(-10, 10),
        cost_choice(),
        film("epochs", opens="end"),
    )

From this block come the widgets (`lab.eta`, `lab.w[0]`), the keywords of the lab's constructor, the
reset and the repr. "w[0]" is the first of a group: `run` gets w as a tuple.
"""

from dataclasses import dataclass, replace

from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.figures.look import START_COLOURS
from lecture_core.stage.written_numbers import written
from lecture_core.words import WORDS, text

STARTS = ((0.6, 0.9), (2.0, 2.0))  # the lecture's two starts (w, b)


@dataclass(frozen=True)
class Number:
    """A number to type or to drag; `label` is a key of the words, or signs that need none."""

    name: str
    default: float
    low: float
    high: float
    label: str = ""
    log: bool = False
    whole: bool = False
    steps: int = 200
    colour: str | None = None
    box_width: str = ""

    def label_in(self, language):
        """What stands beside the box."""
        label = self.label or self.name
        return text(label, language) if label in WORDS[language] else label

    def said_in(self, language):
        """The name in a sentence: the label without the signs that lead to the box."""
        key = f"{self.label or self.name}_said"
        return text(key, language) if key in WORDS[language] else self.label_in(language)

    def fitted(self, language):
        """With a box as wide as its label and the longest number of a stop need."""
        step = 0.1 * self.low if self.log else (self.high - self.low) / self.steps
        second = self.low if self.whole else self.low + round(step, 10)
        longest = max(map(written, (self.low, second, self.default, self.high)), key=_digits)
        wide = _digits(self.label_in(language)) + _digits(longest)
        return replace(self, box_width=f"calc({wide:g}ch + 24px)")


def _digits(words):
    """How many digits are about as long: a letter is no wider in most fonts, a point is half."""
    return len(words) - 0.5 * sum(sign in " ." for sign in words)


@dataclass(frozen=True)
class Choice:
    """One of several: `options` are (words, value), buttons or, with a label, a list to open; the
    repr leaves out what is not `said`."""

    name: str
    default: object
    options: tuple
    label: str = ""
    button_width: str = "auto"
    said: bool = True

    def said_in(self, language):
        """What is chosen, in a word or two."""
        return text(self.label or f"{self.name}_said", language)

    def options_in(self, language):
        """The options as a widget takes them."""
        return [(text(words, language) if words in WORDS[language] else words, value)
                for words, value in self.options]


@dataclass(frozen=True)
class Film:
    """The epoch shown, the player that moves it and its pace.

    `epochs` is how many there are, or the name of the control that says it; the film `opens` at the
    "start" or at the "end", and moving a control of `rewound_by` takes it back to epoch 0.
    """

    epochs: str | int
    opens: str = "end"
    rewound_by: tuple = ()
    name: str = "epoch"


def rate(name, default, low, high, label="η", **more):
    """A learning rate, on a logarithmic scale."""
    return Number(name, default, low, high, label=label, log=True, **more)


def whole(name, default, low, high, **more):
    """A whole number."""
    return Number(name, default, low, high, whole=True, **more)


def starts(low, high, **more):
    """The weight and the bias of both starts, as w[0], b[0], w[1], b[1]."""
    return tuple(
        Number(f"{letter}[{k}]", start[place], low, high, label=f"{letter}{'₁₂'[k]}",
               colour=START_COLOURS[k], **more)
        for k, start in enumerate(STARTS) for place, letter in enumerate("wb"))


def cost_choice():
    """Which of the two costs."""
    return Choice("cost", QUADRATIC, tuple((cost.name, cost) for cost in
                                           (QUADRATIC, CROSS_ENTROPY)))


def base(name):
    """The group a control belongs to: w of "w[0]", or its own name."""
    return name.partition("[")[0]
