"""Hours of use in minutes: what a lecture room does to the labs and the notebooks.

python tests/soak.py [moves, 10000 if not said] [notebooks, all if not said]

1. So many moves over all labs in one JupyterLab page: memory of kernel and page before and after.
2. A lab's cell run 60 times.
3. Every notebook twice, each cell twice: from another folder, whose path is Cyrillic and has
   spaces, with LC_ALL=C, a HOME that cannot be written to and no way to the network.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
sys.path[:0] = [str(TESTS / "browser"), str(TESTS / "tools")]

LABS = (*(f"{kind}('en')" for kind in ("CostLab", "EffectLab", "LearningTimeLab", "SaturationLab",
                                       "SigmoidLab", "SlowdownLab")),
        "NetworkLab('en', hidden=3, epochs=2, batch_size=100)")
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
notebook.cells = [cell for one in notebook.cells if one.cell_type == 'code'
                  for cell in (one, nbformat.v4.new_code_cell(one.source))]
for _ in range(2):
    NotebookClient(notebook, timeout=600, resources={'metadata': {'path': '.'}}).execute()
    assert all(cell.execution_count for cell in notebook.cells)
print(len(notebook.cells), 'runs of cells')
"""


def page_memory(page):
    """Bytes of the page's heap after a collection of garbage."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return used


def moves_in_one_page(desk, moves):
    lines = "\n".join(f"display({lab})" for lab in LABS)
    desk.run(f"from IPython.display import display\nfrom lecture_core.labs import *\n{lines}")
    # Jupyter remembers the signatures of 65,536 messages, which would be all that grows here.
    desk.execute("get_ipython().kernel.session.digest_history_size = 1000")
    desk.page.locator(".lecture-lab[data-lecture=alive]").nth(len(LABS) - 1).wait_for()
    faults, before = [], ()
    # 40 moves a slider, four times: what a strip had no time for at first is drawn in a later round.
    warm = 160 * desk.page.locator(".lecture-lab .noUi-handle").count()
    for part in (warm, moves):
        began = time.monotonic()
        desk.page.evaluate(MOVES, part)
        desk.window.wait_idle()
        desk.page.wait_for_timeout(1000)
        desk.execute("import gc; gc.collect()")  # what only waits for its collection is not kept
        objects, rss, figures = desk.ask(HELD)
        page = page_memory(desk.page)
        print(f"after {part} moves in {time.monotonic() - began:.0f} s: kernel {rss / 1e6:.1f} MB,"
              f" {objects} objects, {figures} figures; page {page / 1e6:.1f} MB", flush=True)
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


def every_notebook_twice(paths):
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        away = Path(folder) / "чужая папка"
        away.mkdir()
        environment = {key: value for key, value in os.environ.items() if key != "LANG"}
        # Not even root can make a folder in a file. Jupyter must write where its kernels are met.
        environment |= {"LC_ALL": "C", "HOME": os.devnull, "PYTHONPATH": str(ROOT),
                        "IPYTHONDIR": str(away / "ipython"),
                        "JUPYTER_RUNTIME_DIR": str(away / "runtime"),
                        "MPLCONFIGDIR": str(away / "matplotlib")}
        environment |= dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")
        for path in paths:
            done = subprocess.run([sys.executable, "-c", TWICE, str(path)], cwd=away,
                                  env=environment, capture_output=True, text=True)
            said = "failed" if done.returncode else done.stdout.strip()
            print(f"{path.parent.name}/{path.name} twice, each cell twice: {said}", flush=True)
            if done.returncode:
                faults.append(f"{path}: {done.stderr[-800:]}")
    return faults


def main(moves=10_000, *paths):
    import real_lab
    from hand import Desk

    faults = []
    if real_lab.find_browser():
        with tempfile.TemporaryDirectory() as folder:
            Desk.store(Path(folder) / "desk.ipynb")
            with (real_lab.jupyter_server(folder) as server, real_lab.chromium() as browser,
                  real_lab.LabPage.new(browser, server, height=2400) as page):
                page.open_notebook("desk.ipynb")
                faults += moves_in_one_page(Desk(page), int(moves))
                faults += one_cell_many_times(Desk(page))
    else:
        print("no Chromium or Chrome found: the moves in a page are left out")
    faults += every_notebook_twice([Path(path).resolve() for path in paths]
                                   or sorted(ROOT.glob("notebooks/*/*.ipynb")))
    print("\n".join(faults) or "nothing grew, nothing broke")
    return len(faults)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) > 0)
