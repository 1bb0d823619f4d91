"""How a question for a plan was answered, in words."""

from __future__ import annotations

from models.answer import AnswerKind

_OUTCOMES = {
    AnswerKind.CONFIRMED: "plan confirmed",
    AnswerKind.CHANGED: "plan changed",
    AnswerKind.NO_PLAN: "no plan keeps every rule",
    AnswerKind.LATE: "plan kept, no better one found in time",
    AnswerKind.FAILED: "the solver failed and will be asked again",
    None: "not planned yet",
}
_IS_BROKEN: dict[AnswerKind | None, str] = {
    AnswerKind.LATE: "no plan found in time, and the plan in force breaks a rule",
    AnswerKind.FAILED: (
        "the solver failed and will be asked again; the plan in force breaks a rule, so that "
        "nothing is open"
    ),
}


def outcome_words(kind: AnswerKind | None, *, lawful: bool = True) -> str:
    """What has become of the plan in force.

    Parameters
    ----------
    kind
        How the last question was answered; None before the first answer.
    lawful
        Whether the plan in force keeps every rule of today.
    """
    return _OUTCOMES[kind] if lawful else _IS_BROKEN.get(kind, _OUTCOMES[kind])
