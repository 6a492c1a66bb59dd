"""A lab as one piece of HTML that needs no kernel: its opening state, each control with its strip.

`page(lab)` writes native inputs, the picture as text and, deflated, the frames of every control at
the lab's own values of the others; page.js plays the kernel's part for live.js, which draws. There
are no frames for two controls moved at once: to touch one puts the others back.
"""

import base64
import html
import re
from pathlib import Path

from lecture_core.stage.live import Deflated, LivePicture
from lecture_core.stage.strips import frame_and_base
from lecture_core.words import text

_MOST_STOPS = 50  # of a slider but the film's; more would only make the page heavier
_MOST_LENGTHS = 12  # of the film: each brings axes of its own
_HERE = Path(__file__).parent


def page(lab):
    """The lab's HTML: a <div> with a module in it, no network, any number of them on a page."""
    if not lab.strips:
        raise ValueError(text("page_refused", lab.language, name=type(lab).__name__))
    with lab.lock:
        lab.reset()
        parts, strips = [], {}
        for part in lab.live.parts:
            stops = lab.panel.stops(part["name"])
            part, keep = _thinned(part, stops, lab)
            parts.append(part)
            strips[part["name"]] = _strip(lab, part["name"], [stops[k] for k in keep])
        data = {"lab": lab.live.lab, "words": lab.live.words, "problem": "", "parts": parts,
                "base": lab.live.base, "frame": lab.live.frame}
        rows = "".join(f'<div class="lecture-row">{_row(lab, names)}</div>' for names in lab.rows)
        lab.reset()  # and the figure is the opening picture's again
    packed = base64.b64encode(Deflated().lines([data, strips], True)).decode("ascii")
    code = _HERE.joinpath("page.js").read_text("utf-8").replace("lab-id", lab.live.lab).replace(
        "/* live.js */", LivePicture._esm.replace("export default", "const live ="))
    style = _HERE.joinpath("page.css").read_text("utf-8")
    return (f'<div class="lecture-lab lecture-page" id="{lab.live.lab}" lang="{lab.language}">'
            f"<style>@scope {{{style}}}</style>{rows}<div class=\"lecture-picture\"></div>"
            f'<p class="lecture-note">{html.escape(text("page_note", lab.language))}</p>'
            f'<script type="application/octet-stream">{packed}</script>'
            f'<script type="module">{code}</script></div>\n')


def _thinned(part, stops, lab):
    """The part with at most some hundred stops, the one it opens on among them; their numbers."""
    if "choice" in part:
        return {**part, "at": stops.index(lab.panel.state()[part["name"]])}, range(len(stops))
    at = lab.panel.numbers[part["name"]].slider.value
    most = _MOST_LENGTHS if lab.panel.sets_length(part["name"]) else _MOST_STOPS
    step = 1 if "play" in part else -(-len(stops) // most)
    keep = sorted({0, len(stops) - 1, *range(at % step, len(stops), step)})
    return {**part, "stops": [stops[k] for k in keep], "at": keep.index(at)}, keep


def _strip(lab, name, stops):
    state, sent, lines = lab.panel.state(), {lab.live.base["name"]}, []
    for stop in stops:
        frame = lab.frame_for({**state, name: stop}, name, patient=True)
        lines += frame_and_base(lab, frame, sent)
    for line in lines:  # of one lab one static layer is shown at a time: they may share their ids
        if "svg" in line:
            line["svg"] = _with_ids_of(lab, line["svg"])
    return base64.b64encode(Deflated().lines(lines, True)).decode("ascii")


def _with_ids_of(lab, svg):
    """The SVG with ids that begin with the lab's own name instead of the drawing's."""
    drawn = re.search(r'id="(f[0-9a-f]{10})-', svg)
    return svg.replace(drawn[1], f"{lab.live.lab[-6:]}") if drawn else svg


def _row(lab, names):
    controls = {part["name"]: part for part in lab.live.parts}
    written = []
    for name in names:
        if name == "film":
            hint = html.escape(text("play_hint", lab.language), quote=True)
            written += ['<button type="button" class="lecture-play" '
                        f'aria-label="{hint}">▶</button>', _number(lab, controls["epoch"])]
        elif name in controls:
            part = controls[name]
            written.append(_choice(lab, part) if "choice" in part else _number(lab, part))
        elif name == "reset":
            words = html.escape(text(lab.reset_words, lab.language))
            written.append(f'<button type="button" class="lecture-reset">{words}</button>')
    return "".join(written)


def _number(lab, part):
    """Label, value and slider; the page's script knows them by data-part."""
    control = lab.panel.numbers[part["name"]]
    label, says = (html.escape(words, quote=True)
                   for words in (control.spec.label_in(lab.language), part["says"]))
    return (f'<label class="lecture-number" data-part="{part["name"]}"><span>{label}</span> '
            f"<output></output>"
            f'<input type="range" aria-label="{says}" step="1" min="0"></label>')


def _choice(lab, part):
    control = lab.panel.choices[part["name"]]
    options = "".join(f"<option>{html.escape(words)}</option>" for words, _ in control.choices)
    label = html.escape(control.spec.said_in(lab.language))
    return (f'<label class="lecture-choice" data-part="{part["name"]}"><span>{label}</span> '
            f"<select>{options}</select></label>")
