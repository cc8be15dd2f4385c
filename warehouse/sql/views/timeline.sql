-- One row per dated fact: every date mention, and a document's own dates that no mention states.
--
-- No fact stands twice:
--   * adoption_date, issue_date and document_date of a document are rows of their own only while no mention of that
--     document has the same role and day; a mention is preferred because it has a sentence to show.
--   * document_date repeats adoption_date or issue_date for most documents and is then left out, as it is when a
--     mention states that day as a letter's date, a signature or a meeting. What remains comes from the manifest or
--     the file's metadata: the date of a letter or note verbale, the issue of anything else.
--   * a document is adopted, issued and (a letter) dated once, so of mentions that repeat such a date the first counts.
-- A date without a known year has no event_date but is kept.
--
-- The sentence is cut from the paragraph around the mention, at a full stop, question or exclamation mark or ellipsis
-- followed by a capital or an opening sign. The full stop of an abbreviation or an initial ends no sentence: it is
-- masked first by a character of the same length, so that positions stay those of the text.
WITH own_dates AS (
    SELECT document_id, 'adoption' AS event_type, adoption_date AS event_date, 'day' AS precision
    FROM documents
    UNION ALL
    SELECT document_id, 'issue', issue_date, 'day'
    FROM documents
    UNION ALL
    SELECT
        document_id,
        CASE WHEN document_type IN ('letter', 'note_verbale') THEN 'letter' ELSE 'issue' END,
        document_date,
        document_date_precision
    FROM documents
    WHERE document_date IS DISTINCT FROM adoption_date
        AND document_date IS DISTINCT FROM issue_date
        AND NOT EXISTS (
            FROM date_mentions AS stated
            WHERE stated.document_id = documents.document_id
                AND stated.start_date = documents.document_date
                AND stated.role IN ('letter', 'signature', 'meeting')
        )
),

unstated AS (
    SELECT
        event_date,
        (event_date + CASE precision
            WHEN 'day' THEN INTERVAL 1 DAY
            WHEN 'month' THEN INTERVAL 1 MONTH
            WHEN 'year' THEN INTERVAL 1 YEAR
            WHEN 'decade' THEN INTERVAL 10 YEAR
            WHEN 'century' THEN INTERVAL 100 YEAR
        END - INTERVAL 1 DAY)::DATE AS event_end_date,
        CASE precision
            WHEN 'day' THEN strftime(event_date, '%Y-%m-%d')
            WHEN 'month' THEN strftime(event_date, '%Y-%m')
            WHEN 'year' THEN strftime(event_date, '%Y')
            WHEN 'decade' THEN substring(strftime(event_date, '%Y'), 1, 3) || 'X'
            WHEN 'century' THEN substring(strftime(event_date, '%Y'), 1, 2) || 'XX'
        END AS edtf,
        precision,
        event_type,
        document_id
    FROM own_dates
    WHERE event_date IS NOT NULL
        AND NOT EXISTS (
            FROM date_mentions AS stated
            WHERE stated.document_id = own_dates.document_id
                AND stated.start_date = own_dates.event_date
                AND stated.role = own_dates.event_type
        )
),

stated AS (
    SELECT *
    FROM date_mentions
    QUALIFY role NOT IN ('adoption', 'issue', 'letter')
        OR row_number() OVER (
            PARTITION BY document_id, role, edtf
            ORDER BY paragraph_id, start_char, date_mention_id
        ) = 1
),

masked AS (
    SELECT
        stated.date_mention_id,
        paragraphs.text,
        stated.start_char,
        stated.end_char,
        regexp_replace(
            paragraphs.text,
            '(^|[^\pL\pN])(\p{Lu}|(?i:sr|sra|srta|sres|sras|dr|dra|drs|prof|excmo|excma|ilmo|lic|ing|gral|cnel|mons'
            || '|ud|uds|st|sto|sta|art|arts|párr|párrs|cap|caps|secc|núm|núms|nº|no|nos|nro|vol|vols|pág|págs|apdo'
            || '|inc|fig|supl|add|corr|rev|ref|cf|vid|ee|uu|rr|aa|op|cit|ibíd|distr|depto|avda|cía))\.',
            '\1\2·',
            'g'
        ) AS without_abbreviations
    FROM stated
    INNER JOIN paragraphs USING (paragraph_id)
),

bounds AS (
    SELECT
        date_mention_id,
        text,
        -- the last sentence that begins before or at the first character of the mention
        substring(without_abbreviations, 1, start_char + 1) AS head,
        regexp_extract(head, '(?s)^.*[.?!…][»”"'')\]]*\s+([\p{Lu}¿¡«“"(\[].*)$', 1) AS head_sentence,
        CASE WHEN head_sentence = '' THEN 0 ELSE length(head) - length(head_sentence) END AS sentence_start,
        -- the first sentence that ends at or after the last character of the mention
        substring(without_abbreviations, end_char + 1) AS rest,
        regexp_extract(rest, '(?s)^(.*?[.?!…]+[»”"'')\]]*)(?:\s+[\p{Lu}¿¡«“"(\[]|\s*$)', 1) AS rest_sentence,
        end_char + length(CASE WHEN rest_sentence = '' THEN rest ELSE rest_sentence END) AS sentence_end
    FROM masked
),

facts AS (
    SELECT
        stated.start_date AS event_date,
        stated.end_date AS event_end_date,
        stated.edtf,
        stated.precision,
        stated.role AS event_type,
        stated.document_id,
        citations.symbol AS cited_symbol,
        trim(substring(bounds.text, bounds.sentence_start + 1, bounds.sentence_end - bounds.sentence_start))
            AS sentence,
        stated.paragraph_id,
        stated.date_mention_id
    FROM stated
    LEFT JOIN bounds USING (date_mention_id)
    LEFT JOIN citations ON stated.citation_id = citations.citation_id
    UNION ALL BY NAME
    FROM unstated
)

SELECT
    facts.event_date,
    facts.event_end_date,
    facts.edtf,
    facts.precision,
    facts.event_type,
    documents.document_id,
    documents.symbol,
    documents.title,
    documents.body_code,
    documents.session_number,
    facts.cited_symbol,
    facts.sentence,
    facts.paragraph_id,
    facts.date_mention_id
FROM facts
INNER JOIN documents USING (document_id)
