"""How much one address may ask, and whether that can be counted at all.

What takes forms from strangers fails closed while attempts cannot be counted; what only reads goes on uncounted.
"""

from __future__ import annotations

import ipaddress
import logging
import secrets
import time
from dataclasses import dataclass

import redis
from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_redis.exceptions import ConnectionInterrupted

from portal.core import tally
from portal.core.problems import TooMany

logger = logging.getLogger(__name__)

STORE_ERRORS = (redis.RedisError, ConnectionInterrupted, DatabaseError, OSError)
#: What one household or phone is given of IPv6.
IPV6_PREFIX = 64


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


@dataclass(frozen=True)
class TooBusy:
    """Why a form of a stranger is not taken now: the sentence, the status, and after how many seconds to try again."""

    sentence: str
    status: int
    seconds: int


def refusal(request: HttpRequest, *, action: str) -> TooBusy | None:
    """Count a form that was sent; None when it may be taken. The limits of ``action`` are in ACCOUNT_RATE_LIMITS."""
    if not store_works():
        logger.error("%s refused: the rate-limit store does not answer", action)
        return TooBusy(
            _("Lúc này cổng chưa nhận được tin. Chưa có gì được lưu; hãy gửi lại sau một phút."), status=503, seconds=60
        )
    if not ratelimit.consume(request, action=action):
        return TooBusy(
            _("Từ chỗ bạn đã có nhiều tin trong thời gian ngắn. Tin này chưa được lưu; hãy gửi lại sau mười phút."),
            status=429,
            seconds=600,
        )
    return None


def seconds_to_wait(request: HttpRequest, *, action: str, most: int, period: int = 60) -> int:
    """Count a request that reads; 0 while its sender asked at most ``most`` times in this ``period`` (seconds).

    All web processes count together: in Redis, or without it in files (``portal.core.tally``), because a reader writes
    nothing to the database. While neither can be written, and for a sender without an address, nothing is counted.
    """
    now = time.time()
    until = (int(now // period) + 1) * period
    try:
        key = f"asked:{action}:{sender_of(request)}"
        number = _in_redis(f"{key}:{until}", 2 * period) if settings.REDIS_URL else _in_files(key, until)
    except (*STORE_ERRORS, PermissionDenied, ValueError):  # no address, or a count that was dropped meanwhile
        return 0
    return int(until - now) + 1 if number > most else 0


def _in_redis(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    return cache.incr(key) or 0  # django-redis answers None where it ignored a lost connection


def _in_files(key: str, until: int) -> int:
    return tally.count(settings.DATA_DIR / "counts", key, until=until)


def sender_of(request: HttpRequest) -> str:
    """The network address of whoever asks, behind as many proxies as the settings trust; of IPv6 the network's."""
    address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network(f"{address}/{IPV6_PREFIX}", strict=False).network_address)


def hold_to_rate(request: HttpRequest, action: str) -> None:
    """Count the request. Raises ``TooMany`` when its sender asked more often than ``API_RATES`` allows."""
    wait = seconds_to_wait(request, action=action, most=settings.API_RATES[action])
    if wait:
        raise TooMany(wait)
