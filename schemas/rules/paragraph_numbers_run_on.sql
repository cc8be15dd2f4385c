-- severity: error
-- message: The paragraphs of a document are not numbered 1, 2, 3 and so on.
-- runbook: A gap is a lost paragraph, a repetition a doubled one; look for refused rows in quarantine.
SELECT document_id, 'paragraphs' AS table_name, paragraph_id AS row_key,
       CAST(paragraph_number AS VARCHAR) AS found,
       CAST(row_number() OVER (PARTITION BY document_id ORDER BY paragraph_number, paragraph_id) AS VARCHAR) AS expected
FROM paragraphs
QUALIFY found <> expected
