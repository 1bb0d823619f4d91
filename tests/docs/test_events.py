"""docs/events.md and the schemas say what the types say."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from streams.events import EVENTS, AnswerRecorded, DayPassed
from streams.wire import DeadLetter, Parked, decode, decode_submission, encode
from tests.docs.event_schemas import FOLDER, schemas, type_of
from tests.support.builders import scenario
from tests.support.events import published

PAGE = (Path(__file__).parents[2] / "docs" / "events.md").read_text(encoding="utf-8")
EXAMPLES = [text.encode() for text in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
BY_TYPE = {json.loads(text)["type"]: text for text in EXAMPLES}
NOW = datetime(2030, 1, 1, tzinfo=UTC)


def test_the_schemas_are_those_of_the_types() -> None:
    """If this fails: make docs."""
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}

    assert written == schemas()


def test_every_event_has_an_example_and_a_line_on_what_it_folds_into() -> None:
    names = [type_of(event) for event in EVENTS]

    assert re.findall(r"^### (\w+)$", PAGE, re.MULTILINE) == names
    assert set(BY_TYPE) == set(names) - {"scenario_published", "answer_recorded"}
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == names


@pytest.mark.parametrize("name", sorted(BY_TYPE))
def test_an_example_is_read_and_fits_its_schema(name: str) -> None:
    """And, written again, says the same."""
    event = decode_submission(BY_TYPE[name], NOW)
    assert not isinstance(event, DeadLetter | Parked), event
    schema = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(BY_TYPE[name]))

    assert decode(encode(event)) == event
    Draft202012Validator(schema).validate(json.loads(encode(event)))


def test_a_scenario_as_it_is_written_fits_its_schema() -> None:
    """Money is a text, ranges are as they are written."""
    raw = encode(published("test", budget=scenario().budget))
    schema = json.loads((FOLDER / "scenario_published.json").read_text(encoding="utf-8"))

    Draft202012Validator(schema).validate(json.loads(raw))


def test_what_only_hosts_write_is_said_to_be() -> None:
    """The page says it of the answer, and of ids that are kept for hosts."""
    assert AnswerRecorded.__doc__ is not None
    assert "by the host alone" in PAGE
    day = DayPassed(id="day/2027-01-01", recorded_at=NOW, day=NOW.date())
    assert isinstance(decode_submission(encode(day), NOW), DeadLetter)
