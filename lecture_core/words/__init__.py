"""Every string a reader sees, in Russian (ru.toml) and in English (en.toml), and how numbers look.

A string is `text(key, language, **numbers)`; the files have the same keys, in tables named after
the notebooks (a key is unique across the tables, so nobody needs to know its table). In a place
stands a name, and what follows the colon declines a word with the number as it is written:

    {epochs}                                   12 345          grouped, U+2212 for a minus
    {epochs:count|эпоха|эпохи|эпох}            21 эпоха        the number and its noun
    {epochs:form|нужна|нужны|нужно}            нужна           the word alone
    {epochs:count|epoch|epochs}                1 epoch         English has two forms
    {cost:capital}                             Quadratic       a name that begins a sentence

Russian forms are those after 1, 2 and 5 ("после 1 эпохи, 2 эпох, 5 эпох"); a fraction takes the
second ("1.5 раза") unless a fourth is given ("после 1.5 эпохи").

Spaces in "η = 0.15", "85 %", "№ 0" and before a dash are made non-breaking when the files are read:
in the files they are plain. Numbers have decimal points in both languages, and from five digits on
groups of three with U+00A0 between, the space that every font has.
"""

import re
import string
import tomllib
import unicodedata
from decimal import Decimal
from importlib.resources import files
from math import isnan
from numbers import Real

from lecture_core.checks import one_of

LANGUAGES = ("ru", "en")
FORMS = {"ru": (3, 4), "en": (2,)}  # how many a word may have that follows a number

_MINUS, _NBSP = "\u2212", "\u00a0"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
# Spaces at which a line must not end.
BOUND = re.compile(
    r"(?<=№) (?=[\d{])|(?<=[\d}]) (?=%)"  # № 0, 85 %
    r"|(?<=\S) (?=[=≤≥<>≈→·+−] )|(?<= [=≤≥<>≈→·+−]) (?=\S)"  # a − y ≤ 0.2
    r"|(?<=\S) (?=— )|(?<=\bln) (?=[\w{])"
    r"|(?<=\d) (?=\d{3}(?!\d))"  # 269 408
)


def bound(words):
    """`words` with non-breaking spaces where a line must not end: "η = 0.15", "85 %", "№ 0"."""
    return BOUND.sub(_NBSP, words)


def _read(language):
    """{key: string} of one language, its tables joined."""
    tables = tomllib.loads(files(__name__).joinpath(f"{language}.toml").read_text("utf-8"))
    return {key: bound(words) for table in tables.values() for key, words in table.items()}


WORDS = {language: _read(language) for language in LANGUAGES}


class _Places(string.Formatter):
    """str.format whose numbers look as everywhere, and whose words decline with them."""

    def __init__(self, language):
        self._language = language

    def format_field(self, value, format_spec):
        written = _written(value)
        if format_spec == "capital":
            return written[:1].upper() + written[1:]
        kind, *forms = format_spec.split("|")
        if not forms:
            return written if not format_spec else super().format_field(value, format_spec)
        form = plural(written, self._language, *forms)
        return form if kind == "form" else f"{written}{_NBSP}{form}"


def text(key, language, **numbers):
    """The string `key` in `language` ("ru" or "en"), with `numbers` put into its places."""
    one_of(language, "language", LANGUAGES)
    if key not in WORDS[language]:
        raise ValueError(f"key must name a string of {language}.toml, got {key!r}")
    return _Places(language).format(WORDS[language][key], **numbers)


def chosen(value, name, allowed, language):
    """Return `value`, one of the strings in `allowed`, else a ValueError in `language`."""
    try:
        return one_of(value, name, allowed)
    except ValueError:
        raise not_offered(value, name, allowed, language) from None


def not_offered(value, name, allowed, language):
    """The ValueError, in `language`, that says what came and what there is to choose from."""
    return ValueError(text("choice_refused", language, name=name, value=repr(value),
                           allowed=", ".join(map(repr, allowed))))


def plural(n, language, *forms):
    """The form of a word that goes with n: 1 эпоха, 2 эпохи, 5 эпох, 1.5 эпохи; 1 epoch, 2 epochs.

    n is a number, or a number as it was written: "20.96" takes the form of a fraction, "21" of 21.
    """
    one_of(language, "language", LANGUAGES)
    if len(forms) not in FORMS[language]:
        raise ValueError(f"forms of a word in {language!r} must be {FORMS[language]}, got {forms}")
    found = re.search(r"(\d[\d\u00a0]*)(\.\d+)?(·10\S+)?$", _written(n))
    if not found:
        return forms[-1] if language == "en" else forms[2]
    whole, fraction, power = found.groups()
    digits = whole.replace(_NBSP, "")
    if language == "en":
        return forms[0] if digits == "1" and not fraction and not power else forms[1]
    if power:
        return forms[2]
    if fraction:
        return forms[-1] if len(forms) == 4 else forms[1]
    if digits[-2:-1] != "1" and digits[-1] in "1234":
        return forms[0] if digits[-1] == "1" else forms[1]
    return forms[2]


def number(value, digits=3):
    """`value` with so many significant digits, as one reads it: 0.15, −2.27, 12 345, 1.5·10⁻⁷.

    Between 1e-6 and 1e15 there is no power of ten; below 1e6 no digit before the point is lost.
    """
    value = Decimal(value) if isinstance(value, int) else float(value)  # 10**400 is no float
    rounded, size = f"{value:.{digits}g}", abs(value)
    if "e" not in rounded:
        return _grouped(rounded)
    if 1e-6 <= size < 1e15:
        return _grouped(f"{value:.0f}" if 1 <= size < 1e6 else f"{Decimal(rounded):f}")
    mantissa, power = rounded.split("e")
    mantissa = f"{Decimal(mantissa).normalize():f}"
    return f"{mantissa}·10{str(int(power)).translate(_SUPERSCRIPTS)}".replace("-", _MINUS)


def fixed(value, decimals=2):
    """`value` with so many decimals and a U+2212 minus: a number that changes in place."""
    return _grouped(f"{float(value):z.{decimals}f}")


def table(columns, language, digits=4):
    """Columns of numbers or strings as plain text, for print(), in lines of equal width.

    A header is a key of the words (then it is translated) or a symbol (then it is kept), and so is
    a string in a column. Numbers get `digits` decimals, none where the whole column is whole; nan
    reads "not reached", True and False "yes" and "no". Words stand left, numbers right.
    """
    one_of(language, "language", LANGUAGES)
    heads = [_word(head, language) for head in columns]
    cells = [list(_column(values, language, digits)) for values in columns.values()]
    rows = list(zip(*cells, strict=True))
    lefts = [any(_begins_with_a_letter(v) for v in values) for values in columns.values()]
    widths = [max(map(width, (head, *column))) for head, column in zip(heads, cells, strict=True)]

    def line(row):
        padded = (f"{v}{' ' * (n - width(v))}" if left else f"{' ' * (n - width(v))}{v}"
                  for v, n, left in zip(row, widths, lefts, strict=True))
        return "  ".join(padded).rstrip(" ")

    return "\n".join(map(line, (heads, *rows)))


def width(words):
    """How many places of a monospaced line `words` takes: wide signs two, combining ones none."""
    return sum(
        0 if unicodedata.category(sign) in ("Mn", "Me", "Cf")
        else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in words
    )


def _column(values, language, digits):
    plain = [v for v in values if not (isinstance(v, str) or _is_bool(v) or isnan(v))]
    decimals = 0 if all(float(v).is_integer() for v in plain) else digits
    for value in values:
        if isinstance(value, str):
            yield _word(value, language)
        elif _is_bool(value):
            yield text("yes" if value else "no", language)
        elif isnan(value):
            yield text("not_reached", language)
        else:
            yield fixed(value, decimals)


def _word(words, language):
    """A key translated (of words without places), any other string kept, on one line."""
    if "{" not in WORDS[language].get(words, "{"):
        return text(words, language)
    return "".join(" " if unicodedata.category(s) in ("Cc", "Zl", "Zp") else s for s in words)


def _begins_with_a_letter(value):
    return isinstance(value, str) and value[:1].isalpha()


def _is_bool(value):
    return type(value).__name__ in ("bool", "bool_")


def _written(value):
    """A number as `number` writes it, whole ones to the last digit; anything else as it is."""
    if not isinstance(value, Real) or _is_bool(value):
        return str(value)
    if isinstance(value, int) and abs(value) < 10**15:
        return fixed(value, 0)
    return number(value)


def _grouped(written):
    """U+2212 for the minus, and groups of three from five digits on."""
    sign, rest = (_MINUS, written[1:]) if written.startswith("-") else ("", written)
    whole, point, decimals = rest.partition(".")
    if whole.isdecimal() and len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", _NBSP)
    return f"{sign}{whole}{point}{decimals}"
