"""Runs a reader's function so that nothing of it gets out but its values.

The whole trial has a thread of its own: whoever waits can stop waiting, in any thread and on every
system. A function that computes in Python is then stopped by an exception; one that hangs inside a
single call of compiled code cannot be stopped and is left to its (daemon) thread.
"""

import ctypes
import inspect
import io
import linecache
import sys
import threading
import time
import traceback
import warnings
from contextlib import redirect_stdout
from functools import partial

import numpy as np

from lecture_core.exercises.answers import came
from lecture_core.exercises.verdict import Refusal

SECONDS = 5
_ONE_AT_A_TIME = threading.RLock()  # stdout and the warnings' filters belong to all threads
MOST_OF_A_LINE = 80
MOST_PRINTED = 10_000  # characters; a print in a long loop would bury the verdict


class Stopped(BaseException):
    """The time is over."""


class Theirs(Exception):
    """An exception out of the reader's function: `said` in Python's words, `line` of their code."""

    def __init__(self, problem, function):
        super().__init__()
        self.problem, self.kind = problem, type(problem).__name__
        try:
            words = " ".join(str(problem).split())[:300]
        except Exception:  # theirs as well
            words = ""
        self.said = f"{self.kind}: {words}" if words else self.kind
        self.number, line = _line(problem, function)
        self.line = line if len(line) <= MOST_OF_A_LINE else line[:MOST_OF_A_LINE] + "…"

    def refusal(self):
        """The sentence that shows it."""
        return Refusal("code_raised_line" if self.line else "code_raised",
                       said=self.said, number=self.number, line=self.line)


def _code(function):
    while isinstance(function, partial):
        function = function.func
    function = inspect.unwrap(function)
    if not hasattr(function, "__code__"):
        function = getattr(function, "__call__", None)  # noqa: B004 (the method itself is wanted)
    return getattr(function, "__code__", None)


def _line(problem, function):
    """Number and text of the last line of the reader's file, or cell, that the exception left."""
    code, found = _code(function), (0, "")
    for frame in traceback.extract_tb(problem.__traceback__):
        if code is not None and frame.filename == code.co_filename:
            found = frame.lineno, (frame.line or linecache.getline(*frame[:2])).strip()
    return found


def is_blank(function):
    """Whether a function is still the dots it was given as."""
    def blank():
        ...

    def told():
        """A sentence."""

    code = _code(function)
    blanks = blank.__code__.co_code, told.__code__.co_code
    doc = getattr(function, "__doc__", None)
    return (code is not None and code.co_code in blanks
            and all(constant in (None, doc) for constant in code.co_consts))


def call(function, arguments):
    """What the function returns for copies of `arguments`, a dict of name: number or array.

    Theirs if it raises; Refusal if it returns nothing or changes the arrays it was given.
    """
    given = {name: np.array(value) if isinstance(value, np.ndarray) else value
             for name, value in arguments.items()}
    try:
        result = function(*given.values())
        if inspect.iscoroutine(result):
            result.close()
    except (Stopped, Refusal):
        raise
    except BaseException as problem:
        raise Theirs(problem, function) from None
    changed = [name for name, value in arguments.items()
               if isinstance(value, np.ndarray) and not np.array_equal(given[name], value)]
    if changed:
        raise Refusal("changes_arguments", names=", ".join(changed))
    if result is None or result is Ellipsis:
        raise Refusal("returns_nothing" if result is None else "unanswered")
    return result


def takes(function, names):
    """Refuse what is no function of the arguments `names`, or is one not written yet."""
    if not callable(function):
        raise Refusal("function_wanted", names=", ".join(names), came=came(function))
    if is_blank(function):
        raise Refusal("unanswered")
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # compiled functions may have none
        return
    try:
        signature.bind(*names)
    except TypeError:
        raise Refusal("function_arguments", names=", ".join(names), count=len(names)) from None


class _Printed(io.TextIOBase):
    """A stdout that keeps what one thread prints and hands on the rest."""

    outside = thread = None

    def __init__(self):
        self.kept = io.StringIO()

    def begin(self):
        """Nothing is kept yet, and the rest goes where it goes now."""
        self.outside, self.thread, self.kept = sys.stdout, None, io.StringIO()

    def write(self, words):
        if threading.get_ident() != self.thread:
            return self.outside.write(words)
        if self.kept.tell() < MOST_PRINTED:
            self.kept.write(words[: MOST_PRINTED - self.kept.tell()])
        return len(words)

    def flush(self):
        if threading.get_ident() != self.thread:
            self.outside.flush()


# One for good: Python crashes where a thread prints to a stdout that is gone by then.
_printed = _Printed()


def trial(work, seconds=None):
    """work() in peace: numpy and warnings are silent, what it prints is shown at the end.

    Refusal for an exception of the reader's code, and when it takes longer than `seconds` (SECONDS
    if none are given).
    """
    with _ONE_AT_A_TIME:
        return _trial(work, seconds or SECONDS)


def _trial(work, seconds):
    _printed.begin()
    try:
        with warnings.catch_warnings(), redirect_stdout(_printed):
            warnings.simplefilter("ignore")
            return _in_time(work, seconds)
    except Theirs as problem:
        raise problem.refusal() from None
    finally:
        words = _printed.kept.getvalue()
        if words:
            cut = "…\n" if len(words) >= MOST_PRINTED else "" if words.endswith("\n") else "\n"
            _printed.outside.write(words + cut)


def _in_time(work, seconds):
    outcome = {}

    def run():
        _printed.thread = threading.get_ident()
        try:
            with np.errstate(all="ignore"):
                outcome["result"] = work()
        except BaseException as problem:
            outcome["problem"] = problem

    def run_quietly():  # Stopped may come while the one before it is being kept
        try:
            run()
        except Stopped:
            pass

    thread = threading.Thread(target=run_quietly, daemon=True)
    end = time.monotonic() + seconds
    try:
        thread.start()
    except RuntimeError:  # Python in a browser has no threads
        return _traced(run, outcome, end, seconds)
    try:
        while thread.is_alive() and time.monotonic() < end:
            thread.join(min(0.1, max(0.0, end - time.monotonic())))
    finally:
        if thread.is_alive():
            _stop(thread)
    return _result(outcome, seconds)


def _stop(thread):
    for _ in range(5):  # a bare `except:` swallows the first
        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(thread.ident), ctypes.py_object(Stopped))
        thread.join(0.05)
        if not thread.is_alive():
            break


def _traced(run, outcome, end, seconds):
    def watch(frame, event, argument):
        if time.monotonic() > end:
            raise Stopped
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        run()
    finally:
        sys.settrace(before)
    return _result(outcome, seconds)


def _result(outcome, seconds):
    problem = outcome.get("problem", None if "result" in outcome else Stopped())
    if isinstance(problem, Stopped):
        raise Refusal("too_slow", seconds=seconds)
    if problem is not None:
        raise problem
    return outcome["result"]
