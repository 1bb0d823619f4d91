"""A program of its own: reads a plan file with one bit flipped after another.

What reads Parquet ends its process on some of them; whoever called goes on behind that one.
"""

import sys
from pathlib import Path

from models.errors import InputError
from planner.exports.plan_file import read_plan


def main(file: str, *places: str) -> None:
    """Flip each bit, read, flip it back; a letter for each: read, or refused."""
    sound, path = Path(file).read_bytes(), Path(file).with_suffix(".flipped")
    for place in map(int, places):
        path.write_bytes(flipped(sound, place))
        try:
            read_plan(path)
        except InputError:
            said = "-"
        else:
            said = "+"
        sys.stdout.write(said)
        sys.stdout.flush()


def flipped(content: bytes, place: int) -> bytes:
    """The content with one bit of it the other way round."""
    changed = bytearray(content)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


if __name__ == "__main__":
    main(*sys.argv[1:])
