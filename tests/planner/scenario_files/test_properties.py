"""What holds for any text in any file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import InputError, Problem
from models.readable import spelled
from planner.scenario_files import load, parsed_settings
from tests.support.scenario_folders import SOUND, folder_of
from tests.support.seeds import examples

TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40).filter(
    lambda text: bool(text.strip()) and spelled(text, lambda char: True) == text
)


def cells(row: list[str]) -> str:
    """A line of CSV."""
    line = io.StringIO()
    csv.writer(line).writerow(row)
    return line.getvalue()


@pytest.mark.slow
@given(TEXTS)
def test_a_text_in_a_cell_is_the_text_in_the_scenario(text: str) -> None:
    """In CSV without the blanks around it, in YAML and JSON to the letter."""
    table = "id,name\n" + cells(["kyc", text]) + cells(["ops", "Operations"])
    rows = json.dumps({"kyc": {"name": text}, "ops": {"name": "Operations"}}, ensure_ascii=False)
    assert name_in({"roles.csv": table}) == text.strip()
    assert name_in({"roles.csv": None, "roles.yaml": rows}) == text


def name_in(files: dict[str, str | None]) -> str:
    """Name of the first role of the sound scenario with these files."""
    with TemporaryDirectory() as folder:
        return load(folder_of(Path(folder), {**SOUND, **files})).roles[0].name


@pytest.mark.slow
@settings(max_examples=examples(200), deadline=None)
@given(st.sampled_from(sorted(SOUND)), st.data())
def test_noise_in_a_file_is_a_scenario_or_problems(name: str, data: st.DataObject) -> None:
    """Nothing but words for people comes out of bytes that were tampered with."""
    content = SOUND[name].encode()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 8)))
    noise = data.draw(
        st.binary(max_size=8)
        | st.sampled_from(
            [
                b"\n",
                b",",
                b'"',
                b":",
                b"- ",
                b"{",
                b"[",
                b"*a",
                b"&a ",
                b"!!x ",
                b"null",
                b"\xef\xbb\xbf",
            ]
        )
    )
    loads_or_says_why({name: content[:start] + noise + content[end:]})


@settings(max_examples=examples(100), deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["offices", "pay", "kyc", "kyc/shanghai", "id", "budget", "total", ""]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    ),
    st.sampled_from(["roles.yaml", "scenario.yaml", "overlays/x.yaml", "jurisdictions/china.yaml"]),
)
def test_any_shape_of_yaml_is_a_scenario_or_problems(document: object, name: str) -> None:
    """Lists for mappings, numbers for names, groups for values."""
    changes = {"changes": document} if name.startswith("overlays") else document
    files: dict[str, str | bytes | None] = {name: json.dumps(changes)}
    if name == "roles.yaml":
        files["roles.csv"] = None
    loads_or_says_why(files, ["x"] if name.startswith("overlays") else [])


@pytest.mark.slow
@settings(max_examples=examples(200), deadline=None)
@given(
    st.sampled_from(["", "budget", "budget.total", "offices", "offices.shanghai", "modes.refill"]),
    st.text(max_size=8),
    st.text(max_size=8) | st.sampled_from(["none", "USD 5", "2"]),
)
def test_any_setting_is_a_scenario_or_problems(path: str, more: str, value: str) -> None:
    """Whatever stands on the command line."""
    loads_or_says_why({}, [], [f"{path}{more}={value}", f"{path}.{more}={value}"])


def loads_or_says_why(
    files: dict[str, str | bytes | None],
    overlays: list[str] | None = None,
    options: list[str] | None = None,
) -> None:
    """Load the sound scenario with these files; problems are on one line, as terminals show it."""
    for problem in problems_with(files, overlays or [], options or []):
        assert problem.message
        assert str(problem).isprintable()


def problems_with(
    files: dict[str, str | bytes | None], overlays: list[str], options: list[str]
) -> tuple[Problem, ...]:
    with TemporaryDirectory() as folder:
        try:
            load(folder_of(Path(folder), {**SOUND, **files}), overlays, parsed_settings(options))
        except InputError as error:
            return error.problems
    return ()
