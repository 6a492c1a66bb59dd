"""The lab's picture on the page: live.js shows what the kernel sends, or a frame of a strip.

A frame is the live layer (SVG), the sentences under it and the state it was made for: the text in
each number's box, the index of each choice. A strip is the frames of all stops of one control,
made ahead and sent deflated, so that a page which drags the control need not ask.
"""

import html
import json
import zlib
from pathlib import Path
from uuid import uuid4

from anywidget import AnyWidget
from traitlets import Dict, List, Unicode

from lecture_core.stage.by_hand import FromPage
from lecture_core.words import text

_PAGE_WORDS = ("kernel_silent", "play_hint", "stop_film_hint")


class LivePicture(FromPage, AnyWidget):
    """The picture, the sentences under it and the line of problems, drawn by live.js.

    `parts` names the lab's controls for the page, `words` what the page says by itself, in
    `language`.
    """

    # As text: a path would be watched, and what watches it would hold every picture ever made.
    _esm = "".join(Path(__file__).with_name(name).read_text("utf-8")
                   for name in ("view.js", "film.js", "live.js"))

    lab = Unicode().tag(sync=True)
    parts = List().tag(sync=True)
    words = Dict().tag(sync=True)
    base = Dict().tag(sync=True)
    frame = Dict().tag(sync=True)
    problem = Unicode().tag(sync=True)

    def __init__(self, parts, language):
        words = {key: text(key, language) for key in _PAGE_WORDS}
        super().__init__(lab=f"lecture-{uuid4().hex}", parts=parts, words=words)

    def show(self, frame, base):
        """Bring the page to this frame, on this static layer."""
        if base != self.base:
            self.base = base
        self.frame = frame

    def send_strip(self, number, chunk, last):
        """Send a piece of the strip asked for by `number`: bytes of one deflated stream."""
        self.send({"kind": "strip", "id": number, "last": last}, [chunk])


def frame_of(layer, sentences, base, state):
    """A frame as the page takes it: `layer` and `base` are SVG, `base` by its name."""
    said = "".join(f"<div>{html.escape(sentence)}</div>" for sentence in sentences)
    return {"layer": layer, "said": said, "base": base, "state": state}


class Deflated:
    """Lines of JSON as one deflated stream, handed over piece by piece."""

    def __init__(self):
        self._deflate = zlib.compressobj(9)

    def lines(self, records, last):
        """The bytes of these records; what was said before need not be said again."""
        text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        packed = self._deflate.compress(text.encode())
        return packed + self._deflate.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH)
