"""The list of rules is whole, and each rule on it says what it is."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

import planner.formulation
import planner.rules
from models.obligations import ObligationAbout
from models.risk import Channel
from models.scenario import Scenario
from planner.books import books_of
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import sets_of
from planner.rules import RULES, CostCategory, Rule, can_be_switched_off, rules_of
from planner.rules.compose import compose
from planner.rules.limit_kind import SHUT_OUT
from tests.support.builders import case, scenario, topic
from tests.support.companies import exporting
from tests.support.duties import obligation

HERE = Path(__file__).parent
POLICIES = frozenset(
    {
        *("eligibility", "seats", "budget", "exposure_cap", "teams", "acceptance", "arrivals"),
        *("departures", "redundancies", "continuity", "pace", "people_at_risk", "commitments"),
        "requests",
    }
)
"""Rules that a scenario may do without."""

UNITS = frozenset({"posts", "people", "individuals", "separations", "days", "seats", "money"})


def without(*names: str) -> Scenario:
    """The default company with some rules switched off."""
    return scenario().model_copy(update={"switched_off": names})


def modules(package: ModuleType) -> dict[str, ModuleType]:
    """Every module of a package, by its whole name."""
    names = [each.name for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    return {name: importlib.import_module(name) for name in names}


def name_of(module: str) -> str:
    """What the rule of a module has to be called: its file, or the folder of a ``rule.py``."""
    folder, stem = module.split(".")[-2:]
    return folder if stem == "rule" else stem


def test_every_file_that_defines_a_rule_is_on_the_list_under_its_own_name() -> None:
    """One file or folder, one rule, one name; nothing is listed twice or left out."""
    defined = {
        name_of(name): module.RULE
        for name, module in modules(planner.rules).items()
        if hasattr(module, "RULE")
    }

    assert [rule.name for rule in defined.values()] == list(defined)
    assert sorted(rule.name for rule in RULES) == sorted(defined)
    assert all(defined[rule.name] is rule for rule in RULES)


def test_every_rule_has_its_tests_and_every_file_of_tests_its_rule() -> None:
    """``test_<rule>.py`` for each, and no more but of modules of a rule's folder."""
    parts = {path.stem for path in Path(planner.rules.__path__[0]).glob("*/*.py")}
    tested = {path.stem.removeprefix("test_") for path in HERE.glob("test_*.py")}

    rules = {rule.name for rule in RULES}

    assert rules <= tested <= rules | parts | {"completeness", "every_rule_matters"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_says_what_it_is(rule: Rule) -> None:
    """A sentence with a full stop, a formula, a unit, and a source."""
    assert rule.sentence[0].isupper()
    assert rule.sentence.endswith(".")
    assert "\n" not in rule.sentence
    assert rule.formula
    assert all(re.match(r"[a-z][\w ]*: \S", line) for line in (*rule.formula, *rule.cuts))
    assert rule.unit in UNITS
    assert rule.source.strip()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_speaks_to_the_formulation_and_of_a_finished_plan(rule: Rule) -> None:
    """It admits moves or builds rows; it checks or charges. What it shares has a place."""
    assert rule.admits or rule.build
    assert rule.checks or rule.charges
    assert (rule.shares is None) == (rule.category is None)
    assert rule.category is None or rule.category in CostCategory


def test_rules_that_limit_what_others_charge_come_after_them() -> None:
    """Budget and exposure cap read what was tallied before them."""
    names = [rule.name for rule in RULES]
    last_price = max(i for i, rule in enumerate(RULES) if rule.charges)

    assert names.index("budget") > last_price
    assert names.index("exposure_cap") > last_price


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_that_may_be_without_a_move_says_so_in_words(rule: Rule) -> None:
    """Kinds of limits have names of their own; where moves are shut out, people read why."""
    names = [kind.name for kind in rule.limits]
    shuts = rule.admits is not None and not rule.structural

    assert len(names) == len(set(names))
    assert (SHUT_OUT in names) == shuts


def test_a_limit_whose_kind_its_rule_does_not_list_is_refused() -> None:
    """Whoever adds rows that limit something has declared how that reads."""
    sets = sets_of(books_of(without()))
    seats = next(rule for rule in RULES if rule.name == "seats")
    before = RULES[: RULES.index(seats)]

    compose(sets, [*before, seats])
    with pytest.raises(LookupError) as raised:
        compose(sets, [*before, replace(seats, limits=())])

    assert str(raised.value) == (
        "rule seats adds limits of the kind `max_blocks`, which it does not list: add a LimitKind "
        "to its `limits`, with its words and what could give"
    )


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


def _needs_spells(builder: ProgramBuilder) -> None:
    assert builder.groups["spells"].ids.size == 0


def test_a_rule_that_comes_before_the_one_whose_columns_it_uses_is_named() -> None:
    """Whoever lists a rule too early is told which columns it lacks, and where to put it."""
    company = without()
    names = [rule.name for rule in RULES]
    routes, obligations = RULES[names.index("routes")], RULES[names.index("obligations")]
    too_early = replace(obligations, build=_needs_spells)

    compose(sets_of(books_of(company)), [routes, too_early])
    with pytest.raises(LookupError) as raised:
        compose(sets_of(books_of(company)), [too_early, routes])

    assert str(raised.value) == (
        "rule obligations asks for columns `spells`, which no rule before it declares: list it "
        "after the rule that does, in planner/rules/__init__.py"
    )


@pytest.mark.parametrize(
    ("rule", "name", "declared_by"),
    [
        ("kept_posts", "placed", "placements"),
        ("vacancies", "placed", "placements"),
        ("severance", "consultations", "mass_redundancy"),
        ("obligations", "spells", "routes"),
        ("export_exposure", "spells", "routes"),
    ],
)
def test_a_rule_may_do_without_another_that_is_left_out_but_not_come_before_it(
    rule: str, name: str, declared_by: str
) -> None:
    """A search for a clash leaves rules out; in a list in the wrong order nothing is skipped."""
    exported = obligation("filing", ObligationAbout.EXPORTED)
    leak = topic("leak", Channel.EXPORT, fixed_share=1.0, per_head_share=0.0)
    sent = case("sent", "leak", 0.1, "USD 9")
    sets = sets_of(books_of(exporting(obligations=(exported,), topics=(leak,), cases=(sent,))))
    by_name = {each.name: each for each in RULES}
    others = [by_name[each] for each in ("posts", "measures")]

    compose(sets, [*others, by_name[rule]])
    with pytest.raises(LookupError, match=f"rule {rule} asks for columns `{name}`"):
        compose(sets, [*others, by_name[rule], by_name[declared_by]])


Place = tuple[str, str]
"""Module and name of a function or class."""

READ_THE_SCENARIO = {("planner.rules.quotas", "quotas_of")}
"""What both sides may call: it picks rows of the scenario and works nothing out."""


class Code:
    """Functions and classes of ``planner.rules`` and ``planner.formulation``, and who uses whom."""

    def __init__(self) -> None:
        self.defined: dict[Place, ast.AST] = {}
        self.imported: dict[Place, Place] = {}
        for name, module in (modules(planner.rules) | modules(planner.formulation)).items():
            tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
            for node in tree.body:
                if isinstance(node, ast.FunctionDef | ast.ClassDef):
                    self.defined[name, node.name] = node
                if isinstance(node, ast.ImportFrom) and node.module:
                    for each in node.names:
                        self.imported[name, each.asname or each.name] = node.module, each.name

    def reached(self, *functions: Callable[..., object] | None) -> set[Place]:
        """All that some functions use, themselves included, of what is looked at here."""
        open_ones = [(each.__module__, each.__name__) for each in functions if each is not None]
        found = set[Place]()
        while open_ones:
            place = open_ones.pop()
            if place not in found and place in self.defined:
                found.add(place)
                open_ones += self._used_by(place)
        return found

    def _used_by(self, place: Place) -> Iterator[Place]:
        """What a definition names, by itself or through a module."""
        for node in ast.walk(self.defined[place]):
            if isinstance(node, ast.Name):
                yield self.imported.get((place[0], node.id), (place[0], node.id))
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                package, name = self.imported.get((place[0], node.value.id), ("", ""))
                yield f"{package}.{name}", node.attr


CODE = Code()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_its_two_sides_share_no_code(rule: Rule) -> None:
    """No function is reached both from the formulation's side and from the plan's.

    Wherever it lies: in the rule's file, beside it, or in the formulation.
    """
    programme = CODE.reached(rule.admits, rule.bounds, rule.build)
    plan = CODE.reached(rule.checks, rule.charges, rule.shares)

    assert programme & plan <= READ_THE_SCENARIO
    assert not any(module.startswith("planner.formulation") for module, _ in plan)


def test_the_test_of_two_sides_finds_code_in_other_files() -> None:
    """Rows of routes lie in four files; what a plan exports lies in one more."""
    (routes,) = (rule for rule in RULES if rule.name == "routes")

    assert ("planner.rules.routes.spells", "declare_routes") in CODE.reached(routes.build)
    assert ("planner.rules.routes.data_leaving", "is_exported") in CODE.reached(routes.checks)
