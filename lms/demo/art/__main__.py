"""``python -m lms.demo.art [NAME ...]`` writes the files of the drawings beside the content."""

import sys
from pathlib import Path

from . import DRAWINGS
from .cases import PICTURES

TARGET = Path(__file__).resolve().parent.parent / "content" / "art"
LIMIT = 60_000


def main(names: list[str]) -> int:
    """Write the named drawings, or all of them; leave an error code for an unknown name."""
    unknown = [name for name in names if name not in {**DRAWINGS, **PICTURES}]
    if unknown:
        print(f"No such drawing: {', '.join(unknown)}", file=sys.stderr)
        return 2
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in names or [*DRAWINGS, *PICTURES]:
        if name in PICTURES:
            (TARGET / f"{name}.jpg").write_bytes(PICTURES[name]())
            continue
        text = DRAWINGS[name]().render()
        if len(text) > LIMIT:
            print(f"{name} is {len(text)} bytes, more than {LIMIT}", file=sys.stderr)
            return 1
        (TARGET / f"{name}.svg").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
