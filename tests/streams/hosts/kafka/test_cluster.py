"""Questions to a cluster that the Kafka client cannot ask, and that are written by hand."""

from __future__ import annotations

from typing import get_args

from aiokafka.protocol.metadata import MetadataRequestStruct

from streams.hosts.kafka.cluster import MetadataWithRights


def test_the_request_by_hand_is_still_needed() -> None:
    """Delete ours as soon as aiokafka has a version of Metadata that shows rights on topics."""
    (ours,) = MetadataWithRights._CLASSES
    theirs = max(each.API_VERSION for each in get_args(MetadataRequestStruct))

    assert ours.API_VERSION == 8
    assert theirs < ours.API_VERSION
