"""Long work that does not deafen a lab: done in slices on the event loop, without threads.

A move of the hand must be answered while a network trains, so the training stops for breath some
twenty times a second. JupyterLab hands the page's messages to another thread than the cells, each
with a loop of its own: the lab's lock keeps a slice and a cell's change of the lab apart.
"""

import asyncio
from time import perf_counter

from lecture_core.stage.by_hand import hand


class Slices:
    """One piece of work at a time, the newest: a generator, run through or slice by slice.

    `show(value, finished)` is called after each slice with what the work yielded last,
    `problem(exception)` when one ends it. A slice lasts about `seconds`, the lab's `lock` held.
    """

    def __init__(self, lock, show, problem, seconds):
        self._lock, self._show, self._problem, self._seconds = lock, show, problem, seconds
        self._work = self._task = None

    @property
    def running(self):
        """Is there work left to do?"""
        return self._work is not None

    def drop(self):
        """Forget the work in hand; what it has done stays."""
        with self._lock:
            work, self._work = self._work, None
            if work is not None:
                work.close()

    def finish(self):
        """Do all that is left of the work at once."""
        with self._lock:
            if (work := self._work) is not None:
                self._slice(work, float("inf"))

    def start(self, work, sliced):
        """Take up `work` instead of any other: in slices where a loop runs, or all at once."""
        with self._lock:
            self.drop()
            self._work = work
            loop = _running_loop() if sliced else None
            if loop is None:
                self.finish()
            else:
                # The loop keeps only weak references to tasks, so the task is kept here.
                self._task = loop.create_task(self._go_on(work))

    async def _go_on(self, work):
        with hand(False):  # the task began with a copy of the message's context
            while self._work is work:
                try:
                    with self._lock:
                        if self._work is work:
                            self._slice(work, self._seconds)
                except Exception as problem:
                    self._problem(problem)
                    return
                # Not sleep(0): a message needs several turns of the loop to arrive.
                await asyncio.sleep(0.002)

    def _slice(self, work, seconds):
        end, value, finished = perf_counter() + seconds, None, False
        try:
            for value in work:  # noqa: B007 (the last one is shown)
                if perf_counter() >= end:
                    break
            else:
                finished = True
        except BaseException:  # Ctrl-C as well: what has been done is shown, the rest forgotten
            self.drop()
            if value is not None:
                self._show(value, True)
            raise
        if finished:
            self._work = None
        self._show(value, finished)


def _running_loop():
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
