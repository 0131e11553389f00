"""Celery's pool of processes, mended for a worker of one process whose broker is files.

With a broker that has no event loop, the worker and its children share two pipes, and a child waits for its next task
with the lock of one of them in its hand. When it is killed there (by the kernel, for want of memory), the lock stays
taken: every child after it waits for ever, and nothing is carried out until somebody starts the worker again. With
Redis each child has pipes of its own, and none of this is used.
"""

from __future__ import annotations

from billiard.pool import Pool
from billiard.process import BaseProcess
from celery.concurrency import prefork


class BlockingPool(Pool):
    """Gives back what a killed child held; the only child, because nobody knows which of several holds a lock."""

    def process_flush_queues(self, worker: BaseProcess) -> None:
        """Called by the pool for a child that is gone, before there is another."""
        super().process_flush_queues(worker)
        if self._processes == 1:
            for lock in (self._inqueue._rlock, self._outqueue._wlock):
                lock.acquire(block=False)  # free or held by the dead: either way it is held now
                lock.release()


class TaskPool(prefork.TaskPool):
    """The usual pool with our blocking one; settings name it as ``CELERY_WORKER_POOL``."""

    BlockingPool = BlockingPool
