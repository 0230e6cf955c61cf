"""The process that does the node's jobs: `python -m baigong.faces.worker`."""

import asyncio
import os
from datetime import UTC, datetime

import django
from procrastinate.contrib.django import app

from baigong.ground.node.children import end_with_parent

AT_ONCE = 2  # a long load holds up nobody's small job
BEAT, LOST = 2.0, 10.0  # seconds between signs of life; after how many a worker counts as killed
GRACE = 20.0  # seconds that jobs under way have to end; then they are done again


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baigong.settings")
    end_with_parent()
    django.setup()
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        asyncio.run(_work())


async def _work() -> None:
    async with app.open_async():
        taking_up = asyncio.create_task(_take_up_lost_jobs())
        try:
            await app.run_worker_async(
                concurrency=AT_ONCE,
                update_heartbeat_interval=BEAT,
                stalled_worker_timeout=LOST,
                shutdown_graceful_timeout=GRACE,
                delete_jobs="successful",
            )
        finally:
            taking_up.cancel()


async def _take_up_lost_jobs() -> None:
    """Jobs whose worker was killed are done again; each of them may be done twice."""
    while True:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=LOST):
            await app.job_manager.retry_job(job, retry_at=datetime.now(UTC))
        await asyncio.sleep(BEAT)


if __name__ == "__main__":
    main()
