"""Mistakes that people make, planted in a module one at a time, by its syntax tree.

A bound that is one off, the other end of two, a sign, a condition or a filter forgotten, a figure
of a table. Words are left alone, and so are types and decorators.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_NAMED = {
    one: other
    for pair in (
        ("min", "max"),
        ("any", "all"),
        ("floor", "ceil"),
        ("minimum", "maximum"),
        ("argmin", "argmax"),
    )
    for one, other in (pair, pair[::-1])
}
_TEXT = (ast.JoinedStr, ast.Raise, ast.Assert, ast.Import, ast.ImportFrom)
"""What is left alone, with all that is in it; so is whether ``zip`` is strict."""


@dataclass(frozen=True)
class Mutation:
    """One mistake in one module."""

    path: str
    line: int
    name: str
    """Module, function, code and mistake: it stays when other code changes."""
    source: str
    """The whole module with it."""

    @property
    def key(self) -> str:
        """A random order, which other code does not change."""
        return sha256(self.name.encode()).hexdigest()

    def __str__(self) -> str:
        return f"{self.name} (line {self.line})"


def mutations_of(path: str, source: str) -> list[Mutation]:
    """Every mistake that can be planted in a module, in the order of its lines."""
    lines = [line.encode() for line in source.splitlines(keepends=True)]
    starts = [sum(map(len, lines[:n])) for n in range(len(lines))]
    whole, found, seen = source.encode(), [], Counter[str]()
    for scope, node, after in _mistakes(ast.parse(source), ""):
        if not isinstance(node.end_lineno, int) or not isinstance(node.end_col_offset, int):
            raise TypeError(ast.dump(node))
        first = starts[node.lineno - 1] + node.col_offset
        last = starts[node.end_lineno - 1] + node.end_col_offset
        before = whole[first:last].decode()
        planted = f"({after})" if isinstance(node, ast.expr) else after
        mutated = (whole[:first] + planted.encode() + whole[last:]).decode()
        name = f"{path}{scope}: {' '.join(before.split())} -> {after}"
        seen[name] += 1
        again = f", place {seen[name]}" if seen[name] > 1 else ""
        found.append(Mutation(path, node.lineno, f"{name}{again}", mutated))
    return found


Mistake = tuple[str, "ast.expr | ast.stmt", str]
"""Function in which it is, what is replaced, and by which code."""


def _mistakes(node: ast.AST, scope: str) -> Iterator[Mistake]:
    if isinstance(node, _TEXT) or (isinstance(node, ast.keyword) and node.arg == "strict"):
        return
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        scope = f"{scope} {node.name}"
        for part in (*node.body, *(node.args.defaults if hasattr(node, "args") else ())):
            yield from _mistakes(part, scope)
        return
    if isinstance(node, ast.AnnAssign):
        if node.value is not None:
            yield from _mistakes(node.value, scope)
        return
    if isinstance(node, ast.expr | ast.stmt):
        for after in _instead_of(node):
            yield scope, node, after
    for child in ast.iter_child_nodes(node):
        yield from _mistakes(child, scope)


def _instead_of(node: ast.expr | ast.stmt) -> Iterator[str]:
    for mistakes in (_other_bound, _other_sign, _other_figure, _condition_forgotten):
        yield from mistakes(node)


def _other_bound(node: ast.expr | ast.stmt) -> Iterator[str]:
    """One off, or the other end of two."""
    match node:
        case ast.Compare(left, ops, comparators):
            for i, op in enumerate(ops):
                swapped = [*ops[:i], _COMPARED[type(op)](), *ops[i + 1 :]]
                yield ast.unparse(ast.Compare(left, swapped, comparators))
        case ast.Name(name) if name in _NAMED:
            yield _NAMED[name]
        case ast.Attribute(value, name) if name in _NAMED:
            yield f"{ast.unparse(value)}.{_NAMED[name]}"


def _other_sign(node: ast.expr | ast.stmt) -> Iterator[str]:
    match node:
        case ast.BinOp(left, op, right) if type(op) in _RECKONED and not _is_text(left, right):
            yield ast.unparse(ast.BinOp(left, _RECKONED[type(op)](), right))
        case ast.UnaryOp(ast.Not() | ast.Invert(), operand):
            yield ast.unparse(operand)


def _other_figure(node: ast.expr | ast.stmt) -> Iterator[str]:
    match node:
        case ast.Constant(bool() as value):
            yield str(not value)
        case ast.Constant(int() | float() as value):
            yield repr(value + 1)


def _condition_forgotten(node: ast.expr | ast.stmt) -> Iterator[str]:
    """Or the wrong one of two ways to join them."""
    match node:
        case ast.BoolOp(op, values):
            yield ast.unparse(
                ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            )
            for i in range(len(values)):
                yield ast.unparse(_joined(op, [*values[:i], *values[i + 1 :]]))
        case ast.IfExp(_, body, orelse):
            yield from (ast.unparse(body), ast.unparse(orelse))
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            yield from _unfiltered(node)
        case ast.If(_, [ast.Return() | ast.Continue()], []):
            yield "pass"


def _joined(op: ast.boolop, values: list[ast.expr]) -> ast.expr:
    return ast.BoolOp(op, values) if len(values) > 1 else values[0]


def _is_text(*values: ast.expr) -> bool:
    return any(
        isinstance(each, ast.JoinedStr)
        or (isinstance(each, ast.Constant) and isinstance(each.value, str))
        for each in values
    )


def _unfiltered(
    node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp,
) -> Iterator[str]:
    """The same without one of its conditions."""
    for loop in node.generators:
        kept = loop.ifs
        for i in range(len(kept)):
            loop.ifs = [*kept[:i], *kept[i + 1 :]]
            text = ast.unparse(node)
            yield text[1:-1] if isinstance(node, ast.GeneratorExp) else text
        loop.ifs = kept
