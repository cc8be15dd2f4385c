-- Chains of renewed requests, followed from the first to the last. The language versions of a document ask once.
WITH RECURSIVE texts AS MATERIALIZED ( -- one language version of each: the one in which most is renewed
    SELECT DISTINCT ON (coalesce(documents.symbol, document_id)) document_id
    FROM (
        SELECT asked.document_id, count(asked.renews_request_id) + count(later.request_id) AS renewals
        FROM requests AS asked
        LEFT JOIN requests AS later ON asked.request_id = later.renews_request_id
        GROUP BY asked.document_id
    )
    INNER JOIN documents USING (document_id)
    ORDER BY coalesce(documents.symbol, document_id), renewals DESC, documents.paragraph_count DESC, document_id
),

chains AS (
    SELECT request_id AS first_request_id, request_id, 0 AS renewals FROM requests
    SEMI JOIN texts USING (document_id)
    WHERE renews_request_id IS NULL AND deliverable IN ('report', 'oral_update', 'study', 'meeting', 'consultation', 'agenda_item')
    UNION ALL
    SELECT chains.first_request_id, requests.request_id, chains.renewals + 1
    FROM chains
    INNER JOIN requests ON requests.renews_request_id = chains.request_id
),

lasts AS MATERIALIZED (
    SELECT DISTINCT ON (first_request_id) first_request_id, request_id AS last_request_id, renewals
    FROM chains
    ORDER BY first_request_id, renewals DESC, request_id DESC
),

followed AS (SELECT DISTINCT previous_document_id AS document_id FROM resolution_series WHERE previous_document_id IS NOT NULL)

SELECT
    lasts.first_request_id,
    lasts.last_request_id,
    latest.act_lemma,
    latest.addressee_text,
    latest.deliverable,
    latest.topic_text,
    latest_document.title,
    first_document.symbol AS first_symbol,
    first_document.document_date AS first_asked,
    latest_document.symbol AS last_symbol,
    latest_document.document_date AS last_renewed,
    latest.due_session_number AS last_due_session_number,
    lasts.renewals::BIGINT AS renewals,
    followed.document_id IS NULL AS is_renewed_by_latest
FROM lasts
INNER JOIN requests AS latest ON lasts.last_request_id = latest.request_id
INNER JOIN requests AS first_asked ON lasts.first_request_id = first_asked.request_id
INNER JOIN documents AS latest_document ON latest.document_id = latest_document.document_id
INNER JOIN documents AS first_document ON first_asked.document_id = first_document.document_id
LEFT JOIN followed ON latest.document_id = followed.document_id
