"""Writes the JSON Schema of each event; ``make docs`` runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from streams.events import EVENTS, Envelope

FOLDER = Path(__file__).resolve().parents[2] / "streams" / "schemas"


class Stable(GenerateJsonSchema):
    """Keys in the order of names, so that the files change only when the types do."""

    def sort(self, value: Any, parent_key: str | None = None) -> Any:
        if isinstance(value, dict):
            return {key: self.sort(value[key]) for key in sorted(value)}
        return [self.sort(each) for each in value] if isinstance(value, list) else value


def schemas() -> dict[str, str]:
    """Texts of the files, by name: what the planner writes, which is what it asks others for."""
    return {f"{type_of(event)}.json": _schema(event) for event in EVENTS}


def type_of(event: type[Envelope]) -> str:
    """The event's name in the log."""
    return str(event.model_fields["type"].default)


def _schema(event: type[Envelope]) -> str:
    schema = event.model_json_schema(mode="serialization", schema_generator=Stable)
    schema["required"] = sorted({*schema["required"], "type", "version"})
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
