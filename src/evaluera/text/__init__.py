"""Words: messages, numbers, labels, statements."""
