"""TeX to MathML by KaTeX, once, when a page is built: browsers draw it, no page needs a script.

KaTeX leaves spaces to the browser that the browser does not know of; `_SPACING` puts them in.
"""

import functools
import json
import re

from publish import vendored

_FUNCTION = "<mo>\u2061</mo>"  # KaTeX writes this invisible sign after ln, lim, exp
_THIN = '<mspace width="0.1667em"/>'
_SPACING = [
    # The bars of \\left| and \\right| grow with what they enclose.
    (re.compile(r'<mo fence="true">∣</mo>'),
     '<mo fence="true" stretchy="true" symmetric="true" lspace="0" rspace="0">|</mo>'),
    # := is one sign.
    (re.compile(r"<mo[^>]*>:</mo><mo[^>]*>=</mo>"), "<mo>:=</mo>"),
    # y ln a: a thin space before and after the name, none before a bracket or after an operator.
    (re.compile(f"{_FUNCTION}(?!<mo[^>]*>[(\\[])"), _FUNCTION + _THIN),
    (re.compile(r"(</m(?:i|n|row|sub|sup|subsup|frac)>|<mo[^>]*>\)</mo>)(<mrow>)?"
                r"(<mi>(?:ln|log|exp)</mi>)"),
     r"\1\2" + _THIN + r"\3"),
    # A minus after a relation or a bracket is a sign, not a subtraction.
    (re.compile(r"(<mo(?:[^>]*)>[=<>≈≤≥(,;\[{:⇒→∈·]|<mo>:=|<mo[^>]*>&lt;|<mo[^>]*>&gt;)</mo>"
                r"((?:<mspace[^>]*></mspace>|<mtext>.</mtext>)*)<mo>([−+±])</mo>"),
     r'\1</mo>\2<mo form="prefix">\3</mo>'),
]  # fmt: skip

_INLINE = re.compile(
    r"([(\[«“]?)(<math(?![^>]*display=)[^>]*>(?:(?!</math>).)*</math>)([.,;:!?)\]»”…]*)", re.DOTALL
)


def kept_together(page):
    """The HTML with no line broken between a formula in a sentence and the sentence's marks."""
    return _INLINE.sub(
        lambda m: f'<span class="formula">{m[0]}</span>' if m[1] or m[3] else m[0], page
    )


@functools.cache
def _katex():
    from py_mini_racer import MiniRacer

    engine = MiniRacer()
    engine.eval(vendored.text("katex.js"))
    return engine


@functools.cache
def mathml(tex, *, display=False):
    """The formula as a <math> element; a ValueError with KaTeX's words where it cannot be read."""
    from py_mini_racer import JSEvalException

    options = {"displayMode": display, "output": "mathml", "strict": "error"}
    try:
        written = _katex().eval(f"katex.renderToString({json.dumps(tex)}, {json.dumps(options)})")
    except JSEvalException as error:
        raise ValueError(f"no formula: {tex}\n{error}") from None
    written = re.fullmatch(r'<span class="katex">(.*)</span>', written, re.DOTALL)[1]
    head, annotation, tail = written.partition("<annotation")
    for pattern, replacement in _SPACING:
        head = pattern.sub(replacement, head)
    return head + annotation + tail
