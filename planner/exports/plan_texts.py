"""The text in a plan file: scenario and result as JSON, each checked against the other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from models.base import Frozen
from models.errors import InputError, shown
from models.explanations import NO_EXPLANATIONS
from models.result import Result
from models.scenario import Scenario

FORMAT = 2
"""Version of the plan file that this release writes, and the only one that it reads.

Files of format 1 have one baseline and moves of the mode "rehire"; what this release tells of a
plan cannot be worked out from them without planning again.
"""

MOST_BYTES = 48_000_000
"""Most bytes of text in a plan file; far more than any real scenario needs."""

MOST_VALUES = 2_000_000
"""Most values in it: in memory, each takes many times the space of its text."""

_LARGEST = 2**63 - 1

_FORMAT, _SCENARIO, _RESULT = b"relocate.format", b"relocate.scenario", b"relocate.result"
_DIGEST, _TIMING = b"relocate.digest", b"relocate.timing"
_KEYS = (_FORMAT, _SCENARIO, _RESULT, _DIGEST, _TIMING)

Metadata = Mapping[bytes, bytes]
Model = TypeVar("Model", bound=Frozen)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The content of a plan file."""

    scenario: Scenario
    """As it was solved, overlays and settings applied."""
    result: Result


def metadata(result: Result, scenario: Scenario) -> dict[bytes, bytes]:
    """Scenario and result as text by key; all but the timing is the same for the same plan.

    Raises
    ------
    ValueError
        The result was not made from this scenario.
    InputError
        The scenario is too large for a plan file.
    """
    if result.provenance.scenario_hash != scenario.hash:
        raise ValueError("the result was not made from this scenario")
    texts = {
        _FORMAT: str(FORMAT).encode(),
        _SCENARIO: scenario.canonical.encode(),
        _RESULT: _canonical(result),
        _TIMING: json.dumps({"wall_seconds": result.wall_seconds}).encode(),
    }
    if sum(map(len, texts.values())) > MOST_BYTES:
        raise refusal("the scenario is too large for a plan file", "Export as JSON instead.")
    return texts | {_DIGEST: _digest(texts)}


def parse_plan_file(texts: Metadata, file: str) -> PlanFile:
    """Scenario and result from the text of a plan file, each checked against the other.

    Raises
    ------
    InputError
        Something is missing, too large, of another format, changed since it was written, or no
        such thing.
    """
    _check_format(texts, file)
    if _digest(texts) != texts[_DIGEST]:
        raise _error_of_change(file)
    scenario = _model(Scenario, texts[_SCENARIO], "scenario", file)
    result = _model(Result, _with_timing(texts, file), "result", file)
    if scenario.canonical.encode() != texts[_SCENARIO] or _canonical(result) != texts[_RESULT]:
        raise _error_of_change(file)
    if scenario.hash != result.provenance.scenario_hash:
        raise refusal("holds a result that was made from another scenario", _AGAIN, file)
    return PlanFile(scenario, result)


def refusal(message: str, next_step: str, file: str = "") -> InputError:
    """Make the error that says why a plan file is not accepted."""
    return InputError.of(message, file, next_step=next_step)


_AGAIN = "Export the plan again."


def _error_of_change(file: str) -> InputError:
    return refusal("has been changed since it was written", _AGAIN, file)


def _check_format(texts: Metadata, file: str) -> None:
    missing = [key.decode() for key in _KEYS if key not in texts]
    if missing:
        message = f"not a plan file of this program: {', '.join(missing)} missing"
        raise refusal(message, "Give a file that `relocate` wrote.", file)
    values = sum(texts[key].count(mark) for key in _KEYS for mark in (b",", b"[", b"{"))
    if sum(map(len, texts.values())) > MOST_BYTES or values > MOST_VALUES:
        raise refusal("carries more text than a plan file may", _AGAIN, file)
    version = texts[_FORMAT]
    if not version.isdigit() or len(version) > 9:
        raise _error_of_change(file)
    if int(version) != FORMAT:
        message = f"has format {int(version)}; this release reads format {FORMAT}"
        older = "Make the plan again from its scenario, or read the file with the older release."
        raise refusal(message, "Update the program." if int(version) > FORMAT else older, file)


def _with_timing(texts: Metadata, file: str) -> bytes:
    def figure(digits: str) -> int:
        if len(digits) > len(str(-_LARGEST)) or not -_LARGEST - 1 <= int(digits) <= _LARGEST:
            raise refusal("holds a figure that is too large", _AGAIN, file)
        return int(digits)

    try:
        whole = json.loads(texts[_RESULT], parse_int=figure) | json.loads(texts[_TIMING])
        return json.dumps(whole).encode()
    except (ValueError, TypeError, RecursionError) as error:
        raise refusal("holds a result that is not JSON", _AGAIN, file) from error


def _model(model: type[Model], text: bytes, what: str, file: str) -> Model:
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = shown(".".join(map(str, first["loc"])) or "its start")
        message = f"holds a {what} that is invalid at {place}: {first['msg']}"
        raise refusal(message, _AGAIN, file) from error


def _canonical(result: Result) -> bytes:
    # A plan that nothing was asked about has the same text as before there were explanations.
    asked = result.explanations != NO_EXPLANATIONS
    left_out = {"wall_seconds", *(() if asked else ("explanations",))}
    content = result.model_dump(mode="json", exclude=left_out)
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def _digest(texts: Metadata) -> bytes:
    # Guards against accidents and careless edits, not forgery: a forger writes a new digest.
    whole = b"\0".join(texts[key] for key in (_FORMAT, _SCENARIO, _RESULT))
    return hashlib.sha256(whole).hexdigest().encode()
