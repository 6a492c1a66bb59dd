"""Evaluates LaTeX as it stands in the notebooks: sympy reads it, numpy computes it at random z.

A formula is a row of statements ("A = B, C < D"); `statements` takes it apart, `truth` evaluates
both sides of each relation with the values of a `point`. What sympy cannot read raises Unreadable:
such statements are held against exact LaTeX by the caller. No formula is bent to the parser; only
spacing and size commands, which carry no meaning, are taken out.
"""

import functools
import re

import numpy as np
import sympy
from sympy.core.function import AppliedUndef
from sympy.parsing.latex import parse_latex

_SPACES = re.compile(r"\\[,;:!>]|\\(?:[bB]igg?[lr]?|left|right|displaystyle)(?![A-Za-z])|~")
_SEPARATORS = re.compile(
    r"\\(?:qquad|quad|Rightarrow|Longrightarrow|Longleftrightarrow|Leftrightarrow)(?![A-Za-z])"
    r"|,(?=\s|$)"
)
_NAMED = "leftarrow propto approx leq geq neq sim le ge ne in to".split()
RELATIONS = (":=", "=", "<", ">", *("\\" + name for name in _NAMED))
_RELATION = re.compile(rf":=|=|<|>|\\(?:{'|'.join(_NAMED)})(?![A-Za-z])")
_TOLERANCE = 1e-9


class Unreadable(ValueError):
    """sympy does not read this LaTeX, or reads something that is not in the lecture's notation."""


def statements(formula):
    """The statements of a displayed formula, blanks squeezed, without the commas between them."""
    formula = re.sub(r"\\(?:begin|end)\{(?:aligned|cases|gathered)\}|&|\\\\", " ", formula)
    formula = _SPACES.sub(" ", formula)
    parts, depth, begin = [], 0, 0
    for place, sign in enumerate(formula):
        depth += (sign in "{([") - (sign in "})]")
        if depth == 0 and (found := _SEPARATORS.match(formula, place)):
            parts.append(formula[begin:place])
            begin = found.end()
    parts = [" ".join(part.split()).strip(" .,;") for part in (*parts, formula[begin:])]
    return [re.sub(r"= =", "=", part) for part in parts if part]


def sides(statement):
    """[side, relation, side, relation, ... side], relations of the outermost level only."""
    found, depth, begin, place = [], 0, 0, 0
    while place < len(statement):
        depth += (statement[place] in "{([") - (statement[place] in "})]")
        relation = _RELATION.match(statement, place) if depth == 0 else None
        if relation:
            found += [statement[begin:place].strip(), relation[0]]
            begin = place = relation.end()
        else:
            place += 1
    return [*found, statement[begin:].strip()]


def truth(statement, point):
    """Whether every relation of the statement holds at `point`; Unreadable if it cannot be read.

    `point` maps LaTeX to values: letters and whole expressions like a partial derivative to arrays
    (or numbers), names of functions to functions. "=" means equal to 1e-9 of the size.
    """
    first, *rest = sides(statement)
    if not rest:
        raise Unreadable(f"no relation in {statement}")
    left = None
    for relation, side in zip(rest[::2], rest[1::2], strict=True):
        # Left of := or an arrow stands the name of what gets the new value.
        new = relation in (":=", r"\leftarrow")
        left = evaluate(f"{first}^{{new}}" if new else first, point) if left is None else left
        right = evaluate(side, point)
        if relation in ("=", ":=", r"\leftarrow"):
            size = 1 + np.maximum(np.abs(left), np.abs(right))
            holds = np.abs(left - right) <= _TOLERANCE * size
        elif relation in ("<", ">", r"\le", r"\ge", r"\leq", r"\geq"):
            sign = 1 if relation[-1:] == ">" or relation.startswith(r"\g") else -1
            difference = sign * (left - right)
            holds = difference > 0 if relation in "<>" else difference >= 0
        else:
            raise Unreadable(f"{relation} is not a relation for numbers: {statement}")
        if not np.all(holds):
            return False
        left = right
    return True


def evaluate(latex, point):
    """The values of one side: an array over the points, or a number."""
    for spoken in (r"\limits", r"\lim", r"\sum", r"\to", r"\ldots", r"\pm"):
        if spoken in latex:
            raise Unreadable(f"{spoken} in {latex}")
    atoms = [key for key, value in point.items() if _is_atom(key) and not callable(value)]
    names, atoms = {}, sorted(atoms, key=len, reverse=True)
    written = re.sub(r"(?<=[({\[])\s+|\s+(?=[)}\]])", "", latex)
    for number, atom in enumerate(atoms):
        if atom in written:
            names[f"D_{{{number}}}"] = atom
            written = re.sub(re.escape(atom) + r"(?![A-Za-z])", f" D_{{{number}}} ", written)
    # sympy knows no primes: sigma' becomes a function letter of its own.
    written = written.replace(r"\sigma'", r"\varsigma").replace(r"\tfrac", r"\frac")
    if re.search(r"[)\]}]_|\)\s*'", re.sub(r"_\{\d+\}", "", written)):
        raise Unreadable(f"sympy would drop an index in {latex}")
    try:
        expression = _parsed(written)
    except Exception as problem:
        raise Unreadable(f"sympy cannot read {latex}: {str(problem).splitlines()[0]}") from None
    expression = _as_the_lecture_means_it(expression, point, latex)
    values = {}
    for symbol in expression.free_symbols:
        name = names.get(symbol.name, symbol.name)
        short = re.sub(r"_\{(.)\}", r"_\1", name)  # sympy writes x_i as x_{i}
        name = next((key for key in (name, f"\\{name}", short, f"\\{short}") if key in point), None)
        if name is None or callable(point[name]):
            raise Unreadable(f"{symbol} is not in the notation, in {latex}")
        values[symbol] = point[name]
    functions = {f.func.__name__: _function(f.func.__name__, point)
                 for f in expression.atoms(AppliedUndef)}
    order = list(values)
    compute = sympy.lambdify(order, expression, modules=[functions, "numpy"])
    with np.errstate(all="ignore"):
        return compute(*(values[symbol] for symbol in order))


@functools.cache
def _parsed(latex):
    return parse_latex(latex)


def _is_atom(key):
    """Keys that sympy would take apart: derivatives, superscripts, differentials."""
    return not re.fullmatch(r"\\?[A-Za-z]+(_[A-Za-z0-9])?", key) or key in ("dz", "dt", "da", "dw")


def _function(name, point):
    return point["\\sigma'" if name == "varsigma" else name if name in point else f"\\{name}"]


def _is_function(name, point):
    keys = ("\\sigma'",) if name == "varsigma" else (name, f"\\{name}")
    return any(callable(point.get(key)) for key in keys)


def _as_the_lecture_means_it(expression, point, latex):
    """`a (1 - a)` is a product: only the names that `point` gives a function to are functions."""
    for power in expression.atoms(sympy.Pow):
        # a(1 - a)^2 would be read as (a(1 - a))^2; below a fraction's line it is no question.
        fraction = power.exp == -1 and ")^" not in latex.replace(" ", "")
        if isinstance(power.base, AppliedUndef) and not (
            fraction or _is_function(power.base.func.__name__, point)
        ):
            raise Unreadable(f"what is raised to a power in {latex}?")
    while True:
        products = [f for f in expression.atoms(AppliedUndef)
                    if not _is_function(f.func.__name__, point)]
        if not products:
            return expression.doit()
        f = max(products, key=lambda f: f.count_ops())
        if len(f.args) != 1:
            raise Unreadable(f"{f} is no product")
        expression = expression.subs(f, sympy.Symbol(f.func.__name__) * f.args[0])


def squeezed(latex):
    """For comparing: without blanks, spacing and size commands."""
    return "".join(_SPACES.sub(" ", latex).split()).rstrip(".,;")


def sign_flips(formula):
    """The formula with one + or - turned round, each in turn."""
    for found in re.finditer(r"[+-]", formula):
        yield formula[: found.start()] + "+-"[found[0] == "+"] + formula[found.end() :]
