"""What must hold between the cells of a row and between tables: a module for each group of tables."""
