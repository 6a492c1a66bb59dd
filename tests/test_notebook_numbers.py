"""Every number that a notebook's prose speaks of is printed by one of its cells, or it is given."""

import re

import nbformat
import pytest

import notebooks

# Numbers of three digits or more, or with a decimal point; others are too common to be traced.
_NUMBER = re.compile(r"(?<![\d.])(?:\d+\.\d+|\d{1,3}(?:\u00a0\d{3})+|\d{3,})(?![\d.]\d|\d)")
_NOT_PROSE = re.compile(
    r"<details>.*?</details>|\]\([^)]*\)|\d+\.\d+\.\d{4}|`[^`]*`", re.DOTALL)

# What the reader is given, not what a run gives: the lecture's values and the years of sources.
LECTURE = set("0.6 0.9 0.15 0.005 0.2 0.1 0.0025 300 2023".split())
GIVEN = {
    # the form of long numbers; a hundred and fifty epochs of the hook; books
    "00_start": {"10\u00a0000", "2016", "2018", "2006"},
    "01_slowdown": {"0.5"},
    # a start on the line of equal z; what the lines of the map are marked with; ln 3, ln 2, e
    "02_analysis": {"0.5", "3.5", "100", "1000", "3000", "1.1", "0.7", "2.72", "0.8"},
    # a soft label; what the exercises ask for
    "03_cross_entropy": {"0.3", "100", "101", "700"},
    # the end of the map's scale; a rate tried
    "04_effect": {"3000", "4.5"},
    # the year of a paper; what an exercise asks for
    "05_networks": {"2010", "1.5", "200", "230"},
    # the data and the draws; what Wilson and the exercise ask for; papers; what Nielsen published
    "06_digits": {"1797", "2000", "1.96", "100", "1.9", "1998", "2013", "2021", "10\u00a0000",
                  "95.42", "95.49", "96.59", "96.82"},
    # the mirror of 0.2; years and pages of papers and books
    "07_summary": {"0.8", "1988", "1995", "2010", "2013", "2015", "2016", "2018", "2021", "249",
                   "256", "316", "322", "625", "640", "1756", "1760", "2006.07322"},
}

each = pytest.mark.parametrize("language", notebooks.LANGUAGES)


def cells(language, name):
    path = notebooks.NOTEBOOKS / language / f"{name}.ipynb"
    return nbformat.reads(path.read_text(encoding="utf-8"), as_version=4).cells


def spoken(markdown):
    """The numbers of a markdown cell, folded hints, code and links left out."""
    return set(_NUMBER.findall(_NOT_PROSE.sub(" ", markdown)))


def printed(language, name):
    """What the code cells print, as one text."""
    return "\n".join(
        output.get("text", "") for cell in cells(language, name) if cell.cell_type == "code"
        for output in cell.outputs)


def is_printed(number, text):
    """Whether `text` has the number, or digits that round to it."""
    if re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)", text):
        return True
    decimals = len(number.partition(".")[2])
    said = (found.replace("\u00a0", "") for found in re.findall(r"\d[\d\u00a0]*\.?\d*", text))
    return decimals > 0 and any(f"{float(one):.{decimals}f}" == number for one in said if one)


@each
@pytest.mark.parametrize("name", GIVEN)
def test_every_number_of_the_prose_is_printed_or_given(name, language):
    text = printed(language, name)
    homeless = {
        (cell.id, number) for cell in cells(language, name) if cell.cell_type == "markdown"
        for number in spoken(cell.source) - LECTURE - GIVEN[name] if not is_printed(number, text)}
    assert not homeless


@pytest.mark.parametrize("name", GIVEN)
def test_nothing_is_given_that_is_not_spoken(name):
    said = {number for language in notebooks.LANGUAGES for cell in cells(language, name)
            if cell.cell_type == "markdown" for number in spoken(cell.source)}
    assert GIVEN[name] <= said


def test_numbers_are_found_in_prose_and_in_print():
    assert spoken("from 0.6 to 269\u00a0408, not `300` or [2](0.5) on 14.10.2023, 302.") == {
        "0.6", "269\u00a0408", "302"}
    assert is_printed("107", "n 107\n") and not is_printed("107", "1107 107.3"[:4])
    assert is_printed("0.82", "a 0.8176") and not is_printed("0.83", "a 0.8176")
