"""Build ``src/dateline/reading/casing/words.txt``: English words and names as they are written, from the SCOWL word lists.

    npm pack dictionary-en@4.0.0 && tar xzf dictionary-en-4.0.0.tgz
    python tools/build_casing.py package/index.dic

The source is the en_US spelling dictionary made from SCOWL (Kevin Atkinson and others; free to use with its notice, see
THIRD_PARTY.md). Left out: the endings that a word can take, words with digits, apostrophes or points, and single letters.
"""

from __future__ import annotations

import sys
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src" / "dateline" / "reading" / "casing" / "words.txt"


def words(source: Path) -> list[str]:
    """Every word of a Hunspell dictionary, without its flags, each once, in code point order."""
    lines = source.read_text(encoding="utf-8").splitlines()[1:]
    return sorted({word for line in lines if (word := line.split("/")[0]).isalpha() and len(word) > 1})


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(f"usage: {sys.argv[0]} index.dic", file=sys.stderr)
        raise SystemExit(2)
    found = words(Path(sys.argv[1]))
    OUT.write_text("\n".join(found) + "\n", encoding="utf-8")
    print(f"{OUT}: {len(found)} words")
