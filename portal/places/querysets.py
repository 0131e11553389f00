"""Reusable filters of communes, former units, and what one finds on the way: roads, airports, gates."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import QuerySet

from portal.core.vietnamese import slugify


class CommuneQuerySet(QuerySet[Any]):
    """Communes and wards of today."""

    def in_province(self, province: Any) -> Self:
        """Those of one province."""
        return self.filter(province=province)

    def with_province(self) -> Self:
        """With their province in the same query, for addresses and links."""
        return self.select_related("province")


class NamedQuerySet(QuerySet[Any]):
    """Records with a stored key of their names."""

    def named(self, words: str) -> Self:
        """Those whose names hold the words, marks or none; all of them for no words."""
        slug = slugify(words)
        if not slug:
            return self.none() if words.strip() else self.all()
        return self.filter(search_slug__contains=slug)


class FormerUnitQuerySet(QuerySet[Any]):
    """Units until 30 June 2025."""

    def named(self, slug: str) -> Self:
        """Those whose own name folds to ``slug``."""
        return self.filter(slug=slug).select_related("commune__province")

    def of_district(self, slug: str) -> Self:
        """Those whose former district folds to ``slug``."""
        return self.filter(district_slug=slug).select_related("commune__province")
