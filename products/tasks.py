"""What products do by the clock."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from products.services import enquiries, imports, notices, reports


@shared_task(name="products.tasks.send_notices", expires=3600)
def send_notices() -> None:
    """Tell the holders of certificates that these end."""
    notices.send_due(now=timezone.now())


@shared_task(name="products.tasks.forget_senders", expires=3600)
def forget_senders() -> None:
    """Erase what senders of old enquiries and reports gave."""
    now = timezone.now()
    enquiries.erase_old(now=now)
    reports.forget_addresses(now=now)


@shared_task(name="products.tasks.forget_sheets", expires=3600)
def forget_sheets() -> None:
    """Take away spreadsheets that nobody has loaded."""
    imports.forget(now=timezone.now())
