"""A bar that says how far a cell's long work has come, and is gone when the work is done.

What a notebook stores, and what nbval compares, holds no trace of it: the cell's output is cleared,
and before that it is a view of a widget with no text beside it.
"""

from contextlib import contextmanager

from IPython import get_ipython
from IPython.display import clear_output, display
from ipywidgets import IntProgress

_VIEW = "application/vnd.jupyter.widget-view+json"


def progress(items, each=None):
    """Hand on `items` one by one, with a bar of how many are done where there is a page to show it.

    With `each`, pairs of an item and an iterator over `each`, whose items are what the bar counts.
    A loop over it comes first in its cell: what the cell has shown before goes with the bar.
    """
    items, parts = list(items), None if each is None else list(each)
    with steps(len(items) * (1 if parts is None else len(parts))) as done:
        if parts is None:
            yield from _counted(items, done)
        else:
            yield from ((item, _counted(parts, done)) for item in items)


def _counted(items, done):
    for item in items:
        yield item
        done()


@contextmanager
def steps(total):
    """A bar of `total` steps; inside the `with`, each call of what it gives is one step."""
    if not hasattr(get_ipython(), "kernel"):  # a plain script: nobody would see it
        yield lambda: None
        return
    bar = IntProgress(0, 0, total, description=f"0 / {total}")
    display({_VIEW: {"version_major": 2, "version_minor": 0, "model_id": bar.model_id}}, raw=True)

    def done():
        bar.value += 1
        bar.description = f"{bar.value} / {total}"

    ours = True
    try:
        yield done
    except GeneratorExit:  # a loop left half-way: who knows in which cell it is dropped at last
        ours = False
        raise
    finally:
        bar.close()
        if ours:
            clear_output()
