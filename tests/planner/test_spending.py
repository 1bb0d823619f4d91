"""The cash of the parts of a plan, each by itself."""

from __future__ import annotations

from datetime import date

from models.plan import Plan
from models.workforce import HeadcountStep
from planner.audit import audit
from planner.books import books_of
from planner.spending import parts_of, spends_of
from tests.support.builders import block, money, move, office, one_of_each, scenario, service


def test_each_part_has_its_own_cash_beyond_that_of_staying_put() -> None:
    """Two posts fall in July whatever the plan: 1.5 monthly wages of USD 1,000 for a year and six
    months of service each, USD 3,000. One transfer costs USD 1,500, one block USD 700.
    """
    books = books_of(
        scenario(
            offices=(
                office("shanghai", "china", "bank_cn"),
                office("bengaluru", "india", "services_in", relocation=money("USD 1500"),
                       block_seats=5, max_blocks=2, block_fit_out=money("USD 700"),
                       block_lease=money("USD 0")),
            ),
            headcount=(HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=8),),
            service=(service("kyc", 10, 1, "USD 1000"),),
        )
    )  # fmt: skip
    staying = audit(Plan(), books).price_list
    whole = Plan(moves=(move(3),), blocks=(block("bengaluru", 2),))
    spends = list(spends_of(books, parts_of(whole)))

    assert sum(line.one_off_cash for line in staying) == 3_000_00
    assert [each.cash for each in spends] == [1_500_00, 700_00]
    assert [each.part for each in spends] == [
        Plan(moves=(move(1),)),
        Plan(blocks=(block("bengaluru", 1),)),
    ]


def test_every_kind_of_decision_is_a_part() -> None:
    """Of one post, block or seat, where the decision has a number."""
    ones = one_of_each()
    more = {
        kind: row.model_copy(update={name: 7 for name, value in row if value == 1})
        for kind, row in ones.items()
    }
    parts = list(parts_of(Plan.model_validate({kind: (row,) for kind, row in more.items()})))

    assert more != ones
    assert parts == [Plan.model_validate({kind: (row,)}) for kind, row in ones.items()]
