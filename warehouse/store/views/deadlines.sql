-- What is due in a session or by a date, and the document that answers it. The language versions of a document ask once.
WITH texts AS MATERIALIZED ( -- one language version of each
    SELECT DISTINCT ON (coalesce(symbol, document_id)) document_id, symbol, title
    FROM documents
    SEMI JOIN requests USING (document_id)
    ORDER BY coalesce(symbol, document_id), paragraph_count DESC, document_id
),

answered AS (
    SELECT requests.request_id, min(answers.document_id) AS document_id
    FROM requests
    INNER JOIN documents AS asking USING (document_id)
    INNER JOIN document_relations AS answers
        ON asking.symbol = answers.related_symbol
        AND answers.relation = 'answers_request'
        AND requests.deliverable IN ('report', 'oral_update', 'study')
    INNER JOIN documents AS answering
        ON answers.document_id = answering.document_id
        AND (
            requests.due_session_number IS NULL
            OR (
                answering.session_number = requests.due_session_number
                AND coalesce(answering.body_code = requests.due_body_code, true)
            )
        )
        AND (asking.document_date IS NULL OR answering.document_date IS NULL OR answering.document_date >= asking.document_date)
    GROUP BY requests.request_id
)

SELECT
    requests.request_id,
    requests.due_body_code,
    requests.due_session_number,
    coalesce(year(requests.due_to), year(sessions.plausible_from))::SMALLINT AS due_year,
    requests.due_from,
    requests.due_to,
    requests.deliverable,
    requests.addressee_text,
    requests.recipient_text,
    requests.topic_text,
    requests.document_id,
    texts.symbol,
    texts.title,
    requests.paragraph_id,
    requests.text AS sentence,
    answered.document_id AS answered_by_document_id,
    answering.symbol AS answered_by_symbol,
    answered.document_id IS NOT NULL AS is_answered
FROM requests
INNER JOIN texts USING (document_id)
LEFT JOIN sessions
    ON requests.due_body_code = sessions.body_code
    AND requests.due_session_number = sessions.session_number
    AND sessions.session_kind = 'regular'
LEFT JOIN answered USING (request_id)
LEFT JOIN documents AS answering ON answered.document_id = answering.document_id
WHERE requests.due_kind IN ('session', 'date')
