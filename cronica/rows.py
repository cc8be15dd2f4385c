"""The rows that ``Document`` gives, as named tuples; ``schemas/DICTIONARY.md`` explains each column."""

from cronica.schemas.rows import (
    AgendaItemRow,
    CitationRow,
    DateMentionRow,
    DocumentRow,
    EntityMentionRow,
    EntityRow,
    FootnoteAnchorRow,
    IssueRow,
    ParagraphRow,
    SessionMentionRow,
    SponsorRow,
    SubjectRow,
    TermRow,
    VoteRow,
)

__all__ = [
    "AgendaItemRow",
    "CitationRow",
    "DateMentionRow",
    "DocumentRow",
    "EntityMentionRow",
    "EntityRow",
    "FootnoteAnchorRow",
    "IssueRow",
    "ParagraphRow",
    "SessionMentionRow",
    "SponsorRow",
    "SubjectRow",
    "TermRow",
    "VoteRow",
]
