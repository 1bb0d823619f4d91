"""What a plan comes to, in a sentence with amounts, ranges and a day."""

from __future__ import annotations

from collections.abc import Iterator

from models.briefing import Briefing
from models.choices import Audience
from models.compared import ComparedKind, ComparedPlan
from models.outlook import ShownCount
from models.plan import TaskKind
from models.result import Status
from planner.exports.sheets.labels import name_of, plan_name, rule_name
from planner.exports.sheets.pairs import pair_sentences
from planner.exports.sheets.speech import Speech
from planner.exports.sheets.worth import worth_words

_SINCE = {
    TaskKind.CONSULTATION: "since the consultation opens {days} days before posts move",
    TaskKind.OFFER: "since people are asked {days} days before they move",
    TaskKind.ORDER_SEATS: "since seats are ordered {days} days before they are used",
    TaskKind.OPEN_HIRES: "since hires are opened {days} days before they start",
    TaskKind.PERMIT: "since permits are applied for {days} days before people move",
    TaskKind.FILING: "since the filing takes {days} days",
    TaskKind.MEASURE: "since a measure takes {days} days to start",
    TaskKind.AGREEMENT: "since agreements are signed {days} days before people leave",
    TaskKind.NOTICE: "since notice is given {days} days before people leave",
    TaskKind.PLACEMENT: "since vacant posts are offered {days} days before they are taken",
    TaskKind.HAND_OVER: "since the hand-over begins {days} days before posts land",
}

_NO_PLAN = {
    Status.INFEASIBLE: "There is no plan: none can keep every rule.",
    Status.NO_PLAN_IN_TIME: "There is no plan: none was found in the time given; one may exist.",
    Status.INVALID: "There is no plan: what the search returned did not pass the audit.",
}

_MOST_OFFICES = 4
"""Offices that are named; more are counted."""


def decision_sentences(briefing: Briefing, speech: Speech) -> tuple[str, ...]:
    """Say which plans cannot be told apart, then what each plan comes to."""
    plans = [each for each in briefing.options if each.kind is ComparedKind.PLAN]
    said = [plan_sentence(briefing, each, speech) for each in plans]
    if len(plans) > 1:
        said = [
            speech.say("{name}: {said}", name=plan.name, said=text)
            for plan, text in zip(plans, said, strict=True)
        ]
    return (*pair_sentences(briefing, speech), *said)


def plan_sentence(briefing: Briefing, option: ComparedPlan, speech: Speech) -> str:
    """Say what a plan does, what it costs and saves, and by when to decide."""
    if option.value is None:
        return _missing(briefing, option, speech)
    parts = [f"{_what(briefing, option, speech)}{worth_words(briefing, option, speech)}"]
    parts += _when(option, speech)
    said = speech.say("{said}.", said=speech.joined(parts))
    more = [said, *_people(briefing, option, speech), *_breaches(option, speech)]
    return ("" if speech.is_chinese else " ").join(more)


def _missing(briefing: Briefing, option: ComparedPlan, speech: Speech) -> str:
    """Say why there is nothing to value; what a world lacks is told in full in the appendix."""
    if option.status in _NO_PLAN:
        return speech.say(_NO_PLAN[option.status])
    return speech.say(
        "It cannot be carried over to the world of {world}, which lacks what it names.",
        world=plan_name(briefing.grid.worlds[0], speech),
    )


def _what(briefing: Briefing, option: ComparedPlan, speech: Speech) -> str:
    return speech.say("{acts}: ", acts=speech.phrases(list(_acts(briefing, option, speech))))


def _acts(briefing: Briefing, option: ComparedPlan, speech: Speech) -> Iterator[str]:
    moved, kept = option.posts_moved, option.posts_kept
    if moved == 0:
        yield speech.say("Move nobody")
    else:
        posts = speech.about_counted(moved, "post", "posts")
        if moved is not None and kept is not None and kept:
            of = _at_offices(briefing, speech.about_counted(moved + kept, "post", "posts"), speech)
            posts = speech.say("{moved} of {posts}", moved=speech.about(moved), posts=of)
        if option.waves:
            waves = speech.counted(option.waves, "wave", "waves")
            # A board is not told of waves of few posts.
            if speech.is_rounded:
                # Waves of few posts are not counted.
                waves = speech.say("at least {waves}", waves=waves)
            yield speech.say("Move {posts} in {waves}", posts=posts, waves=waves)
        else:
            yield speech.say("Move {posts}", posts=posts)
    if option.measures:
        names = [name_of(briefing.names, each) for each in option.measures]
        started = speech.counted(len(names), "measure", "measures")
        yield speech.say("start {measures} ({names})", measures=started, names=speech.listed(names))
    if kept != 0:
        yield speech.say("keep {count}", count=speech.about(kept))


def _at_offices(briefing: Briefing, posts: str, speech: Speech) -> str:
    """Say at which offices posts are moved and kept: those that lose some in any of the plans."""
    origins = {flow.origin for option in briefing.options for flow in option.flows}
    names = [name for office, name in briefing.names.offices.items() if office in origins]
    if not names:
        return posts
    offices = speech.listed(names)
    if len(names) > _MOST_OFFICES:
        offices = speech.say("{count} offices", count=f"{len(names):,}")
    elif len(names) > 1:
        offices = speech.say("{names} and {last}", names=speech.listed(names[:-1]), last=names[-1])
    return speech.say("{posts} at {offices}", posts=posts, offices=offices)


def _when(option: ComparedPlan, speech: Speech) -> Iterator[str]:
    days = option.days
    if days.decide_by is None:
        if speech.is_rounded and option.posts_moved != 0:
            yield speech.say("by when to decide is not shown, since it would tell of few people")
        return
    by = speech.say("decide by {day}", day=speech.day(days.decide_by))
    if days.decide_task is not None and days.decide_days is not None:
        since = speech.say(_SINCE[days.decide_task], days=f"{days.decide_days:,}")
        by = speech.say("{by}, {since}", by=by, since=since)
    yield by


def _people(briefing: Briefing, option: ComparedPlan, speech: Speech) -> Iterator[str]:
    people = option.people
    if people is None:
        return
    dismissals = speech.about_counted(people.dismissals, "dismissal", "dismissals")
    beside = _beside_staying_put(briefing, people.dismissals, speech)
    counts = [
        (people.asked_to_move, "person asked to move", "people asked to move"),
        (people.redeployed, "person redeployed", "people redeployed"),
        (
            people.vacancies_filled_elsewhere,
            "vacancy filled elsewhere",
            "vacancies filled elsewhere",
        ),
    ]
    said = [dismissals + beside] if people.dismissals != 0 or beside else []
    said += [speech.about_counted(*each) for each in counts if each[0] != 0]
    if said:
        yield speech.say("It means {people}.", people=speech.listed(said))


def _beside_staying_put(briefing: Briefing, dismissals: ShownCount, speech: Speech) -> str:
    """Say how many more or fewer dismissals there are than if nobody decides anything."""
    staying = (each for each in briefing.options if each.kind is ComparedKind.STAYING_PUT)
    anyway = next((each.people.dismissals for each in staying if each.people is not None), 0)
    if anyway == 0:
        return ""
    if anyway is None or dismissals is None or briefing.audience is Audience.BOARD:
        # Rounded counts have no difference of their own.
        remark = speech.say("{count} when staying put", count=speech.about(anyway))
    elif anyway == dismissals:
        remark = speech.say("as when staying put")
    else:
        remark = speech.say(
            "{count} more than when staying put"
            if dismissals > anyway
            else "{count} fewer than when staying put",
            count=speech.count(abs(dismissals - anyway)),
        )
    return speech.say(" ({remarks})", remarks=remark)


def _breaches(option: ComparedPlan, speech: Speech) -> Iterator[str]:
    broken = option.value.broken if option.value is not None else ()
    if broken:
        names = speech.listed([rule_name(each, speech) for each in broken])
        yield speech.say("It breaks rules: {rules}.", rules=names)
