-- How often two States vote alike in a session; the language versions of a document tell of one vote.
WITH cast_votes AS MATERIALIZED (
    SELECT DISTINCT ON (voted_on, votes.entity_id)
        coalesce(documents.symbol, votes.document_id) AS voted_on,
        documents.body_code,
        documents.session_number,
        votes.entity_id,
        votes.vote
    FROM votes
    INNER JOIN documents USING (document_id)
    WHERE votes.vote <> 'absent'
        AND votes.entity_id IS NOT NULL
        AND documents.body_code IS NOT NULL
        AND documents.session_number IS NOT NULL
    ORDER BY voted_on, votes.entity_id, votes.document_id
)

SELECT
    one.body_code,
    one.session_number,
    one.entity_id,
    other.entity_id AS other_entity_id,
    count(*) AS votes_in_common,
    count(*) FILTER (one.vote = other.vote) AS votes_alike,
    count(*) FILTER (one.vote = other.vote) / count(*) AS share
FROM cast_votes AS one
INNER JOIN cast_votes AS other ON one.voted_on = other.voted_on AND one.entity_id < other.entity_id
GROUP BY one.body_code, one.session_number, one.entity_id, other.entity_id
