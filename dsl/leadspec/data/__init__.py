"""A description of data: which files leads come from, which column is which field, and how values are written."""
