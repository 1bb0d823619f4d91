"""The front sheets in Chinese: figures in Chinese formats, and nothing left in English."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest

from models.base import Frozen
from models.briefing import Briefing, Signature
from models.choices import Language
from models.decision_inputs import InputPlace
from models.money import Money
from models.plan import TaskKind
from models.provenance import Certainty, Provenance
from models.result import Status
from models.routes import DataGroup, RouteKind
from models.scenario import Scenario
from models.signals import Stage
from models.tables import TABLE_KEYS
from planner.briefing.board import for_board
from planner.charts.office import office_charts
from planner.charts.svg import svg_of
from planner.explain.agenda import _OWNERS
from planner.exports import sheets
from planner.exports.paper import PaperSheet
from planner.exports.sheets import paper_of
from planner.exports.sheets.inputs import inputs_table
from planner.exports.sheets.signatures import signatures_table
from planner.exports.sheets.speech import speech_of
from planner.exports.sheets.terms import CHINESE, FIELDS, FILE, STAGES, TABLES
from planner.exports.table import table_texts
from planner.exports.tasks import DONE_ONCE, FILING_TITLE, TASK_TITLES, owner_words
from planner.rules import RULES
from planner.wording.fields import FIELD_WORDS
from planner.wording.labels import rule_words
from tests.support.briefings import MILLION, sample_briefing
from tests.support.pictures import read_picture

FRONT = (
    "assumptions", "decision", "doubts", "figure_rows", "inputs", "labels", "pairs", "sentence",
    "signatures", "speech", "worth",
)  # fmt: skip

TABS = ("All assumptions", "All signatures")
"""Sheets of the appendix, by the names that they have in every language."""


def front(briefing: Briefing) -> tuple[PaperSheet, ...]:
    paper = paper_of(briefing, Language.CHINESE)
    return tuple(sheet for sheet in paper.sheets if sheet.is_front)


def texts(briefing: Briefing) -> Iterator[str]:
    for sheet in front(briefing):
        yield from (sheet.name, sheet.title, *sheet.sentences, *sheet.notes)
        for table in sheet.tables:
            unit, rows = table_texts(table)
            yield from (table.title, unit, *(column.title for column in table.columns))
            yield from (text for row in rows for text in row)


def names_and_ids(briefing: Briefing) -> set[str]:
    names = briefing.names
    known = {*briefing.plans, *briefing.grid.worlds, *TABS}
    groups = (names.offices, names.entities, names.measures, names.jurisdictions, names.cohorts)
    for group in groups:
        known |= {*group, *group.values()}
    for each in briefing.inputs:
        known |= {each.source, each.approved_by, *each.place.row.split("/")}
    for option in briefing.options:
        known |= {part for each in option.triggers for part in each.place.row.split("/")}
    return known - {""}


def without_names(texts: Iterable[str], briefing: Briefing) -> list[str]:
    """What is left in Latin letters once names and ids are taken out."""
    left = []
    for text in texts:
        plain = text
        for name in sorted(names_and_ids(briefing), key=len, reverse=True):
            plain = plain.replace(name, "")
        left += re.findall(r"[A-Za-z]+", plain)
    return left


def every_task(briefing: Briefing, what: str) -> tuple[Signature, ...]:
    """A signature of each kind, not shown with its count."""
    filing = "example-china/important/security_assessment"
    return tuple(
        Signature(
            plan="Base",
            kind=kind,
            what=filing if kind is TaskKind.FILING else what,
            count=None,
            by=briefing.signatures[0].by,
            owner=_OWNERS[kind],
            amount=1,
        )
        for kind in TaskKind
    )


def with_little_told(briefing: Briefing) -> Briefing:
    """Inputs by their table alone, and tasks that count something by their kind."""
    row = briefing.inputs[0]
    inputs = tuple(
        row.model_copy(update={"place": InputPlace(table=table, row="", field="")})
        for table in TABLE_KEYS
    )
    signed = tuple(
        each.model_copy(update={"what": "", "count": 0, "amount": 0})
        for each in every_task(briefing, "china")
        if each.kind not in DONE_ONCE
    )
    return briefing.model_copy(update={"inputs": inputs, "signatures": signed})


def in_full(briefing: Briefing) -> list[str]:
    """What is left of English on the front sheets if they showed every row."""
    speech = speech_of(briefing, Language.CHINESE)
    inputs = inputs_table(briefing, briefing.inputs, speech)
    due = signatures_table(briefing, briefing.signatures, speech)
    cells = [text for table in (inputs, due) for row in table_texts(table)[1] for text in row]
    return without_names(cells, briefing)


def with_everything(briefing: Briefing) -> Briefing:
    """Every kind of task and certainty, breaches, waiting in vain, a search without a plan."""
    inputs = tuple(
        briefing.inputs[0].model_copy(update={"certainty": certainty})
        for certainty in (*Certainty, None)
    )
    first, second, *baselines = briefing.options
    assert first.value is not None
    assert first.waiting is not None
    broken = first.model_copy(
        update={
            "value": first.value.model_copy(update={"broken": ("budget", "mass_redundancy")}),
            "waiting": first.waiting.model_copy(
                update={"gap": MILLION * 9, "proves_nothing": True}
            ),
        }
    )
    absent = second.model_copy(update={"value": None, "status": Status.INFEASIBLE})
    return briefing.model_copy(
        update={
            "signatures": (*every_task(briefing, "china"), *briefing.signatures),
            "inputs": inputs * 3,
            "options": (broken, absent, *baselines),
            "risk_weight": 1.5,
        }
    )


def pictured(briefing: Briefing) -> Iterator[str]:
    """All that the pictures say, drawn as on a page, in a workbook or in slides, and beside them.

    Periods have names that are the same in all languages.
    """
    for page in paper_of(briefing, Language.CHINESE).sheets:
        for figure in page.figures:
            chart, table = figure.chart, figure.table
            yield from (chart.title, chart.summary)
            yield from (each.what for each in read_picture(svg_of(chart)).texts)
            for office in office_charts(chart):
                yield from (office.title, office.along_title, office.value_title)
                yield from office.categories
                yield from (each.name for each in office.series if each.in_legend)
            yield from (table.title, *(column.title for column in table.columns))
            yield from (str(cell) for row in table_texts(table)[1] for cell in row)


@pytest.mark.slow
@pytest.mark.parametrize(
    "changed",
    [lambda briefing: briefing, pytest.param(for_board, marks=pytest.mark.slow)],
    ids=["for the planner", "for a board"],
)
def test_pictures_are_in_chinese(changed: Callable[[Briefing], Briefing]) -> None:
    briefing = changed(sample_briefing())
    said = [re.sub(r"\d{4}-Q\d", "", text) for text in pictured(briefing)]

    # A long name is on two lines of a picture.
    words = {word for name in names_and_ids(briefing) for word in re.findall(r"[A-Za-z]+", name)}
    assert set(without_names(said, briefing)) <= words
    assert "一次性现金支出（万美元）" in said
    assert any(text.startswith("Base的总成本比较优的维持现状类选项低") for text in said)
    assert any("（坐标轴起点" in text for text in said)


def test_a_plan_is_said_in_chinese() -> None:
    briefing = sample_briefing()
    decision = front(briefing)[0]

    assert decision.sentences[0] == (
        "Base与Strict无法区分优劣：两者相差20万美元，而已证明的界限仍留有100万美元的余地。"
    )
    assert decision.sentences[1] == (
        "Base：分3个批次迁移Shanghai的642个岗位中的118个，"
        "启动2项措施（Ring-fenced system、Masking），保留524个："
        "实际支出增加500万美元（300万至800万），预期损失减少2100万美元"
        "（假设值；600万至6000万），总成本比“维持现状并采取措施”低1600万美元"
        "（更差200万至更优4800万）；最迟于2027年1月15日决定，因为出境手续需要120天。"
        "涉及：裁员37人、征询调动意愿52人、36个空缺改在异地招聘。"
    )


def test_a_comparison_has_a_chinese_title() -> None:
    briefing = sample_briefing()

    assert paper_of(briefing, Language.CHINESE).title == "方案比较：Base、Strict"
    assert paper_of(briefing).title == "Comparison of Base and Strict"


def test_a_plan_alone_is_called_a_plan_in_chinese() -> None:
    briefing = sample_briefing()
    waiting = briefing.chosen.waiting
    assert waiting is not None
    idle = waiting.model_copy(update={"gap": 9 * MILLION, "proves_nothing": True})
    chosen = briefing.chosen.model_copy(update={"name": "Plan", "waiting": idle})
    world = briefing.grid.model_copy(update={"worlds": ("Plan",), "rows": ()})
    alone = briefing.model_copy(
        update={
            "title": "上海",
            "plans": ("Plan",),
            "options": (chosen, *briefing.options[2:]),
            "grid": world,
            "pairs": (),
        }
    )

    said = list(texts(alone))

    assert not [text for text in said if "Plan" in text]
    assert sum("方案推迟决定的成本" in text or "“方案”的情景" in text for text in said) == 2
    assert paper_of(alone, Language.CHINESE).title == "上海"


def test_figures_are_in_chinese_formats() -> None:
    decision, assumed = front(sample_briefing())
    unit, rows = table_texts(decision.tables[0])
    figures = {row[0]: row[1] for row in rows}

    assert unit == "万美元"
    assert figures["总成本"] == "44,400.0"
    assert figures["最迟决定日期"] == "2027年1月15日"
    assert (
        figures["可改变决策的因素（1）"]
        == "China、inspection：损失：超过1900万美元即改变决策，现为3000万美元"
    )
    assert table_texts(assumed.tables[1])[1][0][2] == (
        "办理Example China的个人信息出境手续：个人信息出境标准合同"
    )


@pytest.mark.parametrize(
    "change", [lambda each: each, with_everything, with_little_told, for_board]
)
def test_no_english_is_left_but_names_and_ids(change: Callable[[Briefing], Briefing]) -> None:
    briefing = change(sample_briefing())

    assert without_names(texts(briefing), briefing) == []
    assert in_full(briefing) == []


def test_the_appendix_stays_english_and_says_so_once() -> None:
    paper = paper_of(sample_briefing(), Language.CHINESE)

    assert [sheet.name for sheet in paper.sheets][2:] == [
        sheet.name for sheet in paper_of(sample_briefing()).sheets
    ][2:]
    said = [note for sheet in paper.sheets for note in (*sheet.sentences, *sheet.notes)]
    assert said.count("附录为英文。") == 1


def test_the_sheets_that_hold_the_rest_are_called_by_their_tabs() -> None:
    briefing = sample_briefing()
    many = briefing.model_copy(
        update={"inputs": briefing.inputs * 10, "signatures": briefing.signatures * 10}
    )
    paper = paper_of(many, Language.CHINESE)

    said = "".join(paper.sheets[1].sentences)
    assert [f"其余见工作表“{tab}”" in said for tab in TABS] == [True, True]
    assert {*TABS} <= {sheet.name for sheet in paper.sheets}


def said_in(name: str) -> Iterator[str]:
    """Texts that a module of the front sheets hands over to be said."""
    source = Path(str(sheets.__file__)).with_name(f"{name}.py").read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "say":
            yield from (
                each.value
                for each in ast.walk(node.args[0])
                if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value
            )


@pytest.mark.parametrize("name", FRONT)
def test_every_text_that_is_said_has_a_chinese_one(name: str) -> None:
    apart = {"_", " ", "{count} "}

    assert set(said_in(name)) - apart - set(CHINESE) == set()


def test_every_term_of_the_planner_has_a_chinese_one() -> None:
    terms = {
        FILING_TITLE,
        *TASK_TITLES.values(),
        *(owner_words(owner) for owner in _OWNERS.values()),
        *(rule_words(rule.name) for rule in RULES),
        *FIELD_WORDS.values(),
        *(group.value for group in DataGroup),
        *(route.value.replace("_", " ") for route in RouteKind),
    }

    assert terms - set(CHINESE) == set()
    assert {stage.value for stage in Stage} == set(STAGES)
    assert set(TABLE_KEYS) == set(TABLES)


def test_no_text_has_two_translations() -> None:
    """The file of terms has them in groups."""
    groups = tomllib.loads(FILE.read_text(encoding="utf-8"))["texts"].values()

    assert sum(map(len, groups)) == len(CHINESE)


def test_a_chinese_text_has_the_parts_of_the_english_one() -> None:
    def parts(text: str) -> set[str]:
        return set(re.findall(r"{(\w+)}", text))

    assert [text for text, chinese in CHINESE.items() if parts(text) != parts(chinese)] == []


def figure_fields(group: type[Frozen]) -> Iterator[str]:
    """Names on the way to every figure, and of every group that has a provenance."""
    for name, field in group.model_fields.items():
        for kind in _kinds(field.annotation):
            if kind in {int, float, Money}:
                yield name
            elif kind is Provenance:
                yield name.removesuffix("provenance").removesuffix("_")
            elif isinstance(kind, type) and issubclass(kind, Frozen):
                below = set(figure_fields(kind))
                yield from ({name} if below else set()) | below


def _kinds(annotation: Any) -> list[Any]:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kinds(inner[0])
    if origin in {Union, UnionType, tuple}:
        return [kind for each in inner for kind in _kinds(each)]
    return [annotation]


def test_every_field_that_holds_a_figure_has_a_chinese_name() -> None:
    fields = {name for name in figure_fields(Scenario) if name not in TABLE_KEYS}

    assert fields - {""} - set(FIELDS) == set()
    assert {"lead_days", "mass_redundancy", "risk_weight"} <= fields
