"""Execute the notebooks and store them in the one canonical form: `make notebooks`.

    python tests/tools/notebooks.py                     execute and rewrite all of them
    python tests/tools/notebooks.py notebooks/ru/01_*   only these
    python tests/tools/notebooks.py --check             say which are not canonical, run nothing

The stored form keeps what a reader sees (sources, outputs, execution counts) and nothing of the
machine or the moment: no widget state, no timing, no kernel details. Running it twice changes
nothing.
"""

import argparse
import asyncio
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
LANGUAGES = ("ru", "en")

CELL_METADATA = ("slideshow", "tags")
NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "name": "python"},  # what exporters write
}
# A view of a widget points to a model that lives only as long as its kernel.
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
CELL_SECONDS = 300
# Formulas, code, tags and addresses of links keep their spaces.
_KEPT = re.compile(
    r"```.*?```|``.+?``|`[^`\n]+`|\$\$.+?\$\$|(?<![\\$])\$(?!\$).+?(?<!\\)\$|<[^>\n]+>|\]\([^)]*\)",
    re.DOTALL,
)


def all_notebooks():
    """Every notebook of the lecture and of its solutions, in reading order, Russian first."""
    return [
        path
        for language in LANGUAGES
        for folder in ("", "solutions")
        for path in sorted((NOTEBOOKS / language / folder).glob("*.ipynb"))
    ]


def name(path):
    """A notebook's name within its language: 01_slowdown.ipynb, solutions/01_slowdown.ipynb."""
    return path.relative_to(NOTEBOOKS).as_posix().partition("/")[2]


def language(path):
    """The language of a notebook, ru or en."""
    return path.relative_to(NOTEBOOKS).parts[0]


def canonical(nb):
    """The text of a notebook as it is stored; `nb` itself is left alone."""
    nb = nbformat.from_dict(nb)
    nb.metadata = nbformat.from_dict(NOTEBOOK_METADATA)
    nb.nbformat, nb.nbformat_minor = 4, 5
    for cell in nb.cells:
        cell.metadata = nbformat.from_dict(
            {key: cell.metadata[key] for key in CELL_METADATA if cell.metadata.get(key)}
        )
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)
            if output.output_type == "execute_result":
                output.execution_count = cell.execution_count
    return nbformat.writes(nb, version=4, ensure_ascii=False, indent=1).rstrip("\n") + "\n"


def typeset(markdown):
    """The text of a cell with non-breaking spaces where a line must not end, as in words/."""
    from lecture_core.words import BOUND

    either = re.compile(f"({_KEPT.pattern})|{BOUND.pattern}", re.DOTALL)
    return either.sub(lambda found: found[1] or "\u00a0", markdown)


def faults(path):
    """What keeps a stored notebook from being canonical, as sentences; empty if nothing does."""
    text = path.read_bytes().decode("utf-8")
    nb = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
    found = []
    if (nb.nbformat, nb.nbformat_minor) != (4, 5):
        return [f"is nbformat {nb.nbformat}.{nb.nbformat_minor}, not 4.5"]
    counts = [cell.execution_count for cell in nb.cells if cell.cell_type == "code"]
    if counts != list(range(1, len(counts) + 1)):
        found.append(f"execution counts are {counts}, not 1..{len(counts)}")
    if text != canonical(nb):
        found.append("is not stored in the canonical form")
    return found


def execute(path):
    """Run one notebook in its folder and store it; says whether the file changed."""
    from nbclient import NotebookClient

    before = path.read_bytes().decode("utf-8")
    nb = nbformat.reads(before, as_version=4)
    client = NotebookClient(
        nb,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR"],
    )
    asyncio.run(client.async_execute())
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            cell.source = typeset(cell.source)
    after = canonical(nb)
    if after != before:
        path.write_text(after, encoding="utf-8", newline="\n")
    return after != before


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "paths", nargs="*", type=Path, help="notebooks; all of them when none is named"
    )
    parser.add_argument("--check", action="store_true", help="only say which are not canonical")
    parser.add_argument(
        "--jobs", type=int, default=min(4, os.cpu_count() or 1), help="kernels at once"
    )
    options = parser.parse_args(arguments)
    paths = options.paths or all_notebooks()
    failed = False

    if options.check:
        for path in paths:
            for fault in faults(path):
                failed = True
                print(f"{path}: {fault}")
        return int(failed)

    with ThreadPoolExecutor(options.jobs) as pool:
        runs = [(path, pool.submit(execute, path.resolve())) for path in paths]
        for path, run in runs:
            try:
                print(f"{path}: {'changed' if run.result() else 'unchanged'}", flush=True)
            except Exception as error:  # a cell that raises, a kernel that dies: name the notebook
                failed = True
                print(f"{path}: FAILED, the file is left as it was\n{error}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
