"""What every function here asks of its arguments; a refusal is a sentence (bool is no number)."""

import operator

import numpy as np

# Decorates what computes: limits and underflow are meant, whatever the reader's np.seterr says.
ieee = np.errstate(all="ignore")


def floating(value, name):
    """Return `value` as a floating array: whole numbers become float64, others keep their dtype."""
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        raise ValueError(f"{name} must be a number or a rectangular array, got {value!r}") from None
    if array.dtype.kind not in "iuf" or _has_bool(value):
        raise TypeError(f"{name} must be a real number or an array of them, got {value!r}")
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def _has_bool(value):
    """Whether a bool hides among the numbers of a list, where numpy would take it for 0 or 1."""
    if isinstance(value, (list, tuple)):
        return any(map(_has_bool, value))
    return isinstance(value, (bool, np.bool_)) or (
        isinstance(value, np.ndarray) and value.dtype == bool)


def like(value, result):
    """Give the array `result` the form of `value`: a float for a float, an array for an array."""
    if isinstance(value, np.ndarray) or np.ndim(result):
        return np.asarray(result)
    return result[()] if isinstance(value, np.generic) else float(result)


@ieee  # a longdouble may be larger than any float64
def finite(value, name, *, positive=False):
    """Return `value` as a float64 array of finite numbers, all greater than 0 if so asked."""
    array = floating(value, name).astype(np.float64, copy=False)
    good = np.isfinite(array) & (array > 0) if positive else np.isfinite(array)
    if not good.all():
        wanted = "a finite number greater than 0" if positive else "a finite number"
        raise ValueError(f"{name} must be {wanted}, got {array[~good].flat[0]}")
    return array


def real(value, name, *, positive=False):
    """Return `value` as one finite float, greater than 0 if so asked."""
    array = finite(value, name, positive=positive)
    if array.shape != ():
        raise ValueError(f"{name} must be one number, got an array of shape {array.shape}")
    return float(array)


def whole(value, name, least=0):
    """Return `value` as an int of at least `least`."""
    try:
        count = None if _has_bool(value) else operator.index(value)
    except TypeError:
        count = None
    if count is None:
        raise TypeError(f"{name} must be a whole number of at least {least}, got {value!r}")
    if count < least:
        raise ValueError(f"{name} must be a whole number of at least {least}, got {count}")
    return count


def one_by_one(value, name):
    """Return an iterator over `value`, several things one after another."""
    try:
        return iter(value)
    except TypeError:
        raise TypeError(f"{name} must be a list, got {value!r}") from None


def listed(value, name):
    """Return `value`, several things one after another, as a list."""
    return list(one_by_one(value, name))


def one_of(value, name, allowed):
    """Return `value`, one of the strings in `allowed`."""
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"{name} must be one of {', '.join(allowed)}, got {value!r}")
    return value


def matrix(value, name, columns):
    """Return `value` as a float64 array (m, columns) of finite numbers, m at least 1."""
    array = finite(value, name)
    if array.ndim != 2 or array.shape[1] != columns or len(array) == 0:
        raise ValueError(f"{name} must have the shape (m, {columns}), one example a row and at "
                         f"least one of them, got {array.shape}")
    return array


def generator(value):
    """Return `value`, a source of random numbers."""
    if not isinstance(value, np.random.Generator):
        raise TypeError(f"rng must be a numpy.random.Generator, got {value!r}")
    return value
