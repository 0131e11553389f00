"""What products do by the clock."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from products.services import notices


@shared_task(name="products.tasks.send_notices", expires=3600)
def send_notices() -> None:
    """Tell the holders of certificates that these end."""
    notices.send_due(now=timezone.now())
