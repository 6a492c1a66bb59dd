"""Ratios of the live picture's speed, each measured in one run.

python tests/benchmarks/bench_live.py

The kernel time of a move, and, where there is a browser, the time from a move to its frame.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

import nbformat

from lecture_core import QUADRATIC, train_neuron
from lecture_core.figures import slowdown_figure
from lecture_core.labs import SlowdownLab

STARTS = ((0.6, 0.9), (2.0, 2.0))

# The same slider before an empty echo, our lab, and the two usual ways of drawing.
SETUP = """
import ipywidgets as widgets
import numpy as np
from lecture_core import QUADRATIC, train_neuron
from lecture_core.labs import SlowdownLab

STARTS = ((0.6, 0.9), (2.0, 2.0))

def slider():
    return widgets.FloatLogSlider(value=0.15, base=10, min=-3, max=1, step=0.02)

def runs(eta):
    return [train_neuron(w, b, eta=eta, cost=QUADRATIC) for w, b in STARTS]

def draw(axes, eta):
    for run in runs(eta):
        axes[0].plot(run.C)
        axes[1].plot(run.a)
"""
ECHO = """
number, move = widgets.HTML("start"), slider()
move.observe(lambda change: setattr(number, "value", f"{change['new']:.6f}"), "value")
widgets.VBox([move, number])
"""
LAB = "SlowdownLab()"
INTERACT = """
%matplotlib inline
import matplotlib.pyplot as plt

def picture(eta):
    _, axes = plt.subplots(1, 2, figsize=(9, 4))
    draw(axes, eta)
    plt.show()

widgets.interact(picture, eta=slider());
"""
IPYMPL = """
%matplotlib widget
import matplotlib.pyplot as plt
with plt.ioff():
    figure, axes = plt.subplots(1, 2, figsize=(9, 4))
draw(axes, 0.15)
move = slider()

def follow(change):
    for k, run in enumerate(runs(change["new"])):
        axes[0].lines[k].set_ydata(run.C)
        axes[1].lines[k].set_ydata(run.a)
    figure.canvas.draw_idle()

move.observe(follow, "value")
widgets.VBox([move, figure.canvas])
"""
WAYS = {"echo": ECHO, "lab": LAB, "interact": INTERACT, "ipympl": IPYMPL}

# One move: a key on the slider, then the first change of the picture, then the frame that shows it.
MOVE = """
async ([cell, kind, moves]) => {
    const handle = cell.querySelector('.noUi-handle');
    const canvas = cell.querySelector('canvas');
    const times = [];
    const frame = () => new Promise(done => requestAnimationFrame(done));
    for (let k = 0; k < moves; k++) {
        await new Promise(done => setTimeout(done, 150));
        const begin = performance.now();
        const changed = new Promise((done, fail) => {
            const late = setTimeout(() => fail(new Error(kind + ': no picture')), 60000);
            const finish = () => { clearTimeout(late); observer.disconnect(); done(); };
            const observer = new MutationObserver(changes => {
                for (const change of changes) for (const node of change.addedNodes) {
                    const name = node.nodeName.toLowerCase();
                    const image = name === 'img' ? node : node.querySelector?.('img');
                    if (kind === 'echo' && change.target.closest('.widget-html')) return finish();
                    if (kind === 'lab' && name === 'svg' && node.getAttribute('role')) {
                        return finish();
                    }
                    if (kind === 'interact' && image) {
                        return image.complete ? finish() : image.addEventListener('load', finish);
                    }
                }
            });
            observer.observe(cell, {subtree: true, childList: true, characterData: true});
            if (kind === 'ipympl') {
                const context = canvas.getContext('2d');
                const kept = context.drawImage.bind(context);
                context.drawImage = (...all) => {
                    kept(...all);
                    delete context.drawImage;
                    finish();
                };
            }
        });
        const key = Math.floor(k / 20) % 2 ? 'ArrowLeft' : 'ArrowRight';
        handle.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
        await changed;
        await frame();
        times.push(performance.now() - begin);
    }
    return times;
}
"""


def kernel_ratios(rounds=12, moves=20):
    """CPU time of a move of the lab against a full redraw and against a fresh figure."""
    lab = SlowdownLab(language="en")
    kept = slowdown_figure(lab.histories, language="en")
    etas = [0.1 + 0.01 * k for k in range(moves)]

    def move():
        for eta in etas:
            lab.eta.value = eta

    def runs(eta):
        return [train_neuron(w, b, eta=eta, cost=QUADRATIC) for w, b in STARTS]

    def redraw():
        for eta in etas[:2]:
            kept.show(runs(eta)).png()

    def fresh():
        for eta in etas[:2]:
            slowdown_figure(runs(eta), language="en").png()

    ways = {"move": (move, moves), "redraw": (redraw, 2), "fresh": (fresh, 2)}
    spent = {name: [] for name in ways}
    for _ in range(rounds):
        for name, (way, times) in ways.items():
            begin = process_time()
            way()
            spent[name].append((process_time() - begin) / times)
    middle = {name: median(times) for name, times in spent.items()}
    print(f"kernel time of a move: {middle['move'] * 1e3:.2f} ms, "
          f"{len(lab._live.svg.encode()) / 1000:.1f} kB sent")
    return [
        ("kernel time: move / full redraw of the kept figure", middle["move"] / middle["redraw"],
         0.06),
        ("kernel time: move / fresh inline figure", middle["move"] / middle["fresh"], 0.04),
    ]


def browser_ratios(rounds=4, moves=15):
    """Slider to frame in a real JupyterLab: the lab against an echo, interact and ipympl."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "browser"))
    import importlib.util

    import real_lab

    if not real_lab.find_browser():
        print("no Chromium or Chrome found: the browser's ratios are left out")
        return []
    ways = {name: code for name, code in WAYS.items()
            if name != "ipympl" or importlib.util.find_spec("ipympl")}
    with tempfile.TemporaryDirectory() as folder:
        for name, code in ways.items():
            cells = [nbformat.v4.new_code_cell(text.strip()) for text in (SETUP, code)]
            notebook = nbformat.v4.new_notebook(cells=cells)
            notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
            nbformat.write(notebook, Path(folder) / f"{name}.ipynb")
        spent = {name: [] for name in ways}
        with real_lab.jupyter_server(folder) as server, real_lab.chromium() as browser:
            for _ in range(rounds):
                for name in ways:
                    with real_lab.LabPage.new(browser, server) as lab:
                        lab.open_notebook(f"{name}.ipynb")
                        lab.run_all()
                        cell = lab.page.locator(".jp-Cell").nth(1)
                        cell.locator(".noUi-handle").first.wait_for()
                        lab.wait_idle()
                        times = lab.page.evaluate(MOVE, [cell.element_handle(), name, moves])
                        spent[name] += times[3:]
    middle = {name: median(times) for name, times in spent.items()}
    print("slider to frame:", ", ".join(f"{name} {ms:.0f} ms" for name, ms in middle.items()))
    aims = {"echo": 1.35, "interact": None, "ipympl": 0.45}
    return [(f"slider to frame: lab / {name}", middle["lab"] / middle[name], aims[name])
            for name in middle if name != "lab"]


def ratios():
    """(name, measured ratio, aim or None)."""
    return kernel_ratios() + browser_ratios()


if __name__ == "__main__":
    for name, measured, aim in ratios():
        print(f"{name:55s} {measured:6.3f}" + (f"   aim {aim}" if aim else ""))
