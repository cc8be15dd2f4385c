-- One row per document, in order of document_id: its place in this order is how the page names it.
WITH ballots AS (
    SELECT
        document_id,
        count(*) FILTER (vote = 'yes') AS yes,
        count(*) FILTER (vote = 'no') AS no,
        count(*) FILTER (vote = 'abstain') AS abstain
    FROM votes
    GROUP BY document_id
),

doubts AS (
    SELECT document_id, count(*) AS issues
    FROM issues
    GROUP BY document_id
)

SELECT
    document_id AS id,
    symbol,
    title,
    document_type AS type,
    body_code AS body,
    session_of(body_code, session_kind, session_number) AS session,
    day_of(document_date) AS date,
    document_date_precision AS precision,
    day_of(adoption_date) AS adopted,
    day_of(issue_date) AS issued,
    meeting_number AS meeting,
    meeting_kind,
    source_format AS format,
    language,
    source_path AS path,
    word_count AS words,
    paragraph_count AS paragraphs,
    vote_outcome AS outcome,
    CASE WHEN yes IS NOT NULL THEN [yes, no, abstain] END AS votes,
    sender_name AS sender,
    signatory_name AS signatory,
    issues,
    previous_document_id AS previous,
    document_url AS url,
    record_url AS record,
    is_superseded_by AS superseded
FROM documents
LEFT JOIN ballots USING (document_id)
LEFT JOIN doubts USING (document_id)
LEFT JOIN (SELECT document_id, previous_document_id FROM resolution_series) USING (document_id)
ORDER BY document_id
