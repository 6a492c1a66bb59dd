"""How fast a lab's picture is, in one run beside what it is measured against.

python tests/benchmarks/bench_live.py

The kernel's time of a move of every lab against one full redraw of its figure; where there is a
browser, the page's time and frames beside an empty echo, near the kernel and 150 ms away from it.
"""

import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

from lecture_core import labs

TESTS = Path(__file__).resolve().parents[1]
# An empty echo, the lab as it is, and one that asks the kernel at each move.
CELLS = {
    "echo": """
import ipywidgets as widgets
number, move = widgets.HTML("start"), widgets.IntSlider(55, 0, 108)
move.observe(lambda change: setattr(number, "value", f"{change['new']:.6f}"), "value")
widgets.VBox([move, number])""",
    "lab": "from lecture_core.labs import SlowdownLab\nlab = SlowdownLab('en')\nlab",
    "asked": """
from lecture_core.labs import SlowdownLab
class Asked(SlowdownLab):
    strips = False
lab = Asked("en")
lab""",
}
# Each strip the page asks for: when, when it was complete, how many bytes came.
STRIPS = """
window.strips = [];
window.DecompressionStream = class extends DecompressionStream {
    constructor(format) {
        super(format);
        window.strips.push(this.note = {begun: performance.now(), bytes: 0, done: null});
    }
    get writable() {
        const { note } = this, writer = super.writable.getWriter();
        return { getWriter: () => ({
            write: (piece) => { note.bytes += piece.byteLength; return writer.write(piece); },
            close: () => { note.done = performance.now(); return writer.close(); } }) };
    }
};
"""
HAND = """
const cell = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output');
const handle = cell.querySelector('.noUi-handle'), track = handle.closest('.noUi-base');
const shown = () => (cell.querySelector('.lecture-lab svg[role=img]')
    ?? cell.querySelector('.widget-html-content')).outerHTML;
const pause = (ms) => new Promise(done => setTimeout(done, ms));
const frame = () => new Promise(done => requestAnimationFrame(done));
"""
# Slider to frame: a key, the first change of what is shown, the frame that shows it.
MOVES = "async (moves) => {" + HAND + """
    const times = [];
    for (let k = 0; k < moves; k++) {
        await pause(k ? 250 : 0);
        const before = shown(), begun = performance.now();
        const changed = new Promise((done, fail) => {
            const late = setTimeout(() => fail(new Error('no picture')), 20000);
            new MutationObserver((changes, observer) => {
                if (shown() === before) return;
                clearTimeout(late); observer.disconnect(); done();
            }).observe(cell, {subtree: true, childList: true, characterData: true});
        });
        const key = Math.floor(k / 8) % 2 ? 'ArrowLeft' : 'ArrowRight';
        handle.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
        await changed;
        await frame();
        times.push(performance.now() - begun);
    }
    return times;
}"""
# A drag at the page's own frame rate: at each frame a step of the hand; what was shown is counted.
DRAG = "async (seconds) => {" + HAND + """
    const box = track.getBoundingClientRect(), grip = handle.getBoundingClientRect();
    const send = (kind, x, target, buttons) => {
        const how = { clientX: x, clientY: grip.y + grip.height / 2, buttons, bubbles: true,
                      cancelable: true, pointerType: 'mouse', isPrimary: true };
        target.dispatchEvent(new PointerEvent('pointer' + kind, how));
        target.dispatchEvent(new MouseEvent('mouse' + kind, how));
    };
    const from = grip.x + grip.width / 2;
    send('down', from, handle, 1);
    const counts = Array(seconds).fill(0), ticks = [...counts], begun = performance.now();
    let last = shown(), changed = begun;
    for (let now = begun; now - begun < 1000 * seconds; now = performance.now()) {
        const second = Math.floor((now - begun) / 1000), part = (now - begun) / 1000 / seconds;
        // There and back, so that each frame has a stop of its own.
        const share = seconds === 1 ? 0.1 + 0.85 * part : 0.5 + 0.4 * Math.sin(6.3 * part);
        send('move', box.x + share * box.width, document.documentElement, 1);
        await frame();
        ticks[second]++;
        if (shown() !== last) { last = shown(); counts[second]++; }
    }
    const ended = performance.now();
    send('up', from, document.documentElement, 0);
    for (changed = ended; performance.now() - ended < 1200; await frame())
        if (shown() !== last) { last = shown(); changed = performance.now(); }
    return {counts, ticks, settled: changed - ended};
}"""


def kernel_ratios(moves=16, rounds=5):
    """CPU time of a move of each lab against one full redraw of its figure."""
    small = {"NetworkLab": {"hidden": 3, "epochs": 2, "batch_size": 100}}
    for name in ("CostLab", "EffectLab", "LearningTimeLab", "NetworkLab", "SaturationLab",
                 "SigmoidLab", "SlowdownLab"):
        lab = getattr(labs, name)("en", **small.get(name, {}))
        control = next(iter(lab.panel.numbers.values()))
        middle = control.nearest(control.value)
        stops = [control.stops[(middle + k) % len(control.stops)] for k in range(1, moves + 1)]
        spent = {"move": [], "redraw": []}
        for _ in range(rounds):
            begun = process_time()
            for stop in stops:
                control.value = stop
            spent["move"].append((process_time() - begun) / moves)
            begun = process_time()
            tuple(lab.draw(lab.result, lab.moment))
            lab.figure.png()
            spent["redraw"].append(process_time() - begun)
        move, redraw = median(spent["move"]), median(spent["redraw"])
        yield f"{name}: a move {1000 * move:.1f} ms, of a full redraw", move / redraw, 0.2


def measured_in(page, moves):
    """{what: number} of one visit to each cell, in the window `page`."""
    found = {}
    for name, source in CELLS.items():
        page.put_cell(source)
        if name == "lab":  # a first drag, nothing has hovered yet
            page.page.evaluate("() => { window.strips.length = 0; }")
            found["first"] = page.page.evaluate(DRAG, 2)["counts"][1]
            page.page.wait_for_function("() => window.strips.every((strip) => strip.done)")
            page.put_cell(source)
            page.page.evaluate("() => { window.strips.length = 0; }")
            page.page.locator(".lecture-eta").first.hover()
            page.page.wait_for_function("() => window.strips[0]?.done", timeout=20_000)
            strip = page.page.evaluate("() => window.strips[0]")
            found["strip"], found["bytes"] = strip["done"] - strip["begun"], strip["bytes"]
            page.page.wait_for_timeout(200)
        found[name] = median(page.page.evaluate(MOVES, moves)[2:])
        drag = page.page.evaluate(DRAG, 1)
        found[f"{name} frames"], found[f"{name} settled"] = drag["counts"][0], drag["settled"]
        found[f"{name} ticks"] = drag["ticks"][0]
    return found


def browser_ratios(rounds=3, moves=14):
    """The same window near the kernel and far from it."""
    sys.path[:0] = [str(TESTS / "browser"), str(TESTS / "tools")]
    import real_lab
    from hand import Desk
    from slow_road import slow_road

    if not real_lab.find_browser():
        print("no Chromium or Chrome found: the browser's ratios are left out")
        return
    with tempfile.TemporaryDirectory() as folder:
        Desk.store(Path(folder) / "desk.ipynb")
        with (real_lab.jupyter_server(folder) as server, real_lab.chromium() as browser,
              slow_road(int(server.url.rpartition(":")[2])) as road):
            far = real_lab.Server(f"http://127.0.0.1:{road.port}", server.token)
            with real_lab.LabPage.new(browser, far) as page:
                page.page.add_init_script(STRIPS)
                page.open_notebook("desk.ipynb")
                desk = Desk(page)
                page.put_cell = lambda source: (desk.run(source.strip()),
                                                page.page.locator(".noUi-handle").first.wait_for(),
                                                page.page.wait_for_timeout(400))
                for delay in (0.0, 0.075):
                    road.delay, all_found = delay, []
                    for _ in range(rounds):
                        all_found.append(measured_in(page, moves))
                    yield from told({key: median(one[key] for one in all_found)
                                     for key in all_found[0]}, f"{2000 * delay:.0f} ms away")


def told(found, where):
    """(what, measured, aim) of one distance."""
    ticks = found["lab ticks"]
    yield f"{where}: echo, ms from slider to frame", found["echo"], None
    yield f"{where}: frames the page itself had in a second", ticks, None
    yield f"{where}: frames of the echo in a drag of a second", found["echo frames"], None
    yield f"{where}: lab, ms from slider to frame (at most)", found["lab"], 12
    yield f"{where}: lab / echo (at most)", found["lab"] / found["echo"], 0.35
    yield f"{where}: lab without a strip / echo (at most)", found["asked"] / found["echo"], 1.35
    yield f"{where}: lab, frames in a drag of a second (at least)", found["lab frames"], 50
    yield f"{where}: lab, frames of those the page had", found["lab frames"] / ticks, None
    yield f"{where}: lab, ms from the last move to rest (at most)", found["lab settled"], 100
    yield f"{where}: first drag, frames in its second second (at least)", found["first"], 30
    yield f"{where}: strip complete, ms after the first touch (at most)", found["strip"], 600
    yield f"{where}: strip, kB deflated (at most)", found["bytes"] / 1000, 100


def ratios():
    """(name, measured, aim or None)."""
    yield from kernel_ratios()
    yield from browser_ratios()


if __name__ == "__main__":
    print("load", *os.getloadavg())
    for name, measured, aim in ratios():
        print(f"{name:66s} {measured:8.2f}" + (f"   aim {aim}" if aim else ""), flush=True)
    print("load", *os.getloadavg())
