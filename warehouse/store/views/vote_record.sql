-- Each vote with what was voted on and the count of all votes on it; the language versions of a document tell of one vote.
WITH texts AS MATERIALIZED ( -- one language version of each
    SELECT DISTINCT ON (coalesce(symbol, document_id)) document_id, document_date, session_number, symbol, title, vote_outcome
    FROM documents
    SEMI JOIN votes USING (document_id)
    ORDER BY coalesce(symbol, document_id), paragraph_count DESC, document_id
)

SELECT
    votes.entity_id,
    votes.state_name,
    texts.document_date,
    texts.session_number,
    votes.document_id,
    texts.symbol,
    texts.title,
    votes.vote,
    texts.vote_outcome,
    count(*) FILTER (votes.vote = 'yes') OVER of_document AS in_favour,
    count(*) FILTER (votes.vote = 'no') OVER of_document AS against,
    count(*) FILTER (votes.vote = 'abstain') OVER of_document AS abstentions
FROM votes
INNER JOIN texts USING (document_id)
WINDOW of_document AS (PARTITION BY votes.document_id)
