"""Lab 01 in every front end a reader may have, and through what happens to a page: a notebook
reopened, a kernel restarted, a narrow window, an export that is read without a kernel."""

import importlib.util
import os
import shutil
import subprocess
import sys
import time

import pytest

import real_lab
from hand import LabOnPage
from lecture_core import labs

PATH = "notebooks/en/01_slowdown.ipynb"


def need(package):
    if not importlib.util.find_spec(package):
        pytest.skip(f"{package} is not installed (it is in tests/requirements.txt)")


def lab_in(lab):
    root = lab.page.locator(".lecture-lab[data-lecture=alive]").first
    root.wait_for()
    return LabOnPage(lab.page, root)


@pytest.fixture(autouse=True)
def quick(request):
    """A window that is open has nothing that takes minutes."""
    if "lab" in request.fixturenames:
        request.getfixturevalue("lab").page.set_default_timeout(30_000)


def answers(view, label="η = 0.15"):
    """A drag and keys move picture and number together."""
    assert label in view.label.replace("\xa0", " ")
    view.handle("eta").scroll_into_view_if_needed()
    view.page.wait_for_timeout(800)  # the pictures below still push the page about
    view.drag("eta", 0.85)
    view.page.wait_for_function(
        """([root, box]) => root.querySelector('svg[role=img]').getAttribute('aria-label')
            .includes(`η\\u00a0=\\u00a0${box.value},`) && +box.value > 1""",
        arg=[view.root.element_handle(), view.box("eta").element_handle()], timeout=20_000)
    number = float(view.box("eta").input_value())
    view.press("eta", "ArrowRight", "ArrowRight")
    view.page.wait_for_function(
        """([root, box, number]) => root.querySelector('svg[role=img]').getAttribute('aria-label')
            .includes(`η\\u00a0=\\u00a0${box.value},`) && +box.value > number""",
        arg=[view.root.element_handle(), view.box("eta").element_handle(), number],
        timeout=20_000)
    assert view.handle("eta").evaluate("node => node === document.activeElement"), "keys went on"


@pytest.fixture
def elsewhere(chromium, lecture_folder):
    """A window on a server of its own: one that has served JupyterLab's files looks for those of
    the same name of Notebook, fonts for instance, in JupyterLab's folder and forbids them."""
    with (real_lab.jupyter_server(lecture_folder) as server,
          real_lab.LabPage.new(chromium, server) as lab):
        lab.page.set_default_timeout(30_000)
        yield lab


def test_notebook_7_opens_lab_01_and_drags_it(elsewhere):
    need("notebook")
    lab = elsewhere
    lab.page.goto(f"{lab.server.url}/notebooks/{PATH}?token={lab.server.token}")
    lab.page.wait_for_function(
        """() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel
            ?.status === 'idle'""")
    lab.command("notebook:run-all-cells")
    answers(lab_in(lab))
    assert lab.errors == []
    assert lab.foreign_requests() == []


def test_voila_opens_lab_01_and_drags_it(elsewhere):
    need("voila")
    lab = elsewhere
    lab.page.goto(f"{lab.server.url}/voila/render/{PATH}?token={lab.server.token}")
    view = lab_in(lab)
    answers(view)
    view.control("pace").locator("select").select_option(label="fast")
    view.play().click()  # from the end: it begins anew
    view.page.wait_for_function("box => +box.value > 0 && +box.value < 300",
                                arg=view.box("epoch").element_handle())
    view.page.wait_for_function("box => box.value === '300'", polling=100,
                                arg=view.box("epoch").element_handle())
    # Voila's own template takes icons and MathJax from the network, in a page of any notebook.
    cdn = ("https://cdn.jsdelivr.net/npm/@fortawesome/", "https://cdnjs.cloudflare.com/ajax/libs/")
    assert [url for url in lab.foreign_requests() if not url.startswith(cdn)] == []
    assert [error for error in lab.errors if not any(address in error for address in cdn)] == []


def test_a_notebook_reopened_shows_its_lab_alive(lab, lecture_folder):
    path = "notebooks/en/reopened.ipynb"  # it is saved
    shutil.copy(lecture_folder / PATH, lecture_folder / path)
    lab.open_notebook(path)
    lab.run_all()
    lab.show("lab")
    view = lab_in(lab)
    view.type("eta", "0.3")
    lab.page.wait_for_function("""root => root.querySelector('svg[role=img]')
        .getAttribute('aria-label').includes('η\\u00a0=\\u00a00.3,')""",
                               arg=view.root.element_handle())
    lab.command("docmanager:save")
    lab.page.goto("about:blank")
    lab.open_notebook(path, clear=False)
    lab.show("lab")
    answers(lab_in(lab), "η = 0.3")
    assert lab.errors == []


def test_an_error_of_a_lab_s_module_is_noticed(desk):
    desk.run("""from anywidget import AnyWidget
class Broken(AnyWidget):
    _esm = 'export default {render() {setTimeout(() => {throw Error("late")}); \\
        Promise.reject(Error("unhandled")); throw Error("at once")}}'
Broken()""")
    end = time.monotonic() + 10
    while not all(any(words in error for error in desk.window.errors)
                  for words in ("late", "unhandled", "at once")):
        assert time.monotonic() < end, desk.window.errors
        desk.page.wait_for_timeout(100)
    desk.window.errors.clear()


@pytest.mark.parametrize(("stack", "its_own"), [
    ("Error: no such command\n    at f (http://127.0.0.1:1/static/notebook/core.js:1:2)", True),
    ("Error\n at a (http://127.0.0.1:1/static/lab/core.js:1:2)\n at async Promise.all", True),
    ("Error\n at a (http://127.0.0.1:1/static/lab/core.js:1:2)\n at b (blob:http://127.0.0.1:1/9:3:4)",
     False),
    ("Error: widget model not found\n at m (http://127.0.0.1:1/lab/extensions/@jupyter-widgets/"
     "jupyterlab-manager/static/32.js:1:2)", False),
    ("Failed to load resource: the server responded with a status of 404", False),
    ("", False),
])
def test_an_error_of_the_front_end_s_core_alone_is_its_own(stack, its_own):
    assert real_lab.front_end_s_own(stack) == its_own


def test_a_restarted_kernel_leaves_the_picture_and_says_what_to_do(lab):
    lab.open_notebook(PATH)
    lab.run_all()
    lab.show("lab")
    view = lab_in(lab)
    before = view.label
    lab.page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    lab.wait_idle()
    view.drag("w[0]", 0.9)
    view.alert().wait_for(timeout=15_000)
    assert "run" in view.alert().inner_text().lower()
    assert view.label == before
    assert lab.errors == []


# What a reader cannot reach or read in a lab: each control that lies under another or beyond the
# edge, each slider too short to drag, each label or number that is cut off.
AMISS = """root => {
    const amiss = [], edge = root.closest('.jp-OutputArea-output').getBoundingClientRect();
    const seen = node => node.offsetParent && getComputedStyle(node).visibility !== 'hidden';
    const all = selector => [...root.querySelectorAll(selector)].filter(seen);
    const said = node => `${node.tagName} in ${node.closest('[class*=lecture-]').className}`;
    const boxes = all('input, button, select, .widget-slider, .widget-label, .widget-hprogress')
        .map(node => [node, node.getBoundingClientRect()]);
    boxes.forEach(([node, one], k) => {
        if (one.left < edge.left - 1 || one.right > edge.right + 1)
            amiss.push(`${said(node)} ends at ${one.right} of ${edge.right}`);
        for (const [other, two] of boxes.slice(k + 1))
            if (!node.contains(other) && one.left < two.right - 1 && two.left < one.right - 1
                && one.top < two.bottom - 1 && two.top < one.bottom - 1)
                amiss.push(`${said(node)} lies over ${said(other)}`);
    });
    for (const track of all('.noUi-base'))
        if (track.clientWidth < 100) amiss.push(`${said(track)} is ${track.clientWidth} px long`);
    for (const node of all('.widget-label, input[type=text]'))
        if (node.scrollWidth > node.clientWidth + 1)
            amiss.push(`${node.value ?? node.textContent} is cut off`);
    return amiss;
}"""


@pytest.mark.parametrize("kind", [name for name in labs.__all__ if name.endswith("Lab")])
def test_every_control_can_be_reached(desk, kind):
    page = desk.page
    small = ", hidden=3, epochs=2, batch_size=100" if kind == "NetworkLab" else ""
    lab = desk.put(f"{kind}(language='ru'{small})")
    panel_is_shut = False
    try:
        for width, height in ((1280, 800), (1024, 768), (800, 800), (390, 800)):
            page.set_viewport_size({"width": width, "height": height})
            if width < 1024 and not panel_is_shut:  # it would take half the window
                desk.window.command("application:toggle-left-area")
                panel_is_shut = True
            page.wait_for_timeout(400)
            desk.window.screenshot(f"{kind}-{width}")
            assert lab.root.evaluate(AMISS) == [], width
            controls = lab.root.locator(
                "input:visible, button:visible, select:visible, .noUi-handle:visible")
            for control in controls.all():
                control.scroll_into_view_if_needed()
                reached = control.evaluate("""node => {
                    const box = node.getBoundingClientRect();
                    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
                    const hit = document.elementFromPoint(x, y);
                    return node === hit || node.contains(hit)
                        || [node.outerHTML.slice(0, 99), x, y, hit?.outerHTML.slice(0, 99)].join();
                }""")
                assert reached is True
    finally:
        if panel_is_shut:
            desk.window.command("application:toggle-left-area")
        page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.parametrize("to", ["html", "slides"])
def test_an_executed_export_shows_the_lab_s_picture_without_a_kernel(lab, tmp_path, to):
    notebook = tmp_path / "lab.ipynb"
    write(notebook, "from lecture_core.labs import Bet, CostLab\nLANGUAGE = \"ru\"",
          "CostLab(LANGUAGE)", "Bet('output_1', language=LANGUAGE)")
    subprocess.run([sys.executable, "-m", "nbconvert", "--execute", "--to", to, notebook],
                   check=True, capture_output=True,
                   env={**os.environ, "JUPYTER_CONFIG_PATH": str(real_lab.ROOT)})
    page = notebook.with_suffix(f".{to}.html" if to == "slides" else ".html")
    lab.page.goto(page.as_uri())
    image = lab.page.locator("img[src^='data:image/png']")
    image.wait_for(state="attached")
    assert image.evaluate("node => node.naturalWidth") > 600
    assert "Обе функции потерь" in image.get_attribute("alt")
    assert lab.page.get_by_text("Ответ нейрона 1 после 150 эпох: ставки нет.").count() == 1
    assert not [url for url in lab.requests if "widgets" in url]
    assert lab.page.locator("html").get_attribute("lang") == "ru"


def write(path, *codes):
    import nbformat

    notebook = nbformat.v4.new_notebook(cells=[*map(nbformat.v4.new_code_cell, codes)])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, path)


def test_a_cell_run_again_and_again_keeps_no_widget_and_little_memory(desk):
    code = "from lecture_core.labs import *\nlab = SlowdownLab('en')\nlab"
    held = "[len(__import__('ipywidgets').widgets.widget._instances), __import__('gc').collect() " \
           "and __import__('psutil').Process().memory_info().rss / 1e6]"
    models = """async () => {
        const cell = window.jupyterapp.shell.currentWidget.content.widgets[0];
        return cell.node.querySelectorAll('.lecture-lab').length;
    }"""
    for _ in range(10):
        desk.run(code)
    before = desk.ask(held)
    for _ in range(15):
        desk.run(code)
    after = desk.ask(held)
    assert after[0] == before[0]
    assert (after[1] - before[1]) / 15 < 0.5
    assert desk.page.evaluate(models) == 1
