"""Writes the picture of imports in docs/architecture.md; ``make docs`` runs it."""

from __future__ import annotations

import re
from pathlib import Path

import grimp

PAGE = Path(__file__).resolve().parents[2] / "docs" / "architecture.md"
BLOCK = re.compile(r"```mermaid\n(?:.*?\n)?```", re.DOTALL)
PACKAGES = ("planner", "streams", "models", "scenarios")
HOSTS = ("streams.hosts.embedded", "streams.hosts.kafka", "streams.hosts")


def node_of(module: str) -> str:
    """The box that a module is drawn in: a part of planner, a part of streams, or a package."""
    package, _, rest = module.partition(".")
    if package == "planner" and rest:
        return f"planner.{rest.partition('.')[0]}"
    if package == "streams":
        return next((host for host in HOSTS if f"{module}.".startswith(f"{host}.")), "streams")
    return package


def imports() -> dict[str, set[str]]:
    """The boxes that each box imports."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    drawn: dict[str, set[str]] = {}
    for module in graph.modules:
        node = node_of(module)
        for imported in graph.find_modules_directly_imported_by(module):
            if node_of(imported) != node:
                drawn.setdefault(node, set()).add(node_of(imported))
        drawn.setdefault(node, set())
    drawn.pop("planner", None)  # the package's own, empty module
    return drawn


def reachable(node: str, arrows: dict[str, set[str]]) -> set[str]:
    """The boxes that can be reached from a box, itself left out."""
    found: set[str] = set()
    ahead = [*arrows[node]]
    while ahead:
        following = ahead.pop()
        if following not in found:
            found.add(following)
            ahead.extend(arrows[following])
    return found


def reduced(arrows: dict[str, set[str]]) -> dict[str, set[str]]:
    """The fewest arrows that lead as far (transitive reduction of an acyclic graph)."""
    further = {node: reachable(node, arrows) for node in arrows}
    return {
        node: {to for to in targets if not any(to in further[by] for by in targets - {to})}
        for node, targets in arrows.items()
    }


def picture() -> str:
    """The picture as a Mermaid flowchart, which code hosts and editors draw."""
    arrows = reduced(imports())
    lines = ["```mermaid", "flowchart TD"]
    for package in PACKAGES:
        inside = sorted(node for node in arrows if node.partition(".")[0] == package)
        if inside == [package]:
            lines.append(f"    {package}")
            continue
        lines.append(f"    subgraph {package}_package [{package}]")
        lines += [f"        {node}[{node.removeprefix('planner.')}]" for node in inside]
        lines.append("    end")
    lines += [f"    {node} --> {to}" for node in sorted(arrows) for to in sorted(arrows[node])]
    return "\n".join([*lines, "```"])


def main() -> None:
    """Put the picture into the page, in place of the one there."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(BLOCK.sub(lambda _: picture(), text, count=1), encoding="utf-8")


if __name__ == "__main__":
    main()
