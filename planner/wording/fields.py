"""Fields of a scenario in words, as the glossary and people in HR say them."""

from __future__ import annotations

from collections.abc import Mapping

FIELD_WORDS: Mapping[tuple[str, str], str] = {
    ("acceptance", "share"): "share who accept",
    ("base_rates", "factor"): "events behind one that is known",
    ("cases", "likelihood"): "likelihood before signals",
    ("cases", "loss"): "loss",
    ("inspections", "likelihood"): "likelihood before signals",
    ("pay", "annual"): "annual pay",
    ("populations", "individuals"): "number of individuals",
    ("rates", "worth"): "exchange rate",
}
"""Fields whose name alone would be unclear, by table and field."""

_PARTS: Mapping[str, str] = {
    "agreement": "by agreement",
    "asking_days": "days to answer when asked to move",
    "assessment_from_personal": "individuals from which an assessment is due",
    "assessment_from_sensitive": "individuals in sensitive data from which an assessment is due",
    "attrition": "share who resign in a year",
    "block_fit_out": "fit-out of a seat block",
    "block_lead_days": "days until a new seat block can be used",
    "block_lease": "yearly lease of a seat block",
    "block_seats": "seats in a block",
    "consultation": "cost of a consultation",
    "consultation_days": "days from a consultation to the first separation",
    "contract_from_personal": "individuals from which a contract is due",
    "contract_from_sensitive": "individuals in sensitive data from which a contract is due",
    "covers_days": "days that a consultation covers",
    "cut_share": "share of the loss that it removes",
    "days": "days to sign in",
    "disputed": "share that is disputed",
    "domestic_relocation": "relocation package within the country",
    "exempt_remaining_share": "share of the loss that remains without a route",
    "exit_barred": "posts barred from leaving the country",
    "exit_barred_share": "share of people barred from leaving the country",
    "exports": "data exports",
    "factor_high": "high end of the events behind one that is known",
    "factor_low": "low end of the events behind one that is known",
    "firm_years": "firm-years",
    "fixed_share": "share lost while anything is there",
    "heads": "number of people or posts",
    "hiring_days": "days until a hire arrives",
    "hiring_share": "cost of a hire as a share of pay",
    "indifference": "share of the saving within which plans are as good",
    "lead_days": "lead time in days",
    "lease": "yearly lease of a seat",
    "lost": "share of disputes that are lost",
    "low": "low share who accept",
    "max_blocks": "most seat blocks",
    "max_replaced_share": "most posts replaced in a period, as a share",
    "max_share": "most new posts, as a share",
    "minimum_months": "fewest monthly wages",
    "mlps_level": "MLPS level",
    "months": "extra monthly wages",
    "months_per_year": "monthly wages for a year of service",
    "must_go": "posts that must go",
    "must_stay": "posts that must stay",
    "notice_days": "days of notice",
    "notice_months": "monthly wages in lieu of notice",
    "one_off": "one-off cost of a post",
    "other_staff": "staff outside the programme",
    "overlap_periods": "periods of hand-over",
    "per_head": "cost of each post that changes",
    "per_head_share": "share lost with the posts that remain",
    "periods": "number of periods",
    "protected": "posts protected from dismissal",
    "protected_share": "share of people protected from dismissal",
    "protected_sign": "share of protected people who sign",
    "ramp_up_loss": "output lost in ramp-up",
    "ramp_up_months": "months of ramp-up",
    "redeploy": "people redeployed",
    "redundancy": "people made redundant and replaced elsewhere",
    "refill": "vacancies filled elsewhere",
    "relocation": "relocation package",
    "remaining_share": "share of the loss that remains",
    "retraining": "cost of retraining",
    "retraining_loss": "output lost in retraining",
    "retraining_months": "months of retraining",
    "seats_per_head": "seats for a post",
    "set_up": "set-up cost",
    "tail_periods": "periods after the horizon",
    "tail_share": "share lost after everybody has left",
    "total_cap": "highest amount due",
    "transfer": "people who move",
    "vacant": "vacant posts",
    "valid_days": "days until it expires",
    "visa": "cost of a work permit",
    "visa_days": "days until a transfer arrives",
    "wage_cap": "highest monthly wage that counts",
    "wage_growth": "growth of pay in a year",
    "window_days": "days within which separations count together",
    "windows": "signing window",
    "withdraws": "share who accept and withdraw later",
    "yearly": "yearly cost",
    "years_cap": "most years of service that count",
}
"""Parts of a field's path whose own name would be unclear."""

_GROUPS = frozenset({"modes"})
"""Groups that the words of what is in them need not name."""


def field_words(table: str, field: str) -> str:
    """Write a field in words: ``people redeployed, output lost in ramp-up``.

    Parameters
    ----------
    table
        The table, or ``settings``.
    field
        The field; parts of a group are separated by dots.
    """
    if known := FIELD_WORDS.get((table, field)):
        return known
    return path_words(field, _PARTS)


def path_words(field: str, words: Mapping[str, str], comma: str = ", ") -> str:
    """Write the parts of a field's path one after the other.

    Parameters
    ----------
    field
        The field; parts of a group are separated by dots.
    words
        Words of parts whose own name does not do.
    comma
        What stands between parts.
    """
    said = ""
    for part in field.split("."):
        if part in _GROUPS:
            continue
        word = words.get(part, part.replace("_", " "))
        # The number of an entry of a list stands beside its name.
        said = f"{said} {word}" if part.isdigit() else f"{said}{comma}{word}" if said else word
    return said
