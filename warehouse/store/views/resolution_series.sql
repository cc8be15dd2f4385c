-- Successive resolutions of one body under one title, oldest first. A resolution that is in the warehouse in several
-- files (the same symbol) takes one place in its series; a row without symbol is taken for a resolution of its own.
WITH resolutions AS (
    SELECT
        *,
        coalesce(symbol, document_id) AS resolution,
        trim(regexp_replace(lower(strip_accents(title)), '[^\pL\pN]+', ' ', 'g')) AS series_title
    FROM documents
    WHERE document_type = 'resolution' AND title IS NOT NULL
),

placed AS (
    SELECT
        body_code,
        series_title,
        resolution,
        min(document_date) AS resolution_date,
        row_number() OVER oldest_first AS series_position,
        count(*) OVER (PARTITION BY body_code, series_title) AS series_length,
        lag(min(document_id)) OVER oldest_first AS previous_document_id,
        lag(min(symbol)) OVER oldest_first AS previous_symbol,
        lag(min(document_date)) OVER oldest_first AS previous_date
    FROM resolutions
    GROUP BY body_code, series_title, resolution
    WINDOW oldest_first AS (PARTITION BY body_code, series_title ORDER BY min(document_date) NULLS LAST, resolution)
)

SELECT
    resolutions.series_title,
    placed.series_position::INTEGER AS series_position,
    placed.series_length::INTEGER AS series_length,
    resolutions.document_id,
    resolutions.symbol,
    resolutions.title,
    resolutions.body_code,
    resolutions.session_number,
    resolutions.document_date,
    placed.previous_document_id,
    placed.previous_symbol,
    date_diff('day', placed.previous_date, placed.resolution_date)::INTEGER AS days_since_previous
FROM resolutions
INNER JOIN placed
    ON resolutions.resolution = placed.resolution
    AND resolutions.series_title = placed.series_title
    AND resolutions.body_code IS NOT DISTINCT FROM placed.body_code
