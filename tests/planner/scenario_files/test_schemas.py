"""Schemas for editors: current, true to every bundled file, and no friend of wrong ones."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from models.tables import TABLE_KEYS
from planner.scenario_files import copy_template, load
from planner.scenario_files.library import library
from tests.docs.schema_files import FOLDER, texts
from tests.support.scenario_folders import JURISDICTION, SETTINGS

MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


class Editor(yaml.SafeLoader):
    """YAML as editors read it: dates are texts, and a yes is a word."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, words) for tag, words in pairs if tag.rpartition(":")[2] in {"int", "float"}]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for tag, pattern, firsts in [
    ("bool", r"^(?:true|false)$", "tf"),
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
]:
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(firsts))


WRITTEN = texts()
"""Schemas by file name, as the types write them."""


def read(text: str) -> Any:
    return yaml.load(text, Loader=Editor)  # noqa: S506 (derived from the safe one)


def mistakes(schema: str, text: str) -> list[str]:
    """What an editor would underline."""
    return [error.message for error in validator(schema).iter_errors(read(text))]


@cache
def validator(schema: str) -> Draft7Validator:
    return Draft7Validator(json.loads((FOLDER / f"{schema}.schema.json").read_text()))


def bundled_files() -> Iterator[tuple[str, Path]]:
    """Each YAML file of a bundled scenario and of what scenarios share, and its schema."""
    shelf = library()
    for path in sorted(shelf.glob("*/**/*.yaml")):
        folder, within = path.parent.name, path.relative_to(shelf)
        special = {"jurisdictions": "jurisdiction", "overlays": "overlay", "signals": "timeline"}
        yield special.get(folder, path.stem), within


def test_the_files_are_those_that_the_types_write() -> None:
    """A changed field changes its schema; `make docs` writes them anew."""
    assert {path.name: path.read_text() for path in FOLDER.iterdir()} == WRITTEN


def test_notes_are_no_mistake() -> None:
    """For people, in rows and among the settings; other names are underlined."""
    row = "kyc: {name: KYC, notes: ask Legal, 备注: x}"
    assert mistakes("roles", row) == []
    assert mistakes("scenario", f"{SETTINGS}notes: from the board") == []
    assert mistakes("roles", row.replace("notes", "remarks")) != []


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_every_schema_is_one(name: str) -> None:
    """Of the draft that it names, all its references within itself."""
    schema = json.loads(WRITTEN[name])
    Draft7Validator.check_schema(schema)
    assert set(re.findall(r'"\$ref": "(.)', WRITTEN[name])) <= {"#"}


@pytest.mark.parametrize(("schema", "path"), list(bundled_files()), ids=str)
def test_every_bundled_file_follows_its_schema(schema: str, path: Path) -> None:
    """No editor underlines anything."""
    assert mistakes(schema, (library() / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted(library().glob("signals/*.jsonl")), ids=str)
def test_every_bundled_signal_follows_its_schema(path: Path) -> None:
    """Line by line."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert [mistakes("signal", line) for line in lines if not line.startswith("#")] == [[]] * sum(
        not line.startswith("#") for line in lines
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["tiny", "shanghai-2026"])
def test_a_whole_scenario_follows_its_schema(name: str) -> None:
    """Dumped into one file, figures as numbers, and each of its tables by itself."""
    whole = load(name).model_dump(mode="json")
    whole["ranges"] = []
    assert mistakes("whole-scenario", json.dumps(whole)) == []
    for table in set(TABLE_KEYS) - {"jurisdictions"}:
        assert mistakes(table, json.dumps(whole[table])) == []


WHOLE = json.dumps(load("tiny").model_dump(mode="json"))


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("scenario", f"{SETTINGS}risk_wieght: 2\n"),
        ("scenario", SETTINGS.replace("currency: USD", "currency: usd")),
        ("scenario", SETTINGS.replace("name: small\n", "")),
        ("scenario", SETTINGS.replace("2026-10-01", "1 October 2026")),
        ("scenario", f"{SETTINGS}risk_weight: -1\n"),
        ("scenario", f"{SETTINGS}budget: {{total: 5}}\n"),
        ("scenario", f"{SETTINGS}horizon: {{period: week}}\n"),
        ("scenario", f"{SETTINGS}floor_heads: {{low: 3, high: 8}}\n"),
        ("scenario", f"{SETTINGS}format: 2\n"),
        ("whole-scenario", SETTINGS),
        ("whole-scenario", WHOLE.replace('"seats": 6', '"seats": -6')),
        ("overlay", "changes: {officez: {}}"),
        ("overlay", "changes: {offices: {shanghai: {seat: 5}}}"),
        ("overlay", "includes: relief\nchanges: {}"),
        ("overlay", "about: nothing"),
        ("jurisdiction", "name: China\n"),
        ("jurisdiction", JURISDICTION.format(name="China", cap="36921")),
        ("roles", "kyc: {skills: [a]}"),
        ("roles", "- {name: KYC}"),
        ("access", "a/b: {touches: perhaps}"),
        ("topics", "leak: {name: Leak, channel: presence}"),
        ("signal", '{"id": "s", "matter": "m", "stage": "draft", "grade": "G9"}'),
    ],
)
def test_a_wrong_file_does_not_follow_its_schema(schema: str, text: str) -> None:
    """An editor underlines it before `relocate check` says so."""
    assert mistakes(schema, text)


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("scenario", f"{SETTINGS}risk_weight: {{low: 1, base: 2, high: 3}}\n"),
        ("scenario", f"{SETTINGS}risk_weight: 2 (1 to 3)\nswitched_off: a; b\n"),
        ("scenario", f"{SETTINGS}jurisdictions: [x]\n"),
        ("overlay", "includes: [relief]\nchanges: {offices: {a: {seats: 5}, b: null}, title: }"),
        ("overlay", "changes: {jurisdictions: {china: {severance: {notice_days: 3}}}}"),
        ("roles", "kyc: {name: KYC, skills: a; b}\nops: {name: 7, skills: [a], function: }"),
        ("roles", "- {id: kyc, name: KYC}"),
        ("access", "kyc/crm:\nops/crm: {touches: unknown}"),
        ("losses", "j/t: {loss: {low: CNY 1, base: CNY 2, high: CNY 3}, reason: x}"),
    ],
)
def test_whatever_may_be_written_follows_its_schema(schema: str, text: str) -> None:
    """Ranges, tags in one text, what is left empty, changes of a part."""
    assert mistakes(schema, text) == []


def test_a_copy_tells_editors_what_it_follows(tmp_path: Path) -> None:
    """Each YAML file names a schema that is there, and the copy is as sound as the original."""
    for name in ("tiny", "shanghai-2026"):
        folder = copy_template(name, tmp_path / name)
        assert load(folder) == load(name)
        for path in folder.rglob("*.yaml"):
            modeline = MODELINE.match(path.read_text(encoding="utf-8"))
            assert modeline
            schema = (path.parent / modeline[1]).resolve()
            assert schema.is_file()
            named = schema.name.removesuffix(".schema.json")
            assert mistakes(named, path.read_text(encoding="utf-8")) == []
