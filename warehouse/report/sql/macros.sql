-- What the other queries share. The page takes these keys apart again in js/30_labels.js.
CREATE TEMP MACRO day_of(day) AS day - DATE '1970-01-01';
CREATE TEMP MACRO session_of(body, kind, number) AS
coalesce(body, '?') || ' ' || CASE kind WHEN 'special' THEN 'S-' WHEN 'emergency_special' THEN 'ES-' ELSE '' END || number;
CREATE TEMP MACRO item_of(body, session, label) AS
coalesce(body, '?') || ' ' || coalesce(session::VARCHAR, '?') || ' ' || label;
-- The texts of rows in the order of their other fields, with commas between. Much faster than string_agg with ORDER BY.
CREATE TEMP MACRO joined(rows) AS array_to_string(list_transform(list_sort(rows), lambda one: one.text), ',');
