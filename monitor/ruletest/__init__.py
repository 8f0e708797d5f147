"""Runs the tests inside rules: single articles, and series sent through a whole monitor in virtual time."""

from monitor.ruletest.run import Trials

__all__ = ["Trials"]
