"""Schema changes, in order; one file in `versions/` each."""
