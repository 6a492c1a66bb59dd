"""The bar of long work on the page: it moves while the cell runs, and nothing of it stays."""

# What the cell shows at each frame: the words of its bar, or none, and the height of its output.
WATCH = """() => {
    const seen = window.seen = [];
    const look = () => {
        const output = document.querySelector('.jp-OutputArea');
        const words = output?.querySelector('.widget-hprogress .widget-label')?.textContent ?? '';
        seen.push([words, output?.offsetHeight ?? 0]);
        if (window.seen === seen) requestAnimationFrame(look);
    };
    look();
}"""
CELL = """import time
from lecture_core.labs import progress
for part, seeds in progress("ab", each=range(2)):
    for seed in seeds:
        time.sleep(0.3)
print("done")"""


def test_the_bar_of_a_long_cell_moves_without_a_jump_and_leaves_only_what_is_printed(desk):
    desk.run("pass")  # what an earlier test has left may have a bar of its own
    desk.page.evaluate(WATCH)
    desk.run(CELL)
    seen = desk.page.evaluate("() => { const all = window.seen; window.seen = null; return all; }")
    bars = [k for k, (words, _) in enumerate(seen) if words]
    shown, heights = zip(*seen[bars[0] : bars[-1] + 1], strict=True)
    assert list(dict.fromkeys(shown))[:4] == ["0 / 4", "1 / 4", "2 / 4", "3 / 4"]
    assert "" not in shown and len(set(heights)) == 1
    (_, outputs), = desk.window.outputs()
    assert [output["output_type"] for output in outputs] == ["stream"]
    assert desk.page.locator(".widget-hprogress").count() == 0
