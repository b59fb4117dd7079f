"""Runs the cells of a notebook without Jupyter, and prints their outputs as JSON.

Used by `npm run notebooks`. Cells show results by `lab.display`; printing is an error, as in the other notebooks.
"""

import contextlib
import io
import json
import sys

import lab


def main(path):
    with open(path, encoding="utf-8") as file:
        cells = [cell for cell in json.load(file)["cells"] if cell["cell_type"] == "code"]
    names = {"__name__": "__main__"}
    outputs = []
    printed = io.StringIO()
    for number, cell in enumerate(cells, 1):
        lab.collected = []
        source = compile("".join(cell["source"]), f"code cell {number}", "exec")
        with contextlib.redirect_stdout(printed):
            exec(source, names)
        outputs.append(lab.collected)
        if printed.getvalue():
            sys.exit(f"code cell {number} printed without display():\n{printed.getvalue()}")
    json.dump(outputs, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
