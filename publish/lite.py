"""JupyterLite with the notebooks, for the site's lite/ folder: `make site LITE=1`.

    python -m publish.lite FOLDER
    python -m publish.lite FOLDER --pyodide https://my.mirror/pyodide    Pyodide from there

JupyterLite's Python is Pyodide. Its wheels (numpy, matplotlib) are read at an address when this is
built, and loaded from there by the reader's browser: its public delivery network or a mirror of it.
lecture_core and the widgets stand in Pyodide's lock, so no notebook needs a line that installs
something. Needs Python 3.13 and publish/lite-requirements.txt.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from publish import pages

# What the notebooks need that Pyodide does not bring, in the versions that a reader gets elsewhere.
WHEELS = ("anywidget", "ipywidgets", "jupyterlab-widgets", "psygnal", "widgetsnbextension")
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, help="the folder to make")
    parser.add_argument("--pyodide", metavar="ADDRESS", help="where a mirror has Pyodide")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="lecture-lite-") as folder:
        lite = Path(folder)
        _wheels(lite / "wheels")
        lock = {"enabled": True, "wheels": ["wheels"]}
        kernel = {"disablePyPIFallback": True}  # all that the notebooks import is in the lock
        if options.pyodide:
            lock["pyodide_lock_url"] = f"{options.pyodide}/pyodide-lock.json"
            kernel["pyodideUrl"] = f"{options.pyodide}/pyodide.mjs"
        _write(lite / "jupyter_lite_config.json", {"PyodideLockAddon": lock})
        _write(lite / "jupyter-lite.json", {
            "jupyter-lite-schema-version": 0,
            "jupyter-config-data": {"litePluginSettings": {KERNEL: kernel}},
        })  # fmt: skip
        _run(sys.executable, "-m", "jupyterlite_core", "build", "--no-sourcemaps", "--lite-dir",
             lite, "--contents", pages.ROOT / "notebooks",
             "--output-dir", options.out.resolve(), cwd=lite)  # fmt: skip


def _wheels(folder):
    """lecture_core and WHEELS as wheels, the latter as requirements.txt pins them."""
    pins = (pages.ROOT / "requirements.txt").read_text(encoding="utf-8")
    wanted = [re.search(rf"^{name}==\S+", pins, re.MULTILINE)[0] for name in WHEELS]
    pip = [sys.executable, "-m", "pip", "--quiet"]
    _run(*pip, "wheel", "--no-deps", "--wheel-dir", folder, pages.ROOT)
    _run(*pip, "download", "--no-deps", "--only-binary=:all:", "--platform=any",
         "--dest", folder, *wanted)  # fmt: skip


def _write(path, settings):
    path.write_text(json.dumps(settings), encoding="utf-8")


def _run(*command, cwd=None):
    # uv resolves for Pyodide's Python; it need not fetch one for this machine.
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never"}
    subprocess.run(command, check=True, cwd=cwd, env=environment)


if __name__ == "__main__":
    main()
