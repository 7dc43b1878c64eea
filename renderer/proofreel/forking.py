"""Forks that go on with the scene just as their parent would have, and end with it."""

from __future__ import annotations

import ctypes
import gc
import os
import random
import signal
import threading

_PR_SET_PDEATHSIG = 1


class OutOfTurn(Exception):
    """The scene has to be drawn in order, in one process."""


def fork_scene() -> int:
    """As os.fork; throws OutOfTurn where that can't be done without harm."""
    if threading.active_count() > 1:
        raise OutOfTurn("the scene has threads of its own")
    parent = os.getpid()
    # Python gives the child new chance, and a scene would look otherwise.
    chance = random.getstate()
    # What exists is left alone by the collector, so that the pages stay shared.
    gc.freeze()
    try:
        pid = os.fork()
    except OSError as error:
        raise OutOfTurn("no process could be started") from error
    finally:
        gc.unfreeze()
    if pid == 0:
        gc.freeze()
        random.setstate(chance)
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    return pid
