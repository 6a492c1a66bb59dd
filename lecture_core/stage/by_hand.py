"""Who moves a control, a hand on the page or a line of code? The page's messages mark themselves.

A move by hand is answered piece by piece, so that the page stays alive, and its own widget is not
told what it has just said; code wants the result in its next line.
"""

import contextlib
from contextvars import ContextVar

_by_hand = ContextVar("by_hand", default=False)


def by_hand():
    """Is a message from the page, rather than code, changing something at this moment?"""
    return _by_hand.get()


@contextlib.contextmanager
def hand(is_hand=True):
    """What happens inside counts as done by hand, or by code with False."""
    token = _by_hand.set(is_hand)
    try:
        yield
    finally:
        _by_hand.reset(token)


class FromPage:
    """Mix into a widget: what its page's message changes is known as by_hand().

    A page's messages may arrive in two threads, those of buttons in another than those of sliders:
    the lab whose widget it is lends its `lock`, so that each is answered whole.
    """

    lock = contextlib.nullcontext()

    def set_state(self, sync_data):
        with self.lock, hand():
            super().set_state(sync_data)
