"""The first lab where the reader meets it, in notebook 01: before anything runs, and in its window.

How it moves is in test_labs_under_a_hand.py.
"""

def test_the_stored_picture_is_there_before_anything_runs(beside):
    cell = beside("notebooks/ru/01_slowdown.ipynb", clear=False).show("lab")
    image = cell.locator("img")
    image.wait_for()
    assert image.evaluate("node => node.naturalWidth") > 800


def test_the_lab_fits_a_window_of_1280_by_800_in_both_themes(beside):
    lab = beside("notebooks/en/01_slowdown.ipynb")
    lab.run_all()
    output = lab.show("lab").locator(".lecture-lab").first
    for theme in ("dark", "light"):
        lab.set_theme(theme)
        box = output.bounding_box()
        assert box["height"] < 640 and box["width"] <= 912
        lab.screenshot(f"slowdown-lab-{theme}")
