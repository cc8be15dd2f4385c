SELECT body_code AS id, columns('name_(..)') AS '\1'
FROM bodies
ORDER BY body_code
