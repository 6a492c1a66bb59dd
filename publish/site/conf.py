"""Sphinx's configuration of one language's site; website.py says which (LECTURE_LANGUAGE)."""

import html
import os
import urllib.parse

from lecture_core.words import text
from publish import pages
from publish.formulas import kept_together, mathml

language = os.environ["LECTURE_LANGUAGE"]
project = text("lecture_title", language)
html_title = project
html_short_title = project
copyright = "MIT"
extensions = ["myst_nb"]
myst_enable_extensions = ["dollarmath"]
myst_update_mathjax = False
myst_heading_anchors = 3
nb_execution_mode = "off"
nb_code_prompt_show = text("site_show_code", language)
nb_code_prompt_hide = text("site_hide_code", language)
pygments_dark_style = "github-dark"
nb_merge_streams = True
html_math_renderer = "mathml"
html_theme = "furo"
html_static_path = [os.environ["LECTURE_STATIC"]]
html_css_files = ["site.css"]
html_favicon = "icon.svg"
templates_path = ["templates"]
html_use_index = False
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
# The words around a hit are fetched page by page, which no browser allows from file://.
html_show_search_summary = False
html_baseurl = f"{pages.address('Documentation')}/{language}/"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#00507f", "color-brand-content": "#0061a0"},
    "dark_css_variables": {"color-brand-primary": "#8cc8f5", "color-brand-content": "#6cb6f0"},
    "top_of_page_buttons": [],
}
html_sidebars = {
    "**": [
        "sidebar/brand.html", "languages.html", "sidebar/search.html", "sidebar/scroll-start.html",
        "sidebar/navigation.html", "run.html", "sidebar/scroll-end.html",
    ]
}  # fmt: skip
suppress_warnings = ["myst.header"]  # a notebook may begin a slide with a third-level heading

_BINDER = pages.address("Homepage").replace("https://github.com/", "https://mybinder.org/v2/gh/")


def _run_links(page):
    """(label, address) of the ways to run a page's notebook, and of its deck."""
    notebook = f"{language}/{page}.ipynb"
    if os.environ.get("LECTURE_LITE"):
        yield text("site_lite", language), f"../lite/lab/index.html?path={notebook}"
    path = urllib.parse.quote(f"lab/tree/notebooks/{notebook}", safe="/")
    yield text("site_binder", language), f"{_BINDER}/HEAD?urlpath={path}"
    yield text("site_slides", language), f"../slides/{language}/{page}.html"


def _page_context(app, pagename, templatename, context, doctree):
    notebook = pagename[:2].isdigit()
    there = pages.other(language)
    # What may scroll sideways is reached by keys.
    body = context.get("body", "").replace("<pre>", '<pre tabindex="0">')
    context["body"] = kept_together(body)
    context["run_links"] = list(_run_links(pagename)) if notebook else []
    context["run_title"] = text("site_run", language)
    context["other_language"] = there
    context["other_title"] = text("site_language", there)
    context["other_address"] = f"../{there}/{pagename if notebook else 'index'}.html"
    card = html.escape(f"{pages.address('Documentation')}/card.png")
    title = html.escape(context.get("title", project))
    context["metatags"] = context.get("metatags", "") + (
        f'<meta property="og:title" content="{title}">'
        f'<meta property="og:type" content="article">'
        f'<meta property="og:image" content="{card}">'
        f'<meta property="og:description" content="{html.escape(text("site_lead", language))}">'
    )


def _inline(self, node):
    self.body.append(mathml(node.astext()))
    raise _skip()


def _block(self, node):
    formula = mathml(node.astext(), display=True)
    self.body.append(f'<div class="math-block" tabindex="0">{formula}</div>')
    raise _skip()


def _skip():
    from docutils.nodes import SkipNode

    return SkipNode()


def setup(app):
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    app.connect("html-page-context", _page_context)
