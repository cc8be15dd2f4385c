"""Language packs: the words, forms and patterns that reading depends on."""
