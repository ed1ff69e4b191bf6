"""A laptop's worth of Lambda processes: a call waits for a free one instead of starting another for each.

MiniStack starts a process for every call that finds none idle. A start costs a second of both cores, so a burst of calls
makes all of them slow, and more processes start. None of the Lambdas here calls itself, so waiting cannot deadlock.
"""

import threading
import time

from ministack.services import lambda_svc

WORKERS = 2
# Longer than any Lambda's timeout: what is stuck that long fails by that.
WAIT_SECONDS = 300
acquire_worker = lambda_svc.acquire_worker
release_worker = lambda_svc.release_worker
released = threading.Condition()


def acquire(func_name, config, code_zip, qualifier="$LATEST", max_concurrency=None):
    deadline = time.time() + WAIT_SECONDS
    while True:
        worker, reason = acquire_worker(func_name, config, code_zip, qualifier, max_concurrency or WORKERS)
        if worker is not None or time.time() > deadline:
            return worker, reason
        with released:
            released.wait(0.05)


def release(worker):
    release_worker(worker)
    with released:
        released.notify_all()


def install():
    lambda_svc.acquire_worker = acquire
    lambda_svc.release_worker = release
