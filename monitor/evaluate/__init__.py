"""What one article says and which rules hold for it: pure, on a budget, in a process of its own.

    Document ── evaluate ──▶ Evaluated | Refused | TooCostly

`evaluate` is the function; `InProcess` calls it here, `ChildProcess` in a child that the kernel ends
when one article costs more than its budget, so that no article ever costs another.
"""
