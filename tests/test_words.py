"""Strings: both languages complete, the same places for numbers, none forgotten, none unused."""

import re
import string

import numpy as np
import pytest

from lecture_core.words import LANGUAGES, WORDS, fixed, number, table, text
from notebooks import ROOT


def places(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_both_languages_have_the_same_keys():
    assert WORDS["ru"].keys() == WORDS["en"].keys()


def test_no_key_stands_in_two_tables():
    for language in LANGUAGES:
        written = ROOT.joinpath("lecture_core", "words", f"{language}.toml").read_text("utf-8")
        keys = re.findall(r"^(\w+) = ", written, flags=re.MULTILINE)
        assert len(keys) == len(set(keys)) == len(WORDS[language])


@pytest.mark.parametrize("key", WORDS["en"])
def test_both_languages_say_it_with_the_same_numbers(key):
    russian, english = WORDS["ru"][key], WORDS["en"][key]
    assert russian and english
    assert places(russian) == places(english)
    assert not re.search("[а-яё]", english, re.IGNORECASE)


def test_every_string_is_used_somewhere():
    sources = [
        path.read_text(encoding="utf-8")
        for pattern in ("lecture_core/**/*.py", "notebooks/en/*.ipynb")
        for path in ROOT.glob(pattern)
    ]
    everything = "\n".join(sources)
    # A key may be composed of a stem and a name: f"{cost.name}_eta", f"{words}_hint".
    composed = re.findall(r'f"([^"{}]*)\{[^{}"]*\}([^"{}]*)"', everything)
    unused = [
        key
        for key in WORDS["en"]
        if not re.search(rf"(?<!\w){key}(?!\w)", everything)
        and not any(
            (before or after) and key.startswith(before) and key.endswith(after)
            for before, after in composed
        )
    ]
    assert unused == []


def test_a_language_or_key_that_is_not_there_is_refused_by_name():
    with pytest.raises(ValueError, match="language must be one of ru, en, got 'de'"):
        text("epoch", "de")
    with pytest.raises(ValueError, match=r"key must name a string of en\.toml, got 'epoque'"):
        text("epoque", "en")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.15, "0.15"), (-2.2713, "−2.27"), (0, "0"), (300, "300"), (12345, "12345"),
        (1e-5, "1e−5"), (1.5e9, "1.5e9"), (0.0001234, "0.000123"), (float("nan"), "nan"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_one_reads_them(value, written):
    assert number(value) == written


def test_fixed_numbers_keep_their_width():
    assert fixed(-1.275) in ("−1.27", "−1.28") and fixed(0) == "0.00" and fixed(2, 4) == "2.0000"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_translates_known_heads_and_keeps_symbols(language):
    drawn = table(
        {"epoch": [0, 100], "a": [0.5, -0.25], "n": np.array([107.0, np.nan]),
         "cost": ["quadratic", "cross_entropy"]},
        language,
    )
    head, first, second = drawn.splitlines()
    assert head.split()[:3] == [text("epoch", language), "a", "n"]
    assert first.split()[:3] == ["0", "0.5000", "107"]
    assert second.split()[:2] == ["100", "−0.2500"]
    assert text("not_reached", language) in second
    assert text("quadratic", language) in first and text("cross_entropy", language) in second


def test_a_table_of_uneven_columns_is_refused():
    with pytest.raises(ValueError):
        table({"a": [1, 2], "b": [1]}, "en")
