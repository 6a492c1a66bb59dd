"""`make slides`: one reveal.js deck a notebook and language, each a single file without a network.

    python -m publish.decks                    all cells
    python -m publish.decks --cells class      without what is tagged "home"

The cells' roles give the order of slides; how much fits on one is seen only when it is drawn, so
slides/deck.js makes pictures smaller or goes on on a further slide when the deck is opened.
"""

import argparse
import html
import re
import shutil
from pathlib import Path

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from lecture_core.words import LANGUAGES, text
from publish import pages, vendored
from publish.formulas import kept_together, mathml

LOOK = Path(__file__).parent / "slides"
OUT = pages.BUILD / "slides"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cells", choices=["all", "class"], default="all")
    options = parser.parse_args(arguments)
    write(pages.read_all(), OUT, only_class=options.cells == "class")
    print(OUT / LANGUAGES[0] / "index.html")


def write(notebooks, out, *, only_class=False):
    """All decks and a page for each language that lists them, from `pages.read_all()`."""
    shutil.rmtree(out, ignore_errors=True)
    for language, named in notebooks.items():
        (out / language).mkdir(parents=True)
        files = {f"{name}.html": deck(nb, language, only_class=only_class)
                 for name, nb in named.items()}  # fmt: skip
        titles = {name: pages.title(nb) for name, nb in named.items()}
        for name, written in (files | {"index.html": _contents(titles, language)}).items():
            (out / language / name).write_text(written, encoding="utf-8", newline="\n")


def deck(nb, language, *, only_class=False):
    """The whole deck of a notebook as one HTML file."""
    stacks = []
    for cell in nb.cells:
        role = pages.role(cell)
        if role == "skip" or (only_class and "home" in cell.metadata.get("tags", [])):
            continue
        if role == "notes" and stacks:
            notes = _rendered(cell.source)
            stacks[-1][-1].append(f'<aside class="notes">{notes}</aside>')
            continue
        if role == "slide" or not stacks:
            stacks.append([[]])
            step = 0
        elif role == "subslide":
            stacks[-1].append([])
            step = 0
        elif role == "fragment":  # what follows without a role of its own comes with it
            step += 1
        stacks[-1][-1].append(_block(cell, step))
    slides = "\n".join(
        "<section>" + "".join(f"<section>{''.join(blocks)}</section>" for blocks in stack)
        + "</section>" for stack in stacks
    )
    colours = HtmlFormatter(style="default").get_style_defs(".code")
    scripts = "\n".join(
        map(_script, [vendored.text("reveal.js"), vendored.text("notes.js"), _look("deck.js")])
    )
    return pages.page(
        language,
        _plain(pages.title(nb)),
        style="\n".join(
            [vendored.text("reset.css"), vendored.text("reveal.css"), vendored.formula_font(),
             colours, _look("deck.css")]
        ),
        body=f'<div class="reveal"><div class="slides">\n{slides}\n</div></div>\n{scripts}',
    )  # fmt: skip


def _block(cell, step):
    """A cell as HTML, shown at a step of its slide (0: at once): its text, or its code and what
    came of it."""
    later = f' data-step="{step}"' if step else ""
    if cell.cell_type == "markdown":
        return f'<div class="words"{later}>{_rendered(cell.source)}</div>'
    outputs = "".join(map(_output, cell.outputs))
    is_lab = any("text/html" in output.get("data", {}) for output in cell.outputs)
    code = "" if is_lab else _code(cell.source)  # a lab needs the room
    return f'<div class="cell"{later}>{code}{outputs}</div>'


def _script(code):
    return "<script>" + code.replace("</script", "<\\/script") + "</script>"


def _code(source):
    coloured = highlight(source, PythonLexer(), HtmlFormatter(nowrap=True)).rstrip()
    return f'<pre class="code">{coloured}</pre>'


def _output(output):
    data = output.get("data", {})
    if "text/html" in data:
        return data["text/html"]
    if "image/png" in data:
        words = html.escape(pages.described(output), quote=True)
        picture = "".join(data["image/png"].split())
        return f'<img class="picture" src="data:image/png;base64,{picture}" alt="{words}">'
    said = output.get("text") or data.get("text/plain", "")
    return f'<pre class="printed">{html.escape(said.rstrip())}</pre>'


def _formula(content, options):
    return mathml(content.strip(), display=options["display_mode"])


_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table").use(
    dollarmath_plugin, renderer=_formula, allow_digits=False, double_inline=True
)


def _rendered(markdown):
    page = kept_together(_MARKDOWN.render(markdown))
    return re.sub(r'(href="[^":]+)\.ipynb', r"\1.html", page)


def _plain(markdown):
    """Without formulas' dollars and emphasis, for the window's title."""
    return re.sub(r"[$*`\\]", "", markdown)


def _contents(titles, language):
    """The page that lists a language's decks."""
    rows = "\n".join(
        f'<li><a href="{stem}.html">{_MARKDOWN.renderInline(title)}</a></li>'
        for stem, title in titles.items()
    )
    there = pages.other(language)
    title = text("decks_title", language)
    body = pages.template(
        LOOK / "contents.html",
        title=html.escape(title),
        how=html.escape(text("decks_how", language)),
        rows=rows,
        there=there,
        there_title=html.escape(text("decks_title", there)),
    )
    style = f"{vendored.formula_font()}\n{_look('contents.css')}"
    return pages.page(language, title, style=style, body=body)


def _look(name):
    return (LOOK / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
