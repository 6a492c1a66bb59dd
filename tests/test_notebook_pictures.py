"""Each picture of a notebook reaches a reader who does not see: its words go with it everywhere."""

import copy
import json
import re
from html import unescape

import nbformat
import pytest
from nbconvert import HTMLExporter, SlidesExporter
from traitlets.config import JSONFileConfigLoader

from notebooks import ROOT, all_notebooks, language

CONFIG = JSONFileConfigLoader("jupyter_nbconvert_config.json", path=str(ROOT)).load_config()
EXPORTERS = [exporter(config=CONFIG) for exporter in (HTMLExporter, SlidesExporter)]


@pytest.mark.parametrize("path", all_notebooks(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_image_is_without_its_words(path):
    nb = nbformat.read(path, as_version=4)
    said = [output.metadata["image/png"]["alt"] for cell in nb.cells
            for output in cell.get("outputs", []) if "image/png" in output.get("data", {})]
    # Only title, imports and what could hold an image are looked at: all takes ten times as long.
    kept = re.compile(r"image|img|!\[|LANGUAGE = ")
    nb.cells = nb.cells[:1] + [cell for cell in nb.cells[1:] if kept.search(json.dumps(cell))]
    for words in said:
        assert len(words) > 30 and bool(re.search("[а-я]", words)) == (language(path) == "ru")
        assert not re.search(r"\. [a-zа-яё]{2}", words), "a sentence begins with a small letter"
    for exporter in EXPORTERS:
        page, _ = exporter.from_notebook_node(copy.deepcopy(nb))
        alts = [re.search(r'\balt="([^"]*)"', image)[1] for image in
                re.findall(r"<img\b[^>]*>", page)]
        assert [unescape(alt) for alt in alts] == said
        assert f'<html lang="{language(path)}"' in page
