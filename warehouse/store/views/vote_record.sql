-- Each vote with what was voted on and the count of all votes on it.
SELECT
    votes.entity_id,
    votes.state_name,
    documents.document_date,
    documents.session_number,
    votes.document_id,
    documents.symbol,
    documents.title,
    votes.vote,
    documents.vote_outcome,
    count(*) FILTER (votes.vote = 'yes') OVER of_document AS in_favour,
    count(*) FILTER (votes.vote = 'no') OVER of_document AS against,
    count(*) FILTER (votes.vote = 'abstain') OVER of_document AS abstentions
FROM votes
INNER JOIN documents USING (document_id)
WINDOW of_document AS (PARTITION BY votes.document_id)
