"""Scripts and the formulas' font, taken out of packages that publish/requirements.txt pins.

Each file is held against its SHA-256, so that a package that was changed under the same version is
refused; `make lock` may choose newer packages, then the sums below are to be looked at and renewed.
"""

import base64
import functools
import hashlib
import io
from importlib.metadata import distribution

# name: (package, file in it, SHA-256)
FILES = {
    "reveal.js": ("sphinx-revealjs", "sphinx_revealjs/_static/revealjs/dist/reveal.js",
        "46538b52db48724192f59bf46f5e851a18e302777c46f4a34c32709d010d6a29"),
    "reveal.css": ("sphinx-revealjs", "sphinx_revealjs/_static/revealjs/dist/reveal.css",
        "68f915a11ebf7203c0446576b7e952ff61c5dd02134a8a226ffaf62ed42136d2"),
    "reset.css": ("sphinx-revealjs", "sphinx_revealjs/_static/revealjs/dist/reset.css",
        "1aa8e84c9cabcbfe4d95b19879fe48b9c2c5e6d54574cbe679bc22edb9fe12b6"),
    "notes.js": ("sphinx-revealjs", "sphinx_revealjs/_static/revealjs/plugin/notes/notes.js",
        "df1201d19d03241a2897d39c3d38768177df1cbd4bde06327b321cb83461ae89"),
    "katex.js": ("sphinxcontrib-katex", "sphinxcontrib/katex.min.js",
        "e8d885505949f3a5f4abdd5dd0d53696bd1371ad26ffbf4f310dcd77c8cdae89"),
    "math.ttf": ("ziamath", "ziamath/fonts/STIXTwoMath-Regular.ttf",
        "8f42cb183a85043a4dc3f8e41ac3821eb27bf178d68ace929ba439523622323c"),
}

# What formulas are written with; browsers put mathematical italic letters in place of plain ones.
FORMULA_CHARACTERS = [
    *range(0x20, 0x7F), *range(0x391, 0x3CA), *range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C),
    *map(ord, "\u210e\u210f\u2061∂∇∞∈∉∑∏∫√·×÷±∓−≈≠≡≤≥≪≫∼≃∝∘∣∥∀∃∅⊂⊆∪∩∧∨¬⊙⊗⊕"
              "→←↔⇒⇐⇔⟶⟹⟺↦…⋯⋮⋱′″⟨⟩⌊⌋⌈⌉ℂℕℝℤℓ≔ϵϕϑ𝔼𝕍"),
]  # fmt: skip


def read(name):
    """The bytes of a file of FILES; a ValueError if it is not the file that was looked at."""
    package, path, expected = FILES[name]
    content = distribution(package).locate_file(path).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise ValueError(f"{path} of {package} has SHA-256 {found}, expected {expected}")
    return content


def text(name):
    """A file of FILES as text, without the reference to a source map that is not shipped."""
    lines = read(name).decode("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))


@functools.cache
def formula_font():
    """CSS that declares the font "Formulas": STIX Two Math cut down to what formulas need."""
    from fontTools import subset, ttLib

    font = ttLib.TTFont(io.BytesIO(read("math.ttf")), recalcTimestamp=False)
    options = subset.Options(layout_features=["ssty", "dtls", "flac", "mkmk", "mark"])
    options.drop_tables += ["DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=FORMULA_CHARACTERS)
    cutter.subset(font)
    font.flavor = "woff"
    packed = io.BytesIO()
    font.save(packed)
    data = base64.b64encode(packed.getvalue()).decode("ascii")
    source = f"url(data:font/woff;base64,{data}) format('woff')"
    return f"@font-face{{font-family:Formulas;src:{source}}}math{{font-family:Formulas,math}}\n"
