"""Write the transcript of README.md and docs/pictures/incident.svg anew, from a real run on examples/.

python tools/refresh_readme.py
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "pictures" / "incident.svg"
BLOCK = re.compile(r"(<!-- transcript -->\n).*?(<!-- end of transcript -->\n)", re.DOTALL)
FONT_FROM_THE_WEB = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
WIDTH = 118


def dateline(*arguments: str, colour: bool = False) -> str:
    """What one command prints on a terminal of ``WIDTH`` columns."""
    environment = {**os.environ, "COLUMNS": str(WIDTH)} | ({"FORCE_COLOR": "1"} if colour else {"NO_COLOR": "1"})
    command = [str(Path(sys.executable).parent / "dateline"), *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Read the examples into a ledger that is thrown away, and show what a new user sees."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder, "demo.db"))
        dateline("add", "examples", "--ledger", ledger)
        told = dateline("incidents", "--killed-at-least", "50", "--ledger", ledger)
        first = re.search(r"i-[0-9a-f]+", told)
        if first is None:
            raise SystemExit("the examples give no incident with 50 dead; expected the two of examples/README.md")
        quotes = dateline("quotes", first.group(), "killed", "--ledger", ledger)
        shown = dateline("show", first.group(), "--ledger", ledger, colour=True)
    transcript = "".join(
        f"$ dateline {command}\n{_clip(output)}\n"
        for command, output in (("incidents --killed-at-least 50", told), (f"quotes {first.group()} killed", quotes))
    )
    fenced = f"```text\n{transcript.rstrip()}\n```\n"
    before = README.read_text(encoding="utf-8")
    text, times = BLOCK.subn(lambda match: f"{match[1]}{fenced}{match[2]}", before)
    if times != 1:
        raise SystemExit(f"{README.name}: expected one pair of transcript marks, found {times}")
    README.write_text(text, encoding="utf-8")
    _draw(shown)


def _clip(output: str, lines: int = 34) -> str:
    kept = [line.rstrip() for line in output.strip().splitlines()]
    return "\n".join(kept[:lines] + (["..."] if len(kept) > lines else [])) + "\n"


def _draw(ansi: str) -> None:
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    console.print(Text.from_ansi(_clip(ansi, 46)))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    # A picture in a page must fetch nothing: the fonts that rich names on the web give way to those at hand.
    drawn = FONT_FROM_THE_WEB.sub("", console.export_svg(title="dateline show"))
    PICTURE.write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
