SELECT
    (SELECT count(*) FROM documents) AS documents,
    (SELECT coalesce(sum(word_count), 0)::BIGINT FROM documents) AS words,
    (SELECT count(*) FROM paragraphs) AS paragraphs,
    (SELECT count(*) FROM date_mentions) AS dates,
    (SELECT count(*) FROM citations WHERE relation <> 'self') AS citations,
    (SELECT count(*) FROM entity_mentions) AS entities,
    (SELECT count(*) FROM issues) AS issues,
    (SELECT count(*) FROM quarantine) AS quarantine
