"""`make site`: the notebooks of both languages as a site in build/site, read from file:// as well.

    python -m publish.website            all but JupyterLite
    python -m publish.website --lite     with it, under lite/; needs a network (see lite.py)

Sphinx makes a site of each language; index.html chooses between them. The decks stand in slides/.
"""

import argparse
import copy
import html
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

from lecture_core.words import LANGUAGES, text
from publish import decks, pages, vendored

LOOK = Path(__file__).parent / "site"
FIRST_LAB = "01_slowdown.ipynb"  # its lab is the first thing a visitor sees


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lite", action="store_true", help="with JupyterLite; needs a network")
    parser.add_argument("--out", type=Path, default=pages.BUILD / "site", help="a folder, replaced")
    options = parser.parse_args(arguments)
    out = options.out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    notebooks = pages.read_all()
    with tempfile.TemporaryDirectory(prefix="lecture-site-") as stage:
        with ThreadPoolExecutor(len(LANGUAGES)) as pool:
            list(pool.map(
                lambda language: _sphinx(
                    staged(notebooks[language], language, Path(stage)), language, out, options.lite
                ),
                LANGUAGES,
            ))  # fmt: skip
    shutil.rmtree(out / "jupyter_execute")  # myst-nb's leavings
    _landing(notebooks, out)
    _card(out)
    decks.write(notebooks, out / "slides")
    out.joinpath(".nojekyll").touch()
    if options.lite:
        subprocess.run([sys.executable, "-m", "publish.lite", str(out / "lite")], check=True)
    print(out / "index.html")


def staged(notebooks, language, stage):
    """What Sphinx reads: the notebooks with living labs, and the page that lists them."""
    folder = stage / language
    folder.mkdir()
    for name, nb in notebooks.items():
        imports = next(cell for cell in nb.cells if cell.cell_type == "code")
        imports.metadata["tags"] = [*imports.metadata.get("tags", []), "hide-input"]
        for_readers = copy.copy(nb)
        for_readers.cells = [cell for cell in nb.cells if pages.role(cell) != "notes"]
        nbformat.write(for_readers, folder / f"{name}.ipynb")
    entries = "\n".join(f"{name[:2]} {pages.title(nb)} <{name}>" for name, nb in notebooks.items())
    heading = text("site_contents", language)
    index = f"# {heading}\n\n```{{toctree}}\n:maxdepth: 1\n\n{entries}\n```\n"
    (folder / "index.md").write_text(index, encoding="utf-8", newline="\n")
    static = folder / "_static"
    static.mkdir()
    style = vendored.formula_font() + (LOOK / "site.css").read_text(encoding="utf-8")
    (static / "site.css").write_text(style, encoding="utf-8", newline="\n")
    return folder


def _sphinx(folder, language, out, lite):
    """One language's pages; a warning is an error."""
    environment = os.environ | {
        "LECTURE_LANGUAGE": language, "LECTURE_STATIC": str(folder / "_static"),
        "LECTURE_LITE": "yes" if lite else "",
        "PYTHONPATH": os.pathsep.join([str(pages.ROOT), os.environ.get("PYTHONPATH", "")]),
    }  # fmt: skip
    command = [
        *(sys.executable, "-m", "sphinx", "-q", "-E", "-W", "--keep-going", "-b", "html"),
        *("-c", LOOK, "-d", f"{folder}-doctrees", folder, out / language),
    ]
    subprocess.run(command, env=environment, check=True)


def _landing(notebooks, out):
    """index.html: the lecture's name, a living lab and the way on, in the visitor's language."""
    parts = []
    for language in LANGUAGES:
        nb = notebooks[language][FIRST_LAB.removesuffix(".ipynb")]
        outputs = [output for cell in nb.cells for output in cell.get("outputs", [])]
        lab = next(o.data["text/html"] for o in outputs if "text/html" in o.get("data", {}))
        said = {
            key: html.escape(text(key, language))
            for key in ("lecture_title", "site_lead", "site_begin", "site_contents", "site_decks",
                        "site_project")
        }  # fmt: skip
        parts.append(
            pages.template(LOOK / "landing_part.html", **said, language=language, lab=lab,
                           project=pages.address("Homepage"))
        )  # fmt: skip
    site, title = pages.address("Documentation"), text("lecture_title", "en")
    head = pages.template(
        LOOK / "landing_head.html",
        title=html.escape(title),
        lead=html.escape(text("site_lead", "en")),
        card=html.escape(f"{site}/card.png"),
        address=html.escape(f"{site}/"),
    )
    body = pages.template(
        LOOK / "landing.html", parts="\n".join(parts), languages=json.dumps(LANGUAGES)
    )
    style = (LOOK / "landing.css").read_text(encoding="utf-8").rstrip()
    page = pages.page("en", title, style=style, body=body, head=f"{head}\n")
    (out / "index.html").write_text(page, encoding="utf-8", newline="\n")


def _card(out):
    """card.png, 1200 x 630: what a messenger shows under a link to the site."""
    from PIL import Image

    from lecture_core import QUADRATIC, train_neuron
    from lecture_core.figures import slowdown_figure

    starts = ((0.6, 0.9), (2.0, 2.0))
    runs = [train_neuron(w, b, eta=0.15, cost=QUADRATIC) for w, b in starts]
    picture = io.BytesIO()
    slowdown_figure(runs, language="en").savefig(picture, dpi=125, format="png")
    card = Image.new("RGB", (1200, 630), "white")
    with Image.open(picture) as drawn:
        drawn.thumbnail((1160, 600))
        card.paste(drawn.convert("RGB"), ((1200 - drawn.width) // 2, (630 - drawn.height) // 2))
    card.save(out / "card.png", optimize=True)


if __name__ == "__main__":
    main()
