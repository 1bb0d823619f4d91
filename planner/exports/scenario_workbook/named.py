"""References by the names that people read and choose, where those tell rows apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.exports.scenario_workbook.cells import Content
from planner.exports.scenario_workbook.fields import shape_of, target_of
from planner.exports.scenario_workbook.listed import names_by_id
from planner.exports.scenario_workbook.pages import Page
from planner.scenario_files.draft import FieldPath
from planner.scenario_files.known_names import reads_names
from planner.scenario_files.workbooks import COMMENT
from planner.scenario_files.written import half_width

_BETWEEN = ";"


def with_names(pages: Sequence[Page]) -> list[Page]:
    """The sheets with names in place of the ids that they refer to, as their lists offer them."""
    names = {page.name: names_by_id(page) for page in pages}
    return [_named(page, names) for page in pages]


def _named(page: Page, names: Mapping[str, Mapping[str, str]]) -> Page:
    known = [_known(page, path, names) for path in page.paths]
    records = tuple(
        tuple(
            _read(content, of, several=shape_of(page.model, path).several) if of else content
            for content, of, path in zip(record, known, page.paths, strict=True)
        )
        for record in page.records
    )
    return replace(page, records=records)


def _known(
    page: Page, path: FieldPath, names: Mapping[str, Mapping[str, str]]
) -> Mapping[str, str]:
    """Names of what a field refers to, by id; none if it would not be read by name."""
    target = target_of(page.name, path)
    return names[target] if target and reads_names(page.name, ".".join(path)) else {}


def _read(content: Content, names: Mapping[str, str], *, several: bool) -> Content:
    if not isinstance(content, str):
        return content
    ids = content.split(_BETWEEN) if several else [content]
    return _BETWEEN.join(_name(each, names) for each in ids)


def _name(identifier: str, names: Mapping[str, str]) -> str:
    """The name, unless it would be read as several or as a comment."""
    name = names.get(identifier, identifier)
    plain = half_width(name)
    return identifier if _BETWEEN in plain or plain.startswith(COMMENT) else name
