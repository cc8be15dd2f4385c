"""Releases: staged aside, verified, compared, put in force by one rename."""
