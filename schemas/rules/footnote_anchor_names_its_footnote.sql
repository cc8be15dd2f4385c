-- severity: error
-- message: A footnote mark is bound to a paragraph that is not the footnote with that mark.
-- runbook: Look at the footnotes of the document and their footnote_marker; binding goes by mark and by place.
SELECT anchor.document_id, 'footnote_anchors' AS table_name, anchor.footnote_anchor_id AS row_key,
       concat_ws(' ', note.part, note.footnote_marker) AS found, 'footnote ' || anchor.marker AS expected
FROM footnote_anchors AS anchor
JOIN paragraphs AS note
    ON note.document_id = anchor.document_id AND note.paragraph_id = anchor.footnote_paragraph_id
WHERE note.part <> 'footnote'
   OR note.footnote_marker IS DISTINCT FROM anchor.marker
