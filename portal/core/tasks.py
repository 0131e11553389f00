"""Celery's side of the work rows, and the clock of scheduled publishing."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from portal.core import services, work


@shared_task(name="portal.core.tasks.carry_out")
def carry_out(pk: int) -> None:
    """Carry out one row of work."""
    work.carry_out(pk)


@work.wakes
def wake(pk: int) -> None:
    """Send the row's number to a worker."""
    carry_out.delay(pk)


@shared_task(name="portal.core.tasks.sweep", expires=30)
def sweep() -> None:
    """Carry out rows that nobody was woken for."""
    work.sweep()


@shared_task(name="portal.core.tasks.publish_scheduled", expires=120)
def publish_scheduled() -> None:
    """Publish and unpublish what editors scheduled for now."""
    call_command("publish_scheduled", verbosity=0)


@shared_task(name="portal.core.tasks.clear_sessions", expires=3600)
def clear_sessions() -> None:
    """Remove ended sign-in sessions."""
    call_command("clearsessions", verbosity=0)


@shared_task(name="portal.core.tasks.forget_addresses", expires=3600)
def forget_addresses() -> None:
    """Erase the e-mail addresses of old feedback."""
    services.forget_addresses(now=timezone.now())
