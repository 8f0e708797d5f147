"""The grammar of rule files: the keys of each table, from which reading, faults and JSON Schema follow."""
