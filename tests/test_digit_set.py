"""The packaged digits are the published ones, whole, and split once and for all."""

import hashlib
import importlib.util
import zipfile
from dataclasses import FrozenInstanceError
from pathlib import Path

import numpy as np
import pytest

import lecture_core
from lecture_core.experiments.digit_set import load_digits

DATA = Path(lecture_core.__file__).parent / "experiments" / "data"
PIXELS = "8f26b2bd9d135c256808f68f14fdabddde6d9c7f869ae419704b051f0f14b3b3"
LABELS = "8ba4f891220f5e4c9c819638d1602d74b83618f167043c6da52a2a247841ddf0"
SPLIT = "856cd10a6801573344a69d8f8b6df9105309200080b5286cf7cbf5ba55733603"


@pytest.fixture(scope="module")
def digits():
    return load_digits()


@pytest.fixture(scope="module")
def archive():
    with np.load(DATA / "digits.npz", allow_pickle=False) as file:
        return dict(file)


def parts(digits):
    return digits.train, digits.validation, digits.test


def test_the_file_holds_the_published_bytes(archive):
    sums = {name: hashlib.sha256(array.tobytes()).hexdigest() for name, array in archive.items()}
    assert sums == {"pixels": PIXELS, "labels": LABELS, "split": SPLIT}
    assert {array.dtype for array in archive.values()} == {np.dtype(np.uint8)}
    assert archive["pixels"].shape == (1797, 64) and archive["pixels"].max() == 16


def test_the_archive_carries_no_dates_and_is_small():
    with zipfile.ZipFile(DATA / "digits.npz") as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert (DATA / "digits.npz").stat().st_size < 60_000


def test_classes_are_as_numerous_as_published(digits):
    counts = sum(np.bincount(part.labels, minlength=10) for part in parts(digits))
    assert counts.tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_the_three_parts_are_the_whole_set_and_never_overlap(digits, archive):
    assert [len(part) for part in parts(digits)] == [1000, 297, 500]
    rows = np.vstack([part.X for part in parts(digits)])
    assert np.array_equal(
        np.sort(rows.view([("", float)] * 64).ravel()),
        np.sort((archive["pixels"] / 16).view([("", float)] * 64).ravel()),
    )
    for k, part in enumerate(parts(digits)):
        assert np.array_equal(part.X * 16, archive["pixels"][archive["split"] == k])
        assert np.array_equal(part.labels, archive["labels"][archive["split"] == k])
        assert np.bincount(part.labels, minlength=10).min() >= 0.08 * len(part)


def test_inputs_lie_in_0_1_and_targets_are_one_hot(digits):
    for part in parts(digits):
        assert part.X.dtype == part.Y.dtype == np.float64
        assert part.X.shape == (len(part), 64) and part.Y.shape == (len(part), 10)
        assert part.X.min() == 0 and part.X.max() == 1
        assert set(np.unique(part.Y)) == {0, 1} and (part.Y.sum(axis=1) == 1).all()
        assert np.array_equal(part.Y.argmax(axis=1), part.labels)


def test_rows_are_pictures_the_right_way_up(digits):
    """The mean zero has a hole in its middle, the mean one has ink there, a seven's top is full."""
    train = digits.train
    mean = {k: train.X[train.labels == k].mean(axis=0).reshape(8, 8) for k in (0, 1, 7)}
    assert mean[0][3:5, 3:5].max() < 0.2 < 0.6 < mean[1][3:5, 3:5].min()
    assert mean[7][0, 2:6].mean() > 2 * mean[7][7, 4:].mean()


def test_nobody_can_change_the_data_by_accident(digits):
    with pytest.raises(ValueError, match="read-only"):
        digits.train.X[0, 0] = 1
    with pytest.raises(FrozenInstanceError):
        digits.train = digits.test
    assert np.array_equal(load_digits().train.X, digits.train.X)


@pytest.mark.skipif(not importlib.util.find_spec("sklearn"), reason="scikit-learn not installed")
def test_the_script_makes_the_file_again(archive):
    spec = importlib.util.spec_from_file_location("make_digits", DATA / "make_digits.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    made = script.arrays()
    assert made.keys() == archive.keys()
    assert all(np.array_equal(made[name], archive[name]) for name in made)
