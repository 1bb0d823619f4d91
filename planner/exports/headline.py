"""A plan summed up in sentences: people, money, expected loss, time and cash."""

from __future__ import annotations

from collections.abc import Iterator

from models.account import Judgement
from models.baselines import Baseline, BaselineName, People
from models.readable import counted
from models.result import Result
from models.scenario import Scenario
from planner.wording.amounts import money_words
from planner.wording.labels import baseline_words, rule_words


def headline(result: Result, scenario: Scenario) -> tuple[str, ...]:
    """Sum a plan up in sentences, the most important first; none if there is no plan."""
    judgement = result.audited_judgement
    if judgement is None or result.plan is None:
        return ()
    return (
        _what(result),
        *_against_both(result, judgement, scenario),
        *sample_words(result),
        *_cash(result),
    )


def people_words(people: People) -> str:
    """Dismissals, people asked to move and how many do, redeployed, vacancies filled elsewhere."""
    vacancies = counted(people.vacancies_filled_elsewhere, "vacancy", "vacancies")
    return ", ".join(
        [
            counted(people.dismissals, "dismissal"),
            _asked_words(people),
            f"{people.redeployed:,} redeployed",
            f"{vacancies} filled elsewhere",
        ]
    )


def _asked_words(people: People) -> str:
    words = f"{counted(people.asked_to_move, 'person', 'people')} asked to move"
    if people.asked_to_move == people.transferred:
        return words
    return f"{words}, of whom {people.transferred:,} {'does' if people.transferred == 1 else 'do'}"


def difference_words(plan: Judgement, baseline: Judgement, currency: str, weight: float) -> str:
    """What a plan costs more or less than a baseline, money apart from expected loss.

    Parameters
    ----------
    plan, baseline
        What the audit says of both.
    currency
        Of their amounts.
    weight
        The risk weight; the text mentions it if it is not 1.
    """
    money = _money(baseline.money - plan.money, currency)
    loss = _loss(baseline.expected_loss - plan.expected_loss, currency)
    counts = "" if weight == 1 else f", which counts {weight:g} times"
    return f"{money} and {loss}{counts}: {total_words(baseline.total - plan.total, currency)}"


def total_words(total: int, currency: str) -> str:
    """Say how much less a plan costs in all."""
    return f"{_better(total, currency)} in all"


def _better(less: int, currency: str) -> str:
    if not less:
        return "as good"
    return f"{money_words(abs(less), currency)} {'better' if less > 0 else 'worse'}"


def _money(less: int, currency: str) -> str:
    if not less:
        return "costs the same in money"
    amount = money_words(abs(less), currency)
    return f"saves {amount} in money" if less > 0 else f"costs {amount} more in money"


def _loss(less: int, currency: str) -> str:
    if not less:
        return "leaves the expected loss (assumed) as it is"
    amount = money_words(abs(less), currency)
    way = f"takes {amount} off" if less > 0 else f"adds {amount} to"
    return f"{way} the expected loss (assumed)"


def _what(result: Result) -> str:
    moves = result.plan.moves if result.plan is not None else ()
    people = people_words(result.people or People())
    heads = sum(move.heads for move in moves)
    if not heads:
        same = [name for name in BaselineName if result.baselines.of(name).plan == result.plan]
        what = f": {baseline_words(same[0])} is the plan" if same else ""
        concerned = result.people not in {None, People()}
        return f"Nobody moves{what}: {people}." if concerned else f"Nobody moves{what}."
    waves = counted(len(result.waves), "wave")
    return f"Moves {counted(heads, 'post')} in {waves}: {people}.{_anyway(result)}"


def _anyway(result: Result) -> str:
    """Say how many are dismissed even if nobody moves, since posts fall away."""
    anyway = result.better_baseline.people.dismissals
    if not anyway:
        return ""
    return f" With nobody moved it is {counted(anyway, 'dismissal')}, of posts that fall away."


def _against_both(result: Result, judgement: Judgement, scenario: Scenario) -> Iterator[str]:
    currency, weight, name = result.currency, scenario.risk_weight, result.baselines.better
    better, other = result.better_baseline, result.baselines.of(result.baselines.other)
    if not _is_better_baseline(result):
        differs = difference_words(judgement, better.judgement, currency, weight)
        which = "" if other.plan == better.plan else ", the better baseline"
        which += _breaches_of(better)
        yield f"Against {baseline_words(name)}{which}{',' if which else ''} it {differs}."
        yield from _when(result, scenario)
    if other.plan == better.plan:
        yield "Both baselines are the same: with nobody moved, no measure is worth what it costs."
        return
    differs = difference_words(judgement, other.judgement, currency, weight)
    yield f"Against {baseline_words(result.baselines.other)}{_breaches_of(other)}, it {differs}."


def _is_better_baseline(result: Result) -> bool:
    """Whether the plan is the better baseline, so that there is nothing to compare it with."""
    return result.plan == result.better_baseline.plan


def _breaches_of(baseline: Baseline) -> str:
    rules = len({finding.rule for finding in baseline.judgement.violations})
    return f", which breaks {counted(rules, 'rule')}" if rules else ""


def _when(result: Result, scenario: Scenario) -> Iterator[str]:
    """Say what is saved within the horizon and in the tail, if there is a tail."""
    saving, tail = result.saving, scenario.horizon.tail_periods
    if saving is None or not tail:
        return
    within, after = (_better(each, result.currency) for each in (saving.horizon, saving.tail))
    periods = counted(tail, scenario.horizon.period.value)
    yield (
        f"Within the horizon, to {scenario.periods[-1].label}, it is {within}; in the {periods} "
        f"after it, {after}."
    )


def sample_words(result: Result) -> Iterator[str]:
    """Say how far the saving varies in a sample of the inputs, if there is one."""
    interval = result.interval
    if interval is not None and not _is_better_baseline(result):
        rules = ", ".join(rule_words(each.rule).lower() for each in interval.broken)
        breaks = f"{interval.breaking} of {interval.draws} draws"
        if interval.low is None or interval.high is None or interval.mean is None:
            yield (
                f"In {breaks} of the uncertain inputs the plan breaks a rule ({rules}), too "
                "many for an interval of the saving."
            )
            return
        low, high, mean = (
            _better(each, result.currency) for each in (interval.low, interval.high, interval.mean)
        )
        drawn = f"{interval.share * 100:g}% of {interval.keeping} draws of the uncertain inputs"
        kept = " in which it keeps every rule" if interval.breaking else ""
        yield (
            f"In {drawn}{kept} it lies between {low} and {high} in all, {mean} in the mean; less "
            f"than this headline in {interval.below_headline} of {interval.keeping}."
        )
        if interval.breaking:
            yield f"In {breaks} it breaks a rule ({rules})."


def _cash(result: Result) -> Iterator[str]:
    years = [each for each in result.cash_by_fiscal_year if each.amount]
    if not years:
        yield "It takes no one-off cash."
        return
    by_year = ", ".join(
        f"{money_words(each.amount, result.currency)} in {each.fiscal_year}" for each in years
    )
    yield f"One-off cash by fiscal year: {by_year}."
