"""The house of design.md: imports go down only, and the maths stands on numpy alone."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "lecture_core"
FLOORS = {
    "checks": 1, "activation": 1, "costs": 1,
    "neuron": 2, "theory": 2, "audit": 2, "network": 2, "gradient_check": 2, "digits": 2,
    "comparisons": 2, "experiment": 2, "saturation": 2, "starts": 2, "lecture_core": 2,
    "texts": 3, "figures": 3,
    "live": 4, "labs": 4, "exercises": 4,
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py")  # data/ holds scripts, not modules
                 if path.relative_to(PACKAGE).parts[0] != "data")


def part(path):
    """The name in FLOORS of a file of the package: module or folder."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "lecture_core" if first == "__init__" else first


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


def parts_imported(path):
    for name in imported(path):
        head, *rest = name.split(".")
        if head == "lecture_core":
            yield rest[0] if rest else "lecture_core"


def test_every_module_has_a_floor():
    strangers = {part(path) for path in MODULES} - set(FLOORS)
    assert not strangers, f"give {sorted(strangers)} a floor in FLOORS"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down_only(path):
    above = {name for name in parts_imported(path) if FLOORS[name] > FLOORS[part(path)]}
    assert not above, f"{path} imports {above} from a floor above"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_floor_uses_only_what_belongs_there(path):
    heads = {name.split(".")[0] for name in imported(path)} - set(sys.stdlib_module_names)
    allowed = {"lecture_core", "numpy"}
    if FLOORS[part(path)] >= 3:
        allowed |= {"matplotlib", "PIL"}
    if FLOORS[part(path)] >= 4:
        allowed |= {"ipywidgets", "traitlets", "IPython"}
    assert heads <= allowed
    assert not any("pyplot" in name for name in imported(path))


def test_no_part_imports_itself_in_a_circle():
    graph = {}
    for path in MODULES:
        graph.setdefault(part(path), set()).update(set(parts_imported(path)) - {part(path)})
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
