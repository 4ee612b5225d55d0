"""Reading, checking and holding data: area x period x outcome."""
