"""The public Python face: the command line and the pages call only this.

Heavy libraries are imported by the functions that need them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from models.account import Judgement
from models.errors import InputError, Problem
from models.plan import Plan
from models.remarks import Remark
from models.result import Result
from models.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from planner.explain.signals import SignalsOnDay
    from planner.exports.tables import Table
    from planner.hosting.embedded import Hosting
    from planner.optimizer.incumbent import Watch
    from planner.optimizer.optimise import Company
    from planner.rules.cards import RuleCard
    from planner.scenario_files import LoadedScenario
    from planner.verification import Verification
    from streams.deciding import Words
    from streams.events import RecommendationDecided
    from streams.hosts.embedded.host import Host
    from streams.hosts.embedded.journal import Reader
    from streams.hosts.embedded.ledger import Change
    from streams.hosts.letters import Letter
    from streams.hosts.standing import Standing
    from streams.recommend import Snapshot
    from streams.replay import Day


def bundled() -> tuple[str, ...]:
    """Names of the worked examples that ship with the planner."""
    from planner import scenario_files

    return scenario_files.bundled()


def load(
    source: str | Path, overlays: Sequence[str] = (), settings: Sequence[str] = ()
) -> LoadedScenario:
    """Read a scenario, overlays and settings applied.

    Raises
    ------
    InputError
        Everything that is wrong with the files, at once.
    """
    from planner import scenario_files

    loaded = scenario_files.load(source, overlays, settings)
    file = Path(source).name if Path(source).suffix and Path(source).is_file() else "scenario.yaml"
    _refuse_switches(loaded.scenario, file)
    return loaded


def _refuse_switches(scenario: Scenario, file: str) -> None:
    """Refuse names in ``switched_off`` that no policy has: nothing is ignored in silence."""
    from planner.rules import RULES, can_be_switched_off

    policies = [rule.name for rule in RULES if can_be_switched_off(rule)]
    others = {rule.name for rule in RULES} - set(policies)
    problems = [
        Problem(
            "is law, an identity or a price and cannot be switched off"
            if name in others
            else "is no rule of this model",
            file=file,
            field="switched_off",
            found=name,
            next_step=f"Policies that can be: {', '.join(policies)}.",
        )
        for name in scenario.switched_off
        if name not in policies
    ]
    if problems:
        raise InputError(problems)


def new(folder: Path, template: str, *, workbook: bool = False) -> None:
    """Copy a bundled scenario into a new folder, to be edited.

    Parameters
    ----------
    folder
        The new folder; it may exist if it is empty.
    template
        Name of the bundled scenario.
    workbook
        Put one workbook there, ``<template>.xlsx``, instead of a file a table.

    Raises
    ------
    InputError
        The template is not known or the folder is not empty.
    """
    from planner import exports, scenario_files

    if not workbook:
        scenario_files.copy_template(template, folder)
        return
    scenario = scenario_files.load(scenario_files.template_of(template)).scenario
    content = exports.scenario_bytes(scenario)
    scenario_files.folder_with(folder, f"{template}.xlsx", content)


def check(scenario: Scenario) -> Judgement:
    """Judge staying put: what it costs, and which rules it breaks."""
    from planner.audit import stay_put

    return stay_put(scenario)


def lint(scenario: Scenario) -> tuple[Remark, ...]:
    """What is no mistake in a scenario and worth a second look, the weightiest first."""
    from planner.books import books_of
    from planner.lint import remarks_on

    return remarks_on(books_of(scenario))


def signals(scenario: Scenario, as_of: date | None = None) -> SignalsOnDay:
    """Read the signal book on a day; by default the planning date."""
    from planner.explain.signals import signals_on

    return signals_on(scenario, as_of)


def company(
    *, reference: Plan | None = None, watch: Watch | None = None, stop: Event | None = None
) -> Company:
    """Who looks on while a plan is made.

    Parameters
    ----------
    reference
        A plan to start from, of this scenario or one much like it.
    watch
        Hears of every better plan and every higher bound.
    stop
        Set to end a search at once, with the best plan so far.
    """
    from planner.optimizer.optimise import Company

    return Company(reference, watch, stop)


def plan(
    loaded: LoadedScenario,
    *,
    solver: str = "search",
    gap: float = 0.001,
    time_limit_seconds: float = 60.0,
    seed: int = 0,
    ranges: bool = False,
    deterministic: bool = False,
    company: Company | None = None,
) -> Result:
    """Look for the cheapest lawful plan.

    Parameters
    ----------
    loaded
        A scenario with the names of its overlays.
    solver
        ``search``, or one call to ``highs``, ``scip`` or ``cp_sat``.
    gap
        Relative gap of the objective at which to stop.
    time_limit_seconds
        Wall-clock seconds after which to stop.
    seed
        Seed of the solver's random choices.
    ranges
        Whether to judge the plan at the ends of its inputs' ranges as well, and to plan anew
        there for those that matter most, within the same time again.
    deterministic
        Stop after an effort in place of a time, so that the result is the same every time.
    company
        A plan to start from, who hears of progress, and who may end it.

    Raises
    ------
    InputError
        With ``ranges``, the scenario does not hold together at an end of one; a deterministic plan
        of a solver that cannot promise one.
    """
    from planner import sensitivity
    from planner.optimizer.mathopt import Solver
    from planner.optimizer.optimise import ALONE, Effort
    from planner.planning import make_plan

    if deterministic and Solver(solver) is not Solver.SEARCH:
        message = f"{solver} stops by the clock, so its plan is not the same every time"
        raise InputError([Problem(message, next_step="Leave out --solver or --deterministic.")])
    effort = Effort(Solver(solver), gap, time_limit_seconds, seed, deterministic)
    scenario = loaded.scenario
    inputs = sensitivity.uncertain_inputs(scenario) if ranges else ()
    result = make_plan(scenario, effort, loaded.overlays, company or ALONE)
    if not ranges or result.plan is None:
        return result
    judged = sensitivity.judged_at_ends(scenario, result.plan, inputs)
    if company is None or company.stop is None or not company.stop.is_set():
        judged = sensitivity.planned_anew(scenario, result.plan, judged, inputs, effort)
    return result.model_copy(update={"sensitivity": judged})


def replay(
    scenario: Scenario,
    events: Path,
    *,
    until: date | None = None,
    gap: float = 0.005,
    time_limit_seconds: float = 20.0,
    deterministic: bool = False,
) -> Iterator[Day]:
    """Play a history again, a day at a time.

    Parameters
    ----------
    scenario
        Published on its planning date.
    events
        A file of events or of signals, one a line, or a folder of such files.
    until
        Last day that is played; none for that of the last event.
    gap, time_limit_seconds
        How hard to look for each plan.
    deterministic
        Whether the gap alone ends a search, so that every run says the same.

    Raises
    ------
    InputError
        Every line of the files that is no event.
    """
    from planner.event_files import events_of
    from planner.replan import replan
    from streams.replay import replayed
    from streams.solving import Effort

    effort = Effort(gap=gap, time_limit_seconds=time_limit_seconds, deterministic=deterministic)
    return replayed(scenario, events_of(events), replan, effort, until)


def write_replay(days: Sequence[Day], path: Path) -> None:
    """Write a replay as JSON, one day a line; no timings, so that the same days are the same bytes.

    Small counts of heads are withheld.

    Raises
    ------
    InputError
        The file cannot be written.
    """
    from planner.exports.replayed import line_of
    from planner.exports.writing import replace_file

    replace_file(path, b"".join(line_of(day) for day in days))


def document(result: Result, scenario: Scenario) -> dict[str, Any]:
    """The result for machines: what ``--json`` prints."""
    from planner import exports

    return exports.document(result, scenario)


def tables(result: Result, scenario: Scenario) -> tuple[Table, ...]:
    """The tables of a plan beside staying put, in reading order."""
    from planner import exports

    return exports.plan_tables(result, scenario)


def no_effect_words() -> str:
    """What the table of ranges says of an input that changes nothing."""
    from planner.exports.ranges import NO_EFFECT

    return NO_EFFECT


def figure_names() -> tuple[str, ...]:
    """Names of the figures that sum up a plan: the rows of a comparison's ``headline``."""
    from planner.exports.figures import FIGURES

    return tuple(figure.name for figure in FIGURES)


def table_texts(table: Table) -> tuple[str, list[list[str]]]:
    """The cells of a table as people read them, and the unit of its amounts."""
    from planner.exports.cells import cells, scale_of

    scale = scale_of(table)
    return scale.words, [[cell.text for cell in row] for row in cells(table, scale)]


def money_words(amount: int, currency: str) -> str:
    """An amount in short, to three digits: ``USD 12.3 m``."""
    from planner import exports

    return exports.money_words(amount, currency)


def money_exact(amount: int, currency: str) -> str:
    """An amount to its last digit: ``USD 12,345,678.90``."""
    from planner import exports

    return exports.money_exact(amount, currency)


def percent_words(share: float) -> str:
    """A share as a percentage: ``0.08 %``."""
    from planner.exports.words import percent_words

    return percent_words(share)


def rule_words(rule: str) -> str:
    """The name of a rule for people: ``run_rate`` is ``Run rate``."""
    from planner.exports.words import rule_words

    return rule_words(rule)


def status_words(result: Result) -> str:
    """How a solve ended, in a sentence."""
    from planner.exports.words import status_words

    return status_words(result)


def plan_suffixes() -> tuple[str, ...]:
    """Suffixes of the files that a plan can be written to."""
    from planner import exports

    return tuple(exports.PLAN_FORMATS)


def comparison_suffixes() -> tuple[str, ...]:
    """Suffixes of the files that a comparison can be written to."""
    from planner import exports

    return tuple(exports.COMPARISON_FORMATS)


def write(result: Result, scenario: Scenario, path: Path) -> None:
    """Write a result, in the format that the file's suffix names.

    Raises
    ------
    InputError
        The suffix is not known or the file cannot be written.
    """
    from planner import exports

    exports.write_plan(result, scenario, path)


def read(path: Path) -> tuple[Scenario, Result]:
    """Read a plan file.

    Raises
    ------
    InputError
        The file is not a plan file, or not as it was written.
    """
    from planner import exports

    kept = exports.read_plan(path)
    return kept.scenario, kept.result


def verify(path: Path) -> Verification:
    """Audit the plan of a plan file again and hold the file's figures against it.

    Raises
    ------
    InputError
        The file is not a plan file, or not as it was written.
    """
    from planner.verification import verified

    scenario, result = read(path)
    try:
        return verified(scenario, result)
    except InputError as error:
        # The plan names what its scenario does not have: the fault of the file.
        raise InputError([replace(each, file=str(path)) for each in error.problems]) from error


def compare(paths: Sequence[Path]) -> tuple[Table, ...]:
    """Set two to five plan files beside staying put.

    Raises
    ------
    InputError
        A file is no plan file, or the plans cannot be compared.
    """
    from planner import exports

    return exports.comparison(
        [exports.NamedPlan(name, *read(path)) for name, path in _named(paths)]
    )


def _named(paths: Sequence[Path]) -> list[tuple[str, Path]]:
    """Plans go by the names of their files, or by their paths where two have the same name."""
    stems = [path.stem for path in paths]
    alike = len(set(stems)) < len(stems)
    return [(str(path) if alike else path.stem, path) for path in paths]


def write_comparison(tables: Sequence[Table], title: str, path: Path) -> None:
    """Write a comparison as a workbook or a page, by suffix.

    Raises
    ------
    InputError
        The suffix is not known or the file cannot be written.
    """
    from planner import exports

    exports.write_comparison(tables, title, path)


def rules(scenario: Scenario | None = None) -> tuple[RuleCard, ...]:
    """Every rule in reading order, with a scenario's figures where one is given."""
    from planner.rules.cards import cards

    return cards(scenario)


def host(
    scenario: Scenario,
    events: str | None,
    journal: Path,
    hosting: Hosting,
    heard: Callable[[Change], None],
    noticed: Callable[[str, tuple[str, ...]], None],
) -> Host:
    """A host on this machine: it has read its journal, published the scenario, and may run.

    Parameters
    ----------
    scenario
        Published, unless it is what was published like this last.
    events
        A file, a folder, or ``-``; None for the inbox alone.
    journal
        The file that holds everything; it is begun if it is not there.
    hosting
        How to work.
    heard, noticed
        Told of changes of what is open, and of facts that fit nothing.

    Raises
    ------
    InputError
        Another process writes the journal, or it or the events cannot be read.
    """
    from planner.hosting import embedded

    return embedded.host(scenario, events, journal, hosting, heard, noticed)


def journal(path: Path) -> Reader:
    """A journal to read, also while a host writes it.

    Raises
    ------
    InputError
        It is not there or no journal.
    """
    from streams.hosts.embedded.journal import Reader

    return Reader(path)


def decide(words: Words, journal: Path) -> tuple[RecommendationDecided, bool]:
    """Decide on a recommendation: the event left for the host, and whether one is at work.

    Raises
    ------
    InputError
        The words are not about what is open now, as it is now.
    """
    from planner.hosting import embedded

    return embedded.decide(words, journal)


def publish(place: str, journal: Path) -> tuple[int, bool]:
    """Leave the events of a file or of ``-`` for the host: how many, and whether one is at work.

    Raises
    ------
    InputError
        With every line that is no event; then none is left.
    """
    import sys

    from planner.hosting import embedded
    from planner.hosting.reading import lines_of

    raws = lines_of(place, sys.stdin.buffer.read)
    return embedded.publish(raws, place, journal)


def publish_scenario(scenario: Scenario, journal: Path) -> bool:
    """Leave a scenario for the host, as the event by which its programme begins.

    Returns
    -------
    bool
        Whether a host is at work.

    Raises
    ------
    InputError
        The journal is not there, or the scenario is too large for an event.
    """
    from planner.hosting import embedded
    from planner.hosting.reading import announced

    return embedded.publish([announced(scenario)], scenario.name, journal)[1]


def work(
    broker: str,
    hosting: Hosting,
    told: Callable[[str], None],
    noticed: Callable[[str, tuple[str, ...]], None],
    metrics_port: int | None = None,
) -> Mapping[int, Mapping[Standing, int]]:
    """Share the programmes of a broker with other workers, until a signal ends it.

    Parameters
    ----------
    broker
        ``kafka://localhost:9092``, further brokers after commas; the rest comes by environment.
    hosting
        How to work; it follows the events without being told to.
    told, noticed
        Told of partitions that come and go, and of facts that fit nothing.
    metrics_port
        Where loopback has health and metrics; 0 for any port that is free, none for nowhere.

    Returns
    -------
    balances
        By partition that was this worker's at the end: records by what became of them.

    Raises
    ------
    InputError
        The broker refuses something, is away for too long, or has topics of another configuration.
    """
    from planner.hosting import kafka

    return kafka.work(broker, hosting, told, noticed, metrics_port)


def watch_broker(
    broker: str, shown: Callable[[tuple[Snapshot, ...]], None], *, once: bool = False
) -> None:
    """Show all snapshots at a broker, then those that change, for ever.

    Raises
    ------
    InputError
        The broker refuses, or does not answer.
    """
    from planner.hosting import kafka

    kafka.watch(broker, shown, once=once)


def decide_at_broker(words: Words, broker: str) -> RecommendationDecided:
    """Decide on a recommendation: the event that the workers of a broker read.

    Raises
    ------
    InputError
        The words are not about what is open now, as it is now; or the broker refuses.
    """
    from planner.hosting import kafka

    return kafka.decide(words, broker)


def publish_to_broker(place: str, broker: str) -> int:
    """Put the events of a file or of ``-`` on their topics, and say how many.

    Raises
    ------
    InputError
        With every line that is no event; then none is sent. Or the broker refuses.
    """
    import sys

    from planner.hosting import kafka
    from planner.hosting.reading import lines_of

    return kafka.publish(lines_of(place, sys.stdin.buffer.read), place, broker)


def publish_scenario_to_broker(scenario: Scenario, broker: str) -> None:
    """Put a scenario on the topic of events, so that its programme begins.

    Raises
    ------
    InputError
        The scenario is too large for an event, or the broker refuses.
    """
    from planner.hosting import kafka
    from planner.hosting.reading import announced

    kafka.publish([announced(scenario)], scenario.name, broker)


def create_topics(broker: str, partitions: int | None, replication: int) -> list[str]:
    """Create the topics that a broker does not have yet, and return their names.

    Parameters
    ----------
    broker
        ``kafka://localhost:9092``, further brokers after commas; the rest comes by environment.
    partitions
        Of the events of programmes; by default those there are, or 8.
    replication
        Copies of each record.

    Raises
    ------
    InputError
        The broker refuses, or has topics of another configuration.
    """
    import asyncio
    import os

    from streams.hosts.kafka.creating import Size, create
    from streams.hosts.kafka.environment import settings_of

    settings = settings_of(broker, os.environ)
    return asyncio.run(create(settings, Size(partitions, replication)))


def check_topics(broker: str, role: str) -> int:
    """Make sure that topics are right and that this user may do what a role does.

    Returns
    -------
    int
        Partitions of the events; 0 if the role has nothing to do with them.

    Raises
    ------
    InputError
        With everything that is wrong.
    """
    import asyncio
    import os

    from streams.hosts.kafka.checking import check
    from streams.hosts.kafka.environment import settings_of
    from streams.hosts.kafka.roles import Role

    return asyncio.run(check(settings_of(broker, os.environ), Role(role)))


def dead_letters(journal: Path) -> list[Letter]:
    """What came to the host of a journal and is no event, without what has been sent again.

    Raises
    ------
    InputError
        The journal is not there or no journal.
    """
    from planner.hosting import embedded

    return embedded.dead_letters(journal)


def resend(journal: Path) -> tuple[list[Letter], bool]:
    """Leave for the host the dead letters that are events by now; also whether one is at work.

    Raises
    ------
    InputError
        The journal is not there or no journal, or they cannot be left.
    """
    from planner.hosting import embedded

    return embedded.resend(journal)


def dead_letters_at_broker(broker: str) -> list[Letter]:
    """What came to the workers of a broker and is no event, without what has been sent again.

    Raises
    ------
    InputError
        The broker refuses, or does not answer.
    """
    from planner.hosting import kafka

    return kafka.dead_letters(broker)


def resend_at_broker(broker: str) -> list[Letter]:
    """Send again, at a broker, the dead letters that are events by now.

    Raises
    ------
    InputError
        The broker refuses, or does not answer.
    """
    from planner.hosting import kafka

    return kafka.resend(broker)


def recommendations_table(shown: Snapshot) -> Table:
    """What is open for a programme; small counts of heads are withheld."""
    from planner.exports.recommendations import recommendations_table

    return recommendations_table(shown)


def recommendations(shown: Snapshot) -> list[dict[str, Any]]:
    """The same for machines."""
    from planner.exports.recommendations import masked

    return masked(shown)


def holds(shown: Snapshot) -> list[dict[str, Any]]:
    """Promised moves that cannot be done for now, for machines; small counts are withheld."""
    from planner.exports.recommendations import masked_holds

    return masked_holds(shown)
