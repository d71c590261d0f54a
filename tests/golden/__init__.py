"""What the reader makes of the examples, stored; a change shows as a difference to judge."""
