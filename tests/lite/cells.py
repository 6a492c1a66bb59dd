"""Runs inside Pyodide: the cells of a notebook as Jupyter would, its printed output compared."""

import ast
import contextlib
import io
import json
import os
import traceback


def run(path):
    """What went otherwise than stored, as sentences."""
    with open(path, encoding="utf-8") as file:
        cells = json.load(file)["cells"]
    os.chdir(os.path.dirname(path))
    names, faults = {"__name__": "__main__"}, []
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        said = io.StringIO()
        try:
            with contextlib.redirect_stdout(said):
                shown = execute("".join(cell["source"]), names)
        except Exception:
            return [*faults, f"{cell['id']} raised\n{traceback.format_exc()}"]
        streams = [o for o in cell["outputs"] if o["output_type"] == "stream"]
        stored = "".join(line for o in streams for line in o["text"])
        if said.getvalue() != stored:
            faults.append(f"{cell['id']} printed\n{said.getvalue()}stored is\n{stored}")
        results = [o["data"] for o in cell["outputs"] if o["output_type"] == "execute_result"]
        written = "".join(line for data in results for line in data["text/plain"])
        if shown != written:
            faults.append(f"{cell['id']} shows {shown!r}, stored is {written!r}")
    return faults


def execute(source, names):
    """Run a cell; the text of its last value, which is drawn as well, empty if there is none."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if last is None:
        return ""
    value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    if value is None:
        return ""
    for draw in ("_repr_png_", "_repr_mimebundle_"):
        if hasattr(value, draw):
            getattr(value, draw)()
            break
    return repr(value)
