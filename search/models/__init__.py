"""What search keeps in the database: what copies of the index still have to learn."""

from search.models.index import DirtyDocument, DocumentVersion, IndexTarget, Rebuild

__all__ = ["DirtyDocument", "DocumentVersion", "IndexTarget", "Rebuild"]
