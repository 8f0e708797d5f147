"""Signals are heard for as long as the daemon runs, and then by whoever heard them before.

Each story runs in a process of its own: here other threads, not begun by us, would take the signals.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BEGIN = f"""
import os, signal, subprocess, sys, threading
sys.path.insert(0, {str(ROOT)!r})
from monitor.daemon.signals import Signals

came = threading.Semaphore(0)

def note(word):
    print(word, flush=True)
    came.release()

def send(number):
    os.kill(os.getpid(), number)
    assert came.acquire(timeout=120)

"""


def told(story: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + story], capture_output=True, text=True, timeout=250, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_each_signal_does_its_work_and_nothing_is_left_behind() -> None:
    assert told("""
with Signals(lambda: note("stop"), lambda: note("reload"), grace=60).heard():
    send(signal.SIGHUP)
    send(signal.SIGTERM)
print(len(signal.pthread_sigmask(signal.SIG_BLOCK, ())), "signals" in [one.name for one in threading.enumerate()])
""") == ["reload", "stop", "0", "False"]


def test_a_process_begun_after_it_can_be_terminated() -> None:
    assert told("""
with Signals(lambda: None, lambda: None).heard():
    pass
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
child.terminate()
print(child.wait(10))
""") == ["-15"]


def test_the_end_comes_after_the_grace() -> None:
    assert told("""
with Signals(lambda: None, lambda: None, grace=0.05, end=lambda status: note(status)).heard():
    send(signal.SIGTERM)
""") == ["0"]


def test_a_late_end_has_the_status_that_it_was_given() -> None:
    assert told("""
with Signals(lambda: None, lambda: None, grace=0.05, end=lambda status: note(status), late=3).heard():
    send(signal.SIGTERM)
""") == ["3"]


def test_the_end_comes_at_the_second_signal() -> None:
    assert told("""
with Signals(lambda: note("stop"), lambda: None, grace=60, end=lambda status: note(status)).heard():
    send(signal.SIGTERM)
    send(signal.SIGINT)
""") == ["stop", "130"]
