"""Unknown access: counted as access, and nobody has said so."""

from __future__ import annotations

from collections.abc import Iterable

from models.data import Touch
from models.remarks import Remark
from planner.lint.lint import Lint, Subject, counted


def find(subject: Subject) -> Iterable[Remark]:
    """Each link that nobody has confirmed."""
    posts = {cohort.id: cohort.posts for cohort in subject.scenario.cohorts}
    for link in subject.scenario.access:
        if link.touches is Touch.UNKNOWN:
            yield Remark(
                lint=LINT.name,
                words=f"nobody has confirmed that {link.cohort} ({counted(posts[link.cohort])}) "
                f"can reach {link.dataset}; it counts as access",
                table="access",
                row=f"{link.cohort}/{link.dataset}",
                field="touches",
                next_step="Ask, then write yes, or take the line out.",
            )


LINT = Lint(
    name="unknown_access",
    sentence="Access that nobody has confirmed or denied; it counts as access.",
    find=find,
)
