"""The two languages agree cell by cell, and the stored notebooks keep the lecture's form."""

import ast
import base64
import json
import re
import statistics
import urllib.parse

import nbformat
import pytest

import notebook_text
import notebooks

PATHS = notebooks.all_notebooks()
NAMES = [path.relative_to(notebooks.NOTEBOOKS).as_posix() for path in PATHS]
SLIDE_ROLES = {"slide", "subslide", "fragment", "skip", "notes", "-"}
MOST_WORDS = 90
MOST_BYTES, MOST_OUTPUT_BYTES = 500_000, 60_000
PICTURES = ("image/png", "image/jpeg")
MACHINE_TRACE = re.compile(r"0x[0-9a-f]{6,}|/(?:home|root|work|tmp|Users)/|\b[A-Z]:\\")

each_notebook = pytest.mark.parametrize("path", PATHS, ids=NAMES)
each_pair = pytest.mark.parametrize(
    "name", sorted(set(map(notebooks.name, PATHS))), ids=lambda name: name.removesuffix(".ipynb")
)


def read(path):
    return nbformat.reads(path.read_text(encoding="utf-8"), as_version=nbformat.NO_CONVERT)


def pair(name):
    """The cells of both languages side by side."""
    ru, en = (read(notebooks.NOTEBOOKS / language / name).cells for language in ("ru", "en"))
    return list(zip(ru, en, strict=True))


def code_cells(path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def markdown_cells(path):
    return [cell for cell in read(path).cells if cell.cell_type == "markdown"]


def outputs(path):
    return [(cell.id, output) for cell in code_cells(path) for output in cell.outputs]


# The two languages ----------------------------------------------------------------------------


def test_both_languages_have_the_same_notebooks():
    ru, en = (
        sorted(notebooks.name(path) for path in PATHS if notebooks.language(path) == language)
        for language in ("ru", "en")
    )
    assert ru, "there are no notebooks"
    assert ru == en


@each_pair
def test_cells_have_the_same_ids_types_tags_and_slide_roles(name):
    def skeleton(language):
        return [
            (cell.id, cell.cell_type, cell.metadata)
            for cell in read(notebooks.NOTEBOOKS / language / name).cells
        ]

    assert skeleton("ru") == skeleton("en")


@each_pair
def test_code_differs_only_in_the_language_line(name):
    said = []
    for ru, en in pair(name):
        if ru.cell_type == "code":
            said += [line for line in ru.source.splitlines() if line == 'LANGUAGE = "ru"']
            assert ru.source.replace('LANGUAGE = "ru"', 'LANGUAGE = "en"') == en.source, ru.id
    assert len(said) == 1


# Russian parts the numbers of a pair by a semicolon, English by a comma.
def inline(markdown):
    """The formulas in a cell's sentences: a set, as each language repeats a letter at will."""
    return {found.replace(";", ",") for found in notebook_text.inline_formulas(markdown)}


def displayed(markdown):
    return [found.replace(";", ",") for found in notebook_text.displayed_formulas(markdown)]


@each_notebook
def test_a_pair_is_written_as_its_language_writes_it(path):
    wrong = {"ru": r"(?<!N)\(-?[\d.]+, [^()]+\)", "en": r"\(-?[\d.]+; [^()]+\)"}[
        notebooks.language(path)]
    for cell in markdown_cells(path):
        formulas = (*notebook_text.displayed_formulas(cell.source),
                    *notebook_text.inline_formulas(cell.source))
        assert not re.search(wrong, " ".join(formulas)), cell.id


@each_pair
def test_formulas_agree(name):
    for ru, en in pair(name):
        if ru.cell_type == "markdown":
            there, here = map(displayed, (ru.source, en.source))
            assert there == here, ru.id
            assert inline(ru.source) == inline(en.source), ru.id


@each_pair
def test_the_same_links_are_given(name):
    for ru, en in pair(name):
        if ru.cell_type == "markdown":
            there, here = notebook_text.links(ru.source), notebook_text.links(en.source)
            assert len(there) == len(here), ru.id


@each_notebook
def test_text_is_in_the_notebook_s_language(path):
    russian = notebooks.language(path) == "ru"
    for cell in markdown_cells(path):
        text = notebook_text.without_links_to("../ru/", cell.source)
        if not russian:
            assert not notebook_text.CYRILLIC.search(text), cell.id
        elif notebook_text.words(cell.source):
            assert notebook_text.CYRILLIC.search(text), cell.id
    if not russian:
        for cell_id, output in outputs(path):
            said = json.dumps(output, ensure_ascii=False)
            assert not notebook_text.CYRILLIC.search(said), cell_id


# The text -------------------------------------------------------------------------------------


@each_notebook
def test_every_cell_has_a_slide_role(path):
    for cell in read(path).cells:
        assert cell.metadata.get("slideshow", {}).get("slide_type") in SLIDE_ROLES, cell.id


@each_notebook
def test_the_title_comes_first(path):
    first = read(path).cells[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")


@each_notebook
def test_a_markdown_cell_says_one_thing(path):
    long = {
        cell.id: len(notebook_text.words(cell.source))
        for cell in markdown_cells(path)
        if len(notebook_text.words(cell.source)) > MOST_WORDS
    }
    assert not long, f"cells of more than {MOST_WORDS} words"


def headings(path):
    """The anchors JupyterLab gives the headings of a notebook."""
    return {
        match.strip().replace(" ", "-")
        for cell in markdown_cells(path)
        for match in re.findall(r"^#{1,6}\s+(.+)$", cell.source, flags=re.MULTILINE)
    }


@each_notebook
def test_links_lead_somewhere(path):
    for cell in markdown_cells(path):
        assert not notebook_text.images_without_words(cell.source), cell.id
        for link in notebook_text.links(cell.source):
            parts = urllib.parse.urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("http", "https") and parts.hostname, (cell.id, link)
                continue
            target = (path.parent / urllib.parse.unquote(parts.path)) if parts.path else path
            assert target.exists(), (cell.id, link)
            assert target.resolve().is_relative_to(notebooks.ROOT), (cell.id, link)
            if parts.fragment and target.suffix == ".ipynb":
                assert urllib.parse.unquote(parts.fragment) in headings(target), (cell.id, link)


# The code -------------------------------------------------------------------------------------


@each_notebook
def test_code_carries_no_human_language(path):
    for cell in code_cells(path):
        assert notebook_text.human_words(cell.source) == [], cell.id


@each_notebook
def test_code_stays_within_the_lecture_s_means(path):
    for cell in code_cells(path):
        assert cell.source.strip(), f"{cell.id} is empty"
        assert notebook_text.forbidden(cell.source) == [], cell.id
        excuses = [
            tag for tag in cell.metadata.get("tags", []) if tag.startswith(("nbval-", "raises"))
        ]
        assert excuses == [], cell.id


@each_notebook
def test_the_first_cell_imports_and_names_the_language(path):
    *imports, last = ast.parse(code_cells(path)[0].source).body
    assert all(isinstance(node, ast.Import | ast.ImportFrom) for node in imports)
    assert ast.unparse(last) == f"LANGUAGE = {notebooks.language(path)!r}"


@each_notebook
def test_a_parameter_may_choose_the_language(path):
    """papermill -p LANGUAGE en puts a cell after the one tagged "parameters": no later one may
    set LANGUAGE again."""
    tagged, *rest = (cell for cell in code_cells(path) if "LANGUAGE =" in cell.source)
    assert rest == []
    assert "parameters" in tagged.metadata["tags"]


@each_notebook
def test_code_cells_are_short(path):
    lengths = [
        sum(1 for line in cell.source.splitlines() if line.strip()) for cell in code_cells(path)
    ]
    assert statistics.median(lengths) <= 3, lengths


# The stored form ------------------------------------------------------------------------------


@each_notebook
def test_the_stored_form_is_canonical(path):
    assert notebooks.faults(path) == [], "run: make notebooks"


@each_notebook
def test_outputs_hold_no_errors_and_no_traces_of_a_machine(path):
    for cell_id, output in outputs(path):
        assert output.output_type != "error", cell_id
        assert output.get("name") != "stderr", (cell_id, output.get("text"))
        texts = [output.get("text", "")]
        texts += [said for kind, said in output.get("data", {}).items() if kind not in PICTURES]
        for text in texts:
            assert not MACHINE_TRACE.search(str(text)), cell_id


@each_notebook
def test_notebooks_and_their_outputs_are_small(path):
    assert path.stat().st_size < MOST_BYTES
    for cell_id, output in outputs(path):
        for kind, data in output.get("data", {}).items():
            size = len(base64.b64decode(data)) if kind in PICTURES else len(str(data).encode())
            assert size < MOST_OUTPUT_BYTES, (cell_id, kind, size)


# The checks themselves ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    [
        'print("after 300 epochs")',
        'print(f"epochs: {n}")',
        'print(f"{n} эпох")',
        'label = "the first neuron"',
        '{"эпоха": 1}',
        "n = 1  # the first neuron",
        '"""Say it."""\nn = 1',
        'f"{a:>8 seconds}"',
    ],
)
def test_human_language_in_code_is_found(code):
    assert notebook_text.human_words(code)


@pytest.mark.parametrize(
    "code",
    [
        'LANGUAGE = "ru"',
        'print(f"{n:4d} {a:.4f}  dC/dw = {slope:+.1e}", end="\\n\\n")',
        'lab.cost.value = "cross_entropy"',
        'print("w", "b", sep=", ")',
        'print("n", "a₁", "BP1")',
        'format(a, ".4f"), {"a ≤ 0.2": 1}',
    ],
)
def test_names_and_formats_in_code_are_allowed(code):
    assert notebook_text.human_words(code) == []


@pytest.mark.parametrize(
    "code",
    [
        "from lecture_core import *",
        "import sys",
        "import matplotlib.pyplot as plt",
        "from matplotlib import pyplot",
        "from IPython.display import display",
        "display(lab)",
        "ipywidgets.Output()",
    ],
)
def test_forbidden_means_are_found(code):
    assert notebook_text.forbidden(code)


def test_formulas_words_and_links_are_read():
    text = (
        "See [the **next** one](02_analysis.ipynb#Why) for $a$, `$x$` and $$C = \\frac{a}{2}\n$$ "
        "<details>folded away</details>\n| in | a table |\n"
    )
    assert notebook_text.displayed_formulas(text) == ["C = \\frac{a}{2}"]
    assert notebook_text.inline_formulas(text) == ["a"]
    assert notebook_text.links(text) == ["02_analysis.ipynb#Why"]
    assert notebook_text.words(text) == ["See", "the", "next", "one", "for", "and"]
