"""The first lab under a hand: keyboard, mouse, number box, film; the picture answers each time."""

import re

import pytest

import real_lab


@pytest.fixture(params=["ru", "en"])
def slowdown(lab, request):
    lab.open_notebook(f"notebooks/{request.param}/01_slowdown.ipynb")
    lab.run_all()
    lab.cell_with_lab = lab.show("lab")
    return lab


def parts(lab):
    """(picture, slider handles, number boxes) of the lab's cell.

    The picture is the element around the live SVG: the SVG itself is a new one at every move.
    """
    cell = lab.cell_with_lab
    picture = cell.locator(".widget-html-content:has(svg[role=img])")
    return picture, cell.locator(".noUi-handle"), cell.locator("input[type=number]")


def label_of(picture):
    return picture.locator("svg[role=img]").get_attribute("aria-label")


def eta_of(picture):
    return float(re.search(r"η\s=\s([\d.]+)", label_of(picture)).group(1))


def epoch_of(picture):
    return int(re.search(r"(?:эпоха|epoch) (\d+)", label_of(picture)).group(1))


def test_every_way_of_moving_a_value_changes_the_picture(slowdown):
    lab = slowdown
    picture, handles, boxes = parts(lab)
    assert eta_of(picture) == 0.15

    before = lab.html(picture)
    handles.first.focus()
    lab.page.keyboard.press("ArrowRight")
    lab.wait_for_change(picture, before)
    lab.wait_idle()
    by_key = eta_of(picture)
    assert by_key > 0.15

    grip = handles.first.bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    before = lab.html(picture)
    lab.page.mouse.move(x, y)
    lab.page.mouse.down()
    for step in range(1, 9):
        lab.page.mouse.move(x + 3 * step, y)
    lab.page.mouse.up()
    lab.wait_for_change(picture, before)
    lab.page.wait_for_timeout(200)
    lab.wait_idle()
    by_mouse = eta_of(picture)
    assert by_mouse > by_key
    assert float(boxes.first.input_value()) == pytest.approx(by_mouse, rel=0.01)

    before = lab.html(picture)
    boxes.first.fill("0.6")
    boxes.first.press("Enter")
    lab.wait_for_change(picture, before)
    assert eta_of(picture) == 0.6

    assert lab.errors == [] and lab.foreign_requests() == [] and lab.error_outputs() == []
    lab.screenshot(f"slowdown-lab-{lab.notebook_path.split('/')[1]}")


def test_the_film_runs_to_its_end_and_the_neuron_is_alive(slowdown):
    lab = slowdown
    picture, _, _ = parts(lab)
    assert epoch_of(picture) == 300
    lab.cell_with_lab.locator(".widget-play button").first.click()
    lab.page.wait_for_function(
        "node => /(эпоха|epoch) [1-9]\\d? /.test(node.innerHTML)",
        arg=picture.element_handle(),
    )
    lab.screenshot(f"slowdown-film-{lab.notebook_path.split('/')[1]}")
    seen = set()
    while epoch_of(picture) < 300:
        seen.add(label_of(picture))
        lab.wait_painted()
    assert len(seen) > 20
    assert lab.errors == [] and lab.error_outputs() == []


def test_a_number_out_of_range_is_refused_with_a_sentence_and_the_picture_stays(slowdown):
    lab = slowdown
    picture, _, boxes = parts(lab)
    label = label_of(picture)
    boxes.first.fill("-3")
    boxes.first.press("Enter")
    alert = lab.cell_with_lab.locator("[role=alert]")
    alert.wait_for()
    assert "−3" in alert.inner_text() and "0.15" in alert.inner_text()
    assert label_of(picture) == label
    before = lab.html(picture)
    boxes.first.fill("0.3")
    boxes.first.press("Enter")
    lab.wait_for_change(picture, before)
    alert.wait_for(state="detached")
    assert eta_of(picture) == 0.3
    assert lab.errors == []


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
    output = lab.show("lab").locator(".jp-OutputArea-output .widget-vbox").first
    box = output.bounding_box()
    assert box["height"] < 640 and box["width"] <= 912
    lab.screenshot(f"slowdown-lab-{theme}")
