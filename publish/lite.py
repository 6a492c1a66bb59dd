"""JupyterLite with the notebooks, for the site's lite/ folder: `make site LITE=1`.

    python -m publish.lite FOLDER                     Pyodide from its public delivery network
    python -m publish.lite FOLDER --pyodide DIST      Pyodide out of this folder, on the site itself

JupyterLite's Python is Pyodide; its own packages (numpy, matplotlib) come from that network for the
reader as well, unless DIST has them. lecture_core and the widgets stand in Pyodide's lock, so no
notebook needs a line that installs something. Needs Python 3.12 and publish/lite-requirements.txt.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from publish import pages

# What the notebooks need that Pyodide does not bring, in the versions that a reader gets elsewhere.
WHEELS = ("anywidget", "ipywidgets", "jupyterlab-widgets", "psygnal", "widgetsnbextension")
SETTINGS = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "appName": "JupyterLite",
        # Nothing is looked for anywhere else: all that the notebooks import is in the lock.
        "litePluginSettings": {
            "@jupyterlite/pyodide-kernel-extension:kernel": {"disablePyPIFallback": True}
        },
    },
}


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, help="the folder to make")
    parser.add_argument("--pyodide", type=Path, help="a folder with pyodide.mjs and its lock")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="lecture-lite-") as folder:
        lite = Path(folder)
        _wheels(lite / "wheels")
        if options.pyodide:
            shutil.copytree(options.pyodide, lite / "static" / "pyodide")
        (lite / "jupyter-lite.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
        config = {"PyodideLockAddon": {"enabled": True, "wheels": ["wheels"]}}
        (lite / "jupyter_lite_config.json").write_text(json.dumps(config), encoding="utf-8")
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


def _run(*command, cwd=None):
    subprocess.run(command, check=True, cwd=cwd)


if __name__ == "__main__":
    main()
