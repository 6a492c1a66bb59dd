"""Hours of use in minutes: what a lecture room does to the labs and the notebooks.

python tests/soak.py [moves, 10000 if not said]

1. So many moves over all labs in one JupyterLab page: memory of kernel and page before and after.
2. A lab's cell run 60 times.
3. Every notebook twice, each cell twice: from another folder, whose path is Cyrillic and has
   spaces, with LC_ALL=C and a HOME that cannot be written to.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
sys.path[:0] = [str(TESTS / "browser"), str(TESTS / "tools")]

KINDS = ("CostLab", "EffectLab", "LearningTimeLab", "SaturationLab", "SigmoidLab", "SlowdownLab")
HELD = """(len(__import__('gc').get_objects()), __import__('psutil').Process().memory_info().rss,
 sum(type(one).__name__.endswith('Figure') for one in __import__('gc').get_objects()))"""
# As a hand does it: keys on each slider in turn, a frame between them.
MOVES = """async (moves) => {
    const handles = [...document.querySelectorAll('.lecture-lab .noUi-handle')];
    for (let k = 0; k < moves; k++) {
        const handle = handles[Math.floor(k / 40) % handles.length];
        const key = Math.floor(k / 10) % 2 ? 'ArrowLeft' : 'ArrowRight';
        if (k % 40 === 0) handle.dispatchEvent(new PointerEvent('pointerover', {bubbles: true}));
        handle.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
        await new Promise(done => requestAnimationFrame(done));
    }
}"""
TWICE = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
cells = []
for cell in notebook.cells:
    cells.append(cell)
    if cell.cell_type == 'code' and not cell.metadata.get('tags'):
        again = nbformat.v4.new_code_cell(cell.source)
        cells.append(again)
notebook.cells = cells
for _ in range(2):
    NotebookClient(notebook, timeout=600, resources={'metadata': {'path': '.'}}).execute()
"""


def page_memory(page):
    """Bytes of the page's heap after a collection of garbage."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return used


def moves_in_one_page(desk, moves):
    lines = "\n".join(f"display({kind}('en'))" for kind in KINDS)
    desk.run(f"from IPython.display import display\nfrom lecture_core.labs import *\n{lines}")
    desk.page.locator(".lecture-lab[data-lecture=alive]").nth(len(KINDS) - 1).wait_for()
    faults, before = [], ()
    warm = max(500, moves // 5)
    for part in (warm, moves):
        desk.page.evaluate(MOVES, part)
        desk.window.wait_idle()
        desk.page.wait_for_timeout(1000)
        objects, rss, figures = desk.ask(HELD)
        page = page_memory(desk.page)
        print(f"after {part} moves: kernel {rss / 1e6:.1f} MB, {objects} objects, {figures} "
              f"figures; page {page / 1e6:.1f} MB", flush=True)
        if before:
            before_rss, before_figures, before_page = before
            if rss > 1.01 * before_rss:
                faults.append(f"the kernel grew by {(rss - before_rss) / 1e6:.1f} MB")
            if figures != before_figures:
                faults.append(f"{figures - before_figures} figures are left")
            if page > 1.01 * before_page + 2e6:  # which strips are kept differs
                faults.append(f"the page grew by {(page - before_page) / 1e6:.1f} MB")
        before = rss, figures, page
    return faults + desk.window.errors + desk.window.error_outputs()


def one_cell_many_times(desk, runs=60):
    held = ("(len(__import__('ipywidgets').widgets.widget._instances),"
            " __import__('psutil').Process().memory_info().rss / 1e6)")
    desk.run("lab = SlowdownLab('en')\nlab")
    widgets, rss = desk.ask(held)
    for _ in range(runs):
        desk.run("lab = SlowdownLab('en')\nlab")
    more_widgets, more_rss = desk.ask(held)
    print(f"a cell run {runs} times: {(more_rss - rss) / runs:.2f} MB and "
          f"{(more_widgets - widgets) / runs:.1f} widgets a run", flush=True)
    grown = (more_rss - rss) / runs
    return [f"a run of a cell keeps {grown:.2f} MB"] * (grown > 0.5) + [
        "widgets pile up"] * (more_widgets > widgets)


def every_notebook_twice():
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        away = Path(folder) / "чужая папка"
        home = Path(folder) / "home"
        for one in (away, home):
            one.mkdir()
        home.chmod(0o555)
        environment = {key: value for key, value in os.environ.items() if key != "LANG"}
        environment |= {"LC_ALL": "C", "HOME": str(home), "PYTHONPATH": str(ROOT),
                        "IPYTHONDIR": str(away / "ipython")}
        for path in sorted(ROOT.glob("notebooks/*/*.ipynb")):
            done = subprocess.run([sys.executable, "-c", TWICE, str(path)], cwd=away,
                                  env=environment, capture_output=True, text=True)
            print(path.relative_to(ROOT), "twice:", done.returncode or "well", flush=True)
            if done.returncode:
                faults.append(f"{path}: {done.stderr[-800:]}")
        home.chmod(0o755)
    return faults


def main(moves):
    import real_lab
    from hand import Desk

    faults = []
    if real_lab.find_browser():
        with tempfile.TemporaryDirectory() as folder:
            Desk.store(Path(folder) / "desk.ipynb")
            with (real_lab.jupyter_server(folder) as server, real_lab.chromium() as browser,
                  real_lab.LabPage.new(browser, server, height=2400) as page):
                page.open_notebook("desk.ipynb")
                faults += moves_in_one_page(Desk(page), moves)
                faults += one_cell_many_times(Desk(page))
    else:
        print("no Chromium or Chrome found: the moves in a page are left out")
    faults += every_notebook_twice()
    print("\n".join(faults) or "nothing grew, nothing broke")
    return len(faults)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000) > 0)
