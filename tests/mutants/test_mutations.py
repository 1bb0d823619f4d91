"""Mistakes are planted where people make them, and nowhere else."""

from __future__ import annotations

import ast

import pytest

from tests.mutants.harmless import HARMLESS
from tests.mutants.mutations import mutations_of
from tests.mutants.places import MODULES, ROOT, modules, who_notices
from tests.mutants.trial import every_mutation


def planted(source: str) -> set[str]:
    """The line of code, with each mistake that can be planted in it."""
    return {each.source.strip() for each in mutations_of("m.py", source)}


@pytest.mark.parametrize(
    ("code", "mistakes"),
    [
        ("a < b", {"(a <= b)"}),
        ("a <= b < c", {"(a < b < c)", "(a <= b <= c)"}),
        ("min(a)", {"(max)(a)"}),
        ("np.floor(a)", {"(np.ceil)(a)"}),
        ("a - b", {"(a + b)"}),
        ("a * b + c", {"(a * b - c)", "(a / b) + c"}),
        ("not a", {"(a)"}),
        ("a and b", {"(a or b)", "(a)", "(b)"}),
        ("a if b else c", {"(a)", "(c)"}),
        ("f(a[0], x=True)", {"f(a[(1)], x=True)", "f(a[0], x=(False))"}),
        ("sum(a for a in b if c)", {"sum(a for a in b)"}),
        ("[a for a in b if c if d]", {"([a for a in b if d])", "([a for a in b if c])"}),
        ("x: int = 0", {"x: int = (1)"}),
    ],
)
def test_each_kind_of_mistake(code: str, mistakes: set[str]) -> None:
    assert planted(code) == mistakes


def test_a_case_that_ends_a_function_early_can_be_forgotten() -> None:
    assert "def f():\n    pass\n    return b" in planted(
        "def f():\n    if a:\n        return\n    return b"
    )


@pytest.mark.parametrize(
    "code",
    [
        '"a < b"',
        "f'{a < b}'",
        "'at least ' + b",
        "raise Error(a < b)",
        "assert a < b",
        "zip(a, b, strict=True)",
        "x: Annotated[int, 1]",
        "@dataclass(frozen=True)\nclass A:\n    b: int",
        "def f(a: Literal[1]) -> Literal[2]:\n    return a",
    ],
)
def test_words_types_and_decorators_are_left_alone(code: str) -> None:
    assert not planted(code)


def test_letters_of_several_bytes_do_not_shift_a_mistake() -> None:
    assert planted("f('上海', a < b)") == {"f('上海', (a <= b))"}


@pytest.mark.slow
def test_every_mistake_is_code_and_has_a_name_of_its_own() -> None:
    """Two of one kind in a function are told apart; one in forty is read here."""
    every = every_mutation()

    assert len(every) > 2000
    assert len({each.key for each in every}) == len(every)
    for each in every[::40]:
        ast.parse(each.source)


def test_a_change_elsewhere_leaves_the_order_as_it_is() -> None:
    """Sorted by keys, which know nothing of lines."""
    before = mutations_of("m.py", "def f(a):\n    return a < 1\n")
    after = mutations_of(
        "m.py", "import x\n\n\ndef g(b):\n    return 2\n\n\ndef f(a):\n    return a < 1\n"
    )

    assert {each.key for each in before} <= {each.key for each in after}


def test_what_is_harmless_is_still_there() -> None:
    """A reason for code that has changed is a reason for nothing."""
    names = {
        each.name for path in modules() for each in mutations_of(path, (ROOT / path).read_text())
    }

    assert set(HARMLESS) <= names


def test_every_module_has_tests_that_have_to_notice() -> None:
    assert {each.partition("/")[0] for each in modules()} == {"planner", "streams"}
    assert len(modules()) > len(MODULES)
    for module in modules():
        assert who_notices(module), module
        assert all((ROOT / each).exists() for each in who_notices(module))
