"""A roster read to its end, and shown before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.roster.asked import RosterTerms, terms_of
from planner.roster.cohorts import enough_people, grouped
from planner.roster.folders import write_folder
from planner.roster.mapping import RosterMapping, with_parts
from planner.roster.other_roles import without_small_names
from planner.roster.reading import RosterColumns, read_roster
from planner.roster.receipt import found_lines, joining_lines, receipt_lines
from planner.roster.receipt_line import ReceiptLine
from planner.roster.reconciliation import controls_of, reconciled
from planner.roster.row_reading import posts_of
from planner.roster.scenarios import RosterScenario, scenario_of
from planner.roster.staying_put import COST
from planner.scenario_files.written.widths import latin_id


@dataclass(frozen=True)
class RosterDraft:
    """The cohorts of a roster, not yet written; no row is left in it."""

    made: RosterScenario
    found: Sequence[str]
    """What of the roster was read, for the screen."""
    joinings: Sequence[str]
    """Which small groups join which, for the screen."""
    receipt: Sequence[ReceiptLine]
    file_hash: str
    folder: Path
    attrition: bool
    """Whether the roster says who left within the year, and of no leaver leaves the day out."""

    def write(self) -> None:
        """Write the scenario, the mapping and the receipt into the new folder.

        Raises
        ------
        InputError
            The folder is not empty or cannot be written.
        """
        lines = [each.text for each in self.receipt]
        write_folder(self.folder, self.made, lines, self.file_hash, attrition=self.attrition)


def draft_of_roster(
    path: Path,
    folder: Path,
    mapping: RosterMapping,
    controls: Iterable[str] = (),
    cost: str | None = None,
) -> RosterDraft:
    """Read a roster and make cohorts of it.

    Parameters
    ----------
    path
        The roster, XLSX or CSV.
    folder
        The new folder, after which the scenario is called.
    mapping
        What columns and values mean, as far as somebody has said.
    controls
        Yearly pay of all people, by payroll: ``CNY 123,456,789``.
    cost
        Yearly cost of all posts, by the budget, in the planning currency.

    Raises
    ------
    InputError
        The roster cannot be read, or something has to be said first: all of it at once.
    """
    totals = controls_of(controls, "control")
    costs = controls_of([] if cost is None else [cost], COST)
    roster = read_roster(path, mapping)
    terms = terms_of(roster, mapping)
    return _draft(roster, folder, mapping, terms, totals, costs)


def _draft(
    roster: RosterColumns,
    folder: Path,
    mapping: RosterMapping,
    terms: RosterTerms,
    controls: dict[str, int],
    costs: dict[str, int],
) -> RosterDraft:
    posts = posts_of(roster, mapping, terms)
    grouping = without_small_names(
        grouped(posts, enough_people(terms.floor_heads)),
        terms.floor_heads,
        posts.written["function"],
    )
    confirmed = with_parts(mapping, columns=roster.choice.headings)
    name = latin_id(folder.name) or "roster"
    made = scenario_of(name, posts, grouping, confirmed, terms)
    sums = reconciled(roster, posts, grouping, made, terms, controls, costs)
    joinings = joining_lines(grouping.joinings, posts)
    lines = receipt_lines(sums, terms, made.scenario.currency, len(joinings), made.unsaved)
    return RosterDraft(
        made,
        found_lines(roster, terms, grouping),
        joinings,
        lines,
        roster.sha256,
        folder,
        attrition=bool(sums.left_lately) and not sums.undated,
    )
