"""Reads answers: what is no number, no pair or no list of numbers is refused in a sentence."""

import math
import types
from decimal import Decimal
from numbers import Real

import numpy as np

from lecture_core.exercises.verdict import Refusal
from lecture_core.words import number, text

_KINDS = ((str, "came_text"), (type(None), "came_nothing"), (types.GeneratorType, "came_generator"),
          (types.CoroutineType, "came_generator"), (dict, "came_dict"), (type, "came_function"))


def came(value):
    """What `value` is, in the words of the language that the result is called with."""
    def said(language):
        if isinstance(value, bool | np.bool_):
            return text("came_truth", language, value=str(bool(value)))
        if isinstance(value, complex | np.complexfloating):
            return text("came_complex", language)
        if isinstance(value, int) and abs(value) >= 10**16:
            digits = int(value.bit_length() * math.log10(2)) + 1
            return text("came_digits", language, digits=digits)
        if isinstance(value, Real | Decimal) and not (isinstance(value, Decimal)
                                                      and value.is_nan()):
            return number(value)
        if isinstance(value, np.ndarray):
            if value.ndim == 1:
                return text("came_row", language, count=len(value))
            shape = " × ".join(map(str, value.shape))
            return text("came_array", language, shape=shape) if shape else said_inside(language)
        if isinstance(value, tuple | list | set | frozenset | range):
            if len(value) == 2 and all(is_number(item) for item in value):
                return text("came_pair", language,
                            pair="; ".join(came(item)(language) for item in value))
            return text("came_list", language, count=len(value))
        for kind, key in _KINDS:
            if isinstance(value, kind):
                short = value[:20] + "…" * (len(value) > 20) if kind is str else ""
                return text(key, language, value=short)
        return text("came_function" if callable(value) else "came_other", language,
                    value=type(value).__name__)

    def said_inside(language):
        return came(value.item())(language)

    def said_of_anything(language):
        try:
            return said(language)
        except Exception:  # a class of the reader's, whose len() or conversion raises
            return text("came_other", language, value=type(value).__name__)

    return said_of_anything


def is_unanswered(answer):
    """Whether the dots that stand for an answer are still there."""
    return answer is Ellipsis or (isinstance(answer, tuple | list)
                                  and any(is_unanswered(item) for item in answer))


def is_number(value):
    """Whether `value` is one real number, of Python's or numpy's."""
    return (isinstance(value, Real | Decimal | np.number)
            and not isinstance(value, bool | np.bool_ | np.complexfloating))


def real(answer, low=-math.inf, high=math.inf):
    """`answer` as a finite float from `low` to `high`."""
    if isinstance(answer, np.ndarray) and answer.shape == ():
        answer = answer.item()
    if isinstance(answer, tuple) and len(answer) == 2 and all(map(is_number, answer)):
        whole_part, decimals = (came(part) for part in answer)
        raise Refusal("answer_comma", whole=whole_part, decimals=decimals)
    if isinstance(answer, str):
        raise Refusal("answer_quotes", came=came(answer))
    if not is_number(answer):
        raise Refusal("answer_number", came=came(answer))
    try:
        value = float(answer)
    except Exception:  # a whole number beyond 1.8e308, a signalling nan, a class of the reader's
        raise Refusal("answer_huge", came=came(answer)) from None
    if not math.isfinite(value):
        raise Refusal("answer_finite")
    if not low <= value <= high:
        raise Refusal("answer_range", came=number(value, 15),  # 700.4 must not be told as 700
                      low=number(low, 4), high=number(high, 4))
    return value


def returned(result):
    """What a reader's function returned, as a finite float."""
    if isinstance(result, np.ndarray) and result.size == 1:
        result = result.item()
    if not is_number(result):
        raise Refusal("returns_number", came=came(result))
    return real(result)


def array_of(value, name):
    """`value`, which a reader's function returned as `name`, as an array of float64 or float32."""
    try:
        array = np.asarray(value)
        if array.dtype.kind == "O" and all(map(is_number, array.flat)):
            array = array.astype(float)
    except Exception:  # rows of different lengths, 10**400, a class of the reader's
        array = np.asarray("")
    if array.dtype.kind not in "iuf":
        raise Refusal("result_kind", name=name, came=came(value))
    return array if array.dtype == np.float32 else array.astype(float)


def whole(answer, low, high):
    """`answer` as an int from `low` to `high`; 12.0 is whole, 12.5 is not."""
    value = real(answer, low, high)
    if value % 1:
        raise Refusal("answer_whole", came=number(value, 15))  # 232.4 must not be told as 232
    return int(value)


def _length(answer):
    """How many items a tuple, a list or an array of one axis has; None for anything else."""
    if isinstance(answer, np.ndarray):
        return len(answer) if answer.ndim == 1 else None
    return len(answer) if isinstance(answer, tuple | list) else None


def pair(answer, low=-math.inf, high=math.inf):
    """`answer` as two floats from `low` to `high`."""
    if (length := _length(answer)) != 2:
        more = isinstance(answer, tuple | list) and length in (3, 4)
        raise Refusal("answer_pair_comma" if more else "answer_pair", came=came(answer))
    first, second = (real(item, low, high) for item in answer)
    return first, second


def several(answer):
    """`answer` as a non-empty list of floats."""
    if (length := len(answer) if isinstance(answer, set | range) else _length(answer)) is None:
        raise Refusal("answer_several", came=came(answer))
    if length == 0:
        raise Refusal("answer_empty")
    return [real(item) for item in answer]
