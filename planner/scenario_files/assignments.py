"""``--set key=value`` -> an overlay of one change."""

from __future__ import annotations

from collections.abc import Sequence

from models.base import Frozen
from models.errors import InputError, Problem, shown
from models.overlay import Overlay
from models.readable import spelled
from models.tables import TABLE_KEYS
from planner.scenario_files.draft import Plain, ScenarioDraft
from planner.scenario_files.fields import ROW_TYPES, Settings, field_at, takes_word

OPTION = "--set"

_LONGEST = 1000
_DEEPEST = 8
_EXAMPLES = "risk_weight=2, budget.total='USD 2000000' or offices.hongkong.seats=120"


def assignment(text: str, draft: ScenarioDraft) -> Overlay:
    """The overlay that one ``key=value`` stands for.

    Parameters
    ----------
    text
        A dotted path and a value. A value that is empty or ``none`` takes back what was set;
        for a row, it takes the row out.
    draft
        What the change is laid over: keys of its rows may have dots in them.

    Raises
    ------
    InputError
        If the text is no such thing.
    """
    key, equals, value = text.partition("=")
    if len(text) > _LONGEST or spelled(text) != text:
        raise _wrong("is longer than 1000 characters or holds a character that nobody sees", text)
    if not equals:
        raise _wrong("has no '='", text)
    path = _path(key.strip(), draft)
    if not all(path):
        raise _wrong("has an empty name in its path", text)
    if len(path) > _DEEPEST:
        raise _wrong("leads deeper than any setting", text)
    changes: Plain = _value(path, value.strip())
    for name in reversed(path[1:]):
        changes = {name: changes}
    return Overlay(text, changes={path[0]: changes})


def _path(key: str, draft: ScenarioDraft) -> list[str]:
    """Parts of a dotted path; a key of a row counts as one part, dots and all."""
    table, _, rest = key.partition(".")
    if table not in TABLE_KEYS or not rest:
        return key.split(".")
    rows = draft.tables[table].rows if table in draft.tables else {}
    known = [row for row in rows if rest == row or rest.startswith(f"{row}.")]
    row = max(known, key=len, default=rest.partition(".")[0])
    fields = rest[len(row) + 1 :]
    return [table, row, *(fields.split(".") if fields else ())]


def _value(path: Sequence[str], value: str) -> str | None:
    if value.lower() not in {"", "none"}:
        return value
    model: type[Frozen] = ROW_TYPES.get(path[0], Settings)
    within = tuple(path[2:] if path[0] in TABLE_KEYS else path)
    info = field_at(model, within)
    # There is data of the class `none`, and that is something else than nothing.
    return value if value and info is not None and takes_word(info, value) else None


def _wrong(message: str, text: str) -> InputError:
    next_step = f"Write key=value, as in {_EXAMPLES}."
    return InputError([Problem(message, file=OPTION, found=shown(text), next_step=next_step)])
