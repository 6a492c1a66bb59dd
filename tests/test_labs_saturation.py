"""The saturation lab: a student saturates either layer by slider and sees which cost escapes."""

import base64

import numpy as np
import pytest

from lecture_core import Network
from lecture_core.experiments.xor_twins import saturated, train_twins, xor
from lecture_core.labs import SaturationLab
from lecture_core.labs import saturation_lab as saturation


@pytest.fixture(params=["ru", "en"])
def lab(request):
    return SaturationLab(language=request.param)


def controls(lab):
    return [lab.output_shift, lab.hidden_shift, lab.eta, lab.epochs, lab.seed, lab.epoch]


def learnt(lab):
    return [bool(run.error[-1] <= 0.2) for run in lab.runs]


def test_either_layer_is_saturated_by_slider_and_one_sees_which_cost_escapes(lab):
    assert learnt(lab) == [True, True]
    lab.output_shift._slider.value = 80  # of 96 steps from -12 to 12
    assert lab.output_shift.value == 8 and learnt(lab) == [False, True]
    never = {"ru": "не дошло", "en": "never reached"}[lab._language]
    assert lab._sentence.value.count(never) == 1
    lab.output_shift._slider.value = 48
    lab.hidden_shift._slider.value = 80
    assert lab.hidden_shift.value == 8 and learnt(lab) == [False, False]
    assert lab._sentence.value.count(never) == 2


def test_the_runs_are_the_twins_of_the_controls(lab):
    lab.output_shift.value, lab.hidden_shift.value = -3, 2
    lab.eta.value, lab.epochs.value, lab.seed.value = 3, 40, 17
    start = Network([2, 4, 1], rng=np.random.default_rng(17))
    start = saturated(saturated(start, 1, 2), 2, -3)
    for run, right in zip(lab.runs, train_twins(start, *xor(), eta=3, epochs=40), strict=True):
        np.testing.assert_array_equal(run.error, right.error)
        assert run.eta == right.eta
        assert f"{right.error[-1]:.3f}" in lab._sentence.value
    assert "η = 0.75" in lab._live.svg


def test_every_control_goes_to_its_ends_and_back(lab):
    start = lab._live.svg
    for control in controls(lab):
        kept = control.value
        for end in (control.low, control.high):
            control.value = end
            assert control.value == end and lab._error.layout.display == "none"
            assert "nan" not in lab._live.svg and "inf" not in lab._live.svg
            assert len(lab._live.svg.encode()) < 16_000
            assert lab._live.svg != start or end == kept
        control.value = kept
        assert lab._live.svg == start


def test_extremes_together_do_not_break_the_picture(lab):
    lab.epochs.value, lab.eta.value = 20, lab.eta.high
    for output in (-12, 12):
        for hidden in (-12, 12):
            lab.output_shift.value, lab.hidden_shift.value = output, hidden
            assert all(np.isfinite(run.error).all() for run in lab.runs)
            assert "nan" not in lab._live.svg


def test_a_wrong_value_is_refused_and_changes_nothing(lab):
    picture, runs = lab._live.svg, lab.runs
    for control, wrong in ((lab.eta, 0), (lab.hidden_shift, 13), (lab.epochs, 20.5)):
        with pytest.raises(ValueError, match="must be a"):
            control.value = wrong
        control._box.value = wrong
        assert lab._error.layout.display == "block"
    assert lab._live.svg == picture and lab.runs is runs


def test_an_exception_on_the_way_is_shown_and_raised(lab, monkeypatch):
    picture = lab._live.svg

    def broken(*args, **kwargs):
        raise RuntimeError("asleep <for good>")

    monkeypatch.setattr(saturation, "train_twins", broken)
    with pytest.raises(RuntimeError, match="asleep"):
        lab.eta.value = 2
    assert "asleep &lt;for good&gt;" in lab._error.value and lab._live.svg == picture


def test_the_film_trains_nothing_and_begins_anew_at_the_end(lab, monkeypatch):
    monkeypatch.setattr(saturation, "train_twins", None)
    seen = set()
    for frame in range(0, 251, lab.play.step):
        lab.play.value = frame
        assert lab.epoch.value == frame
        seen.add(lab._live.svg)
    assert len(seen) == 250 // lab.play.step + 1
    lab.epoch.value = 250
    lab.play.playing = True
    assert lab.epoch.value == 0 == lab.play.value


@pytest.mark.parametrize("epochs", [10, 250, 600])
def test_the_film_is_as_long_as_the_run(lab, epochs):
    lab.epochs.value = epochs
    assert lab.play.max == epochs == lab.epoch.high
    assert epochs / lab.play.step * lab.play.interval / 1000 <= 10
    lab.epoch.value = epochs
    lab.epochs.value = 20
    assert lab.epoch.value <= 20


def test_reset_brings_everything_back(lab):
    start, said = lab._live.svg, lab._sentence.value
    lab.output_shift.value, lab.seed.value, lab.epochs.value, lab.epoch.value = 8, 3, 100, 50
    lab.reset()
    assert lab._live.svg == start and lab._sentence.value == said
    assert [control.value for control in controls(lab)] == [0, 0, 6, 250, 5, 0]


def test_repr_is_one_stable_line_and_the_page_has_a_picture_without_a_kernel(lab):
    assert repr(lab) == (
        "SaturationLab(output_shift=0, hidden_shift=0, eta=6, epochs=250, seed=5, "
        "errors: quadratic=0.098, cross_entropy=0.051)"
    )
    bundle = lab._repr_mimebundle_()
    assert bundle["text/plain"] == repr(lab)
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")


def test_both_languages_speak_their_own():
    ru, en = SaturationLab(language="ru"), SaturationLab(language="en")
    assert "скрытый" in ru._live.base_svg and "ошибка" in ru._sentence.value
    for layer in (en._live.svg, en._live.base_svg, en._sentence.value):
        assert not any("а" <= letter.lower() <= "я" for letter in layer)
