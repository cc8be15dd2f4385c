-- How often two States vote alike in a session.
WITH cast_votes AS (
    SELECT votes.document_id, documents.body_code, documents.session_number, votes.entity_id, votes.vote
    FROM votes
    INNER JOIN documents USING (document_id)
    WHERE votes.vote <> 'absent'
        AND votes.entity_id IS NOT NULL
        AND documents.body_code IS NOT NULL
        AND documents.session_number IS NOT NULL
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
INNER JOIN cast_votes AS other ON one.document_id = other.document_id AND one.entity_id < other.entity_id
GROUP BY one.body_code, one.session_number, one.entity_id, other.entity_id
