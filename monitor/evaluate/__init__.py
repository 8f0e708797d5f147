"""Evaluation: parsing and matching one article in a child process, within a CPU and memory budget.

    Document ── evaluate ──▶ Evaluated | Refused | TooCostly

`evaluate` is the function; `InProcess` calls it here, `ChildProcess` in a child that the kernel ends
when one article costs more than its budget, so that no article ever costs another.
"""
