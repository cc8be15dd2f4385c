SELECT body_code AS id, name_es AS es, name_en AS en
FROM bodies
ORDER BY body_code
