"""Both baselines: what is best with nobody moved, with measures and without."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from models.account import Verdict
from models.baselines import BaselineName
from models.plan import Plan, SeatRelease
from models.risk import Channel
from models.scenario import Scenario
from planner.audit import audit
from planner.baselines import baselines_of
from planner.books import books_of
from planner.value import saving_of
from tests.builders import (
    access,
    block,
    case,
    changed,
    cohort,
    dataset,
    move,
    office,
    pay,
    plan,
    scenario,
    small_scenarios,
    topic,
)
from tests.planner.doing_nothing import do_nothing
