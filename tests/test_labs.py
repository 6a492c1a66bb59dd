"""Every lab goes through the same trials: ends, refusals, errors, film, strips, its own end."""

import base64
import functools
import gc
import html
import json
import re
import sys
import threading
import weakref
import zlib
from html.parser import HTMLParser

import numpy as np
import pytest
from ipywidgets import IntSlider, Output, VBox
from ipywidgets.widgets import widget as widget_module
from matplotlib.figure import Figure
from traitlets import TraitError

from from_page import say
from lecture_core.figures.look import LectureFigure
from lecture_core.labs import (
    CostLab,
    EffectLab,
    LearningTimeLab,
    NetworkLab,
    SaturationLab,
    SigmoidLab,
    SlowdownLab,
)
from lecture_core.stage import lifetime
from lecture_core.stage.by_hand import hand
from lecture_core.stage.panel import Panel
from lecture_core.words import LANGUAGES

SMALL = {"hidden": 3, "epochs": 2, "batch_size": 100}  # a training of some milliseconds
KINDS = {CostLab: {}, EffectLab: {}, LearningTimeLab: {}, NetworkLab: SMALL, SaturationLab: {},
         SigmoidLab: {}, SlowdownLab: {}}
OPENING = {
    CostLab: "CostLab(z=4, y=0, axis=z, dC/dz: quadratic=0.0173, cross_entropy=0.9820)",
    EffectLab: "EffectLab(comparison=by_hand, eta=0.15, cross_eta=(0.005, 0.005), "
               "starts=((0.6, 0.9), (2, 2)), epochs=1000, a=((0.0455, 0.1280), (0.0515, 0.1812)))",
    LearningTimeLab: "LearningTimeLab(cost=quadratic, eta=0.15, target=0.2, "
                     "starts=((0.6, 0.9), (2, 2)), epochs=(107, 302))",
    SaturationLab: "SaturationLab(output_shift=0, hidden_shift=0, eta=6, epochs=250, seed=5, "
                   "errors: quadratic=0.098, cross_entropy=0.051)",
    SigmoidLab: "SigmoidLab(eta=0.15, starts=(1.5, 4), epoch=0, z=(1.50, 4.00))",
    SlowdownLab: "SlowdownLab(cost=quadratic, eta=0.15, starts=((0.6, 0.9), (2, 2)), epochs=300, "
                 "a=(0.0940, 0.2028))",
}
every_lab = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
every_film = pytest.mark.parametrize("kind", [SaturationLab, SigmoidLab, SlowdownLab],
                                     ids=lambda kind: kind.__name__)


def make(kind, language="en", **given):
    return kind(language=language, **{**KINDS[kind], **given})


@functools.cache
def _kept(kind, language):
    return make(kind, language)


def standing(kind, language="en"):
    """A lab at its opening, which a test may move and must not close: making one takes longest."""
    lab = _kept(kind, language)
    lab.reset()
    return lab


def face(lab):
    """All that a lab shows."""
    return lab.picture, lab.sentence, lab.problem, repr(lab)


def numbers(lab):
    return lab.panel.numbers


def typed(control, words):
    """What the page sends when somebody types into a box and leaves it."""
    control.box.set_state({"value": words})


def dragged(control, stop):
    """What the page sends when the slider is dragged to a stop."""
    control.slider.set_state({"value": stop})


def visible(lab):
    """Every text that a page shows of the lab."""
    return " ".join((lab.picture, lab.sentence, lab.live.base["svg"]))


# What it shows --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", OPENING, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_on_the_lecture_s_values(kind, language):
    lab = kind(language=language)
    assert repr(lab) == OPENING[kind]
    assert lab.problem == "" and lab.sentence.strip()


@every_lab
def test_opened_again_it_has_its_static_layer_already(kind, monkeypatch):
    first = standing(kind)
    monkeypatch.delattr(LectureFigure, "svg")
    again = make(kind)
    assert again.live.base == first.live.base
    assert again.picture == first.picture or kind is NetworkLab  # it says the seconds it took


def test_what_a_reader_draws_into_one_lab_stands_in_no_other():
    lab = SlowdownLab()
    lab.figure.axes[0].set_title("mine")
    lab.epochs.value = 5000
    assert "mine" in lab.live.base["svg"]
    other = SlowdownLab(epochs=5000)
    assert other.live.base["name"] == lab.live.base["name"] and "mine" not in other.live.base["svg"]


@every_lab
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_reader_s_language(kind, language):
    lab = standing(kind, language)
    cyrillic = re.search("[а-яё]", visible(lab), re.IGNORECASE)
    assert (cyrillic is not None) == (language == "ru")


@every_lab
def test_every_control_goes_to_its_ends_and_back(kind):
    lab = standing(kind)
    opening = face(lab)
    for control in numbers(lab).values():
        kept = control.value
        for end in (control.low, min(control.high, 60) if kind is NetworkLab else control.high):
            control.value = end
            assert control.value == end and control.box.value == f"{end:g}".replace("-", "−")
            assert control.stops[control.slider.value] == control.stops[control.nearest(end)]
            assert lab.problem == ""
            assert not re.search(r"\b(nan|inf)\b", lab.picture)
            assert kind is not NetworkLab or all(
                np.isfinite(history.cost).all() for history in lab.history.values())
            assert len(lab.picture.encode()) < 20_000
        control.value = kept
        lab.reset()
        # The seconds a training took are another each time.
        assert face(lab)[3] == opening[3] and (kind is NetworkLab or face(lab) == opening)
    for control in lab.panel.choices.values():
        for _, option in control.choices:
            control.value = option
            assert lab.problem == ""
        lab.reset()
        assert repr(lab) == opening[3]


@every_lab
def test_a_move_changes_the_picture(kind):
    lab = standing(kind)
    for name, control in numbers(lab).items():
        before = face(lab)
        control.value = control.stops[len(control.stops) // 3]
        assert face(lab) != before, name


@every_lab
def test_a_page_without_a_kernel_gets_the_picture_its_description_and_one_line(kind):
    lab = standing(kind)
    bundle, metadata = lab._repr_mimebundle_()
    assert bundle["text/plain"] == repr(lab) and "\n" not in repr(lab)
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert len(bundle["image/png"]) < 80_000
    assert "application/vnd.jupyter.widget-view+json" in bundle
    alt = metadata["image/png"]["alt"]
    assert alt == lab.figure.description and html.escape(alt, quote=True) in lab.picture


@every_lab
def test_reset_computes_once_and_brings_everything_back(kind, monkeypatch):
    lab, calls = standing(kind), []
    opening = repr(lab)
    for part in (4, 3):  # twice: the state before the last one is still kept
        for control in [*numbers(lab).values()][:3]:
            control.value = control.stops[len(control.stops) // part]
    run = lab.run
    monkeypatch.setattr(lab, "run", lambda **values: calls.append(values) or run(**values))
    lab.reset()
    assert repr(lab) == opening and len(calls) == 1


# Refusals -------------------------------------------------------------------------------------


@every_lab
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_number_of_the_control_is_refused_and_nothing_changes(kind, language):
    lab = standing(kind, language)
    before = face(lab)
    for name, control in numbers(lab).items():
        kept = control.value
        wrongs = [control.low - 1, control.high + 1, float("nan"), float("inf"), True, np.True_,
                  None, "fast", [1, 2], 1j]
        wrongs += [control.low + 0.5] if control.spec.whole else []
        for wrong in wrongs:
            with pytest.raises((ValueError, TraitError), match=re.escape(f"{control.high:g}"[:3])):
                control.value = wrong
            assert control.value == kept and face(lab) == before, (name, wrong)


@every_lab
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_typed_and_refused_gets_a_sentence_that_names_it(kind, language):
    lab = standing(kind, language)
    before = face(lab)
    for name, control in numbers(lab).items():
        for wrong in ("fast", "1e400", "0x10", "1_0", "1.2.3", "1,2,3", "", "  ", "²", "nan", "inf",
                      "12 34", "5%"):
            typed(control, wrong)
            assert wrong.strip() in lab.problem, (name, wrong)
            assert control.spec.said_in(language) in lab.problem
            assert control.box.value == wrong, "what was typed stands, to be mended"
            assert (re.search("[а-яё]", lab.problem) is not None) == (language == "ru")
            assert (lab.picture, lab.sentence) == before[:2]
        control.restore()
    lab.reset()
    assert lab.problem == ""


@every_lab
def test_when_the_message_goes_the_box_shows_the_value(kind):
    lab = standing(kind)
    if len(numbers(lab)) < 2:
        pytest.skip("it takes two boxes")
    first, second = [*numbers(lab).values()][:2]
    kept = first.box.value
    ways = [lambda: dragged(second, len(second.stops) // 3), lambda: typed(second, f"{second.low}"),
            lambda: setattr(second, "value", second.high), lab.reset,
            lambda: typed(first, kept), lambda: typed(second, "no number")]
    for way in ways[:5] if kind is not NetworkLab else ways[3:5]:
        typed(first, "1e9")
        assert lab.problem and first.box.value == "1e9"
        way()
        assert lab.problem == "" and first.box.value == kept
    typed(first, "1e9")
    typed(second, "no number")
    assert first.box.value == kept and "no number" in lab.problem


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comma_is_a_point_and_never_makes_another_number(language):
    lab = SlowdownLab(language=language)
    for words, value in (("0,15", 0.15), ("0,5", 0.5), ("1,25e-1", 0.125), (" 0.3 ", 0.3),
                         (".5", 0.5), ("2,", 2.0)):
        typed(lab.eta, words)
        assert lab.eta.value == value and lab.problem == ""
        assert lab.eta.box.value == f"{value:g}"
    typed(lab.w[0], "−2,5")
    assert lab.w[0].value == -2.5 and lab.w[0].box.value == "−2.5"
    typed(lab.epochs, "1 000")
    assert lab.epochs.value == 1000
    for words in ("300,5", "1,000", "300.5"):
        typed(lab.epochs, words)
        assert lab.epochs.value == 1000 and words in lab.problem


def test_a_choice_that_is_not_offered_is_refused_by_name():
    lab = SlowdownLab()
    for wrong in ("abs", None, 0, "quadratic"):
        with pytest.raises(ValueError, match=r"cost must be one of QUADRATIC, CROSS_ENTROPY, got"):
            lab.cost.value = wrong
    with pytest.raises(ValueError, match="cost must be one of"):
        SlowdownLab(cost="q")


@every_lab
def test_the_constructor_refuses_what_it_does_not_know(kind):
    with pytest.raises(ValueError, match="language must be one of ru, en, got 'de'"):
        kind(language="de")
    with pytest.raises(TypeError, match="colour"):
        make(kind, colour=1)
    if hasattr(standing(kind), "w"):
        for wrong in (((1, 2),), 5, ((1, 2), (3,))):
            with pytest.raises(ValueError, match="starts must give w, b for each of 2 neurons"):
                make(kind, starts=wrong)
        assert make(kind, starts=((1, -1), (3, 2))).b[1].value == 2


@pytest.mark.parametrize("value", [np.int64(100), np.float32(100), np.array(100), np.array([100]),
                                   100])
def test_numpy_s_numbers_are_numbers(value):
    lab = SlowdownLab()
    lab.epochs.value = value
    assert lab.epochs.value == 100.0 and type(lab.epochs.value) is float
    assert lab.epochs.box.value == "100"


# Errors on the way ----------------------------------------------------------------------------


@every_lab
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", ["run", "draw"])
def test_an_error_is_shown_and_raised_and_the_picture_keeps(kind, language, step, monkeypatch):
    lab = standing(kind, language)
    picture, sentence = lab.picture, lab.sentence

    def broken(*args, **values):
        raise RuntimeError("no <epochs> today")

    control = next(iter(numbers(lab).values()))
    with monkeypatch.context() as patch:
        patch.setattr(lab, step, broken)
        with pytest.raises(RuntimeError, match="no <epochs> today"):
            control.value = control.stops[1]
        assert "no <epochs> today" in lab.problem and "&lt;epochs&gt;" in lab.live.problem
        assert (lab.picture, lab.sentence) == (picture, sentence)
    control.value = control.stops[2]
    assert lab.problem == "" and lab.picture != picture


class Running(HTMLParser):
    """What would run in a page: tags and attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found += [tag] * (tag in ("script", "iframe", "object", "embed", "foreignobject"))
        self.found += [name for name, value in attributes
                       if name.startswith("on") or (value or "").startswith("javascript:")]


@every_lab
def test_nothing_that_a_lab_shows_runs_code(kind):
    lab = standing(kind)
    control, wild = next(iter(numbers(lab).values())), '<img src="x" onerror="f()"><script>'
    typed(control, wild)
    assert wild in lab.problem
    shown = lab.live.base["svg"] + lab.picture + lab.live.frame["said"] + lab.live.problem
    assert "<svg" in shown and Running(shown).found == []
    assert Running(wild).found == ["onerror", "script"]


# Hand and code --------------------------------------------------------------------------------


@every_lab
def test_a_dragged_slider_sets_the_value_and_is_not_sent_back(kind, monkeypatch):
    lab = standing(kind)
    sent = []
    for control in numbers(lab).values():
        for widget in (control.box, control.slider):
            monkeypatch.setattr(widget.comm, "send", lambda data, **more: sent.append(data))
    for control in [*numbers(lab).values()][:2]:
        stop = len(control.stops) // 3
        sent.clear()
        dragged(control, stop)
        assert control.value == control.stops[stop] and control.slider.value == stop
        assert control.box.value == f"{control.stops[stop]:g}".replace("-", "−")
        # An echo says only what the page itself has said.
        assert [m for m in sent if m["method"] != "echo_update"] == []
        assert not any("value" in m["state"] for m in sent if isinstance(
            m["state"].get("value"), str))


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("words, value, shown", [("0,15", 0.15, "0.15"), ("25", None, "25")])
def test_a_stop_of_a_drag_that_comes_after_the_text_typed_is_not_the_last_word(
        words, value, shown, order, monkeypatch):
    lab = standing(SlowdownLab)
    typed(lab.eta, words)
    said = []
    monkeypatch.setattr(lab.eta.slider, "send", said.append)
    word = {"text": words, "count": 1}
    both = {"value": 40, "typed": word}  # as the page joins what waits
    lab.eta.slider.set_state(dict([*both.items()][::order]))
    assert said == [{"taken": word, "shown": shown}]
    late = lab.eta.stops[40]
    assert (lab.eta.value, lab.eta.box.value) == (value or late, shown)
    assert (shown in lab.problem) == (value is None)
    lab.eta.slider.set_state({"value": 41, "typed": None})
    assert (lab.eta.value, lab.problem) == (lab.eta.stops[41], "")


@every_lab
def test_the_page_knows_where_reset_leads(kind):
    lab = standing(kind)
    home = {part["name"]: part["home"] for part in lab.panel.parts(True)}
    controls = numbers(lab) | lab.panel.choices
    assert home == lab.panel.state()
    for name, control in controls.items():
        if name in numbers(lab) and name != "epoch":
            control.value = control.low if control.value != control.low else control.high
        elif name != "epoch":
            control.index = len(control.choices) - 1 - control.index
    lab.finish()
    moved = {part["name"]: part["home"] for part in lab.panel.parts(True)}
    assert home.keys() == moved.keys()
    assert all(moved[name] == place for name, place in home.items() if name != "epoch")


@every_lab
def test_a_cell_and_the_page_at_once_leave_result_and_controls_in_step(kind):
    lab = standing(kind)
    controls = [control for name, control in numbers(lab).items() if name != "epoch"][:2]
    failures = []

    def moves(by_page, seed):
        rng = np.random.default_rng(seed)
        try:
            for _ in range(12):
                control = controls[rng.integers(len(controls))]
                stop = int(rng.integers(len(control.stops) // 3))
                if by_page:
                    dragged(control, stop)
                else:
                    control.value = control.stops[stop]
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=moves, args=(k == 0, k)) for k in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == [] and lab.problem == ""
    fresh = make(kind)
    for name, control in numbers(fresh).items():
        if name != "epoch":
            control.value = numbers(lab)[name].value
    assert repr(lab) == repr(fresh)
    for control in controls:
        assert control.box.value == f"{control.value:.15g}".replace("-", "−")
        assert control.slider.value == control.nearest(control.value)


@every_lab
def test_a_message_of_the_page_waits_until_another_thread_has_been_answered(kind):
    lab = standing(kind)
    control = numbers(lab)[next(iter(numbers(lab)))]
    stop = 0 if control.slider.value else 1
    before = (control.box.value, control.slider.value, control.value)
    message = threading.Thread(target=dragged, args=(control, stop))
    with lab.lock:
        message.start()
        message.join(0.05)
        assert (control.box.value, control.slider.value, control.value) == before
    message.join()
    assert control.value == control.stops[stop]


# Strips ---------------------------------------------------------------------------------------


def strip(lab, control, near=0):
    """The frames that the page gets for one control, and the number of messages."""
    sent, send = [], lab.live.send
    lab.live.send = lambda message, buffers: sent.append((message, buffers))
    say(lab.live, {"kind": "want", "id": "7", "control": control, "near": near,
                   "state": lab.panel.state()})
    lab.live.send = send
    assert [message["last"] for message, _ in sent] == [False] * (len(sent) - 1) + [True]
    text = zlib.decompress(b"".join(bytes(buffers[0]) for _, buffers in sent)).decode()
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def patient(monkeypatch):
    """Strips that are made to their end on any machine."""
    from lecture_core.stage import strips

    monkeypatch.setattr(strips, "_MOST_OF_A_STOP", 60.0)
    monkeypatch.setattr(strips, "_MOST_OF_A_STRIP", 60.0)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.strips],
                         ids=lambda kind: kind.__name__)
def test_a_frame_of_a_strip_is_what_another_lab_shows(kind, patient, monkeypatch):
    lab, other, all_stops = standing(kind), make(kind), Panel.stops

    def some_stops(panel, name):  # five or six, both ends and the one it stands at among them
        stops, step = all_stops(panel, name), max(1, len(all_stops(panel, name)) // 4)
        some = {*range(0, len(stops), step), len(stops) - 1, stops.index(panel.state()[name])}
        return [stops[k] for k in sorted(some)]

    monkeypatch.setattr(Panel, "stops", some_stops)
    if lab.panel.film:
        lab.epoch.value = 17
    before, state = face(lab), lab.panel.state()
    for name in state:
        frames = [record for record in strip(lab, name) if "layer" in record]
        assert frames, name
        for frame in frames:
            other.reset()
            if other.panel.film and name != "epoch":
                # What is dragged away and back is at epoch 0, if it takes the film back.
                other.epoch.value = 0 if other.panel.rewinds(name) else 17
            if name in numbers(other):
                numbers(other)[name].value = numbers(other)[name].read(frame["state"][name])
            else:
                other.panel.choices[name].index = frame["state"][name]
            assert frame["state"] == other.panel.state()
            assert frame["layer"] == other.picture
            assert frame["said"] == other.live.frame["said"]
    assert face(lab) == before


def test_the_stop_under_the_finger_comes_first(patient):
    lab = SlowdownLab()
    records = strip(lab, "eta", near=lab.eta.slider.value)
    frames = [record["state"]["eta"] for record in records if "state" in record]
    assert frames[:3] == ["0.15", "0.16", "0.14"] and len(frames) == len(lab.eta.stops)


def test_a_strip_of_the_first_lab_is_small(patient):
    lab, sent = SlowdownLab(), []
    lab.live.send = lambda message, buffers: sent.append(len(buffers[0]))
    say(lab.live, {"kind": "want", "id": "1", "control": "eta", "near": 50,
                   "state": lab.panel.state()})
    assert sum(sent) < 100_000


@every_lab
def test_a_question_that_is_none_is_answered_by_an_empty_strip(kind, monkeypatch):
    lab, sent = standing(kind), []
    monkeypatch.setattr(lab.live, "send", lambda message, buffers: sent.append(
        (message, bytes(buffers[0]))))
    before = face(lab)
    state = lab.panel.state()
    for question in ({}, {"control": "eta"}, {"control": "none", "near": 0, "state": state},
                     {"control": next(iter(state)), "near": 0, "state": {}},
                     {"control": next(iter(state)), "near": "x", "state": state},
                     {"control": next(iter(state)), "near": 0,
                      "state": {**state, next(iter(state)): "<script>"}}):
        say(lab.live, {"kind": "want", "id": "9", **question})
    for nonsense in (None, [], "want", {"kind": "other"}):
        say(lab.live, nonsense)
    if kind.strips:
        assert {content for _, content in sent} == {b""} and len(sent) == 6
    assert face(lab) == before


# The film -------------------------------------------------------------------------------------


@every_film
def test_the_film_trains_nothing_and_ends_on_the_last_epoch(kind, monkeypatch):
    lab = standing(kind)
    lab.epoch.value = 0
    monkeypatch.setattr(lab, "run", None)
    seen = set()
    for frame in range(1, lab.play.max + 1, 7):
        lab.play.value = frame
        seen.add(lab.picture)
    lab.play.value = lab.play.max
    assert lab.epoch.value == lab.epoch.high and len(seen) > 20
    lab.play.value = 0
    assert lab.epoch.value == 0


@pytest.mark.parametrize("pace", [0.5, 1.0, 3.0])
def test_a_film_of_any_length_reaches_both_ends_and_lasts_some_seconds(pace, monkeypatch):
    lab = SlowdownLab(epochs=10)
    monkeypatch.setattr(lab, "_show", lambda finished=True: None)
    lab.pace.value = pace
    for epochs in (10, 11, 97, 150, 151, 299, 301, 499, 501, 550, 1733, 5000):
        lab.panel.film.set_length(epochs, lambda: None)
        assert lab.epoch.stops[0] == 0 and lab.epoch.stops[-1] == epochs == lab.epoch.high
        seconds = (lab.play.max + 1) * lab.play.interval / 1000
        assert seconds * pace <= 8.5 and lab.play.interval >= 30
        if epochs >= 150 and pace >= 1:
            assert 6 <= seconds * pace
        for ends in (0, lab.play.max):
            lab.play.value = ends
            assert lab.epoch.value == (epochs if ends else 0)


def test_fewer_epochs_keep_the_film_inside_and_at_its_end():
    lab = SlowdownLab()
    lab.epochs.value = 40
    assert lab.epoch.value == lab.epoch.high == 40
    lab.epochs.value = 300
    assert lab.epoch.value == 300
    lab.epoch.value = 250
    lab.epochs.value = 100
    assert lab.epoch.value == 100
    saturation = SaturationLab()
    saturation.epoch.value = 100
    saturation.epochs.value = 20
    assert saturation.epoch.value == 20


def test_moving_a_neuron_takes_the_film_back_to_its_beginning():
    lab = SigmoidLab()
    lab.epoch.value = 150
    lab.eta.value = 0.3
    assert lab.epoch.value == 150
    lab.z[0].value = -4
    assert lab.epoch.value == 0 and "z = −4.00, a = 0.0180" in lab.sentence.replace("\u00a0", " ")


# The end of a lab -----------------------------------------------------------------------------


def test_a_lab_nobody_holds_is_freed():
    gone, ids = [], set()
    for kind in KINDS:
        lab = make(kind)
        gone += [weakref.ref(one) for one in (*lifetime.members(lab), lab.figure)]
        ids |= {one.model_id for one in lifetime.members(lab)}
        del lab
    gc.collect()
    assert [ref() for ref in gone if ref() is not None] == []
    assert not ids & {*widget_module._instances}


@every_lab
def test_close_closes_every_widget(kind):
    lab = make(kind)
    members = lifetime.members(lab)
    assert len(members) > 10
    lab.close()
    assert all(one.comm is None for one in members)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closed_lab_keeps_nothing_and_says_so(language):
    words, closed, gone = "закрыта" if language == "ru" else "closed", [], []
    for kind in KINDS:
        lab = make(kind, language)
        gone += [weakref.ref(one) for one in (*lifetime.members(lab), lab.figure, lab.drawing)
                 if one not in (lab, lab.layout)]
        lab.close()
        closed.append(lab)
    gc.collect()
    assert [ref() for ref in gone if ref() is not None] == []
    for lab in closed:
        lab.close()
        assert repr(lab).startswith(type(lab).__name__) and words in repr(lab)
        assert lab._repr_mimebundle_() == {"text/plain": repr(lab)}
        for name in ("result", "picture", "eta", "histories", "nonsense"):
            with pytest.raises(AttributeError, match=words):
                getattr(lab, name)
        for use in (lab.reset, lab.finish):
            with pytest.raises(AttributeError, match=words):
                use()


def test_a_control_of_a_closed_lab_says_that_it_moves_nothing():
    lab = CostLab()
    control = lab.z
    lab.close()
    with pytest.raises(AttributeError, match="CostLab: this lab is closed"):
        control.value = 1


def test_a_page_that_comes_anew_is_given_each_lab_that_somebody_holds():
    lab, other = CostLab(), CostLab()
    held, box = {one.model_id for one in lifetime.members(lab)}, VBox([other])
    held |= {one.model_id for one in lifetime.members(box)}
    lost = {one.model_id for one in lifetime.members(CostLab())}
    del other
    gc.collect()
    there = {one.model_id for one in widget_module._instances.values()}
    assert held <= there == {*widget_module._instances} and not lost & there
    slider = IntSlider()
    held.add(slider.model_id)
    assert widget_module._instances[slider.model_id] is slider
    assert (slider.model_id, slider) in widget_module._instances.items()
    for one in (lab, *lifetime.members(box), slider):
        one.close()
    assert not held & {*widget_module._instances}


def test_a_cell_run_again_replaces_the_labs_it_showed_before(monkeypatch):
    run = ["first"]
    monkeypatch.setattr(lifetime, "_cell", lambda: ("the cell", *run))
    first, beside, second = CostLab(), CostLab(), CostLab()
    for lab in (first, beside, first):
        lab._repr_mimebundle_()
    assert first.comm is not None and beside.comm is not None
    run[:] = ["second"]
    second._repr_mimebundle_()
    assert first.comm is None and beside.comm is None and second.comm is not None
    second.close()


@pytest.mark.parametrize(("kind", "count"), [(SlowdownLab, 400), (CostLab, 100), (EffectLab, 50),
                                             (SigmoidLab, 100)])
def test_many_moves_leave_memory_level_and_no_figure_behind(kind, count):
    lab = make(kind)
    names = [name for name in numbers(lab) if name != "epochs"][:3]

    def moves(many):
        for k in range(many):
            control = numbers(lab)[names[k % len(names)]]
            control.value = control.stops[k * 7 % len(control.stops)]
        gc.collect()
        return sys.getallocatedblocks()

    def figures():
        return sum(isinstance(thing, Figure) for thing in gc.get_objects())

    before, had = moves(100), figures()
    grown = moves(count) - before
    assert figures() == had
    assert grown < 100 + 1.5 * count, "blocks of memory"


@every_lab
def test_it_is_made_of_plain_widgets(kind):
    lab = standing(kind)
    assert isinstance(lab, VBox)
    assert not any(isinstance(widget, Output) for widget in lifetime.members(lab))


@every_lab
def test_its_controls_have_names_and_stops_one_would_type(kind):
    for language in LANGUAGES:
        lab = standing(kind, language)
        for part in lab.live.parts:
            if "box" in part:
                control = numbers(lab)[part["name"]]
                assert part["says"] and not re.search(r"[≤=+]", part["says"])
                assert control.box.description
                stops = control.stops
                assert stops == sorted(set(stops)) and len(stops) == control.slider.max + 1
                assert (stops[0], stops[-1]) == (control.low, control.high)
                assert all(len(stop) <= 7 for stop in part["stops"])
                assert control.value in stops
                home = part["stops"].index(part["home"])
                assert stops[home] == control.value, "where the page's reset puts it"


def test_by_hand_is_known_to_the_move_alone():
    lab, seen = CostLab(), []
    run = lab.run
    from lecture_core.stage.by_hand import by_hand

    lab.run = lambda **values: seen.append(by_hand()) or run(**values)
    lab.z.value = 1
    dragged(lab.z, 7)
    with hand():
        lab.z.value = 3
    lab.z.value = 2
    assert seen == [False, True, True, False]
