/*
question: Which resolutions follow one another under one title, and how far apart are they?
parameters: [symbol, body]
*/
SELECT series_title, series_position, series_length, document_date, symbol, previous_symbol, days_since_previous
FROM resolution_series
WHERE ($body IS NULL OR body_code = $body)
    AND (
        $symbol IS NULL
        OR (body_code, series_title) IN (SELECT (body_code, series_title) FROM resolution_series WHERE symbol = $symbol)
    )
ORDER BY series_title, body_code, series_position, document_id
