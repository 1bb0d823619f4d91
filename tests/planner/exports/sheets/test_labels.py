"""Names that stand in place of ids."""

from __future__ import annotations

import pytest

from models.choices import Language
from models.decision_inputs import InputPlace
from models.plan import TaskKind
from planner.exports.sheets.labels import input_name, task_name, value_name
from planner.exports.sheets.speech import speech_of
from tests.support.briefings import sample_briefing

BRIEFING = sample_briefing()
ENGLISH, CHINESE = (speech_of(BRIEFING, language) for language in Language)


@pytest.mark.parametrize(
    ("place", "english", "chinese"),
    [
        (
            ("losses", "china/inspection", "loss", ""),
            "China, inspection: loss",
            "China、inspection：损失",
        ),
        (
            ("cases", "x", "likelihood", "Fine"),
            "Fine: likelihood before signals",
            "Fine：信号前的发生概率",
        ),
        (("pay", "", "annual", ""), "Pay: annual pay", "薪酬：年度人工成本"),
        (("measures", "masking", "", ""), "Masking", "Masking"),
        (
            ("settings", "", "churn.per_head", ""),
            "Churn, cost of each post that changes",
            "方案变动，每人",
        ),
        (
            ("settings", "", "modes.redeploy.ramp_up_loss", ""),
            "People redeployed, output lost in ramp-up",
            "转岗安置，上手期产出损失",
        ),
        (
            ("jurisdictions", "china", "severance.agreement.windows.1.share", "China"),
            "China: severance, by agreement, signing window 1, share",
            "China：经济补偿，协商解除，时段 1，比例",
        ),
        (
            ("losses", "china/personal_data", "loss", ""),
            "China, personal data: loss",
            "China、personal data：损失",
        ),
    ],
)
def test_an_input_is_named_by_its_row_and_field(
    place: tuple[str, str, str, str], english: str, chinese: str
) -> None:
    table, row, field, name = place
    at = InputPlace(table=table, row=row, field=field, name=name)

    assert input_name(at, BRIEFING.names, ENGLISH) == english
    assert input_name(at, BRIEFING.names, CHINESE) == chinese


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("USD 30 m", "USD 30 m", "3000万美元"),
        ("USD 19 m or USD 1.2 bn", "USD 19 m or USD 1.2 bn", "1900万美元或12亿美元"),
        ("JPY 500 k", "JPY 500 k", "50万日元"),
        ("12%", "12%", "12%"),
        ("in_force", "in force", "已生效"),
        ("", "", ""),
    ],
)
def test_a_value_has_its_amounts_in_the_language(text: str, english: str, chinese: str) -> None:
    assert value_name(text, ENGLISH) == english
    assert value_name(text, CHINESE) == chinese


@pytest.mark.parametrize(
    ("kind", "what", "title"),
    [
        (
            TaskKind.FILING,
            "example-china/personal/certification",
            "File the certification of Example China for personal data",
        ),
        (TaskKind.MEASURE, "masking", "Start Masking"),
        (TaskKind.OPEN_HIRES, "bengaluru", "Open hires at Bengaluru"),
        (TaskKind.PLACEMENT, "data-shanghai", "Offer vacant posts of Data team, Shanghai"),
        (TaskKind.NOTICE, "", "Give notice, the first of all"),
    ],
)
def test_a_task_is_named_by_what_it_is_about(kind: TaskKind, what: str, title: str) -> None:
    assert task_name(kind, what, BRIEFING.names, ENGLISH) == title
