"""The rows that ``Document`` gives, as named tuples; ``schemas/DICTIONARY.md`` explains each column."""

from cronica.schemas.rows import (
    AgendaItemRow,
    CitationRow,
    DateMentionRow,
    DocumentRelationRow,
    DocumentRow,
    EntityMentionRow,
    EntityRow,
    FootnoteAnchorRow,
    IssueRow,
    ParagraphRow,
    SessionMentionRow,
    SpeechRow,
    SponsorRow,
    SubjectRow,
    TermRow,
    VoteRow,
)

__all__ = [
    "AgendaItemRow",
    "CitationRow",
    "DateMentionRow",
    "DocumentRelationRow",
    "DocumentRow",
    "EntityMentionRow",
    "EntityRow",
    "FootnoteAnchorRow",
    "IssueRow",
    "ParagraphRow",
    "SessionMentionRow",
    "SpeechRow",
    "SponsorRow",
    "SubjectRow",
    "TermRow",
    "VoteRow",
]
