"""What an initiative may have changed: one small file per shape, found by entry points."""
