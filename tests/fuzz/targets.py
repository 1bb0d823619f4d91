"""What is fed noise: each reader, which may raise InputError and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from models.errors import InputError
from models.tables import TABLE_KEYS
from planner.scenario_files import load, parsed_settings
from planner.scenario_files.csv_jsonl import from_csv, from_json_lines
from planner.scenario_files.yaml_json import from_json, from_yaml
from tests.fuzz import logs, workbooks
from tests.support.scenario_folders import SOUND, folder_of

Target = Callable[[bytes], object]

TABLES = tuple(TABLE_KEYS)
FILE = "noise"


def text_of(data: bytes) -> str:
    """Any bytes as a text."""
    return data.decode("utf-8", "replace")


def table_of(data: bytes) -> tuple[str, str]:
    """The first byte names a table, the others are its text."""
    return TABLES[data[0] % len(TABLES)] if data else TABLES[0], text_of(data[1:])


def read_yaml(data: bytes) -> object:
    return from_yaml(text_of(data), FILE)


def read_json(data: bytes) -> object:
    return from_json(text_of(data), FILE)


def read_csv(data: bytes) -> object:
    return from_csv(*table_of(data), FILE)


def read_json_lines(data: bytes) -> object:
    return from_json_lines(*table_of(data), FILE)


def load_table(data: bytes) -> object:
    """A table in a scenario that is sound but for it, so that each of its cells is checked."""
    table, _ = table_of(data)
    suffix = (".csv", ".yaml", ".jsonl")[data[1] % 3 if len(data) > 1 else 0]
    others = {f"{table}{each}": None for each in (".csv", ".yaml", ".jsonl")}
    return _loaded({**others, f"{table}{suffix}": data[2:]})


def load_settings(data: bytes) -> object:
    return _loaded({"scenario.yaml": SOUND["scenario.yaml"].encode() + data})


def load_ranges(data: bytes) -> object:
    """A cell of a figure."""
    cell = text_of(data).replace('"', '""')
    return _loaded({"rates.csv": f'currency,worth,source\nCNY,"{cell}",assumption\n'.encode()})


def load_overlay(data: bytes) -> object:
    with TemporaryDirectory() as folder:
        place = folder_of(Path(folder), {**SOUND, "overlays/noise.yaml": data})
        return load(place, ["noise"])


def load_assignment(data: bytes) -> object:
    """Several settings, one a line."""
    return load("tiny", (), parsed_settings(text_of(data).split("\n")))


def _loaded(files: Mapping[str, bytes | None]) -> object:
    with TemporaryDirectory() as folder:
        return load(folder_of(Path(folder), {**SOUND, **files}))


def read_plan_file(data: bytes) -> object:
    """A plan file with some of its bytes changed: three bytes of place, one of value, each."""
    # pyarrow is loaded where it is fed
    from planner.exports.plan_file import read_plan  # noqa: PLC0415
    from planner.verification import verification_of  # noqa: PLC0415

    if len(data) < 4:
        return None  # Nothing is changed: to judge the same file again says nothing new.
    content = bytearray(_plan_file())
    for at in range(0, len(data) - 3, 4):
        place = int.from_bytes(data[at : at + 3], "big") % len(content)
        # From the end, where the footer is.
        content[-1 - place] = data[at + 3]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "noise.parquet"
        path.write_bytes(content)
        kept = read_plan(path)
        return verification_of(kept.scenario, kept.result)


def _plan_file(made: list[bytes] = []) -> bytes:  # noqa: B006 (made once)
    from planner import api  # noqa: PLC0415
    from planner.exports.formats import working_bytes  # noqa: PLC0415

    if not made:
        found = api.plan(api.load("tiny"))
        made.append(working_bytes(found.result, found.scenario, ".parquet"))
    return made[0]


TARGETS: Mapping[str, Target] = {
    "yaml": read_yaml,
    "json": read_json,
    "csv": read_csv,
    "json_lines": read_json_lines,
    "table": load_table,
    "settings": load_settings,
    "ranges": load_ranges,
    "overlay": load_overlay,
    "set": load_assignment,
    "plan_file": read_plan_file,
    "workbook": workbooks.read_workbook,
    "event": logs.fold_lines,
    "record": logs.fold_records,
    "journal": logs.read_journal,
}


_CSV = {name.removesuffix(".csv"): text.encode() for name, text in SOUND.items() if "csv" in name}

SEEDS: Mapping[str, tuple[bytes, ...]] = {
    "yaml": (b"a: [1, {b: c}]\n'd': |\n  e\n",),
    "json": (b'{"a": [1, null, {"b": 2.5e3, "c": true}]}',),
    "csv": tuple(bytes([TABLES.index(table)]) + text for table, text in _CSV.items()),
    "json_lines": (bytes([TABLES.index("topics")]) + b'{"id": "leak", "fixed_share": 0.5}\n',),
    "table": tuple(bytes([TABLES.index(table), 0]) + text for table, text in _CSV.items()),
    "settings": (
        b"horizon: {periods: 4}\nbudget: {total: USD 5, by_fiscal_year: [{fiscal_year: 2027}]}\n",
        b"jurisdictions: [china]\nsignals: [asia-2016-2026]\nrisk_weight: {low: 1, base: 2}\n",
    ),
    "ranges": (b"0.02 (0.01 to 0.05)",),
    "overlay": (b"about: x\nincludes: [noise]\nchanges: {offices: {shanghai: {seats: 5}}}\n",),
    "set": (b"risk_weight=2\noffices.shanghai.seats=5\nbudget.total=USD 5",),
    "plan_file": (b"\0\0\1\1",),
    "workbook": workbooks.seeds(),
    "event": logs.lines(),
    "record": tuple(bytes([kind]) + line for kind in range(6) for line in logs.lines()),
    "journal": (b"\0\0\1\1",),
}
"""What noise is made from."""


def feed(target: Target, data: bytes) -> None:
    """Read the data; InputError is an answer."""
    with suppress(InputError):
        target(data)
