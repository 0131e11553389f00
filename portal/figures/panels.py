"""What figures add to the pages of provinces and places: the newest numbers of each."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.core.registries import Panel, Spot, also_here
from portal.figures.models import Area, Observation
from portal.figures.pages.headlines import Headline, headline
from portal.figures.readings import series_of
from portal.places.models import Province

KEY: Final = "so-lieu"
SHOWN: Final = 3


@also_here
def figures_here(record: Any) -> Panel | None:
    """The newest numbers of the province, or of the area of a place and those shown with it."""
    if isinstance(record, Province):
        wanted, name = Q(area__scope=Area.Scope.PROVINCE, area__province=record), record.name
    elif isinstance(record, Spot):
        slug = record.key.partition(":")[2]
        wanted = Q(area__places__slug=slug) | Q(area__shown_with__places__slug=slug)
        name = record.name
    else:
        return None
    observations = Observation.objects.published().filter(wanted, commodity=None).for_headlines()
    found: list[Headline] = [one for one in (headline(series) for series in series_of(observations)) if one is not None]
    if not found:
        return None
    return Panel(
        key=KEY,
        template="figures/panel.html",
        context={"heading": _("%(name)s qua vài con số") % {"name": name}, "headlines": found[:SHOWN]},
        order=40,
        count=len(found),
        title=_("Số liệu"),
    )
