"""The plan file: open to other programs, whole for this one, and refused once it is changed."""

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.break_even import (
    AllEventsBreakEven,
    BreakEvens,
    EventBreakEven,
    EventLikelihood,
    LikelihoodRange,
    LossBreakEven,
)
from models.clash import Clash, ClashMember
from models.contingencies import Contingencies, Contingency
from models.cost_delta import CostDelta, CostOrder, RuleDelta
from models.errors import InputError
from models.explanations import NO_EXPLANATIONS, Explanations, OptionKind, Why, WhyOption
from models.plan import Move, TaskKind
from models.plan_change import PlanChange
from models.provenance import Certainty
from models.readable import spelled
from models.result import Result, Status
from models.workforce import Mode
from planner.exports.formats import working_bytes
from planner.exports.plan_file import read_plan
from planner.exports.plan_texts import MOST_BYTES, PlanFile, parse_plan_file
from tests.support.exported_company import move, no_plan, result, scenario
from tests.support.seeds import examples
from tests.support.written_plans import write_working

COMPANY = scenario()
RESULT = result(COMPANY)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A plan file."""
    path = tmp_path / "plan.parquet"
    write_working(RESULT, COMPANY, path)
    return path


def metadata_of(path: Path) -> dict[bytes, bytes]:
    return dict(pq.read_schema(path).metadata)


def tampered(path: Path, changes: Mapping[str, bytes | None], *, digest: bool = True) -> Path:
    """Change the file's metadata; with a digest made anew, as one who knows the format would."""
    table = pq.read_table(path)
    texts = dict(table.schema.metadata) | {k.encode(): v for k, v in changes.items()}
    texts = {key: text for key, text in texts.items() if text is not None}
    if digest:
        keys = (b"relocate.format", b"relocate.scenario", b"relocate.result")
        whole = b"\0".join(texts.get(key, b"") for key in keys)
        texts[b"relocate.digest"] = hashlib.sha256(whole).hexdigest().encode()
    pq.write_table(table.replace_schema_metadata(texts), path)
    return path


def refusal_of(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_plan(path)
    words = str(caught.value)
    assert path.name in words
    return words


def test_a_file_from_before_there_were_explanations_is_read(file: Path) -> None:
    """A plan that nothing was asked about is written as it was then."""
    text = json.loads(metadata_of(file)[b"relocate.result"])

    assert "explanations" not in text
    assert read_plan(file).result.explanations == NO_EXPLANATIONS


def test_answers_come_back_from_a_file(tmp_path: Path) -> None:
    """With differences, limits that shut something, and a gap."""
    delta = CostDelta(
        total=30,
        money=10,
        expected_loss=20,
        by_rule=(RuleDelta(rule="seats", amount=30),),
        low=-5,
        high=40,
        order=CostOrder.UNDECIDED,
    )
    limit = ClashMember(rule="seats", limit="seats", amount=3, unit="seats")
    ranked = (
        WhyOption(kind=OptionKind.STAY, delta=delta, gap=0.01),
        WhyOption(kind=OptionKind.MODE, mode=Mode.TRANSFER, shut_by=(limit,)),
    )
    event = EventLikelihood(before_signals=0.1, within_year=0.2)
    pays = LikelihoodRange(low=event, high=event)
    raid = EventBreakEven(
        event="raid",
        name="A raid",
        cases=("raid",),
        ours=event,
        source="assumption",
        certainty=Certainty.ASSUMPTION,
        staying_put=(pays,),
    )
    even = BreakEvens(
        losses=LossBreakEven(staying_put=2.0),
        all_events=AllEventsBreakEven(certain_from=10.0),
        events=(raid,),
    )
    why = Why(cohort="kyc", posts=3, ranked=ranked)
    denied = Contingency(
        kind=TaskKind.PERMIT,
        what="pune",
        wave="2027-Q2",
        begins_on=date(2027, 1, 31),
        answered_on=date(2027, 4, 1),
        posts=3,
        delta=delta,
        broken=("seats",),
        change=PlanChange(posts=3),
    )
    no = Contingencies(found=(denied,), left_out=1)
    asked = Explanations(why=(why,), break_even=even, contingencies=no)
    made = RESULT.model_copy(update={"explanations": asked})
    path = tmp_path / "asked.parquet"
    write_working(made, COMPANY, path)

    assert read_plan(path).result == made


def test_what_is_written_is_read(file: Path) -> None:
    """Scenario and result come back equal, the timing too."""
    assert read_plan(file) == PlanFile(COMPANY, RESULT)


def test_a_result_without_a_plan_is_kept(tmp_path: Path) -> None:
    """A file can say that no plan exists."""
    path = tmp_path / "none.parquet"
    write_working(no_plan(COMPANY), COMPANY, path)

    assert read_plan(path).result == no_plan(COMPANY)
    assert pq.read_table(path).num_rows == 0


def test_other_programs_find_typed_columns(file: Path) -> None:
    """The file is Parquet, with a dictionary for words, int64 for money and heads, real dates."""
    schema = pq.read_schema(file)
    rows = pq.read_table(file).to_pylist()

    assert file.read_bytes()[:4] == file.read_bytes()[-4:] == b"PAR1"
    assert schema.field("mode").type == pa.dictionary(pa.int32(), pa.string())
    assert schema.field("one_off").type == schema.field("heads").type == pa.int64()
    assert schema.field("lands_on").type == pa.date32()
    assert [row["mode"] for row in rows] == ["transfer", "redundancy"]
    assert rows[0]["exposure_delta"] == -2_250_000
    assert rows[1]["lands_on"] == date(2027, 4, 1)


def test_the_metadata_is_readable(file: Path) -> None:
    """Format, scenario and result stand in the schema as text that anyone can read."""
    texts = metadata_of(file)

    assert texts[b"relocate.format"] == b"2"
    assert texts[b"relocate.scenario"].decode() == COMPANY.canonical
    assert json.loads(texts[b"relocate.result"])["objective"] == RESULT.objective
    assert json.loads(texts[b"relocate.timing"]) == {"wall_seconds": 1.25}


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Nothing but the result enters the file: no clock, no order of a dictionary."""
    backwards = dict(reversed(RESULT.provenance.versions.items()))
    made = RESULT.provenance.model_copy(update={"versions": backwards})
    again = RESULT.model_copy(update={"provenance": made})

    assert working_bytes(RESULT, COMPANY, ".parquet") == working_bytes(again, COMPANY, ".parquet")


def test_only_the_timing_tells_two_runs_apart(tmp_path: Path) -> None:
    """A slower run of the same plan differs in ``relocate.timing`` and nowhere else."""
    fast, slow = tmp_path / "fast.parquet", tmp_path / "slow.parquet"
    write_working(RESULT, COMPANY, fast)
    write_working(RESULT.model_copy(update={"wall_seconds": 99.5}), COMPANY, slow)
    texts, others = metadata_of(fast), metadata_of(slow)

    assert texts.pop(b"relocate.timing") != others.pop(b"relocate.timing")
    assert texts == others
    assert pq.read_table(fast).equals(pq.read_table(slow))


def test_a_result_of_another_scenario_is_not_written(tmp_path: Path) -> None:
    """A pair that could not be read back is a bug of the caller, and nothing is written."""
    with pytest.raises(ValueError, match="not made from this scenario"):
        write_working(RESULT, scenario(risk_weight=3.0), tmp_path / "plan.parquet")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("key", ["format", "scenario", "result", "timing"])
def test_missing_metadata_is_refused(file: Path, key: str) -> None:
    """A Parquet file of other making is named as such, with what it lacks."""
    assert f"relocate.{key} missing" in refusal_of(tampered(file, {f"relocate.{key}": None}))


def test_a_newer_format_is_refused(file: Path) -> None:
    """A file of a later release asks for an update instead of being misread."""
    words = refusal_of(tampered(file, {"relocate.format": b"3"}))
    assert "has format 3; this release reads format 2" in words
    assert "Update" in words


def test_a_file_of_before_is_refused(file: Path) -> None:
    """Format 1 had one baseline: the plan has to be made again, and that is what is said."""
    words = refusal_of(tampered(file, {"relocate.format": b"1"}))
    assert "has format 1; this release reads format 2" in words
    assert "Make the plan again from its scenario" in words


def test_a_careless_edit_is_refused(file: Path) -> None:
    """The digest no longer fits."""
    result_text = metadata_of(file)[b"relocate.result"].replace(b"3215000000", b"3115000000")
    tampered(file, {"relocate.result": result_text}, digest=False)
    assert "has been changed" in refusal_of(file)


def test_another_scenario_is_refused(file: Path) -> None:
    """With a fitting digest, the hash still tells that the result is of another scenario."""
    other = scenario(risk_weight=3.0).canonical.encode()
    assert "another scenario" in refusal_of(tampered(file, {"relocate.scenario": other}))


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("scenario", b"{", "invalid at its start"),
        ("scenario", b'{"name": 1}', "invalid at"),
        ("scenario", b"\xff\xfe", "invalid at its start"),
        ("result", b"[" * 100_000, "not JSON"),
        ("result", b"null", "not JSON"),
        ("result", b"{}", "invalid at"),
        ("timing", b"[", "not JSON"),
        ("timing", b'{"wall_seconds": "soon"}', "invalid at wall_seconds"),
        ("format", b"one", "has been changed"),
        ("format", "٣".encode(), "has been changed"),
    ],
)
def test_broken_text_is_refused(file: Path, key: str, text: bytes, words: str) -> None:
    """Neither JSON nor a type's own errors reach the reader."""
    assert words in refusal_of(tampered(file, {f"relocate.{key}": text}))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b'"seed":7', b'"seed":"7"', "invalid at provenance.seed"),
        (b'"seed":7', b'"seed": 7', "has been changed"),
        (b'"violation":0', b'"violation":0,"violation":0', "has been changed"),
    ],
)
def test_text_that_means_the_same_is_refused(
    file: Path, old: bytes, new: bytes, words: str
) -> None:
    """Only the very text that this program writes is read: nothing hides in another spelling."""
    text = metadata_of(file)[b"relocate.result"].replace(old, new)
    assert words in refusal_of(tampered(file, {"relocate.result": text}))


def test_too_much_text_is_refused() -> None:
    """A file that carries more than a plan can need is not unpacked."""
    keys = ("format", "scenario", "result", "timing", "digest")
    texts = dict.fromkeys((f"relocate.{key}".encode() for key in keys), b"1")
    texts[b"relocate.scenario"] = b" " * (MOST_BYTES + 1)
    with pytest.raises(InputError, match="more text"):
        parse_plan_file(texts, "plan.parquet")


@pytest.mark.parametrize("column", ["heads", "one_off", "destination"])
def test_changed_moves_are_refused(file: Path, column: str) -> None:
    """The columns that other programs read are those of the plan, cell by cell."""
    table = pq.read_table(file)
    place = table.schema.get_field_index(column)
    field = table.schema.field(place)
    changed = table.set_column(place, field, table.column(place).take([1, 1]))
    if column == "destination":
        other: Any = pa.array(["sha", "sin"]).cast(field.type)
        changed = table.set_column(place, field, other)
    pq.write_table(changed, file)

    assert "not those of its plan" in refusal_of(file)


@pytest.mark.parametrize("rows", [[0], [1, 0], [0, 1, 1]])
def test_added_lost_and_reordered_moves_are_refused(file: Path, rows: list[int]) -> None:
    """No row fewer, none more, none elsewhere."""
    table = pq.read_table(file)
    pq.write_table(table.take(rows), file)

    assert "not those of its plan" in refusal_of(file)


def test_other_columns_are_refused(file: Path) -> None:
    """A column more is a change too."""
    table = pq.read_table(file)
    pq.write_table(table.append_column("note", pa.array(["a", "b"])), file)

    assert "not those of its plan" in refusal_of(file)


def test_other_files_are_refused(tmp_path: Path) -> None:
    """No file, a folder, text, an empty file, a Parquet file cut short: each is told in words."""
    path = tmp_path / "plan.parquet"
    assert "no such file" in refusal_of(path)
    path.write_text("cohort,heads\n")
    assert "not a Parquet file" in refusal_of(path)
    path.write_bytes(b"")
    assert "not a Parquet file" in refusal_of(path)
    path.write_bytes(working_bytes(RESULT, COMPANY, ".parquet")[:-100])
    assert "damaged" in refusal_of(path)
    assert "is a directory" in refusal_of(tmp_path)
    assert "file name too long" in refusal_of(tmp_path / ("x" * 300))
    os.mkfifo(tmp_path / "pipe")
    assert "not a file" in refusal_of(tmp_path / "pipe")


@given(st.data())
@settings(deadline=None, max_examples=examples(150))
def test_damage_is_refused_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """A byte changed anywhere gives words or the very same plan, never another plan or error."""
    content = bytearray(working_bytes(RESULT, COMPANY, ".parquet"))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("damage") / "plan.parquet"
    path.write_bytes(content)
    try:
        plan = read_plan(path)
    except InputError:
        return
    assert plan.scenario == COMPANY
    assert plan.result.model_copy(update={"wall_seconds": 1.25}) == RESULT


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20).filter(
    lambda text: spelled(text, lambda char: True) == text
)
MOVES = st.builds(
    Move,
    cohort=st.sampled_from(["kyc", "fraud"]),
    origin=st.just("sha"),
    destination=st.just("sin"),
    mode=st.sampled_from(Mode),
    period=st.sampled_from(["2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3"]),
    heads=st.integers(1, 10**8),
)


CLASHES = st.builds(
    Clash,
    members=st.lists(st.builds(ClashMember, rule=TEXTS, words=TEXTS), max_size=3).map(tuple),
    irreducible=st.booleans(),
)


@st.composite
def results(draw: st.DrawFn) -> Result:
    """Results of every status, with texts in any script and any moves."""
    moves = tuple(draw(st.lists(MOVES, max_size=5)))
    made = result(COMPANY, [move(1)])
    judged = result(COMPANY, moves).judgement
    made_with = made.provenance.model_copy(
        update={
            "overlays": tuple(draw(st.lists(TEXTS, max_size=3))),
            "seed": draw(st.integers(0, 2**63 - 1)),
            "asked_gap": draw(st.floats(0, 1)),
            "versions": draw(st.dictionaries(TEXTS, TEXTS, max_size=3)),
        }
    )
    return result(
        COMPANY,
        moves,
        provenance=made_with,
        status=draw(st.sampled_from(Status)),
        judgement=draw(st.sampled_from([judged, None])),
        bound=draw(st.none() | st.integers(-(2**63), 2**63 - 1)),
        waves=(),
        clash=draw(st.none() | CLASHES),
        wall_seconds=draw(st.floats(0, 1e9)),
    )


@given(results())
@settings(deadline=None, max_examples=examples(100))
def test_every_result_survives_the_file(
    tmp_path_factory: pytest.TempPathFactory, made: Result
) -> None:
    """Result -> Parquet -> Result is the identity, whatever the result holds."""
    path = tmp_path_factory.mktemp("round") / "plan.parquet"
    write_working(made, COMPANY, path)

    assert read_plan(path) == PlanFile(COMPANY, made)
