"""One bit flipped in a plan file: the very same plan, or words; nobody's process is ended by it."""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from models.errors import InputError
from planner.exports.formats import working_bytes
from planner.exports.plan_file import read_plan
from planner.processes.confined import run_confined
from tests.planner.exports.flips import flipped
from tests.support.exported_company import result, scenario

COMPANY = scenario()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("flips") / "plan.parquet"
    path.write_bytes(working_bytes(result(COMPANY), COMPANY, ".parquet"))
    return path


def footer_bits(file: Path) -> range:
    """Bits of the footer, up to the texts in it."""
    content = file.read_bytes()
    (length,) = struct.unpack("<I", content[-8:-4])
    texts = pq.read_metadata(file).metadata
    return range(8 * (len(content) - 8 - length), 8 * content.index(texts[b"relocate.scenario"]))


def ended(file: Path, places: Sequence[int]) -> Iterator[int]:
    """Bits that end the process that reads the file, told from those that it goes on after."""
    while places:
        command = [sys.executable, "-m", "tests.planner.exports.flips", str(file)]
        done = subprocess.run(
            [*command, *map(str, places)], capture_output=True, check=False, text=True
        )
        assert "Traceback" not in done.stderr
        assert set(done.stdout) <= {"+", "-"}
        yield from places[len(done.stdout) :][:1]
        places = places[len(done.stdout) + 1 :]


@pytest.mark.slow
@pytest.mark.parametrize("step", [31, pytest.param(1, marks=pytest.mark.slow)])
def test_a_flipped_bit_ends_nobody(file: Path, step: int) -> None:
    """Where it ends the process that reads, that is one of no other use, and the file is refused.

    A reader that looked at how columns are packed ended on three bits of the short run.
    """
    bits = footer_bits(file)
    assert len(bits) > 8_000
    for place in ended(file, bits[::step]):
        path = file.with_name("ended.parquet")
        path.write_bytes(flipped(file.read_bytes(), place))
        with pytest.raises(InputError):
            run_confined(read_plan, path, file=path.name)
