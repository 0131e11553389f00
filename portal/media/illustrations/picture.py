"""One illustration as the registry knows it: which motif draws it, with which seed and light, and its alt texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from portal.media.illustrations.canvas import Point, Scene

WIDTHS = (480, 800, 1600)
"""Widths in pixels at which a picture is kept; heights follow the sheet's 8:5."""
PRODUCT_WIDTHS = (480, 800)
"""Those of products, which never open a page across its whole width."""
PREFIX = {"vi": "Tranh minh hoạ: ", "en": "Illustration: "}


@dataclass(frozen=True)
class Picture:
    """A picture of the portal; `category` and `parent` say which others it must not resemble."""

    slug: str
    motif: Callable[..., None]
    seed: int
    hour: str
    vi: str
    en: str
    category: str = ""
    parent: str = ""
    flip: bool = False
    sun: Point | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    widths: tuple[int, ...] = WIDTHS

    @property
    def alt(self) -> dict[str, str]:
        """The alt texts by language, each saying first that this is an illustration."""
        return {"vi": PREFIX["vi"] + self.vi, "en": PREFIX["en"] + self.en}

    def svg(self, view: tuple[float, float, float, float] | None = None) -> str:
        """Draw the picture as an SVG document, the same one each time; `view` cuts the sheet in picture units."""
        scene = Scene(self.seed, self.hour, flip=self.flip, sun=self.sun)
        self.motif(scene, **self.options)
        if view is not None:
            scene.view = view
        return scene.svg(self.alt["vi"])
