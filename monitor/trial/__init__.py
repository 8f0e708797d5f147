"""Running the tests that stand in rules: single articles, and series told by a whole desk in virtual time."""

from monitor.trial.run import Trials

__all__ = ["Trials"]
