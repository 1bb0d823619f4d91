"""Plan files that mean harm: exit code 3, the file named, in little memory."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from models.baselines import BaselineName
from models.result import Result
from models.scenario import Scenario
from models.sensitivity import End, Input, Judged, Sensitivity
from planner import api
from planner.sensitivity import uncertain_inputs
from tests.planner.cli.hostile import assert_refused, contents, relocate_within_bounds

pytestmark = pytest.mark.slow

NAME = "hostile.parquet"


def zeros(count: int = 400_000_000) -> str:
    """Next to nothing once it is packed; made when it is needed, since every run loads this."""
    return "0" * count


def retold(table: pa.Table, **texts: bytes) -> pa.Table:
    """The moves with other texts beside them, and a digest that fits, as a forger would make it."""
    whole = dict(table.schema.metadata) | {f"relocate.{k}".encode(): v for k, v in texts.items()}
    keys = (b"relocate.format", b"relocate.scenario", b"relocate.result")
    whole[b"relocate.digest"] = (
        hashlib.sha256(b"\0".join(whole[key] for key in keys)).hexdigest().encode()
    )
    return table.replace_schema_metadata(whole)


def result_with(table: pa.Table, change: Callable[[Any], object]) -> pa.Table:
    """The moves with another result beside them."""
    result = json.loads(table.schema.metadata[b"relocate.result"])
    change(result)
    text = json.dumps(result, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return retold(table, result=text.encode())


def with_word(table: pa.Table, word: str) -> pa.Table:
    """The moves with one cohort of that name."""
    names = pa.array([*(["analysts"] * (table.num_rows - 1)), word]).cast(table.schema[0].type)
    return table.set_column(0, table.schema.field(0), names)


def rows_declared(content: bytes, rows: int, many: int, *, everywhere: bool) -> bytes:
    """A file that says it has many rows: in its footer alone, or for each column as well."""
    (length,) = struct.unpack("<I", content[-8:-4])
    body, footer = content[: -8 - length], content[-8 - length : -8]
    # Thrift, compact: a field of 64 bits (6), one on from the last (1), then its zigzag number.
    old, new = bytes([0x16]) + varint(2 * rows), bytes([0x16]) + varint(2 * many)
    assert footer.count(old) > 2
    footer = footer.replace(old, new, -1 if everywhere else 1)
    return body + footer + struct.pack("<I", len(footer)) + content[-4:]


def varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    return bytes([number]) if number < 128 else bytes([number % 128 + 128]) + varint(number // 128)


def written(table: pa.Table, path: Path, **options: object) -> None:
    pq.write_table(table, path, **options)


def nested(table: pa.Table) -> pa.Table:
    """A column of lists of lists of lists."""
    kind = pa.int8()
    for _ in range(900):
        kind = pa.list_(kind)
    schema = pa.schema([pa.field("deep", kind)], metadata=table.schema.metadata)
    return schema.empty_table()


BOMBS: dict[str, Callable[[pa.Table, Path], object]] = {
    "empty": lambda _, path: path.write_bytes(b""),
    "another format": lambda _, path: path.write_bytes(b"PK\x03\x04" * 100),
    "the mark alone": lambda _, path: path.write_bytes(b"PAR1"),
    "zeros": lambda _, path: path.write_bytes(b"PAR1" + bytes(10_000_000) + b"PAR1"),
    "a footer that is not there": lambda _, path: path.write_bytes(
        b"PAR1" + struct.pack("<I", 2**31 - 1) + b"PAR1"
    ),
    "too large": lambda _, path: path.write_bytes(b"PAR1" + bytes(200_000_000)),
    "another table": lambda _, path: written(pa.table({"x": [1]}), path),
    "other columns": lambda table, path: written(table.drop_columns(["heads"]), path),
    "a list of lists of lists": lambda table, path: written(nested(table), path),
    "a long word": lambda table, path: written(with_word(table, zeros()), path),
    "a long word packed harder": lambda table, path: written(
        with_word(table, zeros()), path, compression="zstd"
    ),
    "long words that share": lambda table, path: written(
        with_word(table, zeros(1_000_000)),
        path,
        use_dictionary=False,
        column_encoding={"cohort": "DELTA_BYTE_ARRAY"},
    ),
    "many rows": lambda table, path: written(
        pa.concat_tables([table] * 2_000_000).combine_chunks(), path
    ),
    "a scenario of nothing": lambda table, path: written(
        retold(table, scenario=b"[" + b"[]," * 15_000_000 + b"[]]"), path
    ),
    "a scenario nested deep": lambda table, path: written(
        retold(table, scenario=b"[" * 1_000_000), path
    ),
    "a result of nothing": lambda table, path: written(
        retold(table, result=b'{"plan":[' + b"0," * 20_000_000 + b"0]}"), path
    ),
    "a result nested deep": lambda table, path: written(
        retold(table, result=b'{"a":' * 900 + b"0" + b"}" * 900), path
    ),
    "a figure of a million digits": lambda table, path: written(
        retold(table, result=b'{"objective":' + b"9" * 1_000_000 + b"}"), path
    ),
    "a price beyond all": lambda table, path: written(
        result_with(
            table,
            lambda r: r["baselines"]["staying_put"]["judgement"]["price_list"][0].update(
                amount=10**30
            ),
        ),
        path,
    ),
    "not a number": lambda table, path: written(
        result_with(table, lambda r: r["provenance"].update(asked_gap=float("nan"))), path
    ),
    "a newer format": lambda table, path: written(retold(table, format=b"3"), path),
}


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> pa.Table:
    """The moves of a plan file, with all that goes with them: ranges and a sample, too."""
    path = tmp_path_factory.mktemp("sound") / NAME
    api.plan(api.load("tiny")).write(path)
    return pq.read_table(path)


@pytest.mark.parametrize("case", BOMBS)
def test_a_hostile_plan_file_is_refused(tmp_path: Path, sound: pa.Table, case: str) -> None:
    """Whatever it claims to be."""
    BOMBS[case](sound, tmp_path / NAME)
    assert_refused(relocate_within_bounds(tmp_path, "verify", NAME), NAME)


@pytest.mark.parametrize("everywhere", [False, True])
@pytest.mark.parametrize("rows", [1000, 2**31 - 1, 2**40, 2**61])
def test_rows_that_are_not_there(tmp_path: Path, plans: Path, rows: int, everywhere: bool) -> None:
    """No room is made for them."""
    content = (plans / "free.parquet").read_bytes()
    there = pq.read_metadata(plans / "free.parquet").num_rows
    path = tmp_path / NAME
    path.write_bytes(rows_declared(content, there, rows, everywhere=everywhere))
    assert pq.read_metadata(path).num_rows == rows
    assert_refused(relocate_within_bounds(tmp_path, "verify", NAME), NAME)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short(tmp_path: Path, plans: Path, share: float) -> None:
    """As after a copy that broke off."""
    content = (plans / "free.parquet").read_bytes()
    (tmp_path / NAME).write_bytes(content[: int(len(content) * share)])
    assert_refused(relocate_within_bounds(tmp_path, "verify", NAME), NAME)


FORGED: dict[str, Callable[[Any], object]] = {
    "the objective": lambda r: r.update(objective=r["objective"] - 1),
    "the bound": lambda r: r.update(bound=r["objective"] + 1),
    "the status": lambda r: r.update(status="infeasible"),
    "a price": lambda r: r["judgement"]["price_list"][0].update(amount=1),
    "staying put": lambda r: r["baselines"]["staying_put"]["judgement"].update(total=0),
    "staying plus measures": lambda r: r["baselines"]["staying_plus_measures"]["judgement"].update(
        total=0
    ),
    "a baseline that moves people": lambda r: r["baselines"]["staying_put"]["plan"].update(
        moves=r["plan"]["moves"]
    ),
    "the saving": lambda r: r["saving"].update(money=r["saving"]["money"] + 1),
    "what it is against": lambda r: r["saving"].update(against="staying_plus_measures"),
    "the people": lambda r: r["people"].update(dismissals=r["people"]["dismissals"] + 1),
    "the cash of a year": lambda r: r["cash_by_fiscal_year"][0].update(amount=1),
    "a wave": lambda r: r["waves"].pop(),
    "an unknown measure": lambda r: r["plan"]["measures"].append(
        {"measure": "nowhere", "period": "2027-Q1"}
    ),
    "a route that ends before it begins": lambda r: r["plan"]["routes"].append(
        {
            "entity": "bank-china",
            "group": "personal",
            "route": "standard_contract",
            "period": "2027-Q2",
            "until": "2027-Q1",
        }
    ),
    "versions that a terminal obeys": lambda r: r["provenance"]["versions"].update(
        {"\x1b[2J": "<script>"}
    ),
    "the gap that was asked": lambda r: r["provenance"].update(asked_gap=1e308),
    "an end without a value": lambda r: r["sensitivity"]["inputs"][0]["high"].update(value=""),
    "an input that has no range": lambda r: r["sensitivity"]["inputs"].append(
        r["sensitivity"]["inputs"][0] | {"field": "loss"}
    ),
    "a sample beyond all": lambda r: r["interval"].update(draws=10**12),
    "the interval": lambda r: r["interval"].update(low=10**9),
    "blocks of another world": lambda r: r["plan"]["blocks"].append(
        {"office": "nowhere", "period": "9999-Q4", "blocks": 10**15}
    ),
}


@pytest.mark.parametrize("case", FORGED)
@pytest.mark.parametrize("words", [("verify", NAME), ("export", NAME, "--out", "a.html")])
def test_figures_that_are_off_do_not_hold(
    tmp_path: Path, sound: pa.Table, case: str, words: tuple[str, ...]
) -> None:
    """With a digest that fits and moves that are the plan's, only the audit can tell.

    What does not hold is not exported either.
    """
    written(result_with(sound, FORGED[case]), tmp_path / NAME)
    assert_refused(relocate_within_bounds(tmp_path, *words), NAME)

    assert list(contents(tmp_path)) == [NAME]


def test_ranges_without_end_are_given_up(tmp_path: Path) -> None:
    """Whatever is forged of them, judging takes no longer than it may."""
    loaded = api.load("tiny")
    whole = json.loads(loaded.canonical)
    [cohort, *_] = whole["cohorts"]
    many = [cohort | {"id": f"analysts-{number}"} for number in range(500)]
    whole["cohorts"] += many
    whole["ranges"] = [
        {"table": "cohorts", "row": each["id"], "field": "posts", "low": "3", "high": "5"}
        for each in many
    ]
    for office in whole["offices"]:
        office["seats"] = 10_000
    scenario = Scenario.model_validate_json(json.dumps(whole))
    result = api.plan(scenario, ranges=api.RangeUse.IGNORE).result
    forged = result.model_copy(update={"sensitivity": forged_sensitivity(scenario, result)})
    api.PlanResult(scenario, forged).write(tmp_path / NAME)
    ending = relocate_within_bounds(tmp_path, "verify", NAME, "--time-limit", "5")

    assert_refused(ending, f"{NAME}: takes more than 5 seconds")


def forged_sensitivity(scenario: Scenario, result: Result) -> Sensitivity:
    """Every input with a range, and nothing that would change with it."""
    totals = (result.baselines.of(name).judgement.total for name in BaselineName)
    put, plus = totals
    assert result.objective is not None
    base = Judged(total=result.objective, staying_put=put, staying_plus_measures=plus)
    inputs = (
        Input(
            table=each.range.table,
            row=each.range.row,
            field=each.range.field,
            base=str(each.base),
            low=End(value=str(each.low), judged=base),
            high=End(value=str(each.high), judged=base),
            swing=0,
        )
        for each in uncertain_inputs(scenario)
    )
    return Sensitivity(base=base, inputs=tuple(inputs))


@pytest.mark.parametrize("command", [["verify"], ["compare", NAME, "--out", "a.html"], ["export"]])
def test_every_command_that_reads_a_plan_file_refuses_it(
    tmp_path: Path, sound: pa.Table, command: list[str]
) -> None:
    """And writes nothing."""
    written(retold(sound, result=b"{}"), tmp_path / NAME)
    before = contents(tmp_path)
    words = [*command, "--out", "a.csv"] if command == ["export"] else command
    assert_refused(relocate_within_bounds(tmp_path, words[0], NAME, *words[1:]), NAME)

    assert contents(tmp_path) == before
