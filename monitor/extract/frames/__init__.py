"""Events and who takes part: the predicate table, and parties linked to the slots of each event."""
