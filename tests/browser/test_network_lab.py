"""The lab that trains networks, under a hand: the page is heard while the training runs."""

import re

import pytest

import real_lab


@pytest.fixture
def network(desk):
    return desk.put("NetworkLab(language='en')")


def epochs_of(lab):
    """(the epoch reached, the epochs planned) as the picture says them."""
    return tuple(map(int, re.search(r"epoch (\d+) of (\d+)", lab.label).groups()))


def wait_for_label(lab, pattern):
    lab.page.wait_for_function(
        """([cell, pattern]) => new RegExp(pattern).test(
            cell.querySelector('svg[role=img]').getAttribute('aria-label'))""",
        arg=[lab.root.element_handle(), pattern],
        timeout=real_lab.SECONDS * 1000,  # a training of 300 epochs on a machine with other work
    )


def stop_button(lab):
    return lab.root.get_by_role("button", name="Stop")


def test_dragging_eta_retrains_and_the_picture_fills_in(network):
    lab = network
    assert epochs_of(lab) == (30, 30)
    before = lab.label
    to = lab.grasp("eta")
    seen = set()
    for step in range(1, 31):
        to(0.6 + step / 150, steps=1)
        lab.page.wait_for_timeout(100)
        seen.add(lab.label)
    lab.page.mouse.up()
    assert len(seen) > 3, "the picture stood still while the hand moved"
    wait_for_label(lab, "epoch 30 of 30")
    lab.page.wait_for_timeout(1000)
    wait_for_label(lab, "epoch 30 of 30")
    assert lab.label != before
    assert float(lab.box("eta").input_value()) > 1.5


def test_the_stop_button_ends_a_long_training_and_keeps_what_was_learnt(network):
    lab = network
    assert stop_button(lab).is_disabled()
    lab.type("epochs", "300")
    wait_for_label(lab, r"epoch ([5-9]|\d\d+) of 300")
    stop_button(lab).click()
    lab.page.wait_for_function(
        "button => button.disabled", arg=stop_button(lab).element_handle())
    reached, planned = epochs_of(lab)
    assert planned == 300 and 5 <= reached < 300
    lab.page.wait_for_timeout(500)
    assert epochs_of(lab) == (reached, planned)


def test_a_cell_run_during_a_training_is_answered(desk, network):
    lab = network
    lab.type("epochs", "300")
    wait_for_label(lab, r"epoch ([2-9]|\d\d+) of 300")
    assert 2 <= desk.ask("lab.history['quadratic'].epochs") < 300
    stop_button(lab).click()


@pytest.mark.parametrize("subshells", [True, False])
@pytest.mark.parametrize("hand_last", [True, False])
def test_hand_and_code_at_once_the_newest_value_wins(desk, subshells, hand_last):
    set_subshells(desk, subshells)
    try:
        lab = desk.put("NetworkLab(language='en', hidden=10, epochs=20)")
        lab.press("seed", "ArrowRight")
        wait_for_label(lab, "epoch 20 of 20")
        if hand_last:
            desk.page.evaluate("code => void window.jupyterapp.shell.currentWidget.sessionContext"
                               ".session.kernel.requestExecute({code})", "lab.eta.value = 0.7")
            lab.type("epochs", "120")
        else:
            lab.type("epochs", "120")
            wait_for_label(lab, r"epoch ([2-9]|\d\d+) of 120")
            assert desk.execute("lab.eta.value = 0.7") == ""
        wait_for_label(lab, "epoch 120 of 120")
        desk.settled(lab)
        assert lab.alert().is_hidden()
        assert desk.ask("[lab.eta.value, lab.epochs.value, lab.history['quadratic'].epochs]") == [
            0.7, 120, 120]
        assert desk.ask("lab.history['quadratic'].cost.tolist() == NetworkLab(hidden=10,"
                        " epochs=120, eta=0.7, seed=1).history['quadratic'].cost.tolist()")
    finally:
        set_subshells(desk, True)


def set_subshells(desk, wanted):
    """JupyterLab's setting: do messages of widgets go to a kernel's subshell of their own?"""
    how = "perCommTarget" if wanted else "disabled"
    desk.page.evaluate("""how => { window.jupyterapp.shell.currentWidget.sessionContext.session
        .kernel.commsOverSubshells = how; }""", how)
