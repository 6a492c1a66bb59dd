"""The mistake finder: tries a reader's formula at many points and knows a mistake by its values.

At ordinary points each result is compared with all forms of `formulas`; the mistake is the name
that every result which is not right shares in every case. What is right there goes on to saturated
z, where a formula may overflow, stop growing, or lose its digits.
"""

from itertools import repeat

import numpy as np

from lecture_core.exercises.answers import array_of, came
from lecture_core.exercises.formulas import FORMULAS
from lecture_core.exercises.trial import Theirs, call, takes, trial
from lecture_core.exercises.verdict import Refusal, right, wrong
from lecture_core.words import number

MISTAKES = ("sigma_prime_missing", "sigma_prime_extra", "sign", "x_missing", "chain_cut_at_a",
            "factor_two", "mean_missing", "mean_over_outputs", "transposed", "wrong_layer",
            "bias_not_updated", "eta_missing_in_b", "b_before_w", "clipped", "overflows", "cancels",
            "target_mirrored", "log_base")
# Recognised, too, and told, but they have no name for `Verdict.mistake`.
TOLD = ("x_extra", "swapped", "eta_missing", "weight_not_updated", "gives_slopes",
        "sigma_prime_at_a", "mean_too_early", "quadratic_given", "target_missing",
        "rounded_target")
LOOSE, FINE = 1e-5, 1e-8  # what tells forms apart; what counts as accurate
FINE_SINGLE = 2e-6  # the same in float32, which keeps seven digits
HUGE = 1e300  # np.nan_to_num writes 1.8e308 for infinity


class Misshapen(Refusal):
    """A result of another shape than wanted; `value` is that result."""

    def __init__(self, value, **places):
        super().__init__("result_shape", **places)
        self.value = value


def find(name, function):
    """The reply to `function` as the answer of the exercise `name` of FORMULAS."""
    formula = FORMULAS[name]
    takes(function, formula.arguments)
    return trial(lambda: _Finder(formula, function).reply())


def results(returned, formula, shapes):
    """What a function returned, as float arrays of `shapes`; Refusal or Misshapen if it is not."""
    names, whole = formula.results, returned
    if len(names) > 1:
        try:
            returned = list(returned) if isinstance(returned, tuple | list | np.ndarray) else []
        except Exception:
            returned = []
        if len(returned) != len(names):
            raise Refusal("result_two", names=", ".join(names), came=came(whole))
    else:
        returned = [returned]
    arrays = []
    for name, value, shape in zip(names, returned, shapes, strict=True):
        array = array_of(value, name)
        if array.shape != shape:
            raise Misshapen(array, name=name, wanted=_shape(shape), came=came(value))
        arrays.append(array)
    return arrays


def _shape(shape):
    return " × ".join(map(str, shape))


def _close(value, array):
    return np.abs(value - array) <= LOOSE * (0.1 + np.abs(array))


class _Finder:
    """One formula of a reader on trial."""

    def __init__(self, formula, function):
        self.formula, self.function = formula, function
        # What is said of a function that takes only "rows_only" or "scalars_only", and which.
        self.limit, self.takes = None, None

    def reply(self):
        """The whole judgement."""
        truths = [self.formula.forms(*case) for case in self.formula.cases]
        tried = [self.attempt(case, truth) for case, truth in
                 zip(self.formula.cases, truths, strict=True)]
        labels = [set.intersection(*(self.labels(k, one, forms) for one, forms in
                                     zip(tried, truths, strict=True)))
                  for k in range(len(self.formula.results))]
        if all(isinstance(one, Theirs) for one in tried[1:]):  # 1 x 1 alone is no evidence
            labels = [set()] * len(labels)
        if not all(None in found for found in labels):
            return self.named(labels) or self.pointed(labels, tried, truths)
        far, inaccurate = self.far(), self.accuracy(tried, truths)
        # A cost that adds 1e-12 under the logarithm is inaccurate everywhere, yet it is clipped.
        plain = far and inaccurate and far.mistake == "clipped" and not self.formula.relative
        reply = inaccurate if plain else far or inaccurate
        if self.limit and not reply:
            return self.limit.reply
        return reply or right("formula_right")

    def attempt(self, case, forms, *, anew=True):
        """The results for one case, or the Theirs or Misshapen that came instead."""
        shapes = [form[None][0].shape for form in forms]
        arguments = dict(zip(self.formula.arguments, case, strict=True))
        try:
            if self.takes:
                return self.in_pieces(arguments)
            return results(call(self.function, arguments), self.formula, shapes)
        except Misshapen as problem:
            return problem
        except Theirs as problem:
            if self.formula.elementwise and anew and not self.takes:
                return self.limited(arguments, problem)
            return problem

    def limited(self, arguments, problem):
        """A formula that fails on arrays may be right, or have its mistake, row by row or so."""
        for self.takes in ("rows_only", "scalars_only"):
            try:
                values = self.in_pieces(arguments)
            except (Theirs, Refusal):
                continue
            self.limit = Refusal(self.takes, kind=problem.kind, line=problem.line)
            return values
        self.takes = None
        return problem

    def in_pieces(self, arguments):
        """The results put together from calls with one row, or one number, after another."""
        shape = next(np.shape(v) for v in arguments.values() if np.ndim(v))
        inner = shape[-1:] if self.takes == "rows_only" else ()

        def pieces(value):
            if inner and not np.ndim(value):
                return repeat(value)
            flat = np.broadcast_to(value, shape).reshape(-1, *inner)
            return flat if inner else flat.tolist()

        rows = [results(call(self.function, dict(zip(arguments, piece, strict=True))),
                        self.formula, [inner] * len(self.formula.results))
                for piece in zip(*map(pieces, arguments.values()), strict=False)]
        return [np.array(column).reshape(shape) for column in zip(*rows, strict=True)]

    def labels(self, k, one, forms):
        """The names of the forms of result k that agree with what came; None is the right one."""
        if isinstance(one, Theirs):  # what fails on some shapes only, as numpy says it
            return {"transposed", "wrong_layer"} if one.kind == "ValueError" else set()
        value = one.value if isinstance(one, Misshapen) else one[k]
        return {name for name, arrays in forms[k].items() for array in arrays
                if value.shape == array.shape and _close(value, array).all()}

    def named(self, labels):
        """The reply that names the one mistake which all wrong results share, if there is one."""
        shared = [name for name in (*MISTAKES, *TOLD)
                  if all(name in found or None in found for found in labels)]
        if not shared:
            return None
        where = [result for result, found in zip(self.formula.results, labels, strict=True)
                 if None not in found]
        mistake = shared[0] if shared[0] in MISTAKES else None
        return wrong(f"mistake_{shared[0]}", mistake=mistake, where=", ".join(where))

    def pointed(self, labels, tried, truths):
        """The reply that says where a formula with no known mistake fails."""
        for kind in (Theirs, Misshapen):
            for one in (*tried[1:], tried[0]):  # shapes say more in the larger cases
                if isinstance(one, kind):
                    raise one.refusal() if kind is Theirs else one
        for case, one, forms in zip(self.formula.cases, tried, truths, strict=True):
            for k, name in enumerate(self.formula.results):
                off = ~_close(one[k], forms[k][None][0])
                if None not in labels[k] and off.any():
                    return self.at(case, one[k], np.argwhere(off)[0], name)
        raise AssertionError("a formula is right in every case and wrong in all")

    def at(self, case, values, index, name, key="formula_wrong", mistake=None):
        """The reply that shows one point and what the formula gives there."""
        index, value = tuple(index), values[tuple(index)]
        if all(np.size(v) == 1 or np.shape(v) == values.shape for v in case):
            shown = [f"{argument} = {number(np.broadcast_to(v, values.shape)[index], 4)}"
                     for argument, v in zip(self.formula.arguments, case, strict=True)]
        else:
            shown = [f"{argument}: {_shape(v.shape)}"
                     for argument, v in zip(self.formula.arguments, case, strict=True)]
            name = f"{name}[{', '.join(map(str, index))}]"
        value = str(value) if not np.isfinite(value) else number(value)
        if mistake == "cancels" and values.dtype == np.float32:
            key = "single_precision"
        return wrong(key, mistake=mistake, point=", ".join(shown), name=name, value=value)

    def accuracy(self, tried, truths):
        """The reply to what is right but not accurate, at ordinary points."""
        for case, one, forms in zip(self.formula.cases, tried, truths, strict=True):
            for k, name in enumerate(self.formula.results):
                truth = forms[k][None][0]
                off = np.abs(one[k] - truth) > self.tolerance(truth, one[k].dtype)
                if off.any():
                    return self.at(case, one[k], np.argwhere(off)[0], name,
                                   "mistake_cancels", "cancels")
        return None

    def tolerance(self, truth, dtype):
        if self.formula.relative:
            return self.formula.relative * np.abs(truth)
        return (FINE_SINGLE if dtype == np.float32 else FINE) * (1 + np.abs(truth))

    def far(self):
        """The reply to what saturated z shows: the gravest fault of all cases, or None."""
        found = []
        for case in self.formula.far:
            forms = self.formula.forms(*case)
            one = self.attempt(case, forms, anew=False)
            if isinstance(one, Misshapen):
                raise one
            if isinstance(one, Theirs):
                if not isinstance(one.problem, ArithmeticError | ValueError):
                    raise one.refusal()
                return wrong("far_raised", mistake="overflows", said=one.said, line=one.line)
            for k, name in enumerate(self.formula.results):
                fault = self.far_fault(one[k], forms[k][None][0])
                if fault:
                    mistake, index = fault
                    key = f"mistake_{mistake}" if mistake else "formula_wrong"
                    found.append((("overflows", "clipped", None, "cancels").index(mistake),
                                  self.at(case, one[k], index, name, key, mistake)))
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def far_fault(self, values, truth):
        """(mistake, index of a point) of one far case, or None."""
        bad = ~(np.abs(values) < HUGE)
        if bad.any():
            return "overflows", np.argwhere(bad)[0]
        off = np.abs(values - truth) > self.tolerance(truth, values.dtype)
        last, before = values.flat[-1], values.flat[-2]
        end = np.argwhere(np.ones_like(off))[-1]
        stands = abs(last - before) <= FINE * abs(before)
        gone = abs(truth.flat[-1]) < 1e-100  # nothing should be left, however little a clip leaves
        if stands and (abs(last) > 1e-20 if gone else off.flat[-1]):
            return "clipped", end
        if not off.any():
            return None
        near = np.abs(values - truth) <= 1e-2 * (1 + np.abs(truth))
        return ("cancels", np.argwhere(off)[0]) if near.all() else (None, np.argwhere(~near)[0])
