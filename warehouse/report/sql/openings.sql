-- Each opening phrase in English, with the kind of act it belongs to.
SELECT opening_lemma AS id, min(opening_en) AS en, min(act_class) AS act
FROM paragraphs
WHERE opening_lemma IS NOT NULL
GROUP BY id
ORDER BY id
