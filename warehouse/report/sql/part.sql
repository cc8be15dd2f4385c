-- The paragraphs of the documents of one part, each with its mentions; one JSON text.
-- paragraph: [number, part, label, depth, heading where it changes, text, mentions]
-- mention:   [kind, start, end, key of the count it belongs to or null, …what the kind adds]
WITH mentions AS (
    SELECT paragraph_id, start_char, end_char, json_array(
        'date', start_char, end_char, year(start_date)::VARCHAR, edtf, role, origin, rule_id
    ) AS mention
    FROM date_mentions
    WHERE document_id BETWEEN $first AND $last
    UNION ALL
    SELECT paragraph_id, start_char, end_char, json_array(
        'citation', start_char, end_char, CASE WHEN relation <> 'self' THEN symbol END, symbol, relation, cited_date, pinpoint_text
    )
    FROM citations
    WHERE document_id BETWEEN $first AND $last
    UNION ALL
    SELECT paragraph_id, start_char, end_char, json_array(
        'session', start_char, end_char, session_of(body_code, session_kind, session_number), relation, origin
    )
    FROM session_mentions
    WHERE document_id BETWEEN $first AND $last
    UNION ALL
    SELECT paragraph_id, start_char, end_char, json_array(
        'item', start_char, end_char, item_of(body_code, session_number, label), title, relation
    )
    FROM agenda_items
    WHERE document_id BETWEEN $first AND $last
    UNION ALL
    SELECT paragraph_id, start_char, end_char, json_array('entity', start_char, end_char, entity_id)
    FROM entity_mentions
    WHERE document_id BETWEEN $first AND $last
    UNION ALL
    SELECT paragraph_id, strpos(text, opening_text) - 1 AS opens, opens + length(opening_text), json_array(
        'opening', opens, opens + length(opening_text), opening_lemma, opening_en
    )
    FROM paragraphs
    WHERE document_id BETWEEN $first AND $last AND opens >= 0
    UNION ALL
    SELECT anchor.paragraph_id, start_char, start_char, json_array('note', start_char, start_char, marker, paragraph_number)
    FROM footnote_anchors AS anchor
    LEFT JOIN paragraphs ON paragraphs.paragraph_id = anchor.footnote_paragraph_id
    WHERE anchor.document_id BETWEEN $first AND $last
),

marked AS (
    SELECT paragraph_id, list(mention ORDER BY start_char, end_char DESC, mention::VARCHAR) AS mentions
    FROM mentions
    GROUP BY paragraph_id
),

written AS (
    SELECT
        document_id,
        list(
            json_array(
                paragraph_number, part, label, depth, heading, text, coalesce(mentions, [])
            )
            ORDER BY paragraph_number
        ) AS paragraphs
    FROM (
        SELECT
            *,
            CASE
                WHEN section_heading IS DISTINCT FROM lag(section_heading) OVER (
                    PARTITION BY document_id ORDER BY paragraph_number
                ) THEN section_heading
            END AS heading
        FROM paragraphs
        WHERE document_id BETWEEN $first AND $last
    )
    LEFT JOIN marked USING (paragraph_id)
    GROUP BY document_id
)

SELECT to_json(list(paragraphs ORDER BY document_id))
FROM written
