"""Long work that does not deafen a lab: done in slices on the event loop, without threads.

A move of the hand must be answered while a network trains, so the training stops for breath some
twenty times a second; code that sets a value wants the result in the next line, so for it the same
work runs through at once. `by_hand()` tells the two apart: it is true exactly while a widget of
this module takes in a message from the page.
"""

import asyncio
import contextlib
from contextvars import ContextVar
from time import perf_counter

SLICE = 0.04  # seconds of work before the picture is brought up to date and the page is heard
_by_hand = ContextVar("by_hand", default=False)


def by_hand():
    """Is a message from the page, rather than code, changing a widget at this moment?"""
    return _by_hand.get()


@contextlib.contextmanager
def hand():
    """What happens inside counts as done by hand."""
    token = _by_hand.set(True)
    try:
        yield
    finally:
        _by_hand.reset(token)


class FromPage:
    """Mix into a widget: changes and clicks that arrive from the page are known as by_hand()."""

    def set_state(self, sync_data):
        with hand():
            super().set_state(sync_data)

    def _handle_custom_msg(self, content, buffers):
        with hand():
            super()._handle_custom_msg(content, buffers)


class Slices:
    """One piece of work at a time, the newest: a generator, run through or slice by slice.

    `show(finished)` is called after each slice; `problem(exception)` when one ends a slice.
    """

    def __init__(self, show, problem):
        self._show, self._problem = show, problem
        self._work = self._task = None

    @property
    def running(self):
        """Is there work left to do?"""
        return self._work is not None

    def drop(self):
        """Forget the work in hand; what it has done stays."""
        work, self._work = self._work, None
        if work is not None:
            work.close()

    def finish(self):
        """Do all that is left of the work at once."""
        work, self._work = self._work, None
        if work is None:
            return
        try:
            for _ in work:
                pass
        finally:  # after Ctrl-C as well: what has been done is shown
            self._show(True)

    def start(self, work):
        """Take up `work` instead of any other: in slices if a hand asks, at once if code does."""
        self.drop()
        self._work = work
        loop = _running_loop() if by_hand() else None
        if loop is None:
            self.finish()
        else:
            # The loop keeps only weak references to tasks, so the task is kept here.
            self._task = loop.create_task(self._go_on(work))

    async def _go_on(self, work):
        _by_hand.set(False)  # the task began with a copy of the message's context
        while self._work is work:
            try:
                self._slice(work)
            except Exception as problem:
                self.drop()
                self._problem(problem)
                return
            # Not sleep(0): a message needs several turns of the loop to arrive.
            await asyncio.sleep(0.002)

    def _slice(self, work):
        end = perf_counter() + SLICE
        for _ in work:
            if perf_counter() >= end:
                break
        else:
            self._work = None
        self._show(self._work is None)


def _running_loop():
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
