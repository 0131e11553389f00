"""Fills a portal of its own with what waits for an officer of Sơn La, and prints the key of his session."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

import django
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone


def fill() -> str:
    """One of everything, and a draft of a live listing; returns the session's key."""
    desk = import_module("tests.products.admin.desk")
    made = import_module("tests.products.factories")
    account = desk.officer("Sơn La")
    live = desk.live_product(name="Mận hậu sấy dẻo", text_vi="Mận chín cây, phơi nắng ba ngày.", net_weight="250 g")
    soon = timezone.localdate() + dt.timedelta(days=20)
    made.certificate(live, by=account, printed_ends_on=soon)
    draft = {"text_vi": "Mận chín cây, sấy 14 giờ.", "net_weight": "200 g", "name": "Mận hậu sấy dẻo"}
    desk.draft(product=live, **draft)
    desk.draft(name="Miến dong Bản Sớm", text_vi="Chữa bệnh tiểu đường.")
    desk.seller(name="HTX Nông nghiệp Nương Mây")
    desk.submission(desk.live_product(name="Chè Shan tuyết"))
    desk.claim()
    desk.report()
    desk.profile(name="Cơ sở Xoài Yên Châu", search_text="")
    desk.source_product(name="Xoài tròn")
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    django.setup()
    print(fill())  # noqa: T201 (read by the test that started it)
