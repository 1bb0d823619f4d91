"""The short form of `make mutants`."""

from __future__ import annotations

import pytest

from tests.mutants.trial import Fate, every_mutation, tried

MISTAKES = 50
"""The same ones as long as their code is the same: one minute or two on two cores."""

LEAST = 0.85
"""Share of them that tests notice; `docs/benchmarks.md` has that of a larger sample."""


@pytest.mark.slow
def test_most_of_a_sample_of_mistakes_are_noticed() -> None:
    """Each planted by itself, with the tests of its module; what is not noticed is named."""
    fates = list(tried(every_mutation()[:MISTAKES], workers=2))
    unseen = [str(each.mutation) for each in fates if each.fate is Fate.SURVIVED]

    assert len(unseen) <= (1 - LEAST) * MISTAKES, "\n".join(unseen)
