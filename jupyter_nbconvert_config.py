"""`jupyter nbconvert` from this folder: each picture of a page or of slides keeps its words.

A figure stores its description as the "alt" of its PNG; nbconvert's own templates do not read it.
"""

from html import escape

from nbconvert.preprocessors import Preprocessor


class Described(Preprocessor):
    def preprocess_cell(self, cell, resources, index):
        for output in cell.get("outputs", []):
            words = output.get("metadata", {}).get("image/png", {}).get("alt")
            if words and "image/png" in output.data:
                picture = output.data.pop("image/png")
                output.data["text/html"] = (
                    f'<img src="data:image/png;base64,{picture}" alt="{escape(words)}">')
        return cell, resources


c = get_config()  # noqa: F821 - what runs this file gives it
c.HTMLExporter.preprocessors = [Described]
