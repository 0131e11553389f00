"""What search keeps in the database: what copies of the index still have to learn, and what editors say and see."""

from search.models.editing import CountedSpool, PinnedResult, QuestionCount, Wording
from search.models.index import DirtyDocument, DocumentVersion, IndexTarget, Rebuild

__all__ = [
    "CountedSpool",
    "DirtyDocument",
    "DocumentVersion",
    "IndexTarget",
    "PinnedResult",
    "QuestionCount",
    "Rebuild",
    "Wording",
]
