"""Ids of roles, employers and cohorts, and whose law holds where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from models.errors import InputError, Problem, shown
from planner.roster.cohorts import Grouping, GroupKey
from planner.roster.mapping import RosterMapping
from planner.roster.vocabulary import OFFICES
from planner.scenario_files.written.widths import LONGEST_ID, latin_id

_LAWS = {office: jurisdiction for office, _, jurisdiction in OFFICES.values()}


@dataclass(frozen=True)
class RosterIds:
    """Ids by what groups are called."""

    roles: Mapping[str, str]
    entities: Mapping[str, str]
    cohorts: Mapping[GroupKey, str]
    jurisdictions: Mapping[str, str]
    """Whose law holds, by the id of an office or entity."""


def ids_of(grouping: Grouping, mapping: RosterMapping) -> RosterIds:
    """Give ids: those of the mapping, and otherwise made of the names.

    Raises
    ------
    InputError
        Nothing says whose law holds at an office, or for an employer in several jurisdictions.
    """
    keys = [group.key for group in grouping.groups]
    roles = _ids({key.role for key in keys}, mapping.roles, "role")
    entities = _ids({key.entity for key in keys}, mapping.entities, "entity")
    laws = _jurisdictions(keys, entities, mapping)
    return RosterIds(roles, entities, _cohorts(keys, roles, entities), laws)


def _ids(names: Collection[str], chosen: Mapping[str, str], kind: str) -> dict[str, str]:
    given = set(chosen.values())
    found = {name: name for name in names if name in given}
    found |= {name: chosen[name] for name in chosen if name in names and name not in given}
    for name in sorted(set(names) - found.keys()):
        wanted = latin_id(name) or f"{kind}-1"
        found[name] = _free(wanted, {*found.values(), *given})
    return found


def _free(wanted: str, taken: Collection[str]) -> str:
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted.removesuffix('-1')[: LONGEST_ID - 5]}-{number}"
    return free


def _cohorts(
    keys: Collection[GroupKey], roles: Mapping[str, str], entities: Mapping[str, str]
) -> dict[GroupKey, str]:
    """Office and role, with the employer where several have the role there."""
    counts = Counter((key.office, key.role) for key in keys)
    found: dict[GroupKey, str] = {}
    for key in sorted(keys):
        several = counts[key.office, key.role] > 1
        parts = (key.office, *([entities[key.entity]] if several else []), roles[key.role])
        found[key] = _free("-".join(parts)[:LONGEST_ID].rstrip("-"), set(found.values()))
    return found


def _jurisdictions(
    keys: Collection[GroupKey], entities: Mapping[str, str], mapping: RosterMapping
) -> dict[str, str]:
    laws = {key.office: mapping.jurisdictions.get(key.office) or _LAWS.get(key.office)
            for key in keys}  # fmt: skip
    places: defaultdict[str, set[str]] = defaultdict(set)
    for key in keys:
        places[entities[key.entity]].add(laws[key.office] or "")
    problems = [
        _unknown_law("office", office, "") for office, law in sorted(laws.items()) if not law
    ]
    for entity, found in sorted(places.items()):
        law = mapping.jurisdictions.get(entity) or (found.pop() if len(found) == 1 else None)
        if law is None:
            problems.append(_unknown_law("employer", entity, " and has offices in several"))
        laws[entity] = law
    if problems:
        raise InputError(problems)
    return {place: law for place, law in laws.items() if law}


def _unknown_law(kind: str, place: str, why: str) -> Problem:
    message = f"is an {kind} of which nothing says whose law holds{why}"
    step = f"Say it, as in --set jurisdictions.{place}=china."
    return Problem(message, "roster", found=shown(place), next_step=step)
