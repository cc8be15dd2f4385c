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
-- followed by a capital or an opening sign. The full stop of an abbreviation or an initial ends no sentence and is
-- masked first; then the space at each end of a sentence becomes a separator (character 30). Both put one character
-- in the place of one, so positions stay those of the text.
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
            FROM date_mentions AS mention
            WHERE mention.document_id = documents.document_id
                AND mention.start_date = documents.document_date
                AND mention.role IN ('letter', 'signature', 'meeting')
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
            FROM date_mentions AS mention
            WHERE mention.document_id = own_dates.document_id
                AND mention.start_date = own_dates.event_date
                AND mention.role = own_dates.event_type
        )
),

stated AS (
    SELECT
        date_mentions.*,
        paragraphs.text AS paragraph,
        CASE coalesce(paragraphs.language, documents.language)
            WHEN '${language}' THEN regexp_replace(
                paragraph, '(^|[^\pL\pN])(\p{Lu}|(?i:${abbreviations}))\.', '\1\2·', 'g'
            )
            ELSE paragraph
        END AS masked,
        regexp_replace(
            masked, '([.?!…][»”"'')\]]*)\s(\s*[\p{Lu}¿¡«“"(\[])', '\1' || chr(30) || '\2', 'g'
        ) AS cut,
        start_char - length(split_part(substring(cut, 1, start_char), chr(30), -1)) AS sentence_start,
        end_char + length(split_part(substring(cut, end_char + 1), chr(30), 1)) AS sentence_end
    FROM date_mentions
    INNER JOIN paragraphs USING (paragraph_id)
    INNER JOIN documents ON documents.document_id = date_mentions.document_id
    QUALIFY role NOT IN ('adoption', 'issue', 'letter')
        OR row_number() OVER (
            PARTITION BY date_mentions.document_id, role, edtf
            ORDER BY paragraph_id, start_char, date_mention_id
        ) = 1
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
        trim(substring(paragraph, sentence_start + 1, sentence_end - sentence_start)) AS sentence,
        stated.paragraph_id,
        stated.date_mention_id
    FROM stated
    LEFT JOIN citations USING (citation_id)
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
