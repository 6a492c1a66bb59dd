"""The lecture's notebooks as pages and slides to read where no kernel runs: used by nbconvert.

jupyter_nbconvert_config.json, which comes with the package, names this to `jupyter nbconvert`.
Each picture keeps its words: a figure stores its description as the "alt" of its PNG, which
nbconvert's own templates do not read. A lab is its picture and a bet its sentence, though
`--execute` keeps their widgets: those come from the network and, without a kernel, move nothing.
"""

import re
from html import escape

from nbconvert.preprocessors import Preprocessor

_WIDGET = "application/vnd.jupyter.widget-view+json"


class Readable(Preprocessor):
    """Pictures with their words instead of widgets, in notebooks that use this package alone."""

    def preprocess(self, nb, resources):
        code = "\n".join(cell.source for cell in nb.cells if cell.cell_type == "code")
        if "lecture_core" not in code:
            return nb, resources
        nb.metadata.pop("widgets", None)
        for language in re.findall(r"^LANGUAGE = \"(\w\w)\"$", code, re.MULTILINE):
            resources["language_code"] = language  # the last, as papermill sets it anew
        return super().preprocess(nb, resources)

    def preprocess_cell(self, cell, resources, index):
        for output in cell.get("outputs", []):
            words = output.get("metadata", {}).get("image/png", {}).get("alt")
            if words and "image/png" in output.data:
                picture = output.data.pop("image/png")
                output.data["text/html"] = (
                    f'<img src="data:image/png;base64,{picture}" alt="{escape(words)}">')
            if len(output.get("data", {})) > 1:
                output.data.pop(_WIDGET, None)
        return cell, resources
