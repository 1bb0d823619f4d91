"""Where mistakes are planted, and which tests have to notice them there."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]

MODULES = (
    "planner/rules/**/*.py",
    "planner/costs/*.py",
    "planner/exposure/*.py",
    "streams/fold.py",
    "streams/view.py",
    "streams/recommend.py",
    "streams/differences.py",
)

_RULES = "tests/planner/rules"
_TESTS = {
    "planner/costs": ("tests/planner/costs/test_costs.py",),
    "planner/exposure": (
        "tests/planner/exposure/test_exposure.py",
        "tests/planner/exposure/test_likelihoods.py",
    ),
    "planner/rules/routes": (
        "tests/planner/rules/test_completeness.py",
        "tests/planner/rules/test_export_exposure.py",
    ),
    "planner/rules": ("tests/planner/rules/test_completeness.py",),
    "streams": (),
}
"""Of every module of a folder, the innermost first, beside those that bear its name or its own."""
_MORE = {
    "planner/costs/duties.py": ("test_measures", "test_routes", "test_mass_redundancy"),
    "planner/costs/placements.py": ("test_placements",),
    "planner/costs/severance.py": ("test_severance",),
    "planner/exposure/book.py": (
        "test_export_exposure",
        "test_presence_exposure",
        "test_exit_exposure",
    ),
    "planner/exposure/concern.py": ("test_presence_exposure",),
    "planner/exposure/obligations.py": ("test_obligations",),
    "planner/rules/commitments.py": ("../formulation/test_decisions",),
    "planner/rules/measures.py": ("../formulation/test_decisions",),
    "planner/rules/cards.py": ("../cli/test_rules_and_new",),
    "planner/rules/mass_redundancy/coverage.py": ("test_severance",),
    "planner/rules/exposure/case_columns.py": ("test_presence_exposure", "test_people_exposure"),
    "planner/rules/exposure/case_charges.py": ("test_presence_exposure", "test_people_exposure"),
    "planner/rules/mass_redundancy/consultations.py": ("test_severance",),
    "planner/rules/mass_redundancy/separations.py": ("test_severance",),
    "planner/rules/quotas.py": ("test_redundancies", "test_arrivals", "test_visas"),
    "planner/rules/rule.py": ("test_seats", "../test_audit"),
    "streams/differences.py": ("../../streams/test_recommend",),
    "streams/fold.py": ("../../streams/test_histories",),
}
"""Of a module, by the name of a file of tests, seen from those of the rules."""


def modules() -> list[str]:
    """Every module that mistakes are planted in."""
    found = [path for pattern in MODULES for path in sorted(ROOT.glob(pattern))]
    once = dict.fromkeys(found)
    return [str(path.relative_to(ROOT)) for path in once if path.name != "__init__.py"]


def who_notices(module: str) -> tuple[str, ...]:
    """Files of tests that have to notice a mistake in a module."""
    path = Path(module)
    own = f"tests/{path.parent}/test_{path.stem}.py"
    more = (f"{_RULES}/{name}.py" for name in _MORE.get(module, ()))
    folder = next(each for each in _TESTS if path.is_relative_to(each))
    named = [own, *(f"{_RULES}/test_{name}.py" for name in (path.stem, path.parent.name))]
    named += [*_TESTS[folder], *more]
    found = [(ROOT / each).resolve() for each in named if (ROOT / each).exists()]
    return tuple(str(each.relative_to(ROOT)) for each in dict.fromkeys(found))
