"""Every number that a notebook's prose speaks of is printed by one of its cells, or it is given."""

import re

import nbformat
import pytest

import notebooks

# Decimals, and whole numbers of two digits or more: a single digit is too common to be traced.
_NUMBER = re.compile(
    r"(?<![\d.\w^_{])(?:\d+\.\d+|\d{1,3}(?:\u00a0\d{3})+|[1-9]\d+)(?![\d.]\d|\d|\^)")
_PRINTED = re.compile(r"(?<![\d.·])\d[\d\u00a0]*+(?:\.\d++)?+(?!·10)")
_NOT_PROSE = re.compile(
    r"\]\([^)]*\)|\d+\.\d+\.\d{4}|14 October 2023|```.*?```|`[^`]*`", re.DOTALL)

# What the reader is given, not what a run gives: the lecture's values and its year.
LECTURE = set("0.6 0.9 0.15 0.005 0.2 0.1 0.0025 300 2023".split())
GIVEN = {
    # the timetable; the form of long numbers; books
    "00_start": {"20", "25", "30", "35", "90", "10\u00a0000", "2006", "2016", "2018"},
    # half-way
    "01_slowdown": {"0.5"},
    # what the lines of the map are marked with; ln 2, ln 3, e; the mirror of 0.2
    "02_analysis": {"1000", "3000", "0.7", "1.1", "2.72", "0.8"},
    # throws of the coin; where float64 gives up; what the exercises ask for
    "03_cross_entropy": {"10", "37", "100", "101", "700"},
    # what the exercises ask for; 0.15 / 0.005; "nearly 10 times"; the map's limit; rates tried
    "04_effect": {"10", "20", "0.01", "0.001", "30", "3000", "3.5", "4.5"},
    # the year of a paper; 4**5; what the exercises ask for
    "05_networks": {"2010", "1024", "10", "30", "64", "1.5", "200", "230"},
    # the data and the draws; what Wilson and the exercise ask for; papers; what Nielsen published
    "06_digits": {"28", "50", "64", "1797", "2000", "1.96", "100", "1.9", "1998", "2013", "2021",
                  "10\u00a0000", "95.42", "95.49", "96.59", "96.82"},
    # the mirror of 0.2; an exercise's start and where clipping begins; years and pages
    "07_summary": {"0.8", "16", "1988", "1995", "2010", "2013", "2015", "2016", "2018", "2021",
                   "249", "256", "316", "322", "625", "640", "1756", "1760", "2006.07322"},
}
# What the prose says shorter than it is printed.
ROUNDED = {
    "01_slowdown": {"0.82": "0.8176", "0.98": "0.9820"},
    "02_analysis": {"8.4": "8.44"},
    "07_summary": {"2.2": "2.1950"},
}

each = pytest.mark.parametrize("language", notebooks.LANGUAGES)


def cells(language, name):
    path = notebooks.NOTEBOOKS / language / f"{name}.ipynb"
    return nbformat.reads(path.read_text(encoding="utf-8"), as_version=4).cells


def spoken(markdown):
    """The numbers of a markdown cell, hints included, code and links left out."""
    return set(_NUMBER.findall(_NOT_PROSE.sub(" ", markdown)))


def value(number):
    return float(number.replace("\u00a0", ""))


def printed(language, name):
    """The numbers that the code cells print, as values: 0.7 is printed where 0.70 is."""
    said = "\n".join(output.get("text", "") for cell in cells(language, name)
                     if cell.cell_type == "code" for output in cell.outputs)
    return set(map(value, _PRINTED.findall(said)))


@each
@pytest.mark.parametrize("name", GIVEN)
def test_every_number_of_the_prose_is_printed_or_given(name, language):
    known = printed(language, name) | set(map(value, LECTURE | GIVEN[name]))
    known |= set(map(value, ROUNDED.get(name, ())))
    homeless = {
        (cell.id, number) for cell in cells(language, name) if cell.cell_type == "markdown"
        for number in spoken(cell.source) if value(number) not in known}
    assert not homeless


@each
@pytest.mark.parametrize("name", GIVEN)
def test_nothing_is_given_that_is_not_spoken_or_that_is_printed(name, language):
    said = set().union(*(spoken(cell.source) for cell in cells(language, name)
                         if cell.cell_type == "markdown"))
    elsewhere = {"2006", "2016", "2018"}  # each language has books of its own
    assert GIVEN[name] | set(ROUNDED.get(name, ())) <= said | elsewhere
    assert not set(map(value, GIVEN[name])) & printed(language, name)


@each
@pytest.mark.parametrize("name", ROUNDED)
def test_a_shorter_number_is_a_printed_one_rounded(name, language):
    for short, long in ROUNDED[name].items():
        assert value(long) in printed(language, name)
        assert f"{value(long):.{len(short.partition('.')[2])}f}" == short


def test_numbers_are_found_in_prose_and_in_print():
    said = "from 0.6 to 269\u00a0408, not `300`, [2](0.5), 05 or 14.10.2023, 10^{-5}, 302."
    assert spoken(said) == {"0.6", "269\u00a0408", "302"}
    shown = _PRINTED.findall("107 269\u00a0408 −0.70 2.25·10⁻⁷\n")
    assert list(map(value, shown)) == [107, 269408, 0.7]
