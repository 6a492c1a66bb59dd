"""A lab that nobody holds or that another has replaced is freed.

ipywidgets keeps every widget for the kernel's life: in a table of its own and through its comm. A
lab is some 80 widgets with a figure, so a cell run sixty times would hold a few hundred megabytes.
"""

import weakref
from collections import OrderedDict

from ipywidgets import Widget
from ipywidgets.widgets import widget as widget_module

_MOST_SHOWN = 40
_shown = OrderedDict()  # {lab: (cell, run of the cell)}: a lab on the page is held, by this alone


def members(lab):
    """The widget and all that belongs to it: children, layouts, styles."""
    found, waiting = [], [lab]
    while waiting:
        if isinstance(one := waiting.pop(), Widget) and one not in found:
            found.append(one)
            waiting += [getattr(one, name, None) for name in ("layout", "style")]
            waiting += getattr(one, "children", ())
    return found


def let_go(lab):
    """Take a lab out of ipywidgets' own table and its comms' strong hands.

    The table and Widget._handle_msg are private to ipywidgets: tests/test_labs.py fails when
    they change. Without them a lab is merely kept, as any other widget is.
    """
    for one in members(lab):
        getattr(widget_module, "_instances", {}).pop(one.model_id, None)
        if one.comm is not None:
            one.comm.on_msg(_weakly(weakref.ref(one)))


def _weakly(reference):
    def handle(message):
        if (one := reference()) is not None:
            one._handle_msg(message)

    return handle


def shown(lab):
    """Hold a lab that a cell shows, and close those that an earlier run of the cell showed."""
    cell, run = _cell() or (f"{id(lab)}", None)
    _shown.pop(lab, None)
    for other in [one for one, (place, when) in _shown.items() if place == cell and when != run]:
        other.close()
    _shown[lab] = cell, run
    while len(_shown) > _MOST_SHOWN:
        _shown.popitem(last=False)


def close(lab, close_itself):
    """Close a lab and all its members."""
    _shown.pop(lab, None)
    for one in members(lab):
        if one is not lab:
            one.close()
    close_itself()


def _cell():
    """(the notebook's cell that runs now, its run), where the front end tells it, else None."""
    try:
        from IPython import get_ipython

        parent = get_ipython().get_parent()
        return parent["metadata"]["cellId"], parent["header"]["msg_id"]
    except (ImportError, AttributeError, KeyError, TypeError):
        return None
