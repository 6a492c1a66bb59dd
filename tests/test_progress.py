"""The bar of long work: it moves, it goes, and it leaves nothing behind."""

from types import SimpleNamespace

import nbformat
import pytest
from nbclient import NotebookClient

from lecture_core import CROSS_ENTROPY, QUADRATIC, load_digits, train_seeds
from lecture_core.stage import progress as module
from lecture_core.stage.progress import progress, steps


@pytest.fixture
def page(monkeypatch):
    """What a page would be told: the bars shown, and whether the cell has been cleared since."""
    told = SimpleNamespace(bars=[], views=[], cleared=0)

    def bar(*arguments, **given):
        told.bars.append(module_bar(*arguments, **given))
        return told.bars[-1]

    def clear():
        told.cleared += 1

    module_bar = module.IntProgress
    monkeypatch.setattr(module, "IntProgress", bar)
    monkeypatch.setattr(module, "get_ipython", lambda: SimpleNamespace(kernel=True))
    monkeypatch.setattr(module, "display", lambda data, raw: told.views.append((data, raw)))
    monkeypatch.setattr(module, "clear_output", clear)
    return told


def test_a_plain_script_sees_the_items_and_nothing_else(monkeypatch, capsys):
    monkeypatch.setattr(module, "IntProgress", None)  # whoever made a bar would fail
    assert list(progress(k * k for k in range(3))) == [0, 1, 4]
    with steps(2) as done:
        done()
    assert capsys.readouterr().out == ""


def test_the_bar_follows_the_loop_and_goes_with_it(page):
    seen = []
    for item in progress("abc"):
        bar, = page.bars
        seen.append((item, bar.value, bar.max, bar.description))
    assert seen == [("a", 0, 3, "0 / 3"), ("b", 1, 3, "1 / 3"), ("c", 2, 3, "2 / 3")]
    assert page.cleared == 1 and bar.comm is None
    (data, raw), = page.views
    assert list(data) == ["application/vnd.jupyter.widget-view+json"] and raw


def test_a_loop_left_half_way_closes_its_bar_and_clears_no_other_cell(page):
    loop = progress(range(3))
    next(loop)
    loop.close()
    assert page.bars[0].comm is None and page.cleared == 0


def test_work_that_fails_takes_its_bar_along(page):
    with pytest.raises(ZeroDivisionError), steps(3) as done:
        done()
        raise ZeroDivisionError
    assert page.bars[0].comm is None and page.cleared == 1


def test_one_bar_counts_the_parts_of_every_item(page):
    seen = [(item, part, page.bars[0].value) for item, parts in progress("ab", each=range(2))
            for part in parts]
    assert seen == [("a", 0, 0), ("a", 1, 1), ("b", 0, 2), ("b", 1, 3)]
    assert page.bars[0].value == page.bars[0].max == 4 and page.cleared == 1


def test_training_moves_it_network_by_network(page):
    values = []

    def watched(seeds):
        for seed in seeds:
            values.append(page.bars[0].value)
            yield seed

    runs = [train_seeds(load_digits(), cost=cost, eta=1, seeds=watched(seeds), epochs=0)
            for cost, seeds in progress((QUADRATIC, CROSS_ENTROPY), each=range(2))]
    assert [len(run.networks) for run in runs] == [2, 2]
    assert values == [0, 1, 2, 3] and len(page.bars) == page.cleared == 1


def test_a_notebook_stores_nothing_of_it():
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in (
        "from lecture_core.labs import progress",
        "for k in progress(range(3)):\n    pass\nprint(k)")])
    NotebookClient(nb, timeout=60, kernel_name="python3", store_widget_state=False).execute()
    assert [output.get("text") for output in nb.cells[1].outputs] == ["2\n"]
