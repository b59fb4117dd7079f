"""Outputs of Python notebooks, in Jupyter and in the runner, as MIME bundles; and the lab's commands.

The counterpart of `display.ts`, with the same forms of a table and of an answer.
"""

import base64
import io
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# A list while the runner executes a cell; None in Jupyter.
collected = None


def display(content):
    """Shows a text or a bundle below the cell."""
    bundle = {"text/plain": content} if isinstance(content, str) else content
    if collected is not None:
        collected.append(bundle)
        return
    from IPython.display import display as show

    show(bundle, raw=True)


def table(header, rows):
    """A Markdown table. Columns of numbers are right-aligned."""
    number = [all(row[at][:1] in "-0123456789" for row in rows) for at in range(len(header))]
    rule = ["---:" if each else "---" for each in number]
    text = "\n".join("| " + " | ".join(cells) + " |" for cells in [header, rule, *rows])
    return {"text/markdown": text, "text/plain": text}


def figure(drawing, description):
    """A picture of matplotlib, with a text alternative."""
    buffer = io.BytesIO()
    # Without the version, which would change the file.
    drawing.savefig(buffer, format="png", dpi=110, metadata={"Software": None})
    return {"image/png": base64.b64encode(buffer.getvalue()).decode(), "text/plain": description}


def answer(*sentences):
    """The answer to the notebook's question: its last output."""
    text = " ".join(sentences)
    return {"text/markdown": f"> **Answer.** {text}", "text/plain": f"Answer. {text}"}


def run(*command):
    """Runs `npm run COMMAND` in the project, and returns what it prints.

    Raises RuntimeError with its messages if it fails.
    """
    done = subprocess.run(["npm", "run", "-s", *command], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"npm run {' '.join(command)} failed:\n{done.stderr or done.stdout}")
    return done.stdout


def say(value, unit="", digits=3):
    """A number in words: three significant digits, thousands grouped."""
    value = float(value)
    if value != 0 and abs(value) >= 10**digits:
        text = f"{value:,.0f}"
    else:
        text = f"{value:.{digits}g}"
        text = f"{float(text):.20f}".rstrip("0").rstrip(".") if "e" in text else text
    return text + unit if unit == "%" else f"{text} {unit}".strip()


def say_spread(values, unit=""):
    """The median, and the range from 5 to 95%: each the value of one path."""
    ordered = sorted(float(value) for value in values)
    low, median, high = (ordered[max(0, -(-level * len(ordered) // 100) - 1)] for level in (5, 50, 95))
    return f"{say(median, unit)} ({say(low)} to {say(high)})"
