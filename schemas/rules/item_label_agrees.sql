-- severity: error
-- message: The label of an agenda item is not its number and sub-item.
-- runbook: Item 66 s) is 66(s) everywhere, the item numbered 14.2 is 14.2; the label is made from item_number and subitem.
SELECT document_id, 'agenda_items' AS table_name, agenda_item_id AS row_key, label AS found,
       item_number || CASE WHEN subitem SIMILAR TO '[0-9]+' THEN '.' || subitem ELSE coalesce('(' || subitem || ')', '') END
           AS expected
FROM agenda_items
WHERE found IS DISTINCT FROM expected
