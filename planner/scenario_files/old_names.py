"""Names that older releases used, for those who have files from them."""

from __future__ import annotations

from dataclasses import replace

from models.account import Remark
from models.ranges import SETTINGS
from planner.scenario_files.draft import FieldPath, ScenarioDraft

OLD_MODE, MODE = "rehire", "redundancy"
"""In HR a rehire is taking somebody back; here it was a redundancy, and a hire elsewhere."""

_MODES = "modes"


def current_path(path: FieldPath) -> FieldPath:
    """The path of a setting under the names of this release."""
    return (_MODES, MODE, *path[2:]) if path[:2] == (_MODES, OLD_MODE) else path


def with_current_names(draft: ScenarioDraft) -> ScenarioDraft:
    """The draft with settings of a mode under its name of today, and a remark if it had another.

    Where it has settings under both names, the old one stays, to be refused.
    """
    settings = draft.settings
    modes = settings.cells.get(_MODES)
    if not isinstance(modes, dict) or OLD_MODE not in modes or MODE in modes:
        return draft
    renamed = {MODE if name == OLD_MODE else name: cell for name, cell in modes.items()}
    row = replace(
        settings,
        cells={**settings.cells, _MODES: renamed},
        places={current_path(path): origin for path, origin in settings.places.items()},
    )
    remark = Remark(
        lint="names",
        sentence=f"{_MODES}.{OLD_MODE} is read as {_MODES}.{MODE}, which is what it is called now",
        table=SETTINGS,
        field=f"{_MODES}.{MODE}",
        next_step="Rename it in the file.",
    )
    return replace(draft, settings=row, remarks=(*draft.remarks, remark))
