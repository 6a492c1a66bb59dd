"""Reads the text of notebook cells for the tests: formulas, words, links, and what code says."""

import ast
import io
import re
import tokenize
import unicodedata

CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def plain(words):
    """With common spaces for non-breaking ones: for comparing with what a test spells out."""
    return words.replace("\u00a0", " ")


# Formulas -------------------------------------------------------------------------------------

_CODE = re.compile(r"```.*?```|``.+?``|`[^`\n]+`", re.DOTALL)
_DISPLAYED = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
_INLINE = re.compile(r"(?<![\\$])\$(?!\$)(.+?)(?<!\\)\$", re.DOTALL)


def displayed_formulas(markdown):
    """What stands between $$ and $$, in order, blanks squeezed."""
    return [" ".join(found.split()) for found in _DISPLAYED.findall(_CODE.sub(" ", markdown))]


def inline_formulas(markdown):
    """What stands between $ and $, in order, blanks squeezed."""
    rest = _DISPLAYED.sub(" ", _CODE.sub(" ", markdown))
    return [" ".join(found.split()) for found in _INLINE.findall(rest)]


def without_formulas(markdown):
    """The prose: no code, no formulas."""
    return _INLINE.sub(" ", _DISPLAYED.sub(" ", _CODE.sub(" ", markdown)))


# Words and links ------------------------------------------------------------------------------

_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_HTML_LINK = re.compile(r"<(?:a|img)\b[^>]*?\b(?:href|src)\s*=\s*[\"']([^\"']+)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")


def links(markdown):
    """The targets of links and images, in Markdown and in HTML."""
    text = _CODE.sub(" ", markdown)
    return [match[3] for match in _LINK.finditer(text)] + _HTML_LINK.findall(text)


def images_without_words(markdown):
    """Targets of images that say nothing to those who do not see them."""
    return [match[3] for match in _LINK.finditer(markdown) if match[1] and not match[2].strip()]


def without_links_to(folder, markdown):
    """The text without links into `folder` (the other language names itself in its own letters)."""
    return _LINK.sub(lambda match: "" if folder in match[3] else match[0], markdown)


def prose(markdown):
    """What is read in one go: no formulas, folded details, tables, tags, addresses."""
    text = re.sub(r"<details\b.*?</details>", " ", markdown, flags=re.DOTALL | re.IGNORECASE)
    text = re.sub(r"^\s*\|.*$", " ", without_formulas(text), flags=re.MULTILINE)
    return re.sub(r"<[^>]+>", " ", _LINK.sub(lambda match: match[2], text))


def words(markdown):
    """The words of `prose`."""
    return _WORD.findall(prose(markdown))


# Code -----------------------------------------------------------------------------------------

# What may be printed in any language: the lecture's letters, with or without an index.
NOTATION = set(
    "w b z a y x n m j i l L V C W A Z X Y H G dG eta delta sigma dC dw db dz da dt exp ln log "
    "BP ru en e η σ δ".split()
)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_FORMAT = re.compile(r"[-<>=+^ .,0-9]*[eEfFgGdsn%]?")

FORBIDDEN_NAMES = {"display", "interact", "interactive", "interactive_output", "Output"}
FORBIDDEN_MODULES = {"sys", "warnings", "os", "subprocess", "pip", "IPython", "matplotlib.pyplot"}


def comments(code):
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


def human_words(code):
    """String literals and comments of a code cell that are written for people, not for Python.

    A literal may hold signs and the lecture's letters. It may also be a name (an option, a key) or
    a format specification, unless it is printed or stands in an f-string.
    """
    tree = ast.parse(code)
    specifications, printed = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue) and node.format_spec:
            specifications |= {id(part) for part in ast.walk(node.format_spec)}
        elif isinstance(node, ast.JoinedStr):
            printed |= {id(part) for part in node.values}
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print":
            printed |= {id(part) for part in node.args}
    found = comments(code)
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        text = unicodedata.normalize("NFKC", node.value)  # an index below the line is a digit
        letters = set(re.findall(r"[^\W\d_]+", text))
        if id(node) in specifications:
            fine = _FORMAT.fullmatch(text)
        elif id(node) in printed:
            fine = letters <= NOTATION
        else:
            fine = letters <= NOTATION or _NAME.fullmatch(text) or _FORMAT.fullmatch(text)
        if not fine:
            found.append(node.value)
    return found


def forbidden(code):
    """Imports and names no cell of a notebook may use, as written."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            found += ["import *"] * any(alias.name == "*" for alias in node.names)
            found += [alias.name for alias in node.names if alias.name in FORBIDDEN_NAMES]
        else:
            modules = []
            name = getattr(node, "id", None) or getattr(node, "attr", None)
            found += [name] if name in FORBIDDEN_NAMES else []
        found += [
            module
            for module in modules
            if module in FORBIDDEN_MODULES or module.split(".")[0] in FORBIDDEN_MODULES
        ]
    return found
