"""Builds a scenario row by row, for notebooks and programs without files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Self, get_args

from models.base import Frozen
from models.errors import InputError
from models.scenario import Scenario
from models.tables import TABLE_KEYS
from planner.api.scenarios import refuse_switches

if TYPE_CHECKING:
    from planner.scenario_files import SettingValue, TableRow

_TABLES = {get_args(Scenario.model_fields[name].annotation)[0]: name for name in TABLE_KEYS}
"""The table of each type of record."""


class ScenarioBuilder:
    """Collects the rows of a scenario; `build` checks them all at once.

    Values are of the types in ``models``, or texts as in a file: ``"USD 73000"``, ``"2027-01-01"``.
    Missing roles and entities are added with their ids as names. Missing jurisdictions are taken,
    with their law, from those that ship with the planner (china, hongkong, india, japan, malaysia,
    philippines, singapore).

    Parameters
    ----------
    name
        Name of the scenario, in lower case; also its programme, unless one is given.
    planning_date
        First day of planning.
    currency
        Planning currency, such as ``USD``; amounts in other currencies need a `rate`.
    settings
        Further settings: ``risk_weight=2``, ``horizon={"periods": 4}``, ``budget={...}``.
    """

    def __init__(
        self, name: str, *, planning_date: date | str, currency: str, **settings: SettingValue
    ) -> None:
        self._settings: dict[str, SettingValue] = {
            "name": name,
            "programme": name,
            "planning_date": planning_date,
            "currency": currency,
            **settings,
        }
        self._tables: dict[str, list[TableRow]] = {}
        self._ids: dict[str, set[str]] = {table: set() for table in TABLE_KEYS}

    def row(self, table: str, **fields: SettingValue) -> Self:
        """Add a row to any table: ``row("quotas", id="visas", ...)``.

        Raises
        ------
        InputError
            There is no such table, or it already has a row with that id.
        """
        if table not in TABLE_KEYS:
            raise _wrong("is not a table", table, f"Known: {', '.join(TABLE_KEYS)}.")
        self._append(table, fields)
        return self

    def add(self, *records: Frozen) -> Self:
        """Add records of the types in ``models``: ``add(Cohort(...), PayRate(...))``.

        From records alone, jurisdictions too, a scenario is built in a fraction of a millisecond.

        Raises
        ------
        InputError
            A table already has a record with that id.
        TypeError
            A value is not a row of a table.
        """
        for record in records:
            table = _TABLES.get(type(record))
            if table is None:
                raise TypeError(
                    f"a row of a table is needed, such as models.workforce.Cohort, not "
                    f"{record!r:.60}"
                )
            self._append(table, record)
        return self

    def office(
        self,
        name: str,
        *,
        jurisdiction: str,
        seats: int,
        entity: str | None = None,
        pay: Mapping[str, SettingValue] | None = None,
        **fields: SettingValue,
    ) -> Self:
        """Add an office.

        Parameters
        ----------
        name
            Its id.
        jurisdiction
            Whose law applies there.
        seats
            Seats held at the planning date.
        entity
            Employer of the people who arrive; by default one entity per jurisdiction.
        pay
            Yearly cost of a post there, by role.
        fields
            Other fields of `models.places.Office`.
        """
        self.row(
            "offices",
            **{
                "id": name,
                "name": _title(name),
                "jurisdiction": jurisdiction,
                "entity": entity or _entity_of(jurisdiction),
                "seats": seats,
                **fields,
            },
        )
        if entity is None:
            self._entity(jurisdiction)
        for role, annual in (pay or {}).items():
            self.row("pay", role=role, office=name, annual=annual)
        return self

    def cohort(
        self, name: str, *, role: str, office: str, posts: int, **fields: SettingValue
    ) -> Self:
        """Add a cohort: interchangeable posts of one role at one office.

        Parameters
        ----------
        name
            Its id.
        role, office
            Their ids. Add the office first, unless ``entity`` is given.
        posts
            Number of posts, including vacant ones.
        fields
            Other fields of `models.workforce.Cohort`, such as ``vacant``, ``must_stay``,
            ``entity``.

        Raises
        ------
        InputError
            The employer is not known, because the office has not been added.
        """
        employer = fields.pop("entity", None) or self._employer_at(office)
        return self.row(
            "cohorts", id=name, role=role, office=office, entity=employer, posts=posts, **fields
        )

    def dataset(
        self,
        name: str,
        *,
        stored_in: str,
        data_class: str,
        entity: str | None = None,
        reached_by: Iterable[str] = (),
        **fields: SettingValue,
    ) -> Self:
        """Add a dataset, and the cohorts that can reach it.

        Parameters
        ----------
        name
            Its id.
        stored_in
            Jurisdiction.
        data_class
            Legal class: ``personal``, ``sensitive``, ``important`` and others.
        entity
            Data handler; by default the entity of that jurisdiction.
        reached_by
            Ids of cohorts.
        fields
            Other fields of `models.data.Dataset`.
        """
        if entity is None:
            self._entity(stored_in)
        handler = entity or _entity_of(stored_in)
        self.row(
            "datasets",
            **{
                "id": name,
                "name": _title(name),
                "entity": handler,
                "data_class": data_class,
                "stored_in": stored_in,
                **fields,
            },
        )
        for cohort in reached_by:
            self.row("access", cohort=cohort, dataset=name)
        return self

    def rate(self, currency: str, worth: SettingValue, source: str = "assumption") -> Self:
        """Add the worth of one unit of a currency in the planning currency."""
        return self.row("rates", currency=currency, worth=worth, source=source)

    def build(self) -> Scenario:
        """The scenario.

        Raises
        ------
        InputError
            With every error, by table and row.
        """
        from planner import scenario_files

        tables = {name: list(rows) for name, rows in self._tables.items()}
        roles = self._values("role", "pay", "cohorts")
        for role in sorted(roles - self._ids["roles"]):
            tables.setdefault("roles", []).append({"id": role, "name": _title(role)})
        places = self._values("jurisdiction", "offices", "entities")
        shared = sorted(places - self._ids["jurisdictions"])
        scenario = scenario_files.scenario_of_rows(self._settings, tables, shared)
        refuse_switches(scenario, "settings")
        return scenario

    def _append(self, table: str, row: TableRow) -> None:
        name = _value(row, "id")
        if name is not None:
            if str(name) in self._ids[table]:
                raise _wrong(f"is in {table} already", str(name), "Give each row an id of its own.")
            self._ids[table].add(str(name))
        self._tables.setdefault(table, []).append(row)

    def _values(self, field: str, *tables: str) -> set[str]:
        """What is in a field of the rows of some tables."""
        rows = (row for table in tables for row in self._tables.get(table, ()))
        return {str(value) for row in rows if (value := _value(row, field))}

    def _entity(self, jurisdiction: str) -> None:
        name = _entity_of(jurisdiction)
        if name not in self._ids["entities"]:
            self.row("entities", id=name, name=_title(name), jurisdiction=jurisdiction)

    def _employer_at(self, office: str) -> SettingValue:
        for row in self._tables.get("offices", ()):
            if _value(row, "id") == office:
                return _value(row, "entity")
        raise _wrong("is an office that has not been added", office, "Add it before its cohorts.")


def _value(row: TableRow, field: str) -> SettingValue:
    found: SettingValue = row.get(field) if isinstance(row, Mapping) else getattr(row, field, None)
    return found


def _entity_of(jurisdiction: str) -> str:
    return f"company-{jurisdiction}"


def _title(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").capitalize()


def _wrong(message: str, found: str, next_step: str) -> InputError:
    return InputError.of(message, found=found, next_step=next_step)
