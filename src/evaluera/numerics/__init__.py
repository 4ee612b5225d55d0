"""Numbers only: arrays in by keyword, small frozen records out. A leaf that knows no panel, period or word."""
