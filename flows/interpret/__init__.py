"""One document: what the places of things in it say about them."""
