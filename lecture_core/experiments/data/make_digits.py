"""Make digits.npz from scikit-learn's copy of the UCI digits; see README.md beside this file.

    python lecture_core/experiments/data/make_digits.py  (needs scikit-learn)

The same bytes on every run: fixed time stamps in the archive, no pickles. The split is stored, not
drawn when the data are read, because numpy does not promise the same random stream for ever.
"""

import io
import zipfile
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

SEED = 14102023  # the day of the lecture
TRAIN, VALIDATION = 1000, 297  # the other 500 are the test set


def arrays() -> dict[str, np.ndarray]:
    """pixels (1797, 64) in 0..16, labels (1797,), split (1797,): 0 train, 1 validation, 2 test."""
    digits = load_digits()
    order = np.random.default_rng(SEED).permutation(len(digits.target))
    split = np.full(len(order), 2, dtype=np.uint8)
    split[order[:TRAIN]] = 0
    split[order[TRAIN : TRAIN + VALIDATION]] = 1
    pixels, labels = digits.data.astype(np.uint8), digits.target.astype(np.uint8)
    assert np.array_equal(pixels, digits.data) and pixels.max() == 16
    return {"pixels": pixels, "labels": labels, "split": split}


def main() -> None:
    path = Path(__file__).with_name("digits.npz")
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays().items():
            data = io.BytesIO()
            np.save(data, array, allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)),
                data.getvalue(),
                compress_type=zipfile.ZIP_DEFLATED,
                compresslevel=9,
            )


if __name__ == "__main__":
    main()
