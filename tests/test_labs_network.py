"""NetworkLab: for code the training is done at once, for a hand in slices."""

import asyncio

import numpy as np
import pytest

from from_page import click
from lecture_core import CROSS_ENTROPY, QUADRATIC, Network, load_digits
from lecture_core.labs import NetworkLab
from lecture_core.labs.network_lab import BOTH

DIGITS = load_digits()
SMALL = {"hidden": 5, "epochs": 3, "batch_size": 50}
languages = pytest.mark.parametrize("language", ["ru", "en"])


def trained(cost, eta, hidden, epochs, batch_size, scale=1.0, seed=0):
    rng = np.random.default_rng(seed)
    network = Network([64, hidden, 10], rng=rng, scale=scale)
    return network.train(DIGITS.train.X, DIGITS.train.Y, cost=cost, eta=eta, epochs=epochs,
                         batch_size=batch_size, rng=rng,
                         validation=(DIGITS.validation.X, DIGITS.validation.Y))


def said(lab):
    """The sentences under the picture, with plain spaces."""
    return lab.sentence.replace("\u00a0", " ")


def drag(lab, eta):
    """The message that JupyterLab sends when the slider of eta is moved."""
    lab.eta.slider.set_state({"value": lab.eta.nearest(eta)})


def assert_trained(lab, eta):
    """The lab's rate is the slider's nearest to `eta`, and its histories belong to it."""
    assert lab.eta.value == pytest.approx(eta, rel=0.05)
    for cost in BOTH:
        expected = trained(cost, lab.eta.value, **SMALL)
        np.testing.assert_array_equal(lab.history[cost.name].cost, expected.cost)


async def until(condition, turns=4000):
    for _ in range(turns):
        if condition():
            return
        await asyncio.sleep(0.002)
    raise AssertionError("it did not happen")


@languages
def test_code_gets_the_finished_training_of_both_costs(language):
    lab = NetworkLab(language=language, **SMALL)
    lab.eta.value = 0.5
    for cost in BOTH:
        expected = trained(cost, 0.5, **SMALL)
        history = lab.history[cost.name]
        np.testing.assert_array_equal(history.validation_accuracy, expected.validation_accuracy)
        np.testing.assert_array_equal(history.cost, expected.cost)
    assert lab.stop.disabled and lab.progress.value == lab.progress.max == 3


def test_the_picture_shows_the_history_and_says_its_numbers():
    lab = NetworkLab(**SMALL)
    for name, history in lab.history.items():
        drawn = lab.figure.curves[name].get_ydata()
        np.testing.assert_array_equal(drawn, history.validation_accuracy)
        right = round(297 * history.validation_accuracy[-1])
        assert f"{right} of 297 right" in said(lab)
        assert f"{name}={right}" in repr(lab)
        percent = f"{100 * history.validation_accuracy[-1]:.0f} % right"
        assert percent in lab.picture.replace("\u00a0", " ")


def test_digits_never_recognised_are_named():
    lab = NetworkLab(cost=(QUADRATIC,), eta=4, epochs=5)
    assert "never recognised: 3, 6, 8" in said(lab)


def test_one_cost_or_both():
    lab = NetworkLab(**SMALL)
    lab.cost.value = (CROSS_ENTROPY,)
    assert list(lab.history) == list(lab.networks) == ["cross_entropy"]
    lab.cost.value = BOTH
    assert list(lab.history) == ["quadratic", "cross_entropy"]
    assert list(NetworkLab(cost=CROSS_ENTROPY, **SMALL).history) == ["cross_entropy"]


@pytest.mark.parametrize("cost", [(), "quadratic", BOTH[::-1], (QUADRATIC, QUADRATIC)])
def test_a_choice_of_costs_the_lab_does_not_offer_is_refused(cost):
    with pytest.raises(ValueError, match="cost must be one of"):
        NetworkLab(cost=cost, **SMALL)


def test_by_hand_without_an_event_loop_the_training_is_done_at_once():
    lab = NetworkLab(**SMALL)
    drag(lab, 2.0)
    assert_trained(lab, 2.0)


def test_by_hand_the_training_runs_in_slices_and_the_picture_fills_in(monkeypatch):
    monkeypatch.setattr(NetworkLab, "slice_seconds", 0.0)
    lab = NetworkLab(**SMALL)

    async def move():
        drag(lab, 2.0)
        assert lab.running  # the message is answered before the training
        lengths, pictures = [], []
        while lab.running:
            await asyncio.sleep(0)
            length = lab.history["quadratic"].epochs
            if not lengths or lengths[-1] != length:
                lengths.append(length)
                pictures.append(lab.picture)
                assert lab.stop.disabled == (length == 3 and not lab.running)
        return lengths, pictures

    lengths, pictures = asyncio.run(move())
    assert lengths[-3:] == [1, 2, 3] and len(set(pictures[-3:])) == 3
    assert_trained(lab, 2.0)


def test_the_newest_move_wins(monkeypatch):
    monkeypatch.setattr(NetworkLab, "slice_seconds", 0.0)
    lab = NetworkLab(**SMALL)
    begun = []
    train = lab.run
    monkeypatch.setattr(
        lab, "run", lambda **values: begun.append(values["eta"]) or train(**values))

    async def moves():
        for eta in (0.1, 2.0, 0.5, 5.0):
            drag(lab, eta)
            await asyncio.sleep(0)
        await until(lambda: not lab.running)

    asyncio.run(moves())
    assert begun == pytest.approx([0.1, 2.0, 0.5, 5.0], rel=0.05)
    assert_trained(lab, 5.0)


def test_code_overtakes_a_hand_and_gets_its_result_in_the_next_line(monkeypatch):
    monkeypatch.setattr(NetworkLab, "slice_seconds", 0.0)
    lab = NetworkLab(**SMALL)

    async def both():
        drag(lab, 2.0)
        await asyncio.sleep(0)
        lab.eta.value = 0.5
        assert lab.history["quadratic"].epochs == 3 and not lab.running
        await asyncio.sleep(0.02)

    asyncio.run(both())
    assert_trained(lab, 0.5)


def test_stop_is_heard_in_the_middle_and_keeps_what_was_learnt(monkeypatch):
    monkeypatch.setattr(NetworkLab, "slice_seconds", 0.0)
    lab = NetworkLab(**SMALL)

    async def stop():
        lab.epochs.box.set_state({"value": "200"})
        assert lab.epochs.value == 200
        await until(lambda: lab.history["quadratic"].epochs in range(5, 100))
        assert not lab.stop.disabled
        click(lab.stop)
        learnt = lab.history["quadratic"]
        await asyncio.sleep(0.05)
        return learnt

    learnt = asyncio.run(stop())
    assert lab.history["quadratic"] is learnt and 5 <= learnt.epochs < 200
    assert lab.stop.disabled
    assert f"epoch {learnt.epochs}." in said(lab)
    assert lab.progress.value == learnt.epochs and lab.progress.max == 200


def test_finish_does_the_rest_at_once(monkeypatch):
    monkeypatch.setattr(NetworkLab, "slice_seconds", 0.0)
    lab = NetworkLab(**SMALL)

    async def move():
        drag(lab, 2.0)
        lab.finish()
        assert lab.history["quadratic"].epochs == 3 and not lab.running

    asyncio.run(move())
    assert_trained(lab, 2.0)


def failing(self, *args, **kwargs):
    raise ValueError("the ink <has> run out")
    yield


@languages
def test_an_exception_in_a_slice_is_shown_and_the_next_move_works(monkeypatch, language):
    lab = NetworkLab(language=language, **SMALL)
    before = repr(lab)

    async def move(eta):
        drag(lab, eta)
        await until(lambda: not lab.running)

    with monkeypatch.context() as broken:
        broken.setattr(Network, "train_epochs", failing)
        asyncio.run(move(2.0))
    assert "the ink <has> run out" in lab.problem
    assert lab.stop.disabled
    assert repr(lab).split("right of")[1] == before.split("right of")[1]
    asyncio.run(move(3.0))
    assert lab.problem == ""


def test_an_exception_is_raised_to_code_as_well(monkeypatch):
    lab = NetworkLab(**SMALL)
    monkeypatch.setattr(Network, "train_epochs", failing)
    with pytest.raises(ValueError, match="run out"):
        lab.eta.value = 2.0
    assert "run out" in lab.problem


def test_ctrl_c_keeps_what_was_learnt_and_shows_it(monkeypatch):
    lab = NetworkLab(**SMALL)
    whole = Network.train_epochs

    def interrupted(self, *args, **kwargs):
        for history in whole(self, *args, **kwargs):
            if history.epochs == 2:
                raise KeyboardInterrupt
            yield history

    monkeypatch.setattr(Network, "train_epochs", interrupted)
    with pytest.raises(KeyboardInterrupt):
        lab.eta.value = 2.0
    assert lab.history["quadratic"].epochs == 1
    assert "epoch 1." in said(lab) and not lab.running


def test_the_reset_button_of_the_page_trains_in_slices_too():
    lab = NetworkLab(**SMALL)
    button = lab.children[2].children[-1]

    async def pressed():
        lab.eta.value = 5.0
        click(button)
        assert lab.running and lab.eta.value == 1.0
        await until(lambda: not lab.running)

    asyncio.run(pressed())
    assert_trained(lab, 1.0)


def test_a_move_sends_little():
    lab = NetworkLab(epochs=30, hidden=5)
    assert len(lab.picture.encode()) < 15_000
