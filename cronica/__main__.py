"""``python -m cronica`` is the command ``cronica``."""

from cronica.cli import main

main()
