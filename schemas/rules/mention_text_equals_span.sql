-- severity: error
-- message: The text of a mention is not what stands at its characters in a paragraph of its document.
-- runbook: Compare found with expected. A shift by a few characters means that offsets were taken before the
--    paragraph was cleaned; an empty expected value means that the paragraph is missing or of another document.
WITH mention AS (
    SELECT document_id, 'date_mentions' AS table_name, date_mention_id AS row_key, paragraph_id, start_char, end_char, text
    FROM date_mentions
    UNION ALL SELECT document_id, 'session_mentions', session_mention_id, paragraph_id, start_char, end_char, text
    FROM session_mentions
    UNION ALL SELECT document_id, 'requests', request_id, paragraph_id, start_char, end_char, text
    FROM requests
    UNION ALL SELECT document_id, 'agenda_items', agenda_item_id, paragraph_id, start_char, end_char, text
    FROM agenda_items
    UNION ALL SELECT document_id, 'citations', citation_id, paragraph_id, start_char, end_char, text
    FROM citations
    UNION ALL SELECT document_id, 'entity_mentions', entity_mention_id, paragraph_id, start_char, end_char, text
    FROM entity_mentions
)
SELECT mention.document_id, mention.table_name, mention.row_key, mention.text AS found,
       substr(paragraphs.text, mention.start_char + 1, mention.end_char - mention.start_char) AS expected
FROM mention
LEFT JOIN paragraphs USING (document_id, paragraph_id)
WHERE mention.start_char < 0
   OR expected IS DISTINCT FROM mention.text
