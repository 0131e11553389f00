"""``manage.py load_demo``: fill an empty portal with demo content, accounts, search index; again, it does nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from portal.core.data_files import BadData
from portal.home.demo.examples import load_examples
from portal.home.demo.loading import is_loaded, load_demo
from portal.users.demo import make_accounts
from portal.users.editing import set_up_editing


class Command(BaseCommand):
    help = "Load the demo content (places, events, itineraries, facts, pages in two languages) and the demo accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_loaded():
            self.stdout.write("The content is already loaded.")
        else:
            bars: list[tqdm[Any]] = []

            def progress(name: str, size: int) -> Callable[[], Any]:
                bars.append(tqdm(total=size, desc=f"{name:14}", unit="", leave=True, dynamic_ncols=True))
                step: Callable[[], Any] = bars[-1].update
                return step

            try:
                load_demo(progress)
            except BadData as error:
                raise CommandError(f"Nothing was loaded. {error}") from error
            finally:
                for bar in bars:
                    bar.close()
        set_up_editing()
        make_accounts()
        load_examples(now=timezone.now())
        # Known by name only: search stands above. The first page's search box has an answer from here on.
        call_command("search_rebuild", go=True, if_needed=True, engine="embedded", stdout=self.stdout)
