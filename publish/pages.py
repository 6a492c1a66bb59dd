"""Notebooks read for publishing: the stored outputs, labs made alive, links to the other pages.

A lab draws itself as a self-contained piece of HTML (`lab.page()`); for that the notebook's first
code cell and the lab's own are executed here. Pages of labs are kept in build/labs, named after the
hash of everything they are made from. A lab that trains too long stays its stored picture. Cells
tagged `kernel` are left out: without one nobody places a bet (the question in the text remains) or
has an exercise counted.
"""

import ast
import base64
import functools
import hashlib
import html
import os
import re
import string
import tomllib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat

from lecture_core.words import LANGUAGES, text

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
_LAB = re.compile(r"\w+Lab\(")
_LINK = re.compile(r"\[([^\[\]]+)\]\(\s*(\.\./[^)\s]+)\.ipynb([^)]*)\)")
_SOLUTION = re.compile(r"\]\((solutions/[^)\s]+\.ipynb)\)")
_MARKS = re.compile(r", bets=(?:\w+|\[[^\]]*\])|^\w+ = \[bet_\w+(?:, bet_\w+)*\]\n", re.MULTILINE)


def template(path, **places):
    """The file at `path`, its $places filled."""
    return string.Template(path.read_text(encoding="utf-8")).substitute(places).rstrip()


def page(language, title, *, style, body, head=""):
    """A whole HTML page: what the deck, the list of decks and the site's first page share."""
    icon = (Path(__file__).parent / "site" / "icon.svg").read_bytes()  # in it: a deck is one file
    return template(Path(__file__).with_name("page.html"), language=language,
                    title=html.escape(title), head=head, style=style, body=body,
                    icon=base64.b64encode(icon).decode("ascii")) + "\n"


def notebook_paths(language):
    """The notebooks of a language in reading order."""
    return sorted((ROOT / "notebooks" / language).glob("*.ipynb"))


def read(path):
    """The notebook without what needs a kernel, with links to the other language turned into links
    to its pages, those to the solutions (which have no pages) into links to the repository, with
    each picture's words where Sphinx looks for them, and with a text/html output for each lab:
    alive where the lab can draw itself without a kernel."""
    nb = without_kernel(nbformat.reads(path.read_text(encoding="utf-8"), as_version=4))
    language = path.parent.name
    codes = [cell for cell in nb.cells if cell.cell_type == "code"]
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            cell.source = _LINK.sub(r'<a href="\2.html\3">\1</a>', cell.source)
            folder = f"{address('Homepage')}/blob/HEAD/notebooks/{language}"
            cell.source = _SOLUTION.sub(rf"]({folder}/\1)", cell.source)
    for cell in codes:
        for output in cell.outputs:
            data = output.get("data", {})
            if "image/png" in data:
                cell.metadata["mystnb"] = {"image": {"alt": described(output)}}
            if _LAB.match(data.get("text/plain", "")):
                data["text/html"] = lab_html(codes[0].source, cell.source, output, language)
    return nb


def without_kernel(nb):
    """The notebook without cells tagged `kernel`, without bets' marks in the pictures' code and
    without an exercise's reply that nothing is answered yet: nobody can run the cell."""
    nb.cells = [cell for cell in nb.cells if "kernel" not in cell.metadata.get("tags", [])]
    replies = {text("unanswered", language) for language in LANGUAGES}
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.source = _MARKS.sub("", cell.source)
            cell.outputs = [o for o in cell.outputs if o.get("text", "").strip() not in replies]
    return nb


def role(cell):
    """A cell's role among the slides: slide, subslide, fragment, notes, skip or -."""
    return cell.metadata.get("slideshow", {}).get("slide_type", "-")


def described(output):
    """What a picture shows, in the words that its figure has stored beside it."""
    return output["metadata"]["image/png"]["alt"]


def read_all():
    """{language: {name: notebook}}, each as `read` gives it; labs are made side by side."""
    paths = [path for language in LANGUAGES for path in notebook_paths(language)]
    with ProcessPoolExecutor() as pool:
        notebooks = dict(zip(paths, pool.map(read, paths), strict=True))
    return {
        language: {p.stem: nb for p, nb in notebooks.items() if p.parent.name == language}
        for language in LANGUAGES
    }


def title(nb):
    """The text of the notebook's first heading."""
    return re.match(r"# (.+)", nb.cells[0].source)[1].strip()


def address(name):
    """An address of the project: "Homepage" (the repository) or "Documentation" (the site)."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project["urls"][name].rstrip("/")


def other(language):
    """The other of the two languages."""
    return next(one for one in LANGUAGES if one != language)


def lab_html(imports, source, output, language):
    name = hashlib.sha256("\0".join([_package(), imports, source]).encode("utf-8")).hexdigest()
    kept = BUILD / "labs" / f"{name}.html"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        making = kept.with_suffix(f".{os.getpid()}")  # others may be at it too
        making.write_text(_page(imports, source), encoding="utf-8", newline="\n")
        making.replace(kept)
    page = kept.read_text(encoding="utf-8")
    return f'<div class="lab-page">{page}</div>' if page else _snapshot(output, language)


@functools.cache
def _package():
    """What the pages of labs depend on besides the notebook: every file of the package."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "lecture_core").rglob("*")):
        if path.is_file() and path.suffix in (".py", ".js", ".toml", ".css", ".gz", ".npz"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _page(imports, source):
    """The lab of a cell as HTML, empty if it trains too long to have a page."""
    tree = ast.parse(source)
    shown = ast.Expression(tree.body.pop().value)
    names = {}
    exec(compile(imports, "imports", "exec"), names)
    exec(compile(tree, "lab", "exec"), names)
    lab = eval(compile(shown, "lab", "eval"), names)
    return lab.page() if lab.strips else ""


def _snapshot(output, language):
    """The stored picture, what it shows in words, and a sentence that it is still."""
    picture = f"data:image/png;base64,{''.join(output['data']['image/png'].split())}"
    words = html.escape(described(output), quote=True)
    sentence = html.escape(text("lab_needs_kernel", language))
    return (
        f'<figure class="lab-still"><img src="{picture}" alt="{words}">'
        f"<figcaption>{sentence}</figcaption></figure>"
    )
