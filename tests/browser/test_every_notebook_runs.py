"""Every notebook, in both languages, runs in a real JupyterLab without a word on the console, and
each of its sliders moves its picture."""

import pytest

import real_lab

NOTEBOOKS = sorted(
    str(path.relative_to(real_lab.ROOT)) for path in real_lab.ROOT.glob("notebooks/*/*.ipynb")
)
WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_notebook_runs_and_its_sliders_move_without_errors_and_without_the_network(beside, path):
    lab = beside(path)
    lab.run_all()
    for theme in ("dark", "light"):
        lab.set_theme(theme)
        lab.screenshot(path.removesuffix(".ipynb").replace("/", "-") + f"-{theme}")
    assert any(outputs for _, outputs in lab.outputs())
    labs = [
        cell_id
        for cell_id, outputs in lab.outputs()
        if any(WIDGET in output.get("data", {})  # a bet is a widget without a slider
               and "Lab(" in "".join(output["data"].get("text/plain", "")) for output in outputs)
    ]
    moved = {cell_id: move_every_slider(lab, cell_id) for cell_id in labs}
    assert all(count > 0 for count in moved.values()), moved


def move_every_slider(lab, cell_id):
    """Move each visible slider of a cell by a key; wait until its number and the picture change."""
    cell = lab.show(cell_id)
    moved = 0
    for control in cell.locator(".widget-hbox:has(> .widget-hslider)").all():
        if not control.is_visible():
            continue
        handle, box = control.locator(".noUi-handle"), control.locator("input[type=text]")
        picture = cell.locator(".lecture-lab svg[role=img]").first
        number, shown = box.input_value(), picture.get_attribute("aria-label")
        # Whichever way there is room: a film stands at one of its ends.
        handle.focus()
        lab.page.keyboard.press("ArrowLeft" if at_the_end(handle) else "ArrowRight")
        # The number follows the picture, which a network still learning changes by itself.
        lab.page.wait_for_function(
            """([cell, box, number, shown]) => box.value !== number && shown !==
                cell.querySelector('.lecture-lab svg[role=img]').getAttribute('aria-label')""",
            arg=[cell.element_handle(), box.element_handle(), number, shown],
            timeout=20_000,
        )
        lab.wait_idle()
        moved += 1
    return moved


def at_the_end(handle):
    return handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemax")
