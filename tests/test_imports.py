"""The house: a folder is a floor, imports go down only, and the maths stands on numpy alone."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "lecture_core"
# From the ground up; a folder is a floor, "" is the lecture itself at the root of the package.
FLOORS = (("", "fast"), ("experiments",), ("words",), ("figures",), ("stage",),
          ("labs", "exercises"))
MODULES = sorted(path for path in PACKAGE.rglob("*.py")  # data/ holds scripts, not modules
                 if "data" not in path.relative_to(PACKAGE).parts)


def floor(parts):
    """The floor of a file or a module, from its path below lecture_core."""
    folder = parts[0] if len(parts) > 1 or parts[0] in sum(FLOORS, ()) else ""
    return next(k for k, folders in enumerate(FLOORS) if folder in folders)


def module(path):
    """The full name of the module in a file."""
    parts = ["lecture_core", *path.relative_to(PACKAGE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path):
    """Full names that a file imports anywhere in it, relative ones resolved."""
    package = ["lecture_core", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:  # `from . import x` names a module, `from .x import f` none
                inside = PACKAGE.parent.joinpath(*base.split("."), alias.name)
                is_module = inside.is_dir() or inside.with_suffix(".py").exists()
                yield f"{base}.{alias.name}" if is_module else base


def ours(path):
    """The parts below lecture_core of each module of the package that a file imports."""
    for name in imported(path):
        head, *rest = name.split(".")
        if head == "lecture_core" and rest:
            yield rest


@pytest.mark.parametrize("path", MODULES, ids=module)
def test_imports_go_down_only(path):
    if path == PACKAGE / "__init__.py":  # the list of public names, from wherever they live
        return
    here = floor(path.relative_to(PACKAGE).parts)
    above = {".".join(parts) for parts in ours(path) if floor(parts) > here}
    assert not above, f"{path} imports {above} from a floor above"


@pytest.mark.parametrize("path", MODULES, ids=module)
def test_each_floor_uses_only_what_belongs_there(path):
    heads = {name.split(".")[0] for name in imported(path)} - set(sys.stdlib_module_names)
    allowed = {"lecture_core", "numpy"}
    here = floor(path.relative_to(PACKAGE).parts)
    if here >= floor(["figures"]):
        allowed |= {"matplotlib", "PIL"}
    if here >= floor(["stage"]):
        allowed |= {"anywidget", "ipywidgets", "traitlets", "IPython"}
    if path.stem == "export":  # nbconvert alone loads it
        allowed |= {"nbconvert"}
    assert heads <= allowed
    assert not any("pyplot" in name for name in imported(path))


def test_a_module_s_name_is_used_once():
    names = [path.stem for path in MODULES if path.stem != "__init__"]
    assert sorted(names) == sorted(set(names))


def test_no_two_files_import_each_other_in_a_circle():
    graph = {module(path): {".".join(["lecture_core", *parts]) for parts in ours(path)}
             for path in MODULES if path != PACKAGE / "__init__.py"}
    while leaves := {name for name, needs in graph.items() if not needs & graph.keys()}:
        graph = {name: needs for name, needs in graph.items() if name not in leaves}
    assert not graph, f"these import each other in a circle: {sorted(graph)}"


def test_the_maths_loads_neither_matplotlib_nor_widgets():
    code = ("import sys, lecture_core; "
            "loaded = {name.split('.')[0] for name in sys.modules}; "
            "print({'matplotlib', 'ipywidgets', 'IPython', 'scipy'} & loaded)")
    result = subprocess.run([sys.executable, "-W", "error", "-c", code],
                            capture_output=True, text=True, encoding="utf-8")
    assert result.stdout.strip() == "set()", result.stderr


def test_everything_public_is_there_and_sorted():
    import lecture_core

    assert all(hasattr(lecture_core, name) for name in lecture_core.__all__)
    assert len(set(lecture_core.__all__)) == len(lecture_core.__all__)
