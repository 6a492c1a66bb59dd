"""Every string a reader sees, in Russian (ru.toml) and in English (en.toml), and how numbers look.

A string is `text(key, language, **numbers)`; the files have the same keys, in tables named after
the notebooks (a key is unique across the tables, so nobody needs to know its table).
"""

import tomllib
from importlib.resources import files

LANGUAGES = ("ru", "en")


def _read(language):
    """{key: string} of one language, its tables joined."""
    tables = tomllib.loads(files(__name__).joinpath(f"{language}.toml").read_text("utf-8"))
    return {key: string for table in tables.values() for key, string in table.items()}


WORDS = {language: _read(language) for language in LANGUAGES}


def text(key, language, **numbers):
    """The string `key` in `language` ("ru" or "en"), with `numbers` put into its places."""
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, got {language!r}")
    if key not in WORDS[language]:
        raise ValueError(f"key must name a string of {language}.toml, got {key!r}")
    return WORDS[language][key].format(**numbers)


def number(value, digits=3):
    """`value` with so many significant digits, no exponent between 1e-4 and 1e6, U+2212 minus."""
    value = float(value)
    written = f"{value:.{digits}g}"
    if "e" in written and 1e-4 <= abs(value) < 1e6:
        written = f"{value:.0f}"
    for long, short in (("e-0", "e-"), ("e+0", "e"), ("e+", "e"), ("-", "\u2212")):
        written = written.replace(long, short)
    return written


def fixed(value, decimals=2):
    """`value` with so many decimals and a U+2212 minus: a number that changes in place."""
    return f"{value:.{decimals}f}".replace("-", "\u2212")


def table(columns, language, digits=4):
    """Columns of numbers or strings as plain text, for print(): a header is a key of
    the words (then it is translated) or a symbol (then it is kept). Numbers get `digits` decimals,
    none where the whole column is whole; nan reads "not reached"."""
    heads = [text(head, language) if head in WORDS[language] else head for head in columns]

    def column(values):
        whole = all(isinstance(v, str) or v != v or float(v).is_integer() for v in values)
        for value in values:
            if isinstance(value, str):
                yield text(value, language) if value in WORDS[language] else value
            elif value != value:
                yield text("not_reached", language)
            else:
                yield fixed(value, 0 if whole else digits)

    rows = [heads, *zip(*map(column, columns.values()), strict=True)]
    widths = [max(len(row[k]) for row in rows) for k in range(len(heads))]
    lines = ["  ".join(v.rjust(n) for v, n in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)
