"""Strings: both languages complete, the same places for numbers, none forgotten, none unused."""

import re
import string

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_core.words import (
    FORMS,
    LANGUAGES,
    WORDS,
    fixed,
    number,
    plural,
    table,
    text,
    width,
)
from notebook_text import plain
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
        for pattern in ("lecture_core/**/*.py", "publish/**/*.py", "notebooks/en/**/*.ipynb")
        for path in ROOT.glob(pattern)
    ]
    everything = "\n".join(sources)
    written = set(re.findall(r"\w+", everything))
    # A key may be composed of a stem and a name: f"{cost.name}_eta", f"{words}_hint".
    composed = set(re.findall(r'f"([^"{}]*)\{[^{}"]*\}([^"{}]*)"', everything))
    unused = [
        key
        for key in WORDS["en"]
        if key not in written
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
        (0.15, "0.15"), (-2.2713, "−2.27"), (0, "0"), (300, "300"), (1352, "1352"),
        (12345, "12 345"), (-160181.4, "−160 181"), (0.0001234, "0.000123"), (5e-5, "0.00005"),
        (1e-7, "1·10⁻⁷"), (-2.5e-300, "−2.5·10⁻³⁰⁰"), (3526534321.0, "3 530 000 000"),
        (1.5e20, "1.5·10²⁰"), (10**400, "1·10⁴⁰⁰"), (np.int64(20000), "20 000"),
        (float("nan"), "nan"), (float("-inf"), "−inf"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_one_reads_them(value, written):
    assert plain(number(value)) == written


@given(st.floats(-1e15, 1e15), st.integers(1, 12))
def test_what_is_written_is_the_number(value, digits):
    written = number(value, digits)
    assert "-" not in written and " " not in written
    mantissa, *power = written.replace("−", "-").replace("\u00a0", "").split("·10")
    exponent = int(power[0].translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))) if power else 0
    assert float(f"{mantissa}e{exponent}") == pytest.approx(value, rel=0.51 * 10 ** (1 - digits))


PLURALS = [
    (0, "раз", "times"), (1, "раз", "time"), (2, "раза", "times"), (4, "раза", "times"),
    (5, "раз", "times"), (11, "раз", "times"), (12, "раз", "times"), (14, "раз", "times"),
    (21, "раз", "times"), (22, "раза", "times"), (101, "раз", "times"), (111, "раз", "times"),
    (1.5, "раза", "times"), (160181, "раз", "times"), (10**6 + 2, "раза", "times"),
    (3.53e9, "раз", "times"), (2e20, "раз", "times"), ("1.0", "раза", "times"),
]  # fmt: skip


@pytest.mark.parametrize(("n", "russian", "english"), PLURALS, ids=[str(row[0]) for row in PLURALS])
def test_words_decline_with_their_number(n, russian, english):
    assert plural(n, "ru", "раз", "раза", "раз") == russian
    assert plural(n, "en", "time", "times") == english


@pytest.mark.parametrize(
    ("n", "said"),
    [(1, "1 эпохи"), (21, "21 эпохи"), (2, "2 эпох"), (11, "11 эпох"), (1.5, "1.5 эпохи"),
     (269408, "269 408 эпох"), ("больше 1000", "больше 1000 эпох")],
)  # fmt: skip
def test_a_place_declines_its_noun(n, said, monkeypatch):
    monkeypatch.setitem(WORDS["ru"], "test", "после {n:count|эпохи|эпох|эпох|эпохи}")
    assert plain(text("test", "ru", n=n)) == f"после {said}"


def test_a_place_may_hold_the_word_alone(monkeypatch):
    words = "{n:form|нужна|нужны|нужно} {n:count|эпоха|эпохи|эпох}"
    monkeypatch.setitem(WORDS["ru"], "test", words)
    assert plain(text("test", "ru", n=21)) == "нужна 21 эпоха"
    assert plain(text("test", "ru", n=3)) == "нужны 3 эпохи"


def test_a_whole_number_in_a_place_keeps_every_digit(monkeypatch):
    monkeypatch.setitem(WORDS["en"], "test", "{n} of {m}, {x}, {flag}")
    said = text("test", "en", n=-1234567, m=np.int64(999), x=-0.25, flag=True)
    assert plain(said) == "−1 234 567 of 999, −0.25, True"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_with_too_few_forms_is_refused(language):
    with pytest.raises(ValueError, match="forms of a word"):
        plural(1, language, "раз")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_declines_has_its_forms(language):
    for key, words in WORDS[language].items():
        for _, name, spec, _ in string.Formatter().parse(words):
            kind, *forms = (spec or "").split("|")
            assert not forms or (kind in ("count", "form") and len(forms) in FORMS[language]), key
            assert not forms or (all(forms) and name), key


def test_fixed_numbers_keep_their_width():
    assert fixed(-1.275) in ("−1.27", "−1.28") and fixed(0) == "0.00" and fixed(2, 4) == "2.0000"
    assert fixed(-0.001) == "0.00" and plain(fixed(-12345.678)) == "−12 345.68"


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


def test_a_name_that_begins_a_sentence_is_capitalised(monkeypatch):
    monkeypatch.setitem(WORDS["en"], "test", "{cost:capital}: {cost}.")
    assert text("test", "en", cost="cross-entropy") == "Cross-entropy: cross-entropy."


def test_a_table_keeps_a_string_that_is_the_key_of_a_sentence():
    assert table({"map_name": ["map_over"]}, "ru").split() == ["map_name", "map_over"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_says_yes_and_no(language):
    drawn = table({"a": [True, np.False_]}, language).split()
    assert drawn == ["a", text("yes", language), text("no", language)]


@given(
    st.lists(st.tuples(st.text(max_size=8), st.floats(allow_infinity=False), st.booleans()),
             min_size=1, max_size=5),
    st.text(max_size=8),
)
def test_a_table_is_aligned_whatever_stands_in_it(rows, head):
    words, numbers, flags = map(list, zip(*rows, strict=True))
    names = (head, "a" + head, "b" + head, "c")
    columns = dict(zip(names, (words, numbers, flags, ["|"] * len(rows)), strict=True))
    lines = table(columns, "ru").split("\n")
    assert len(lines) == len(rows) + 1
    assert len({width(line[: line.rindex("|")]) for line in lines[1:]}) == 1


def test_wide_and_combining_signs_take_the_places_they_take():
    said = ("a", "漢字", "e\u0301", "σ′", "10\u00a0000")
    assert [width(words) for words in said] == [1, 4, 1, 2, 6]


def test_a_table_of_uneven_columns_is_refused():
    with pytest.raises(ValueError):
        table({"a": [1, 2], "b": [1]}, "en")
