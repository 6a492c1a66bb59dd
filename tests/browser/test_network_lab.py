"""The lab that trains networks, under a hand: the page is heard while the training runs."""

import re

import nbformat
import pytest

CODE = """from lecture_core.labs import NetworkLab
lab = NetworkLab(language="en")
lab"""


@pytest.fixture
def network(lab, lecture_folder):
    nb = nbformat.v4.new_notebook()
    nb.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nb.cells = [nbformat.v4.new_code_cell(CODE, id="lab")]
    nbformat.write(nb, lecture_folder / "network_lab.ipynb")
    lab.open_notebook("network_lab.ipynb")
    lab.run_all()
    lab.cell_with_lab = lab.show("lab")
    yield lab
    assert lab.errors == [] and lab.error_outputs() == [] and lab.foreign_requests() == []


def label_of(lab):
    picture = lab.cell_with_lab.locator("svg[role=img]")
    return picture.get_attribute("aria-label")


def epochs_of(lab):
    """(the epoch reached, the epochs planned) as the picture says them."""
    return tuple(map(int, re.search(r"epoch (\d+) of (\d+)", label_of(lab)).groups()))


def wait_for_label(lab, pattern):
    lab.page.wait_for_function(
        """([cell, pattern]) => new RegExp(pattern).test(
            cell.querySelector('svg[role=img]').getAttribute('aria-label'))""",
        arg=[lab.cell_with_lab.element_handle(), pattern],
    )


def box(lab, label):
    return lab.cell_with_lab.get_by_label(label, exact=True)


def stop_button(lab):
    return lab.cell_with_lab.locator("button", has_text="Stop")


def test_dragging_eta_retrains_and_the_picture_fills_in(network):
    lab = network
    assert epochs_of(lab) == (30, 30)
    before = label_of(lab)
    grip = lab.cell_with_lab.locator(".noUi-handle").first.bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    lab.page.mouse.move(x, y)
    lab.page.mouse.down()
    seen = set()
    for step in range(1, 31):
        lab.page.mouse.move(x + step, y)
        lab.page.wait_for_timeout(30)
        seen.add(label_of(lab))
    lab.page.mouse.up()
    assert len(seen) > 3, "the picture stood still while the hand moved"
    wait_for_label(lab, "epoch 30 of 30")
    lab.page.wait_for_timeout(1000)
    wait_for_label(lab, "epoch 30 of 30")
    assert label_of(lab) != before
    assert float(box(lab, "η").input_value()) > 1.5
    lab.screenshot("network-lab-dragged")


def test_the_stop_button_ends_a_long_training_and_keeps_what_was_learnt(network):
    lab = network
    assert stop_button(lab).is_disabled()
    box(lab, "epochs in all").fill("300")
    box(lab, "epochs in all").press("Enter")
    wait_for_label(lab, r"epoch ([5-9]|\d\d+) of 300")
    lab.screenshot("network-lab-training")
    stop_button(lab).click()
    lab.page.wait_for_function(
        "button => button.disabled", arg=stop_button(lab).element_handle())
    reached, planned = epochs_of(lab)
    assert planned == 300 and 5 <= reached < 300
    lab.page.wait_for_timeout(500)
    assert epochs_of(lab) == (reached, planned)


def test_a_cell_run_during_a_training_is_answered(network):
    lab = network
    box(lab, "epochs in all").fill("300")
    box(lab, "epochs in all").press("Enter")
    wait_for_label(lab, r"epoch ([2-9]|\d\d+) of 300")
    asked = lab.page.evaluate(
        """async () => {
            const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            const said = [];
            const code = "print(lab.history['quadratic'].epochs)";
            const future = kernel.requestExecute({code});
            future.onIOPub = message => said.push(message.content.text ?? '');
            await future.done;
            return said.join('');
        }"""
    )
    assert 2 <= int(asked) < 300
    stop_button(lab).click()
