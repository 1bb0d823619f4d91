"""Bad input ends with exit code 3 and a message that names the file; nothing is half written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.planner.cli.hostile import assert_refused, contents, relocate_within_bounds
from tests.support.scenario_folders import SETTINGS, SOUND, folder_of, scenario_folder

pytestmark = pytest.mark.slow

Files = dict[str, str | bytes | None]

MATTERS = "id,name,jurisdiction,topics,severity,reason\nlaw,Law,china,leak,1,assumption\n"
SIGNALS = "id,matter,stage,grade,published_at,recorded_at,approved_at,retracted_at,source\n"
PRESENCE = "id,name,roles,place,at,posts,source\n"
ALIASES = "".join(
    f"{name}: &{name} [{', '.join([f'*{below}'] * 9) if below else 'x'}]\n"
    for below, name in zip(["", *"abcdefgh"], "abcdefghi", strict=True)
)


def row(table: str, old: str, new: str) -> Files:
    """One table of the sound scenario with something else in it."""
    assert old in SOUND[table]
    return {table: SOUND[table].replace(old, new)}


def signal(dates: str) -> Files:
    """A matter and a signal on it with these dates: published, recorded, approved, retracted."""
    return {"matters.csv": MATTERS, "signals.csv": f"{SIGNALS}s,law,draft,B2,{dates},assumption\n"}


def setting(text: str) -> Files:
    """The settings with more below them."""
    return {"scenario.yaml": f"{SETTINGS}{text}\n"}


def overlays(**texts: str) -> Files:
    """Overlays beside the scenario."""
    return {f"overlays/{name}.yaml": f"{text}\nchanges: {{}}\n" for name, text in texts.items()}


WRONG: dict[str, tuple[Files, str]] = {
    "unknown office": (
        row("cohorts.csv", "cn,shanghai,40", "cn,shangai,40"),
        "cohorts.csv, line 2",
    ),
    "negative seats": (row("offices.csv", ",120,", ",-120,"), "offices.csv, line 2, seats"),
    "currency without a rate": (row("pay.csv", "CNY 480000", "EUR 480000"), "pay.csv, line 2"),
    "duplicate ids": (row("roles.csv", "ops,", "kyc,"), "roles.csv, line 3, id"),
    "posts before the planning date": (
        {"headcount.csv": "cohort,effective_from,posts\nkyc-cn,2026-09-01,3\n"},
        "headcount.csv, line 2, effective_from",
    ),
    "recorded before published": (signal("2026-02-02,2026-02-01,,"), "signals.csv, line 2, recor"),
    "a month that is none": (
        {"scenario.yaml": SETTINGS.replace("2026-10-01", "2026-13-01")},
        "scenario.yaml, planning_date",
    ),
    "a figure beyond all": (row("rates.csv", "0.1385", "1e400"), "rates.csv, line 2, worth"),
    "nan": (setting("risk_weight: .nan"), "scenario.yaml, risk_weight"),
    "infinity": (row("rates.csv", "0.1385", "inf"), "rates.csv, line 2, worth"),
    "nan in json": (
        {"topics.csv": None, "topics.jsonl": '{"id": "leak", "fixed_share": NaN}\n'},
        "topics.jsonl, line 1",
    ),
    "newer format": (
        {"scenario.yaml": SETTINGS.replace("format: 1", "format: 2")},
        "scenario.yaml",
    ),
    "empty file": ({"roles.csv": " \n"}, "roles.csv: is empty"),
    "no bytes": ({"scenario.yaml": ""}, "scenario.yaml: is empty"),
    "utf-16": (
        {"roles.csv": SOUND["roles.csv"].encode("utf-16")},
        "roles.csv, line 1: is not UTF-8",
    ),
    "latin-1": ({"roles.csv": "id,name\nkyc,Prüfer\n".encode("latin-1")}, "roles.csv, line 2"),
    "zeros": ({"roles.csv": bytes(5000)}, "roles.csv"),
    "yaml aliases": ({"datasets.csv": None, "datasets.yaml": ALIASES}, "datasets.yaml, line"),
    "yaml nested": ({"topics.csv": None, "topics.yaml": "[" * 400_000}, "topics.yaml, line 1"),
    "yaml tag": (setting("title: !!python/object/apply:os.abort []"), "scenario.yaml, line 6"),
    "yaml duplicate key": (setting("currency: CNY"), "scenario.yaml, line 6"),
    "yaml many documents": (setting("---\n" * 200_000), "scenario.yaml: holds several"),
    "json nested": ({"signals.jsonl": "[" * 1_000_000}, "signals.jsonl, line 1: is nested"),
    "json digits": (
        {"signals.jsonl": '{"id": ' + "9" * 1_000_000 + "}\n"},
        "signals.jsonl, line 1",
    ),
    "climbing jurisdiction": (setting("jurisdictions: [../../passwd]"), "scenario.yaml, jurisdic"),
    "climbing timeline": (setting("signals: [../../passwd]"), "scenario.yaml, signals"),
    "a file of another program": ({"cohorts.xls": "x"}, "cohorts.xls: is not a file of a scenario"),
    "escapes in a cell": (
        row("roles.csv", "KYC analyst", "\x1b]0;owned\x07\x1b[2J"),
        r"\x1b]0;owned\x07",
    ),
    "nul in a comment": ({"roles.csv": f"{SOUND['roles.csv']}# \0\n"}, "roles.csv, line 4"),
    "a line that no editor shows": (
        setting("# a remark\u2028risk_weight: 9"),
        "scenario.yaml, line 6",
    ),
    "posts without end": (
        {"presence.csv": f"{PRESENCE}p,x,kyc,office,shanghai,{10**309},law\n"},
        "presence.csv, line 2, posts",
    ),
    "a service of a million years": (
        {"service.csv": "cohort,posts,years,monthly_wage\nkyc-cn,38,1000000,CNY 1\n"},
        "service.csv, line 2, years",
    ),
    "escapes in a column": (
        {"roles.csv": "id,name,\x1b[31m\nkyc,a,\nops,b,\n"},
        r"roles.csv, line 1",
    ),
    "escapes in a file's name": ({"\x1b[31mred.csv": "x"}, r"\x1b[31mred.csv"),
    "letters that turn the text": (
        row("roles.csv", "KYC analyst", "KYC \u202etsylana"),
        "roles.csv",
    ),
}
"""Files that differ from the sound scenario, and words of the message."""


@pytest.mark.parametrize("case", WRONG)
def test_a_scenario_that_is_wrong_is_refused(tmp_path: Path, case: str) -> None:
    """By `plan`, which writes files where it succeeds: there is no new one."""
    files, named = WRONG[case]
    folder_of(tmp_path, {**SOUND, **files})
    before = contents(tmp_path)
    assert_refused(relocate_within_bounds(tmp_path, "plan", "."), named)

    assert contents(tmp_path) == before


STACKS: dict[str, tuple[Files, str]] = {
    "two in a circle": (
        overlays(a="includes: [b]", b="includes: [a]"),
        "overlays/b.yaml, includes: includes itself found: a -> b -> a",
    ),
    "one on itself": (overlays(a="includes: [a]"), "found: a -> a"),
    "a circle below": (
        overlays(a="includes: [b]", b="includes: [c]", c="includes: [b]"),
        "overlays/c.yaml, includes: includes itself found: b -> c -> b",
    ),
    "too deep": (
        overlays(a="includes: [n0]", **{f"n{i}": f"includes: [n{i + 1}]" for i in range(3000)}),
        "includes overlays that are nested too deeply",
    ),
    "one named 300,000 times": (
        overlays(a=f"includes: [{'b, ' * 299_999}b]", b=""),
        "overlays/a.yaml, includes: lists more than 30 overlays",
    ),
    "a large one named 20,000 times": (
        overlays(a=f"includes: [{'b, ' * 20_000}b]", b=f"about: {'x' * 900_000}"),
        "overlays/a.yaml, includes: lists more than 30 overlays",
    ),
    "climbing": (
        overlays(a="includes: [../../secret]"),
        "overlays/a.yaml, includes: is not an overlay",
    ),
    "an unknown one": (overlays(a="includes: [bb]", b=""), "Did you mean 'b'?"),
    "no list": (overlays(a="includes: b"), "overlays/a.yaml, includes: is not a list of names"),
}


@pytest.mark.parametrize("case", STACKS)
def test_overlays_that_cannot_stand_are_refused(tmp_path: Path, case: str) -> None:
    """The chain is named."""
    files, named = STACKS[case]
    folder_of(tmp_path, {**SOUND, **files})
    assert_refused(relocate_within_bounds(tmp_path, "check", ".", "--with", "a"), named)


LINKS = {
    "a table": "rates.csv",
    "the settings": "scenario.yaml",
    "a jurisdiction": "jurisdictions/china.yaml",
    "the jurisdictions": "jurisdictions",
    "an overlay": "overlays/out.yaml",
}


@pytest.mark.parametrize("name", LINKS.values(), ids=LINKS)
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    """And nothing of the file it leads to is shown."""
    secret = tmp_path / "secret"
    secret.write_text("currency,worth,source\nCNY,hush,assumption\n")
    folder = scenario_folder(tmp_path / "scenario")
    place = folder / name
    if place.exists():
        place.rename(tmp_path / "away")
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(secret)
    words = ["--with", "out"] if "overlays" in name else []
    ending = relocate_within_bounds(tmp_path, "check", "scenario", *words)

    assert_refused(ending, "points outside the scenario's folder")
    assert Path(name).stem in ending.words
    assert "hush" not in ending.words


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    """It leads to nothing."""
    folder = scenario_folder(tmp_path, roles__csv=None)
    (folder / "roles.csv").symlink_to("roles.csv")
    assert_refused(relocate_within_bounds(tmp_path, "check", "."), "roles.csv")


NOISE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "100 MB": ("cohorts.csv", lambda: b"a,b,c\n" * 17_000_000, "is larger than 20 MB"),
    "short lines": (
        "cohorts.csv",
        lambda: b"id,posts\n" + b"x\n" * 9_900_000,
        "has 1 cells",
    ),
    "empty rows": ("cohorts.csv", lambda: b"id,posts\n" + b",\n" * 6_000_000, "100,000 rows"),
    "one line": ("cohorts.csv", lambda: b"id," * 6_000_000, "cohorts.csv, line 1"),
    "json lists": ("signals.jsonl", lambda: b"[" + b"[]," * 6_000_000 + b"[]]", "1,000,000 values"),
    "json lines": ("signals.jsonl", lambda: b"[]\n" * 6_000_000, "signals.jsonl, line 1"),
    "yaml lists": ("topics.yaml", lambda: b"[" + b"[]," * 330_000 + b"[]]", "topics.yaml"),
    "yaml anchors": ("topics.yaml", lambda: b"[" + b"&a ," * 240_000 + b"]", "uses an anchor"),
    "unknown names": (
        "access.csv",
        lambda: b"cohort,dataset\n" + b"".join(b"c%d,d%d\n" % (i, i) for i in range(99_000)),
        "access.csv, line 2, cohort",
    ),
}


@pytest.mark.parametrize("case", NOISE)
def test_noise_is_refused_in_few_words(tmp_path: Path, case: str) -> None:
    """However much there is of it, it takes neither the memory nor the screen."""
    name, content, named = NOISE[case]
    stem = name.partition(".")[0]
    others = {f"{stem}.csv": None} if name != f"{stem}.csv" else {}
    folder_of(tmp_path, {**SOUND, **others, name: content()})
    assert_refused(relocate_within_bounds(tmp_path, "check", "."), named)


def test_a_hundred_wrong_rows_are_told_once_and_counted(tmp_path: Path) -> None:
    """With the first places; --all lists the rest."""
    rates = "currency,worth,source\n" + "CN,x,y\n" * 100
    scenario_folder(tmp_path, rates__csv=rates, pay__csv=SOUND["pay.csv"].replace("CNY", "USD"))
    ending = relocate_within_bounds(tmp_path, "check", ".")

    assert_refused(ending, "repeats the key of line 2, in 99 places")
    assert ending.err.count("rates.csv") == 4
    assert "and 93 more" in ending.err


OPTIONS = {
    "nan": "risk_weight=nan",
    "infinity": "risk_weight=inf",
    "negative seats": "offices.shanghai.seats=-1",
    "unknown office": "offices.\x1b[31m.seats=1",
    "no rate": "budget.total=EUR 5",
    "endless": "risk_weight=" + "9" * 100_000,
    "climbing": "../../name=x",
}


@pytest.mark.parametrize("text", OPTIONS.values(), ids=OPTIONS)
def test_a_setting_that_is_wrong_is_refused(tmp_path: Path, text: str) -> None:
    """The option is named as a file is."""
    assert_refused(relocate_within_bounds(tmp_path, "check", "tiny", "--set", text), "--set")


@pytest.mark.parametrize("command", [["check", "."], ["rules", "--scenario", "."]])
def test_every_command_that_reads_a_scenario_refuses_it(tmp_path: Path, command: list[str]) -> None:
    """In the same words."""
    folder_of(tmp_path, {**SOUND, **row("offices.csv", ",120,", ",-120,")})
    assert_refused(relocate_within_bounds(tmp_path, *command), "offices.csv, line 2, seats")


def test_markup_in_a_name_is_a_name(tmp_path: Path) -> None:
    """Neither the terminal nor a page obeys it."""
    name = "[bold red]<script>alert(1)</script>[/]"
    title = f'title: "{name}"'
    folder_of(tmp_path, {**SOUND, **setting(title)})
    checked = relocate_within_bounds(tmp_path, "check", ".")
    planned = relocate_within_bounds(tmp_path, "plan", ".", "--out", "plan.html")

    assert (checked.code, planned.code) == (0, 0)
    assert name in checked.words
    assert "<script>alert" not in (tmp_path / "plan.html").read_text(encoding="utf-8")
