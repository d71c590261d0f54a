"""What is coded: PLOVER's types, modes, contexts and sectors; our acts, ties, units, labels and statuses."""
