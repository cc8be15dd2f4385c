-- The paragraphs of each document with their mentions, as one JSON text. Its pieces are joined as text: as JSON values
-- each would be read and written again at every level. It tells of each document by itself.
-- paragraph: [[number, part, label, depth, heading where it changes, text], [mention, …]]
-- mention:   [kind, start, end, key of the count it belongs to or null, …what the kind adds]
WITH mentions AS (
    SELECT paragraph_id, start_char, end_char, json_array(
        'date', start_char, end_char, year(start_date)::VARCHAR, edtf, role, origin, rule_id
    ) AS mention
    FROM date_mentions
    UNION ALL
    SELECT paragraph_id, start_char, end_char, json_array(
        'citation', start_char, end_char, CASE WHEN relation <> 'self' THEN symbol END, symbol, relation, cited_date, pinpoint_text
    )
    FROM citations
    UNION ALL
    SELECT paragraph_id, start_char, end_char, json_array(
        'session', start_char, end_char, session_of(body_code, session_kind, session_number), relation, origin
    )
    FROM session_mentions
    UNION ALL
    SELECT paragraph_id, start_char, end_char, json_array(
        'item', start_char, end_char, item_of(body_code, session_number, label), relation
    )
    FROM agenda_items
    UNION ALL
    SELECT paragraph_id, start_char, end_char, json_array('entity', start_char, end_char, entity_id)
    FROM entity_mentions
    UNION ALL
    SELECT paragraph_id, strpos(text, opening_text) - 1 AS opens, opens + length(opening_text), json_array(
        'opening', opens, opens + length(opening_text), opening_lemma, opening_en
    )
    FROM paragraphs
    WHERE opens >= 0
    UNION ALL
    SELECT anchor.paragraph_id, start_char, start_char, json_array('note', start_char, start_char, marker, paragraph_number)
    FROM footnote_anchors AS anchor
    LEFT JOIN paragraphs ON paragraphs.paragraph_id = anchor.footnote_paragraph_id
),

marked AS (
    SELECT paragraph_id, joined(list({a: start_char, b: -end_char, text: mention::VARCHAR})) AS mentions
    FROM mentions
    WHERE start_char IS NOT NULL -- a value stated beside the text has no place in it
    GROUP BY paragraph_id
),

titled AS (
    SELECT
        *,
        lag(section_heading) OVER (PARTITION BY document_id ORDER BY paragraph_number) AS above,
        CASE WHEN section_heading IS DISTINCT FROM above THEN section_heading END AS heading
    FROM paragraphs
)

SELECT
    document_id,
    '[' || joined(list({
        a: paragraph_number,
        text: '[' || json_array(paragraph_number, part, label, depth, heading, text)
        || ',[' || coalesce(mentions, '') || ']]'
    })) || ']' AS text
FROM titled
LEFT JOIN marked USING (paragraph_id)
GROUP BY document_id
