"""Measuring Crónica: documents made to order, and what reading them costs beside other tools."""
