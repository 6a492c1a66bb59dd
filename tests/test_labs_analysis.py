"""SigmoidLab and LearningTimeLab: what is set is what is shown, to the ends and back."""

import numpy as np
import pytest

from lecture_core import CROSS_ENTROPY, QUADRATIC, learning_times, train_neuron
from lecture_core.exercises import check
from lecture_core.labs import LearningTimeLab, SigmoidLab
from lecture_core.labs import learning_time_lab as map_module
from lecture_core.stage.lab import NumberControl
from notebook_text import plain


@pytest.fixture(params=["ru", "en"])
def sigmoid_lab(request):
    return SigmoidLab(language=request.param)


@pytest.fixture(params=["ru", "en"])
def map_lab(request):
    return LearningTimeLab(language=request.param)


def controls(lab):
    """The numbers of a lab, wherever its rows hold them."""
    return [w for row in lab.children if hasattr(row, "children") for w in row.children
            if isinstance(w, NumberControl)]


@pytest.mark.parametrize("kind", [SigmoidLab, LearningTimeLab])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_control_goes_to_its_ends_and_back(kind, language):
    lab = kind(language=language)
    start, told = lab._live.svg, repr(lab)
    assert len(controls(lab)) >= 4
    for control in controls(lab):
        for value in (control.low, control.high):
            control.value = value
            assert "nan" not in lab._live.svg and len(lab._live.svg) < 40_000
        lab.reset()
        assert lab._live.svg == start and repr(lab) == told


@pytest.mark.parametrize("kind", [SigmoidLab, LearningTimeLab])
def test_a_wrong_value_is_refused_and_changes_nothing(kind):
    lab = kind()
    picture = lab._live.svg
    with pytest.raises(ValueError, match="η must be a number from"):
        lab.eta.value = -1
    assert lab.eta.value == 0.15 and lab._live.svg == picture
    lab.eta._box.value = 99
    assert "99" in lab._error.value and lab._live.svg == picture
    lab.eta._box.value = 0.2
    assert lab._error.value == "" and lab.eta.value == 0.2


@pytest.mark.parametrize("kind", [SigmoidLab, LearningTimeLab])
def test_wrong_construction_is_refused(kind):
    with pytest.raises(ValueError, match="language must be one of ru, en"):
        kind(language="de")
    with pytest.raises(ValueError, match="starts must be two"):
        kind(starts=(1.0,))


def test_pictures_and_words_are_in_the_labs_language(sigmoid_lab, map_lab):
    for lab in (sigmoid_lab, map_lab):
        russian = lab._language == "ru"
        said = lab._sentence.value + lab._live.svg
        assert any("а" <= letter <= "я" for letter in said.lower()) == russian
        bundle = lab._repr_mimebundle_()
        assert bundle["text/plain"] == repr(lab) and len(bundle["image/png"]) < 60_000


# SigmoidLab -----------------------------------------------------------------------------------


def test_the_film_follows_the_runs(sigmoid_lab):
    for epoch in (1, 100, 300):
        sigmoid_lab.play.value = epoch
        assert sigmoid_lab.epoch.value == epoch
        for k, z in enumerate((1.5, 4.0)):
            run = train_neuron(z / 2, z / 2, eta=0.15, cost=QUADRATIC)
            assert sigmoid_lab.runs[k].z[epoch] == pytest.approx(run.z[epoch], rel=1e-12)
            assert f"a = {run.a[epoch]:.4f}" in plain(sigmoid_lab._sentence.value)


def test_moving_a_neuron_by_hand_goes_back_to_epoch_0(sigmoid_lab):
    sigmoid_lab.epoch.value = 150
    sigmoid_lab.z[0].value = -4
    assert sigmoid_lab.epoch.value == sigmoid_lab.play.value == 0
    said = plain(sigmoid_lab._sentence.value)
    assert "z = −4.00, a = 0.0180, σ′(z) = 0.0177, ∂C/∂w = 0.0003" in said
    assert repr(sigmoid_lab) == "SigmoidLab(eta=0.15, starts=(-4, 4), epoch=0, z=(-4.00, 4.00))"


@pytest.mark.parametrize("epoch", [0, 40])
def test_the_rate_is_seen_at_once_in_how_far_z_falls(sigmoid_lab, epoch):
    for eta in (0.15, 0.3):
        sigmoid_lab.eta.value = eta
        sigmoid_lab.epoch.value = epoch
        for run in sigmoid_lab.runs:
            assert f"{run.z[epoch] - run.z[epoch + 1]:.4f}" in plain(sigmoid_lab._sentence.value)
            assert f"{run.z[epoch] - run.z[epoch + 1]:.4f}" in sigmoid_lab._figure.description


def test_the_rate_keeps_the_epoch(sigmoid_lab):
    sigmoid_lab.epoch.value = 100
    sigmoid_lab.eta.value = 0.3
    assert sigmoid_lab.epoch.value == 100
    run = train_neuron(2, 2, eta=0.3, cost=QUADRATIC)
    assert f"a = {run.a[100]:.4f}" in plain(sigmoid_lab._sentence.value)


def test_play_at_the_end_begins_anew_at_the_chosen_pace(sigmoid_lab):
    sigmoid_lab.pace.value = 3.0
    assert sigmoid_lab.play.step == 6
    sigmoid_lab.epoch.value = 300
    sigmoid_lab.play.playing = True
    assert sigmoid_lab.epoch.value == 0


# LearningTimeLab ------------------------------------------------------------------------------


@pytest.mark.parametrize("cost", [QUADRATIC, CROSS_ENTROPY])
def test_the_map_is_of_the_values_set(map_lab, cost):
    map_lab.cost.value, map_lab.eta.value, map_lab.target.value = cost, 0.4, 0.35
    wanted = learning_times(eta=0.4, cost=cost, target=0.35)
    np.testing.assert_array_equal(map_lab.times.epochs, wanted.epochs)
    np.testing.assert_array_equal(map_lab.times.law, wanted.law)


def test_moving_a_start_does_not_compute_the_map_anew(map_lab, monkeypatch):
    monkeypatch.setattr(map_module, "learning_times", None)
    map_lab.w[0].value, map_lab.b[0].value = 0.5, 3.5
    assert ": 302," in map_lab._sentence.value.split("</div>")[0]
    assert "starts=((0.5, 3.5), (2, 2)), epochs=(302, 302)" in repr(map_lab)


def test_what_is_not_reached_is_said(map_lab):
    map_lab.w[1].value = map_lab.b[1].value = 4
    assert "3000" in map_lab._sentence.value and "10096.2" in map_lab._sentence.value
    assert "epochs=(107, nan)" in repr(map_lab)


def test_an_exception_on_the_way_is_shown_and_raised(map_lab, monkeypatch):
    picture = map_lab._live.svg

    def broken(**told):
        raise RuntimeError("no map today")

    monkeypatch.setattr(map_module, "learning_times", broken)
    with pytest.raises(RuntimeError, match="no map today"):
        map_lab.eta.value = 0.5
    assert "no map today" in map_lab._error.value and map_lab._live.svg == picture


def test_reset_computes_the_map_once(map_lab, monkeypatch):
    map_lab.eta.value, map_lab.target.value, map_lab.cost.value = 0.5, 0.4, CROSS_ENTROPY
    calls = []
    monkeypatch.setattr(map_module, "learning_times",
                        lambda **told: calls.append(told) or learning_times(**told))
    map_lab.reset()
    assert calls == [{"eta": 0.15, "cost": QUADRATIC, "target": 0.2}]


# The exercises of notebook 02 -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("exercise", "right", "wrong"),
    [
        ("fastest_output", 1 / 3, (2 / 3, 0.5, 0, 1.5, float("nan"))),
        ("double_wait", 8 + np.log(2), (8.0, 16.0, 9.0, -5, 1e9, float("nan"))),
        ("mirror", (-2.0, -2.0), ((2.0, 2.0), (-1.0, -1.0), (-9.0, -9.0))),
    ],
)
def test_right_answers_are_told_from_wrong_ones(exercise, right, wrong):
    for language, word in (("ru", "Верно"), ("en", "Right")):
        assert check(exercise, right, language=language).startswith(word)
        for answer in wrong:
            said = check(exercise, answer, language=language)
            assert not said.startswith(word) and said
