"""What decks and site are made of: formulas, vendored files, labs, notes, cells for class."""

import itertools
import re

import nbformat
import pytest

pytest.importorskip("py_mini_racer", reason="publish/requirements.txt is not installed: make site")
pytest.importorskip("sphinx_revealjs", reason="publish/requirements.txt is not installed")

from lecture_core.labs import SigmoidLab
from lecture_core.words import LANGUAGES
from publish import decks, formulas, pages, vendored, website

V4 = nbformat.v4
NOTEBOOKS = [path for language in LANGUAGES for path in pages.notebook_paths(language)]


def notebook(*cells):
    title = V4.new_markdown_cell(
        "# A title with $z$", metadata={"slideshow": {"slide_type": "slide"}}
    )
    return V4.new_notebook(cells=[title, *cells])


def markdown(source, role="-", tags=()):
    metadata = {"slideshow": {"slide_type": role}, "tags": list(tags)}
    return V4.new_markdown_cell(source, metadata=metadata)


def body(nb, **options):
    return (
        decks.deck(nb, "en", **options)
        .partition('<div class="slides">')[2]
        .partition("<script>")[0]
    )


@pytest.mark.parametrize(
    ("tex", "written"),
    [
        (r"y \ln a", '<mi>y</mi><mspace width="0.1667em"/><mi>ln</mi>'),
        (r"\ln(1 - a)", "<mi>ln</mi><mo>\u2061</mo><mo"),
        ("w := w - 1", "<mo>:=</mo>"),
        ("z = -6", '<mo form="prefix">−</mo>'),
        ("a - 6", "<mo>−</mo>"),
    ],
)
def test_formulas_are_spaced_as_tex_spaces_them(tex, written):
    assert written in formulas.mathml(tex)


def test_no_line_breaks_between_a_formula_and_the_marks_around_it():
    (inline, block) = (formulas.mathml("x", display=display) for display in (False, True))
    page = f"<p>Of ({inline} and {inline}), {inline} is {inline}.</p>{block}."
    held = '<span class="formula">{}</span>'.format
    expected = f"<p>Of {held('(' + inline)} and {held(inline + '),')} {inline} is "
    assert formulas.kept_together(page) == f"{expected}{held(inline + '.')}</p>{block}."


def test_a_formula_that_is_none_is_refused_with_its_source():
    with pytest.raises(ValueError, match=r"no formula: \\frac\{1\}"):
        formulas.mathml(r"\frac{1}")


@pytest.mark.parametrize("name", vendored.FILES)
def test_a_vendored_file_is_the_one_that_was_looked_at(name, monkeypatch):
    assert vendored.read(name)
    package, path, _ = vendored.FILES[name]
    monkeypatch.setitem(vendored.FILES, name, (package, path, "0" * 64))
    with pytest.raises(ValueError, match=f"of {package} has SHA-256"):
        vendored.read(name)


def test_a_cell_of_notes_is_for_the_speaker_alone():
    written = body(notebook(markdown("Ask first.", "notes")))
    assert '<aside class="notes"><p>Ask first.</p>' in written


def test_home_cells_stay_at_home():
    nb = notebook(markdown("For class.", tags=["class"]), markdown("For home.", tags=["home"]))
    assert "For home." in body(nb)
    assert "For home." not in body(nb, only_class=True)
    assert "For class." in body(nb, only_class=True)


def test_what_follows_a_fragment_comes_with_it():
    written = body(
        notebook(markdown("One.", "fragment"), markdown("Two."), markdown("New.", "slide"))
    )
    assert written.count('data-step="1"') == 2
    assert '<div class="words"><p>New.' in written


LAB = (
    "from lecture_core.labs import SigmoidLab\nLANGUAGE = 'en'",
    "lab = SigmoidLab(language=LANGUAGE)\nlab",
)
PICTURE = V4.new_output(
    "execute_result",
    {"image/png": "AAAA", "text/plain": "SigmoidLab(eta=0.15)"},
    metadata={"image/png": {"alt": "The sigmoid, its \"slope\"."}},
)


def test_a_lab_that_draws_itself_is_put_on_the_page(monkeypatch, tmp_path):
    monkeypatch.setattr(pages, "BUILD", tmp_path)
    monkeypatch.setattr(SigmoidLab, "page", lambda lab: f"<div>{lab!r}</div>", raising=False)
    written = pages.lab_html(*LAB, PICTURE, "en")
    assert written.startswith('<div class="lab-page"><div>SigmoidLab(')


def test_a_lab_without_a_page_stays_its_picture_with_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(pages, "BUILD", tmp_path)
    monkeypatch.setattr(SigmoidLab, "strips", False)  # as of a lab that trains too long
    written = pages.lab_html(*LAB, PICTURE, "en")
    assert 'alt="The sigmoid, its &quot;slope&quot;."' in written
    assert "A snapshot" in written


def test_a_picture_on_a_slide_has_its_words():
    figure = V4.new_code_cell("figure()", outputs=[PICTURE])
    figure.outputs[0].data["text/plain"] = "<Figure>"
    assert 'alt="The sigmoid, its &quot;slope&quot;."' in body(notebook(figure))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_page_says_nothing_of_what_nobody_can_do_there(path):
    nb = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    tagged = [cell for cell in nb.cells if "kernel" in cell.metadata.get("tags", [])]
    assert {pages.role(cell) for cell in tagged} <= {"-"}  # no slide begins with one
    left = pages.without_kernel(nb).cells
    for cell in left[2:]:  # but for the title and the imports
        if cell.cell_type == "code":
            compile(cell.source, path.name, "exec")
            assert "bet" not in cell.source and "solved(" not in cell.source
            printed = "".join(output.get("text", "") for output in cell.outputs)
            assert not re.search("since the kernel|запуска ядра|run the cell|запустите", printed)
        else:
            assert "since the kernel started" not in cell.source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_picture_is_not_seen_with_the_question_before_it(path):
    nb = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    cells = pages.without_kernel(nb).cells
    for asked, answer in itertools.pairwise(cells):
        if asked.cell_type == "markdown" and asked.source.rstrip().endswith("?"):
            pictured = any("image/png" in o.get("data", {}) for o in answer.get("outputs", []))
            assert not pictured or pages.role(answer) != "-", answer.id


def test_the_site_leaves_out_what_is_for_the_speaker_alone(tmp_path):
    code = V4.new_code_cell("LANGUAGE = 'en'")
    nb = notebook(code, markdown("Ask first.", "notes"), markdown("For all."))
    written = website.staged({"01_name": nb}, "en", tmp_path) / "01_name.ipynb"
    told = written.read_text(encoding="utf-8")
    assert "For all." in told
    assert "Ask first." not in told
    assert "Ask first." in body(nb)
