"""Decks and a site made of the notebooks: `make slides`, `make site`. No network, no Node.

    formulas.py   TeX to MathML at build time, so that no page needs a script for its formulas
    vendored.py   the scripts and the font of the pages, out of pinned packages, checked by hash
    pages.py      notebooks read for publishing: labs made alive, links between pages
    decks.py      one reveal.js deck a notebook, each a single file; its look is in slides/
    website.py    the site by Sphinx; its look is in site/
"""
