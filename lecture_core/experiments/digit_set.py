"""1797 handwritten digits, 8 x 8 pixels each, and the one fixed way this course splits them.

E. Alpaydin, C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning
Repository, DOI 10.24432/C50P49, licence CC BY 4.0; data/README.md says more.
"""

from dataclasses import dataclass
from importlib.resources import files

import numpy as np


@dataclass(frozen=True)
class DigitSet:
    """m digits, one a row: X (m, 64) in [0, 1], Y (m, 10) one-hot, labels (m,) in 0..9; read-only.

    `X[k].reshape(8, 8)` is the picture of digit k: 0 is paper, 1 is ink.
    """

    X: np.ndarray
    Y: np.ndarray
    labels: np.ndarray

    def __post_init__(self):
        for array in (self.X, self.Y, self.labels):
            array.flags.writeable = False  # shared by every cell of a notebook

    def __len__(self):
        return len(self.labels)


@dataclass(frozen=True)
class Digits:
    """What to learn from (1000), what to choose eta by (297), what to report (500)."""

    train: DigitSet
    validation: DigitSet
    test: DigitSet


def load_digits() -> Digits:
    """The digits, always in the same order and the same three parts."""
    path = files(__package__).joinpath("data", "digits.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
        pixels, labels, split = (archive[name] for name in ("pixels", "labels", "split"))
    X, Y, labels = pixels / 16.0, np.eye(10)[labels], labels.astype(np.intp)
    return Digits(*(DigitSet(X[split == k], Y[split == k], labels[split == k]) for k in range(3)))
