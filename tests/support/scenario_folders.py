"""A small sound scenario as files, and what tests change about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from models.errors import InputError, Problem
from planner.scenario_files import load, parsed_settings

SETTINGS = """\
format: 1
name: small
programme: apac
planning_date: 2026-10-01
currency: USD
"""

JURISDICTION = """\
name: {name}
severance:
  months_per_year: 1
  wage_cap: {cap}
  provenance: {{source: statute, as_of: 2026-09-30, certainty: read}}
"""

SOUND = {
    "scenario.yaml": SETTINGS,
    "jurisdictions/china.yaml": JURISDICTION.format(name="China", cap="CNY 36921"),
    "jurisdictions/india.yaml": JURISDICTION.format(name="India", cap=""),
    "rates.csv": "currency,worth,source\nCNY,0.1385,assumption\n",
    "entities.csv": "id,name,jurisdiction\ncn,China Services,china\nin,India Services,india\n",
    "offices.csv": (
        "id,name,jurisdiction,entity,seats,languages,visa_days,visa\n"
        "shanghai,Shanghai,china,cn,120,mandarin;english,,\n"
        "bengaluru,Bengaluru,india,in,80,english,90,USD 1500\n"
    ),
    "roles.csv": "id,name,languages\nkyc,KYC analyst,english\nops,Operations,\n",
    "pay.csv": (
        "role,office,annual\n"
        "kyc,shanghai,CNY 480000\nkyc,bengaluru,USD 30000\nops,shanghai,CNY 400000\n"
    ),
    "cohorts.csv": (
        "id,role,entity,office,posts,vacant,only_to\n"
        "kyc-cn,kyc,cn,shanghai,40,2,bengaluru\nops-cn,ops,cn,shanghai,25,,\n"
    ),
    "topics.csv": (
        "id,name,channel,data_classes,fixed_share,per_head_share\n"
        "leak,Leak,presence,personal;sensitive,0.5,0.5\n"
    ),
    "datasets.csv": "id,name,entity,data_class,stored_in\ncrm,CRM,cn,personal,china\n",
}


def scenario_folder(folder: Path, **files: str | bytes | None) -> Path:
    """The sound scenario with files changed, added or (None) left out.

    In a file's name ``__`` stands for the dot of its suffix and ``___`` for a slash, as in
    ``jurisdictions___china__yaml``.
    """
    changes = {name.replace("___", "/").replace("__", "."): text for name, text in files.items()}
    return folder_of(folder, {**SOUND, **changes})


def folder_of(folder: Path, files: dict[str, str | bytes | None]) -> Path:
    """A folder with these files."""
    for name, text in files.items():
        if text is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def problems_of(
    source: str | Path, overlays: Sequence[str] = (), settings: Sequence[str] = ()
) -> tuple[Problem, ...]:
    """Everything that is wrong with a scenario."""
    with pytest.raises(InputError) as caught:
        load(source, overlays, parsed_settings(settings))
    return caught.value.problems


def problem_of(
    source: str | Path, overlays: Sequence[str] = (), settings: Sequence[str] = ()
) -> Problem:
    """The one thing that is wrong with a scenario."""
    problems = problems_of(source, overlays, settings)
    assert len(problems) == 1, "\n".join(str(problem) for problem in problems)
    return problems[0]
