-- What one language version says and most of the others do not: of a document, or of one of its paragraphs. With a
-- value that is compared goes the one that is shown. A majority is more than half of the versions, and at least two.
WITH versions AS (
    SELECT DISTINCT symbol, language, document_id FROM parallel_paragraphs
),

lengths AS (
    SELECT
        document_id,
        count(*) FILTER (part = 'preamble')::VARCHAR AS preambular,
        count(*) FILTER (part = 'operative')::VARCHAR AS operative
    FROM paragraphs
    GROUP BY document_id
),

items AS (
    SELECT document_id, string_agg(DISTINCT label, ', ' ORDER BY label) AS labels
    FROM agenda_items
    WHERE relation = 'own'
    GROUP BY document_id
),

counted_votes AS (
    SELECT document_id, vote, count(*) AS states
    FROM votes
    GROUP BY document_id, vote
),

tallies AS (
    SELECT document_id, string_agg(concat(vote, ' ', states), ', ' ORDER BY vote) AS tally
    FROM counted_votes
    GROUP BY document_id
),

facts AS (
    SELECT
        versions.symbol,
        versions.language,
        versions.document_id,
        unnest(
            [
                {'kind': 'document_type', 'said': documents.document_type},
                {'kind': 'issue_date', 'said': documents.issue_date::VARCHAR},
                {'kind': 'adoption_date', 'said': documents.adoption_date::VARCHAR},
                {
                    'kind': 'session',
                    'said': concat_ws(' ', documents.body_code, documents.session_kind, documents.session_number)
                },
                {'kind': 'meeting', 'said': concat_ws(' ', documents.meeting_kind, documents.meeting_number)},
                {'kind': 'agenda_items', 'said': items.labels},
                {'kind': 'preambular_paragraphs', 'said': lengths.preambular},
                {'kind': 'operative_paragraphs', 'said': lengths.operative},
                {'kind': 'vote_outcome', 'said': documents.vote_outcome},
                {'kind': 'votes', 'said': tallies.tally}
            ],
            recursive := true
        )
    FROM versions
    INNER JOIN documents USING (document_id)
    INNER JOIN lengths USING (document_id)
    LEFT JOIN items USING (document_id)
    LEFT JOIN tallies USING (document_id)
),

-- Of ten thousand and more: a smaller number is often a year, and Chinese counts in ten thousands. Arabic texts
-- may keep the groups of three figures from the last to the first, so these are compared in order of size.
amounts AS (
    SELECT
        paragraph_id,
        unnest(regexp_extract_all(text, '\d{3}(?: \d{3})* \d{1,2}\b|\d{1,3}(?:[ .,]\d{3})+')) AS amount
    FROM paragraphs
    WHERE regexp_matches(text, '\d[ .,]\d{2}')
),

mentions AS (
    SELECT paragraph_id, 'dates' AS kind, edtf AS said, edtf AS compared FROM date_mentions
    UNION ALL
    SELECT paragraph_id, 'symbols', symbol, symbol FROM citations
    UNION ALL
    SELECT paragraph_id, 'sessions', session, session
    FROM (
        SELECT paragraph_id, concat_ws(' ', body_code, session_kind, session_number) AS session
        FROM session_mentions
    )
    UNION ALL
    SELECT paragraph_id, 'amounts', amount, array_to_string(list_sort(regexp_split_to_array(amount, '[ .,]')), ' ')
    FROM amounts
    WHERE length(amount) > 5
),

said AS (
    SELECT
        paragraph_id,
        kind,
        string_agg(DISTINCT said, ', ' ORDER BY said) AS said,
        string_agg(DISTINCT compared, ', ' ORDER BY compared) AS compared
    FROM mentions
    GROUP BY paragraph_id, kind
),

-- Which paragraphs are one: they share the least of their keys.
members AS (
    SELECT paragraph_id, document_id, language, least(paragraph_id, min(parallel_paragraph_id)) AS place
    FROM parallel_paragraphs
    WHERE part NOT IN ('masthead', 'title', 'closing', 'signature')
    GROUP BY paragraph_id, document_id, language
),

places AS (
    SELECT DISTINCT members.place, said.kind FROM members INNER JOIN said USING (paragraph_id)
),

witnesses AS (
    SELECT symbol AS place, kind, document_id, NULL AS paragraph_id, language, said, coalesce(said, '') AS compared
    FROM facts
    UNION ALL
    SELECT
        places.place,
        places.kind,
        members.document_id,
        members.paragraph_id,
        members.language,
        said.said,
        coalesce(said.compared, '')
    FROM places
    INNER JOIN members USING (place)
    LEFT JOIN said USING (paragraph_id, kind)
),

agreed AS (
    SELECT place, kind, compared, min(said) AS said, string_agg(language, ', ' ORDER BY language) AS languages
    FROM witnesses
    GROUP BY place, kind, compared
    QUALIFY count(*) > 1 AND 2 * count(*) > sum(count(*)) OVER (PARTITION BY place, kind)
)

SELECT
    witness.document_id,
    witness.paragraph_id,
    'versions_agree_' || kind AS rule_id,
    'warning' AS severity,
    concat('The versions in ', agreed.languages, ' agree on another value: ', replace(kind, '_', ' '), '.') AS message,
    witness.said AS value_text,
    agreed.said AS expected_text
FROM witnesses AS witness
INNER JOIN agreed USING (place, kind)
WHERE witness.compared <> agreed.compared
ORDER BY ALL
