"""The first lab where the reader meets it, in notebook 01: before anything runs, and in its window.

How it moves is in test_labs_under_a_hand.py.
"""

import pytest

import real_lab


def test_the_stored_picture_is_there_before_anything_runs(lab):
    lab.open_notebook("notebooks/ru/01_slowdown.ipynb", clear=False)
    cell = lab.show("lab")
    image = cell.locator("img")
    image.wait_for()
    assert image.evaluate("node => node.naturalWidth") > 800


@pytest.mark.parametrize("theme", sorted(real_lab.THEMES))
def test_the_lab_fits_a_window_of_1280_by_800(lab, theme):
    lab.open_notebook("notebooks/en/01_slowdown.ipynb")
    lab.set_theme(theme)
    lab.run_all()
    output = lab.show("lab").locator(".lecture-lab").first
    box = output.bounding_box()
    assert box["height"] < 640 and box["width"] <= 912
    lab.screenshot(f"slowdown-lab-{theme}")
