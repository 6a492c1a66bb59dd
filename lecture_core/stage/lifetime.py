"""A lab that nobody holds or that another has replaced is freed.

ipywidgets keeps every widget for the kernel's life: in a table of its own and through its comm. A
lab is some 80 widgets with a figure, so a cell run sixty times would hold a few hundred megabytes.
A page that comes anew is given the widgets of that table, so a lab has to stand in it, but weakly.
"""

import weakref
from collections import OrderedDict
from collections.abc import MutableMapping

from ipywidgets import Widget
from ipywidgets.widgets import widget as widget_module

from lecture_core.words import text

_MOST_SHOWN = 40
_LEFT_WHEN_CLOSED = ("language", "lock", "closed")
_shown = OrderedDict()  # {lab: (cell, run of the cell)}: a lab on the page is held, by this alone


class _Table(MutableMapping):
    """ipywidgets' table of widgets by their ids, which holds those in `weak` no longer."""

    def __init__(self, table):
        self.strong, self.weak = table, weakref.WeakValueDictionary()

    def weaken(self, key):
        if key in self.strong:
            self.weak[key] = self.strong.pop(key)

    def __getitem__(self, key):
        return self.strong[key] if key in self.strong else self.weak[key]

    def __setitem__(self, key, one):
        self.strong[key] = one

    def __delitem__(self, key):
        del (self.strong if key in self.strong else self.weak)[key]

    def __iter__(self):
        return iter([*self.strong, *self.weak])

    def __len__(self):
        return len(self.strong) + len(self.weak)

    def values(self):
        """A list: what is freed while one looks at it must not be looked up."""
        return [*self.strong.values(), *self.weak.values()]

    def items(self):
        return [*self.strong.items(), *self.weak.items()]


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
    """Take a lab out of the strong hands of ipywidgets' own table and of its comms.

    The table and Widget._handle_msg are private to ipywidgets: tests/test_labs.py fails when
    they change. Without them a lab is merely kept, as any other widget is.
    """
    table = getattr(widget_module, "_instances", None)
    if isinstance(table, MutableMapping) and not isinstance(table, _Table):
        table = widget_module._instances = _Table(table)
    for one in members(lab):
        if table is not None:
            table.weaken(one.model_id)
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


class Mortal:
    """Mix into the Lab: closed, it holds nothing but a sentence that says so.

    IPython's Out keeps every lab that a cell has ever shown.
    """

    closed = False

    def close(self):
        """Free the lab: its widgets here and on the page, its figure and its results."""
        if self.closed:
            return
        if "_work" not in vars(self):  # refused while it was made, and collected by Python
            return super().close()
        with self.lock:
            _shown.pop(self, None)
            self._work.drop()
            self._strips.drop()
            for one in members(self):
                if one is not self:
                    one.close()
            super().close()
            self.closed, self.children = True, ()
            for name in {*vars(self)} - {*vars(Widget.__new__(Widget)), *_LEFT_WHEN_CLOSED}:
                delattr(self, name)

    def __getattr__(self, name):
        if self.closed:
            raise AttributeError(self.last_words)
        return super().__getattribute__(name)  # the error that led here

    @property
    def last_words(self):
        """What a closed lab answers."""
        return text("lab_closed", self.language, name=type(self).__name__)


def _cell():
    """(the notebook's cell that runs now, its run), where the front end tells it, else None."""
    try:
        from IPython import get_ipython

        parent = get_ipython().get_parent()
        return parent["metadata"]["cellId"], parent["header"]["msg_id"]
    except (ImportError, AttributeError, KeyError, TypeError):
        return None
