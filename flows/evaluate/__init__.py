"""How well documents are read: labels, from markup or by hand, compared with what the pipeline reads."""
