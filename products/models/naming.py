"""What all with a name of its own share: a title by language, a place in lists, the words it is found by."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import get_language

from portal.core.vietnamese import fold, sort_key


class Named(models.Model):
    """A record with ``name``, ``name_en`` and the two columns that follow from them."""

    name: Any
    name_en: Any
    sort_key: Any
    search_text: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Set what follows from the name; ``save`` does it, whoever writes in bulk calls it."""
        self.sort_key = sort_key(self.name)
        self.search_text = fold(f"{self.name} {self.name_en}")

    @property
    def title(self) -> str:
        """The name in the active language."""
        return str(self.name_en if get_language() == "en" and self.name_en else self.name)
