-- severity: error
-- message: A footnote mark stands outside the text of its paragraph, or in a paragraph of another document.
-- runbook: The place is counted in the cleaned text, from 0 to its length. Look at how the mark was lifted out.
SELECT anchor.document_id, 'footnote_anchors' AS table_name, anchor.footnote_anchor_id AS row_key,
       CAST(anchor.start_char AS VARCHAR) AS found,
       '0 to ' || CAST(length(paragraphs.text) AS VARCHAR) AS expected
FROM footnote_anchors AS anchor
LEFT JOIN paragraphs USING (document_id, paragraph_id)
WHERE paragraphs.text IS NULL
   OR anchor.start_char NOT BETWEEN 0 AND length(paragraphs.text)
