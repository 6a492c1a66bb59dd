"""Numbers as people type them and as a box shows them: exact, with a comma or a point."""

import re

_SPACES = "[ \u00a0\u202f\u2009]"
_GROUPED = re.compile(rf"\d{{1,3}}({_SPACES}\d{{3}})+(?!\d)")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.ASCII)


def written(value):
    """The number in full, nothing rounded away, with a U+2212 minus: what `read` turns back."""
    short = f"{value:.15g}"
    return (short if float(short) == value else repr(float(value))).replace("-", "\u2212")


def read(typed, *, whole=False):
    """The number a person typed, or None if it is not one: never another number.

    The comma is a decimal point, a minus may be any dash, digits may be grouped by spaces. A whole
    number has no comma: 1,000 is a thousand to some and one to others.
    """
    text = typed.strip().translate(str.maketrans("\u2212\u2013E", "--e"))
    text = _GROUPED.sub(lambda found: re.sub(_SPACES, "", found[0]), text, count=1)
    if whole and "," in text:
        return None
    text = text.replace(",", ".", 1)
    return float(text) if _NUMBER.fullmatch(text) else None
