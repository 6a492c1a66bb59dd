"""How displayed words are set: minus signs, bound spaces, letters of one alphabet, sentences."""

import re

import nbformat
import pytest

import notebook_text
import notebooks
from lecture_core.words import LANGUAGES, WORDS, bound

TYPESET = sorted(set(map(notebooks.name, notebooks.all_notebooks())))
_PLACE = re.compile(r"\{[^}]*\}")

each_language = pytest.mark.parametrize("language", LANGUAGES)
each_notebook = pytest.mark.parametrize("name", TYPESET)


def markdown(language, name):
    path = notebooks.NOTEBOOKS / language / name
    cells = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4).cells
    return {cell.id: cell.source for cell in cells if cell.cell_type == "markdown"}


def mixed(text):
    """Words in which Latin and Cyrillic letters stand side by side."""
    return re.findall(r"\w*(?:[a-zA-Z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][a-zA-Z])\w*", text)


def ascii_minus(text):
    return re.findall(r"(?<![\w.[])-\d\S*", text)  # W[-1] is code


@each_language
def test_words_are_of_one_alphabet_with_real_minus_signs_and_bound_spaces(language):
    for key, words in WORDS[language].items():
        shown = _PLACE.sub("1", words)
        assert not mixed(shown), key
        assert not ascii_minus(shown), key
        assert bound(words) == words, key


@each_language
@each_notebook
def test_prose_is_of_one_alphabet_with_real_minus_signs_and_bound_spaces(language, name):
    for cell, source in markdown(language, name).items():
        prose = notebook_text.prose(source)
        assert not mixed(prose), cell
        assert not ascii_minus(prose), cell
        assert notebooks.typeset(source) == source, cell


@each_language
@each_notebook
def test_what_cells_print_has_real_minus_signs(language, name):
    path = notebooks.NOTEBOOKS / language / name
    for cell in nbformat.reads(path.read_text(encoding="utf-8"), as_version=4).cells:
        for output in cell.get("outputs", []):
            assert not ascii_minus(output.get("text", "")), cell.id


@each_language
def test_sentences_begin_with_a_capital_letter(language):  # w, a, η keep theirs
    sentences = {key: words for key, words in WORDS[language].items()
                 if words.endswith((".", "?", "!")) and words.count(" ") > 2}
    small = [key for key, words in sentences.items() if re.match(r"[a-zа-яё]{2}", words)]
    assert small == []


def test_russian_quotes_are_french_and_strings_are_russian():
    for key, words in WORDS["ru"].items():
        assert not re.search('["“”]', words), key
        if words.endswith((".", "?")):
            assert notebook_text.CYRILLIC.search(_PLACE.sub("", words)) or not re.search(
                "[A-Za-z]{4}", _PLACE.sub("", words)), key


@each_notebook
def test_russian_prose_has_french_quotes(name):
    for cell, source in markdown("ru", name).items():
        assert not re.search('["“”]', notebook_text.prose(source)), cell


def test_faults_of_setting_are_found():
    assert mixed("вxод") and mixed("eщё") and not mixed("вход x")
    assert ascii_minus("z = -4") and not ascii_minus("z = −4, BP1-BP4, 2014-15")
