"""Events of older versions, lifted version by version to the current fields and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from models.readable import spelled

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]

_MODE_THEN, _MODE_NOW = "rehire", "redundancy"
_IMPORTANT, _UNTOLD = "important", "assumption: classed as important before this was asked for"


def _with_redundancies(body: dict[str, Any]) -> dict[str, Any]:
    """Version 1 called the mode ``redundancy`` "rehire", which in HR is taking somebody back."""
    renamed: dict[str, Any] = _renamed(body)
    return renamed


def _with_who_notified(body: dict[str, Any]) -> dict[str, Any]:
    """Version 1 did not ask who notified data as important, and took the scenario's word for it."""
    lifted = _with_redundancies(body)
    for dataset in lifted["scenario"].get("datasets", []):
        if dataset["data_class"] == _IMPORTANT:
            dataset["notified_by"] = _UNTOLD
    return lifted


def _with_tasks(body: dict[str, Any]) -> dict[str, Any]:
    """Version 1 gave prerequisites as sentences, from which no task can be made."""
    lifted = _with_redundancies(body)
    proposals = lifted["answer"].get("proposals", [])
    kept = [{k: v for k, v in each.items() if k != "prerequisites"} for each in proposals]
    return {**lifted, "answer": {**lifted["answer"], "proposals": kept}}


def _spelled_out(body: dict[str, Any]) -> dict[str, Any]:
    """Texts could have invisible characters; the other new fields need no change.

    Decisions can be taken back since, and figures have a most: what is beyond it was a slip, and is
    refused as one.
    """
    plain: dict[str, Any] = _readable(body)
    return plain


def _readable(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _readable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_readable(each) for each in value]
    return spelled(value, plain=lambda _: True) if isinstance(value, str) else value


def _renamed(value: Any, under: str = "") -> Any:
    if isinstance(value, dict):
        return {_key(name, under): _renamed(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, under) for each in value]
    if under == "mode" and value == _MODE_THEN:
        return _MODE_NOW
    if under == "field" and isinstance(value, str):
        return re.sub(rf"^modes\.{_MODE_THEN}\b", f"modes.{_MODE_NOW}", value)
    if under in {"recommendation", "supersedes"} and isinstance(value, str):
        return value.replace(f"/{_MODE_THEN}/", f"/{_MODE_NOW}/")
    return value


def _key(name: str, under: str) -> str:
    return _MODE_NOW if under == "modes" and name == _MODE_THEN else name


UPCASTERS: Mapping[tuple[str, int], Upcaster] = {
    ("scenario_published", 1): _with_who_notified,
    ("scenario_published", 2): _spelled_out,
    ("signal_reported", 1): _spelled_out,
    ("signal_approved", 1): _spelled_out,
    ("recommendation_decided", 1): _with_redundancies,
    ("recommendation_decided", 2): _spelled_out,
    ("move_executed", 1): _with_redundancies,
    ("answer_recorded", 1): _with_tasks,
    ("answer_recorded", 2): _spelled_out,
}
"""By type and version: lifts an event of that version to the next. Versions are never edited:
what one took, it takes for ever, which `tests/streams/test_released.py` holds it to."""
