"""Whether the services beside the database answer; each is asked for at most a second and never fails the asker."""

from __future__ import annotations

import redis
from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

TIMEOUT_SECONDS = 1


def redis_answers() -> str:
    """``ok``, ``degraded`` (no answer) or ``embedded`` (not configured)."""
    if not settings.REDIS_URL:
        return "embedded"
    try:
        client = redis.Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=TIMEOUT_SECONDS, socket_timeout=TIMEOUT_SECONDS
        )
        client.ping()
    except redis.RedisError:
        return "degraded"
    return "ok"


def elasticsearch_answers() -> str:
    """``ok``, ``degraded`` (no answer) or ``embedded`` (not configured)."""
    if not settings.ELASTICSEARCH_URL:
        return "embedded"
    try:
        Elasticsearch(settings.ELASTICSEARCH_URL, request_timeout=TIMEOUT_SECONDS, max_retries=0).info()
    except (ApiError, TransportError):
        return "degraded"
    return "ok"
