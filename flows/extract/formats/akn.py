"""Akoma Ntoso XML of the United Nations (AKN4UN): the text of a document and all it states of itself."""

from __future__ import annotations

from itertools import accumulate

from lxml import etree

from cronica.flows.extract.extracted import Extracted, MarkedParagraph, Reason, Unreadable
from cronica.flows.extract.formats.akn_inline import name_of
from cronica.flows.extract.formats.akn_metadata import read_metadata
from cronica.flows.extract.formats.akn_text import read_blocks

ROOT = "akomaNtoso"
BETWEEN = "\n\n"
"""What stands between two paragraphs of the text."""


def read(data: bytes) -> Extracted:
    """Read a document.

    Raises:
        Unreadable: the bytes are no well-formed XML, or XML that is no Akoma Ntoso.
    """
    root = _parsed(data)
    if name_of(root) != ROOT:
        raise Unreadable(
            Reason.MALFORMED,
            f"is XML whose root is <{name_of(root)}> and not <{ROOT}>; give Akoma Ntoso or the text itself",
        )
    blocks = read_blocks(root)
    starts = accumulate((len(block.text) + len(BETWEEN) for block in blocks), initial=0)
    marked = [
        MarkedParagraph(start, block.part, block.is_heading)
        for start, block in zip(starts, blocks, strict=False)
    ]
    text = BETWEEN.join(block.text for block in blocks)
    charset = root.getroottree().docinfo.encoding
    return Extracted(text, charset, marked=marked, statements=read_metadata(root))


def _parsed(data: bytes) -> etree._Element:
    # A file may come from anywhere: nothing is fetched, no entity is expanded, no depth goes on without end.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        why = " ".join(str(error.msg).split())
        if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise Unreadable(Reason.TOO_LARGE, f"holds more than one document may: {why}; split it") from None
        raise Unreadable(Reason.MALFORMED, f"is no well-formed XML: {why}; repair or replace it") from None
