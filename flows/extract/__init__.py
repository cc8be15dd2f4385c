"""Bytes to text to paragraphs: decoding, one module a format, layout, footnotes and structure."""
