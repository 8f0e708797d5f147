"""What a rule file may say, stated once as models: reading, faults, the JSON Schema and the tables follow."""
