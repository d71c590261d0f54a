"""Data sets: rules, tables, the field's own shapes."""
