// node run.mjs ROOT HOME NOTEBOOK...: loads Pyodide from HOME/dist and runs cells.py for each notebook.
import { pathToFileURL } from "node:url";

const [root, home, ...notebooks] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${home}/dist/pyodide.mjs`));
const started = Date.now();
const pyodide = await loadPyodide({ indexURL: `${home}/dist/` });
await pyodide.loadPackage(["numpy", "matplotlib", "pillow", "ipython"], { messageCallback: () => {} });
pyodide.FS.mkdirTree("/lecture");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root }, "/lecture");
pyodide.FS.mkdirTree("/site");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: `${home}/site` }, "/site");
pyodide.runPython("import sys; sys.path[:0] = ['/lecture/tests/lite', '/lecture', '/site']; import cells");
console.log(`Pyodide ${pyodide.version} is ready after ${((Date.now() - started) / 1000).toFixed(1)} s`);

const cells = pyodide.pyimport("cells");
let passed = 0, failed = 0;
for (const path of notebooks) {
  const begun = Date.now();
  const faults = cells.run(path.replace(root, "/lecture")).toJs();
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(`${faults.length ? "FAILED" : "passed"}  ${path.replace(root + "/", "")}  ${seconds} s`);
  for (const fault of faults) console.log(fault);
  faults.length ? failed++ : passed++;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
