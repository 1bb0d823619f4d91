"""The list of rules is whole, and each rule on it says what it is."""

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest

import planner.rules
from models.scenario import Scenario
from planner.rules import RULES, Part, Rule, can_be_switched_off, rules_of
from tests.builders import scenario

HERE = Path(__file__).parent
POLICIES = frozenset(
    {
        *("eligibility", "seats", "budget", "exposure_cap", "teams", "acceptance", "arrivals"),
        *("redundancies", "continuity", "pace", "people_at_risk", "commitments"),
    }
)
"""Rules that a scenario may do without."""

UNITS = frozenset({"posts", "people", "individuals", "separations", "days", "seats", "money"})


def without(*names: str) -> Scenario:
    """The default company with some rules switched off."""
    return scenario(switched_off=names)


def test_every_file_that_defines_a_rule_is_on_the_list_under_its_own_name() -> None:
    """One file, one rule, one name; nothing is listed twice or left out."""
    files = {module.name for module in pkgutil.iter_modules(planner.rules.__path__)}
    modules = {name: importlib.import_module(f"planner.rules.{name}") for name in files}
    defined = {name: module.RULE for name, module in modules.items() if hasattr(module, "RULE")}

    assert [rule.name for rule in defined.values()] == list(defined)
    assert sorted(rule.name for rule in RULES) == sorted(defined)
    assert all(defined[rule.name] is rule for rule in RULES)


def test_every_rule_has_its_tests_and_every_file_of_tests_its_rule() -> None:
    """``test_<rule>.py`` for each, and no more."""
    tested = {path.stem.removeprefix("test_") for path in HERE.glob("test_*.py")}

    assert tested - {"completeness", "every_rule_matters"} == {rule.name for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_says_what_it_is(rule: Rule) -> None:
    """A sentence with a full stop, a formula, a unit, and a source."""
    assert rule.sentence[0].isupper()
    assert rule.sentence.endswith(".")
    assert "\n" not in rule.sentence
    assert rule.formula.strip()
    assert rule.unit in UNITS
    assert rule.source.strip()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_speaks_to_the_formulation_and_of_a_finished_plan(rule: Rule) -> None:
    """It admits moves or builds rows; it checks or charges. What it shares has a place."""
    assert rule.admits or rule.build
    assert rule.checks or rule.charges
    assert (rule.shares is None) == (rule.part is None)
    assert rule.part is None or rule.part in Part


def test_rules_that_limit_what_others_charge_come_after_them() -> None:
    """Budget and exposure cap read what was tallied before them."""
    names = [rule.name for rule in RULES]
    last_price = max(i for i, rule in enumerate(RULES) if rule.charges)

    assert names.index("budget") > last_price
    assert names.index("exposure_cap") > last_price


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_policies_can_be_switched_off_and_law_and_identities_cannot(rule: Rule) -> None:
    """Naming a law, an identity or a price among the rules that are off leaves it in force."""
    in_force = rules_of(without(rule.name))

    assert (rule not in in_force) == (rule.name in POLICIES)
    assert (rule.name in POLICIES) == can_be_switched_off(rule)
    assert [each for each in RULES if each is not rule] == [
        each for each in in_force if each is not rule
    ]


def test_all_policies_at_once_can_be_switched_off() -> None:
    """What is left is law, identities and prices, in reading order."""
    assert [rule.name for rule in rules_of(without(*POLICIES))] == [
        rule.name for rule in RULES if rule.name not in POLICIES
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_its_two_sides_share_no_code(rule: Rule) -> None:
    """No function of its file is reached from the formulation's side and from the plan's."""
    file = Path(planner.rules.__path__[0]) / f"{rule.name}.py"
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}

    def reached(*names: str) -> set[str]:
        found: set[str] = set()
        open_ones = [name for name in names if name in functions]
        while open_ones:
            used = {n.id for n in ast.walk(functions[open_ones.pop()]) if isinstance(n, ast.Name)}
            new = used & set(functions) - found
            found |= new
            open_ones += new
        return found

    assert not reached("build", "admits") & reached("checks", "charges", "shares")
