"""In what the scenarios of plans differ, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from models.base import Frozen
from models.briefing import SettingChange
from models.money import Money
from models.named import NamedPlan
from models.readable import counted
from models.scenario import Scenario
from models.tables import TABLE_KEYS, keyed_rows
from planner.briefing.plain_values import Field, values_in_words
from planner.wording.fields import field_words
from planner.wording.rows import row_words

MOST_ROWS, MOST_FIELDS = 8, 6
"""Rows of a table, and figures of a row, that are told one by one; more are counted."""

_PERSONAL = frozenset({"service"})
"""Tables whose keys hold wages of people: their rows are only counted."""

_REMARKS = frozenset(
    {"format", "name", "title", "about", "source", "reason", "certainty"}
    | {"provenance", "shares_provenance", "approved_by"}
)
"""Fields that say something about a scenario or its figures, and decide nothing in it."""

Fields = Mapping[str, Field]
"""Fields by their path, with dots."""


def setting_changes(plans: Sequence[NamedPlan]) -> tuple[SettingChange, ...]:
    """Tell in what the scenarios of some plans differ, and what was laid over each.

    Parameters
    ----------
    plans
        The plans; the changes have a value for each, in this order.
    """
    scenarios = [plan.scenario for plan in plans]
    if len({scenario.hash for scenario in scenarios}) == 1:
        return ()
    tables = (_of_table(scenarios, table) for table in TABLE_KEYS)
    return (*_laid_over(plans), *_of_settings(scenarios), *chain.from_iterable(tables))


def _laid_over(plans: Sequence[NamedPlan]) -> Iterator[SettingChange]:
    made_with = [plan.result.provenance.overlays for plan in plans]
    if len(set(made_with)) > 1:
        values = ("; ".join(map(_change_words, each)) or "as it is" for each in made_with)
        yield SettingChange(what="Laid over the scenario", values=tuple(values))


def _change_words(change: str) -> str:
    """An overlay by its name; a setting with its value, if people can read that."""
    name, given, value = change.partition("=")
    if not given:
        return change
    plain = _plain(name)
    return f"{plain} changed" if value.lstrip().startswith(("[", "{")) else f"{plain} {value}"


def _of_settings(scenarios: Sequence[Scenario]) -> Iterator[SettingChange]:
    settings = [name for name in Scenario.model_fields if name not in TABLE_KEYS]
    yield from _of_fields([_fields(each, settings) for each in scenarios], "", "settings")


def _of_table(scenarios: Sequence[Scenario], table: str) -> Iterator[SettingChange]:
    rows = [dict(keyed_rows(scenario, table)) for scenario in scenarios]
    same_key = ([each.get(key) for each in rows] for key in dict.fromkeys(chain(*rows)))
    differing = [each for each in same_key if _rows_differ(each)]
    if len(differing) > MOST_ROWS or (differing and table in _PERSONAL):
        what = f"{counted(len(differing), 'row')} of {_title(table)}"
        yield _only_counted(what, len(differing), table, len(rows))
        return
    for each in differing:
        yield from _of_row(scenarios, table, each)


def _rows_differ(rows: Sequence[Frozen | None]) -> bool:
    # Most rows are the same in every scenario, which is quickly told.
    return _differ(rows) and _differ([row and _fields(row) for row in rows])


def _of_row(
    scenarios: Sequence[Scenario], table: str, rows: Sequence[Frozen | None]
) -> Iterator[SettingChange]:
    pairs = zip(scenarios, rows, strict=True)
    names = (row_words(scenario, table, row) for scenario, row in pairs if row is not None)
    name = f"{_title(table)}: {next(names)}"
    known = [row for row in rows if row is not None]
    if len(known) < len(rows):
        values = tuple("not there" if row is None else "there" for row in rows)
        yield SettingChange(what=name, table=table, values=values)
        return
    changes = tuple(_of_fields([_fields(row) for row in known], f"{name}, ", table))
    if len(changes) > MOST_FIELDS:
        yield _only_counted(f"{name}: {len(changes)} figures", len(changes), table, len(rows))
    else:
        yield from changes


def _of_fields(each: Sequence[Fields], before: str, table: str) -> Iterator[SettingChange]:
    """Yield the fields in which rows differ, each with its value in every row."""
    for path in dict.fromkeys(chain(*each)):
        found = [fields.get(path) for fields in each]
        # An empty group has no fields: then they are empty too.
        if _differ([field and field.value for field in found]):
            words = field_words(table, path)
            what = f"{before}{words}" if before else f"{words[:1].upper()}{words[1:]}"
            about = table if before else path.partition(".")[0]
            yield SettingChange(what=what, table=about, values=values_in_words(found))


def _only_counted(what: str, number: int, table: str, plans: int) -> SettingChange:
    verb = "differs" if number == 1 else "differ"
    return SettingChange(what=f"{what} {verb}", table=table, values=("",) * plans)


def _fields(group: Frozen, names: Iterable[str] = (), above: str = "") -> dict[str, Field]:
    """The fields of a group, or those of some names, and of the groups in it."""
    found: dict[str, Field] = {}
    for name in names or type(group).model_fields:
        path, value = f"{above}{name}", getattr(group, name)
        if name in _REMARKS:
            continue
        if isinstance(value, Frozen) and not isinstance(value, Money):
            found |= _fields(value, above=f"{path}.")
        else:
            found[path] = Field(type(group), name, value)
    return found


def _differ(values: Sequence[object]) -> bool:
    return any(value != values[0] for value in values[1:])


def _title(table: str) -> str:
    return _plain(table).capitalize()


def _plain(name: str) -> str:
    return name.replace("_", " ").replace(".", " ")
