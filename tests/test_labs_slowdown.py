"""The slowdown lab: every control to its ends and back, the film, errors that are seen."""

import base64
import gc
import tracemalloc

import numpy as np
import pytest
from traitlets import TraitError

from lecture_core import CROSS_ENTROPY, QUADRATIC, train_neuron
from lecture_core.labs import SlowdownLab
from lecture_core.labs import slowdown_lab as slowdown
from lecture_core.stage.lab import NumberControl
from lecture_core.stage.live import LiveFigure
from notebook_text import plain


@pytest.fixture(params=["ru", "en"])
def lab(request):
    return SlowdownLab(language=request.param)


def controls(lab):
    return [lab.eta, lab.epochs, *lab.w, *lab.b, lab.epoch]


def test_it_begins_with_the_lectures_experiment(lab):
    assert lab.eta.value == 0.15 and lab.cost.value is QUADRATIC and lab.epochs.value == 300
    assert [(w.value, b.value) for w, b in zip(lab.w, lab.b, strict=True)] == [(0.6, 0.9), (2, 2)]
    assert [f"{h.a[-1]:.4f}" for h in lab.histories] == ["0.0940", "0.2028"]
    assert "107" in lab._sentence.value and "0.0940" in lab._sentence.value


def test_setting_a_value_recomputes_at_once(lab):
    lab.eta.value = 0.5
    expected = [train_neuron(w, b, eta=0.5, cost=QUADRATIC) for w, b in ((0.6, 0.9), (2.0, 2.0))]
    for run, right in zip(lab.histories, expected, strict=True):
        np.testing.assert_array_equal(run.a, right.a)
    assert "η = 0.5" in plain(lab._live.svg)
    lab.cost.value = CROSS_ENTROPY
    assert lab.histories[0].cost is CROSS_ENTROPY
    lab.epochs.value = 120
    assert lab.histories[0].a.shape == (121,) and lab.epoch.value == 120 == lab.play.max
    lab.w[1].value, lab.b[0].value = -1, 3
    assert lab.histories[1].w[0] == -1 and lab.histories[0].b[0] == 3


def test_every_control_goes_to_its_ends_and_back(lab):
    start = lab._live.svg
    for control in controls(lab):
        kept = control.value
        for end in (control.low, control.high):
            before = lab._live.svg
            control.value = end
            assert control.value == end and control._box.value == end
            assert lab._error.layout.display == "none"
            assert lab._live.svg != before or end == kept
        control.value = kept
        assert lab._live.svg == start
    for option in (CROSS_ENTROPY, QUADRATIC):
        lab.cost.value = option
    assert lab._live.svg == start


def test_extremes_together_do_not_break_the_picture(lab):
    lab.eta.value = lab.eta.high
    for cost in (CROSS_ENTROPY, QUADRATIC):
        lab.cost.value = cost
        for end in ("low", "high"):
            for control in (*lab.w, *lab.b):
                control.value = getattr(control, end)
            assert all(np.isfinite(h.C).all() for h in lab.histories)
            assert "nan" not in lab._live.svg and "inf" not in lab._live.svg


def test_slider_box_and_value_follow_each_other(lab):
    slider = lab.eta._slider
    slider.value = 50  # the stops are numbers one would have typed
    assert lab.eta.value == 0.1 == lab.eta._box.value
    lab.eta._box.value = 0.26
    assert lab.eta.value == 0.26 and lab.eta._stops[slider.value] == 0.25
    slider.value = slider.max
    assert lab.eta.value == lab.eta.high
    slider.value = slider.min
    assert lab.eta.value == lab.eta.low
    lab.w[0]._slider.value = 68
    assert lab.w[0].value == -3.2 == lab.histories[0].w[0]


def test_every_stop_of_a_slider_is_another_number_and_the_lectures_are_among_them(lab):
    for control in controls(lab):
        stops = control._stops
        assert stops == sorted(set(stops)) and (stops[0], stops[-1]) == (control.low, control.high)
        assert control.value in stops and len(stops) == control._slider.max + 1
    assert {0.005, 0.15} <= set(lab.eta._stops) and {100, 300, 1000} <= set(lab.epochs._stops)
    ratios = np.divide(lab.eta._stops[1:], lab.eta._stops[:-1])
    assert 1.05 < ratios.min() and ratios.max() < 1.15


def test_the_dragged_handle_is_not_pushed_back(lab):
    for step in (101, 102, 103):
        lab.eta._slider.value = step
        assert lab.eta._slider.value == step


def test_a_typed_number_out_of_range_is_answered_by_a_sentence_and_changes_nothing(lab):
    picture, histories = lab._live.svg, lab.histories
    for wrong in (-3.0, 0.0, 1e9, float("nan")):
        lab.eta._box.value = wrong
        assert lab._error.layout.display == "block" and "0.15" in lab._error.value
        assert lab._live.svg == picture and lab.histories is histories and lab.eta.value == 0.15
    lab.epochs._box.value = 12.5
    assert "12.5" in lab._error.value and lab.epochs.value == 300
    lab.eta._box.value = 0.3
    assert lab._error.layout.display == "none" and lab.eta.value == 0.3


@pytest.mark.parametrize("wrong", [0, -0.1, 1e6, float("nan"), float("inf")])
def test_code_that_sets_a_wrong_value_gets_a_sentence(lab, wrong):
    with pytest.raises(ValueError, match=r"η must be a number from 0.001 to 20, got"):
        lab.eta.value = wrong
    assert lab.eta.value == 0.15
    with pytest.raises(TraitError):
        lab.eta.value = "fast"


def test_a_cost_that_is_none_of_the_two_is_refused_by_name(lab):
    picture = lab._live.svg
    with pytest.raises(ValueError, match="cost must be one of QUADRATIC, CROSS_ENTROPY, got 'abs'"):
        lab.cost.value = "abs"
    assert lab.cost.value is QUADRATIC and lab._live.svg == picture
    with pytest.raises(ValueError, match="cost must be one of QUADRATIC, CROSS_ENTROPY, got 'q'"):
        SlowdownLab(cost="q")


def test_an_exception_on_the_way_is_shown_and_raised_and_the_picture_kept(lab, monkeypatch):
    picture = lab._live.svg

    def broken(*args, **kwargs):
        raise RuntimeError("no <epochs> today")

    monkeypatch.setattr(slowdown, "train_neuron", broken)
    with pytest.raises(RuntimeError, match="no <epochs> today"):
        lab.eta.value = 0.4
    assert "no &lt;epochs&gt; today" in lab._error.value
    assert {"ru": "Не получилось", "en": "did not work"}[lab._language] in lab._error.value
    assert lab._live.svg == picture
    monkeypatch.undo()
    lab.eta.value = 0.5
    assert lab._error.layout.display == "none" and lab._live.svg != picture


def test_reset_brings_everything_back_with_one_computation(lab, monkeypatch):
    start, calls = lab._live.svg, []
    lab.eta.value, lab.w[0].value, lab.cost.value, lab.epochs.value = 2, -5, CROSS_ENTROPY, 40
    lab.epoch.value = 7
    real = slowdown.train_neuron
    monkeypatch.setattr(slowdown, "train_neuron", lambda *a, **k: calls.append(1) or real(*a, **k))
    lab.reset()
    assert lab._live.svg == start and len(calls) == 2
    assert lab.epoch.value == 300


def test_the_film_moves_points_not_curves_and_begins_anew_at_the_end(lab, monkeypatch):
    monkeypatch.setattr(slowdown, "train_neuron", None)  # a frame needs no training
    lab.play.playing = True
    assert lab.epoch.value == 0 == lab.play.value
    seen = set()
    for frame in range(0, 301, lab.play.step):
        lab.play.value = frame
        assert lab.epoch.value == frame
        seen.add(lab._live.svg)
    assert len(seen) == 151 and lab.play.step in (2, 3)
    lab.epoch.value = 40
    assert lab.play.value == 40


@pytest.mark.parametrize("epochs", [10, 300, 5000])
def test_a_film_of_any_length_lasts_some_seconds(lab, epochs):
    lab.epochs.value = epochs
    frames = epochs / lab.play.step
    assert frames * lab.play.interval / 1000 <= 10
    lab.pace.value = 0.5
    assert lab.play.step >= 1


def test_shortening_the_run_keeps_the_film_inside(lab):
    lab.epoch.value = 250
    lab.epochs.value = 100
    assert lab.epoch.value == 100 == lab.epoch.high
    lab.epochs.value = 200
    assert lab.epoch.high == 200


def test_repr_is_one_stable_line_and_the_page_has_a_picture_without_a_kernel(lab):
    assert repr(lab) == (
        "SlowdownLab(cost=quadratic, eta=0.15, starts=((0.6, 0.9), (2, 2)), epochs=300, "
        "a=(0.0940, 0.2028))"
    )
    bundle = lab._repr_mimebundle_()
    assert bundle["text/plain"] == repr(lab)
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_constructor_takes_the_lectures_other_experiment_and_refuses_nonsense():
    lab = SlowdownLab(cost=CROSS_ENTROPY, eta=0.005, starts=((1, -1), (3, 2)), epochs=50)
    assert lab.histories[0].a.shape == (51,) and lab.histories[1].z[0] == 5
    with pytest.raises(ValueError, match="language must be one of ru, en, got 'fr'"):
        SlowdownLab(language="fr")
    with pytest.raises(ValueError, match="starts must be two pairs"):
        SlowdownLab(starts=((1, 2),))
    with pytest.raises(ValueError, match="η must be a number"):
        SlowdownLab(eta=0)


def test_two_thousand_moves_leave_memory_level_and_no_figure_behind():
    from matplotlib.figure import Figure

    lab = SlowdownLab()

    def moves(count):
        for k in range(count):
            lab.eta.value = 0.01 + (k % 97) * 0.01
            lab.w[k % 2].value = k % 31 / 10
            if k % 100 == 0:
                lab.epochs.value = 20 + k % 3100
        gc.collect()

    moves(300)
    figures = sum(isinstance(o, Figure) for o in gc.get_objects())
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        moves(1000)
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert sum(isinstance(o, Figure) for o in gc.get_objects()) == figures
    assert grown < 3_000_000  # the kept static layers are bounded, nothing else stays


def test_labs_are_plain_widgets():
    from ipywidgets import Output, VBox

    lab = SlowdownLab()
    assert isinstance(lab, VBox)

    def below(widget):
        yield widget
        for child in getattr(widget, "children", ()):
            yield from below(child)

    assert not any(isinstance(widget, Output) for widget in below(lab))
    assert sum(isinstance(widget, LiveFigure) for widget in below(lab)) == 1


def test_each_slider_has_a_named_number_box():
    control = NumberControl("η", 1.0, 0.1, 10, language="en", log=True)
    box, slider = control.children
    assert box.description == "η" and slider.readout is False
