"""What is asked: the question, the design class, and when the intervention begins."""
