"""Pictures and documents of the portal.

Originals are private; what the public sees are derivatives that we make ourselves, in the sizes that templates declare
(``portal.media.sizes``), off the request (``portal.media.derivatives``). Nothing renders from an original while a
visitor waits.
"""

from portal.media.models.derivatives import Derivative, derivative_storage
from portal.media.models.documents import Document, PrivateDocument
from portal.media.models.leading import PictureMixin
from portal.media.models.pictures import Image, Licence, People, RenderingRefused, Rendition

__all__ = [
    "Derivative",
    "Document",
    "Image",
    "Licence",
    "People",
    "PictureMixin",
    "PrivateDocument",
    "RenderingRefused",
    "Rendition",
    "derivative_storage",
]
