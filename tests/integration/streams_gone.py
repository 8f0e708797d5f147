"""Runs commands whose standard output is closed, full, or a pipe that nobody reads; prints how each ended.

One process that forks, so that Python starts once: `python streams_gone.py closed|full|unread < JSON`, a list of
argument lists.
"""

import importlib
import json
import os
import sys
import tempfile

from monitor.cli.main import _HOMES, main
from monitor.rule.ruleset import RuleSet


def closed():
    os.close(1)
    sys.stdout = sys.__stdout__ = None  # as Python starts with `>&-`


def full():
    os.dup2(os.open("/dev/full", os.O_WRONLY), 1)


def unread():
    reader, writer = os.pipe()
    os.close(reader)
    os.dup2(writer, 1)


def ended(arguments, how, errors):
    child = os.fork()
    if not child:
        os.dup2(errors.fileno(), 2)
        how()
        try:
            status = main(arguments)
        except SystemExit as end:
            status = end.code
        except BaseException as error:
            sys.stderr.write(f"Traceback: {error!r}")
            status = 1
        try:
            (sys.stdout or sys.stderr).flush()  # as the interpreter does at its end
        except Exception as error:
            sys.stderr.write(f"Exception ignored: {error!r}")
        sys.stderr.flush()
        os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def report(arguments, how):
    with tempfile.TemporaryFile() as errors:
        status = ended(arguments, how, errors)
        errors.seek(0)
        return {"arguments": arguments, "status": status, "err": errors.read().decode()}


if __name__ == "__main__":
    wanted = json.load(sys.stdin)
    # What every child would load again.
    for home in (*_HOMES.values(), "monitor.store.store", "monitor.ruletest", "monitor.backtest.replay"):
        importlib.import_module(home)
    RuleSet.load("rules")
    how = {one.__name__: one for one in (closed, full, unread)}[sys.argv[1]]
    print(json.dumps([report(arguments, how) for arguments in wanted]))
