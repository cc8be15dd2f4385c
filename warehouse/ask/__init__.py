"""Questions to a release: SQL, saved questions, search, export."""
