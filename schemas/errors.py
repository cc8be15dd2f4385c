"""The base of every error a caller of Crónica may catch."""


class CronicaError(Exception):
    """Something went wrong that the caller can do something about; the message is one line that says what."""
