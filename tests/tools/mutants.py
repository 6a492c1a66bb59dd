"""Does a test notice when the maths is changed? `make mutants` changes it, one sign at a time.

    python tests/tools/mutants.py                           every module of TESTS
    python tests/tools/mutants.py lecture_core/laws.py      only this one

Cosmic Ray turns + into -, < into <=, 2 into 3 and so on, in a copy in build/mutants, and runs the
module's tests for each change. Where they still pass, the change is printed: a test is missing, or
the change changes nothing.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "build" / "mutants"

# The tests of each module, those first that find most.
TESTS = {
    "activation": ["activation"],
    "checks": ["checks"],
    "costs": ["costs"],
    "gradient_check": ["gradient_check", "checks"],
    "laws": ["laws", "checks"],
    "network": ["network", "checks"],
    "neuron": ["neuron", "checks"],
    "fast/full_batch": ["fast"],
    "fast/minibatches": ["fast", "network"],
    "fast/one_neuron": ["fast", "neuron"],
    "fast/thresholds": ["fast", "neuron"],
    "exercises/__init__": ["exercises"],
    "exercises/analysis_tasks": ["exercises"],
    "exercises/answers": ["exercises", "exercises_finder"],
    "exercises/cross_entropy_tasks": ["exercises"],
    "exercises/digits_tasks": ["exercises"],
    "exercises/effect_tasks": ["exercises"],
    "exercises/finder": ["exercises_finder"],
    "exercises/formulas": ["exercises_finder"],
    "exercises/networks_tasks": ["exercises"],
    "exercises/slowdown_tasks": ["exercises"],
    "exercises/summary_tasks": ["exercises"],
    "exercises/trial": ["exercises_finder", "exercises"],
    "exercises/verdict": ["exercises", "exercises_finder"],
}
# Of the dozen operators that could stand for each, the one that is most easily mistaken for it.
KEPT = ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "Pow_Mul", "FloorDiv_Div", "Mod_FloorDiv",
        "BitOr_BitAnd", "BitAnd_BitOr", "USub_UAdd", "Delete_Not", "Delete_Invert",
        "Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt",
        "Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is")

# Lists zipped strictly are of one length by their making; `strict` is for who changes that.
NO_CHANGE = re.compile(r"^\+.*strict=False", re.MULTILINE)
# A test that fails has done its work: no time is spent on finding the simplest example.
UNSHRUNK = """
from hypothesis import Phase

settings.register_profile("mutants", settings.get_profile("lecture"),
                          phases=(Phase.explicit, Phase.generate))
settings.load_profile("mutants")
"""
SETTINGS = """
[cosmic-ray]
module-path = "lecture_core/{module}.py"
timeout = {seconds:.0f}.0
excluded-modules = []
test-command = "{tests}"
[cosmic-ray.distributor]
name = "local"
[cosmic-ray.filters.operators-filter]
exclude-operators = ["core/Replace(Binary|Comparison|Unary)Operator_(?!({kept})$)"]
"""


def mutate(module):
    """Test every mutant of a module and print the survivors."""
    from cosmic_ray.work_db import WorkDB, use_db
    from cosmic_ray.work_item import TestOutcome, WorkerOutcome

    place = PLACE / module.replace("/", "_")
    shutil.rmtree(place, ignore_errors=True)
    for folder in ("lecture_core", "tests"):
        shutil.copytree(ROOT / folder, place / folder)
    shutil.copy(ROOT / "pyproject.toml", place)
    (place / "notebooks").symlink_to(ROOT / "notebooks")
    with (place / "tests" / "conftest.py").open("a", encoding="utf-8") as conftest:
        conftest.write(UNSHRUNK)
    files = [f"tests/test_{name}.py" for name in TESTS[module]]
    tests = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *files]
    # Plugins would take most of the time, and one thread is enough.
    quiet = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(place),
                          "OPENBLAS_NUM_THREADS": "1"}

    def run(*command):
        subprocess.run(command, cwd=place, env=quiet, check=True, stdout=subprocess.DEVNULL)

    began = time.monotonic()
    run(*tests)
    seconds = 10 + 5 * (time.monotonic() - began)
    (place / "settings.toml").write_text(encoding="utf-8", data=SETTINGS.format(
        module=module, seconds=seconds, tests=" ".join(tests), kept="|".join(KEPT)))
    here = Path(sys.executable).parent
    run(here / "cosmic-ray", "init", "settings.toml", "mutants.sqlite")
    run(here / "cr-filter-operators", "mutants.sqlite", "settings.toml")
    run(here / "cosmic-ray", "exec", "settings.toml", "mutants.sqlite")
    with use_db(place / "mutants.sqlite", WorkDB.Mode.open) as db:
        tried = [result for _, result in db.results
                 if result.worker_outcome != WorkerOutcome.SKIPPED]
    survived = [result for result in tried if result.test_outcome == TestOutcome.SURVIVED
                and not NO_CHANGE.search(result.diff)]
    for result in survived:
        print(result.diff)
    print(f"lecture_core/{module}.py: {len(tried)} mutants, {len(survived)} survived", flush=True)


def main(paths):
    modules = [Path(path).with_suffix("").as_posix().removeprefix("lecture_core/")
               for path in paths]
    if unknown := set(modules) - set(TESTS):
        sys.exit(f"no tests are named for {', '.join(sorted(unknown))}; "
                 f"there are {', '.join(TESTS)}")
    for module in modules or TESTS:
        mutate(module)


if __name__ == "__main__":
    main(sys.argv[1:])
