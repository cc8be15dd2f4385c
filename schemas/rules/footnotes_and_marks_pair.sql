-- severity: warning
-- message: A footnote mark has no footnote, or a footnote has no mark in the text.
-- runbook: Look at the page. The printed text may lack one of the two; a mark read as part of a word or number
--    (75/531 for 75/53 and note 1) leaves its footnote alone.
SELECT document_id, 'footnote_anchors' AS table_name, footnote_anchor_id AS row_key,
       'mark ' || marker AS found, 'a footnote with this mark' AS expected
FROM footnote_anchors
WHERE footnote_paragraph_id IS NULL
UNION ALL
SELECT note.document_id, 'paragraphs', note.paragraph_id,
       'footnote ' || note.footnote_marker, 'a mark in the text'
FROM paragraphs AS note
ANTI JOIN footnote_anchors AS anchor
    ON anchor.document_id = note.document_id AND anchor.footnote_paragraph_id = note.paragraph_id
WHERE note.part = 'footnote'
