"""Whether a JSON Schema refuses what an older one took; for schemas as pydantic writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

_AT_LEAST = ("minimum", "exclusiveMinimum", "minLength", "minItems")
_AT_MOST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")
_EXACTLY = ("pattern", "format", "uniqueItems")
_NOTHING: Schema = {}


def tightened(old: Schema, new: Schema) -> list[str]:
    """Places where the new schema takes less, or takes what is left out for something else."""
    return list(dict.fromkeys(_Pair(old, new, {}).differences(old, new, "")))


class _Pair:
    """Two documents; a place that both have been in before is not gone into again."""

    def __init__(self, old: Schema, new: Schema, seen: dict[tuple[str, str], None]) -> None:
        self.old, self.new, self.seen = old, new, seen

    def differences(self, old: Schema, new: Schema, where: str) -> Iterator[str]:
        names = str(old.get("$ref", "")), str(new.get("$ref", ""))
        if all(names):
            if names in self.seen:
                return
            self.seen[names] = None
        old, new = _resolved(self.old, old), _resolved(self.new, new)
        befores, nows = _branches(old), _branches(new)
        if len(befores) == len(nows) == 1:
            yield from self._plain(befores[0], nows[0], where)
            return
        for before in befores:
            if not any(self._takes(before, now) for now in nows):
                yield f"{where}: {before.get('$ref') or before.get('type') or before} is refused"

    def _takes(self, old: Schema, new: Schema) -> bool:
        tried = _Pair(self.old, self.new, dict(self.seen))
        return not any(tried.differences(old, new, ""))

    def _plain(self, old: Schema, new: Schema, where: str) -> Iterator[str]:
        yield from (f"{where}: {each}" for each in _limits(old, new))
        yield from self._object(old, new, where)
        if "items" in new:
            yield from self.differences(old.get("items", _NOTHING), new["items"], f"{where}[]")
        firsts = old.get("prefixItems", []), new.get("prefixItems", [])
        for before, now in zip(*firsts, strict=False):
            yield from self.differences(before, now, f"{where}[]")

    def _object(self, old: Schema, new: Schema, where: str) -> Iterator[str]:
        befores, nows = old.get("properties", {}), new.get("properties", {})
        for name in set(new.get("required", ())) - set(old.get("required", ())):
            yield f"{where}.{name}: must be there"
        rest = new.get("additionalProperties", True)
        if rest is False and old.get("additionalProperties", True) is not False:
            yield f"{where}: takes no other fields"
        elif isinstance(rest, Mapping):
            others = old.get("additionalProperties", _NOTHING)
            yield from self.differences(others or _NOTHING, rest, f"{where}.*")
        for name, before in befores.items():
            if name in nows:
                yield from self.differences(before, nows[name], f"{where}.{name}")
            elif rest is False:
                yield f"{where}.{name}: is refused"


def _limits(old: Schema, new: Schema) -> Iterator[str]:
    values, taken = _values(old), _values(new)
    if taken is not None and (values is None or not values <= taken):
        yield "takes fewer values"
    if values is None and "type" in new and _types(new) is not None:
        before = _types(old)
        if before is None or not before <= (_types(new) or frozenset()):
            yield "takes fewer types"
    for name in (*_AT_LEAST, *_AT_MOST, *_EXACTLY):
        if name in new and (name not in old or _is_tighter(name, old[name], new[name])):
            yield name
    if "default" in old and "default" in new and old["default"] != new["default"]:
        yield "default"


def _is_tighter(name: str, old: Any, new: Any) -> bool:
    if name in _EXACTLY:
        return bool(old != new)
    return bool(new > old if name in _AT_LEAST else new < old)


def _values(schema: Schema) -> frozenset[str] | None:
    if "const" in schema:
        return frozenset({repr(schema["const"])})
    return frozenset(map(repr, schema["enum"])) if "enum" in schema else None


def _types(schema: Schema) -> frozenset[str] | None:
    found = schema.get("type")
    if found is None:
        return None
    types = frozenset([found] if isinstance(found, str) else found)
    return types | {"integer"} if "number" in types else types


def _branches(schema: Schema) -> list[Schema]:
    return list(schema.get("anyOf") or schema.get("oneOf") or [schema])


def _resolved(document: Schema, schema: Schema) -> Schema:
    while "$ref" in schema:
        schema = document["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    return schema
