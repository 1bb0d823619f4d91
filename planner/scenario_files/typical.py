"""Who in a firm knows an input, and what is typical of it: shown beside it, never read into it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from planner.scenario_files.draft import FieldPath, Plain
from planner.scenario_files.library import library
from planner.scenario_files.size_limits import DOCUMENT_BYTES
from planner.scenario_files.yaml_json import mapping_of

_FILE = "typical.yaml"
_PARTS = ("ask", "typical", "source")


@dataclass(frozen=True, slots=True)
class Advice:
    """What helps to fill in a field."""

    ask: str
    """Who in a firm knows it."""
    typical: str = ""
    """A typical value, in words; empty where none is known."""
    source: str = ""
    """Where the typical value comes from."""

    def __str__(self) -> str:
        asked = f"Ask: {self.ask}."
        return f"{asked} Typical: {self.typical} ({self.source})." if self.typical else asked


def advice_on(table: str, path: FieldPath) -> Advice:
    """The advice on a field of a table, or of the settings.

    Whom to ask is said by the field, by its group, or else by its table.
    """
    names = [name for name in path if not name.isdecimal()]
    above = [".".join(names[:length]) for length in range(len(names), 0, -1)]
    fields = _advice()[table]
    ask = next((fields[name]["ask"] for name in above if "ask" in fields.get(name, {})), "")
    own = fields.get(above[0], {})
    return Advice(ask or fields[""]["ask"], own.get("typical", ""), own.get("source", ""))


def advised() -> dict[str, tuple[str, ...]]:
    """Tables and their fields, in dots, that the file has advice on."""
    return {table: tuple(name for name in fields if name) for table, fields in _advice().items()}


@cache
def _advice() -> dict[str, dict[str, dict[str, str]]]:
    """Parts of the advice by table and field; that of the whole table has no name."""
    document = mapping_of(library() / _FILE, _FILE, DOCUMENT_BYTES)
    return {table: _fields(entries) for table, entries in document.items()}


def _fields(entries: Plain) -> dict[str, dict[str, str]]:
    rows = entries if isinstance(entries, dict) else {}
    fields = {name: _texts(entry) for name, entry in rows.items() if name not in _PARTS}
    return {"": _texts(rows), **fields}


def _texts(entry: Plain) -> dict[str, str]:
    parts = entry if isinstance(entry, dict) else {}
    return {name: text for name, text in parts.items() if isinstance(text, str) and name in _PARTS}
