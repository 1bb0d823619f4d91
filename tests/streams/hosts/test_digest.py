"""The digest of what has been folded: the same in any order, another of anything else."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from streams.hosts.proof import digest_with, digest_words

RAWS = st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=12, unique=True)


def test_it_begins_with_the_first_half_of_a_hash() -> None:
    """A known answer: SHA-256 of "abc"."""
    assert digest_words(digest_with(0, [b"abc"])) == "ba7816bf8f01cfea414140de5dae2223"
    assert digest_words(0) == "0" * 32


@given(RAWS, st.randoms(use_true_random=False), st.integers(0, 12))
def test_neither_order_nor_batches_change_it(raws: list[bytes], dice: Random, cut: int) -> None:
    shuffled = dice.sample(raws, len(raws))
    in_batches = digest_with(digest_with(0, shuffled[:cut]), shuffled[cut:])

    assert in_batches == digest_with(0, raws)


@given(RAWS, st.data())
def test_an_event_that_is_lost_twice_or_another_changes_it(
    raws: list[bytes], data: st.DataObject
) -> None:
    n = data.draw(st.integers(0, len(raws) - 1))
    others = (
        [*raws[:n], *raws[n + 1 :]],
        [*raws, raws[n]],
        [*raws[:n], raws[n] + b"x", *raws[n + 1 :]],
    )

    assert digest_with(0, raws) not in {digest_with(0, each) for each in others}
