"""Whether attempts can be counted at all: what takes forms from strangers fails closed while they cannot."""

from __future__ import annotations

import secrets

import redis
from django.core.cache import cache
from django.db import DatabaseError
from django_redis.exceptions import ConnectionInterrupted

STORE_ERRORS = (redis.RedisError, ConnectionInterrupted, DatabaseError, OSError)


def store_works() -> bool:
    """Whether what is written to the cache can be read back (an ignored connection error reads as a miss)."""
    probe = f"rate-limit-probe:{secrets.token_hex(8)}"
    try:
        cache.set(probe, 1, 10)
        answer = bool(cache.get(probe) == 1)
        cache.delete(probe)
    except STORE_ERRORS:
        return False
    return answer
