// What keys mean to a person. The keys are made in sql/macros.sql.

const DIMENSIONS = ["citation", "entity", "opening", "item", "session", "term", "year"];

function bodyName(code) {
  const body = index.bodies.get(code);
  return body?.[lang] ?? names.get(code)?.[lang] ?? body?.en ?? (code === "?" ? t("unknown_body") : code);
}

/** "GA 75", "GA S-30" or "GA ES-11" in words. */
function sessionName(key) {
  if (!key) return "";
  const [, body, kind, value] = key.match(/^(.*) (ES-|S-|)(-?\d+)$/) ?? [null, key, "", ""];
  const form = { "": "regular", "S-": "special", "ES-": "emergency_special" }[kind];
  return value ? t(`session.${form}`, { body: bodyName(body), ordinal: ordinal(Number(value), "session") }) : bodyName(body);
}

/** A number as an ordinal beside the noun "session" or "meeting", with which it may have to agree. */
function ordinal(value, noun) {
  const forms = TEXTS[lang].ordinals[noun];
  const form = new Intl.PluralRules(lang, { type: "ordinal" }).select(value);
  return (forms[form] ?? forms.other).replace("{value}", value);
}

function entityName(id) {
  const entity = names.get(id);
  return entity?.[lang] ?? entity?.en ?? entity?.es ?? id;
}

/** A counted value as { name, note }. */
function valueName(dimension, key) {
  switch (dimension) {
    case "session":
      return { name: sessionName(key), note: key };
    case "item": {
      const [, body, session, label] = key.match(/^(.*?) (\S+) (\S+)$/) ?? [null, "", "", key];
      return {
        name: `${t("item", { label })}${index.items.has(key) ? ` · ${index.items.get(key).title}` : ""}`,
        note: session === "?" ? bodyName(body) : sessionName(`${body} ${session}`),
      };
    }
    case "citation":
      return { name: key, note: bySymbol.get(key)?.[0].title ?? "" };
    case "opening": {
      const { en, act } = index.openings.get(key) ?? {};
      return lang === "en" && en ? { name: en, note: `${key} · ${word("act_class", act)}` } : { name: key, note: word("act_class", act) };
    }
    case "entity":
      return { name: entityName(key), note: word("entity_type", names.get(key)?.type) };
    default:
      return { name: key, note: "" };
  }
}

/** What a person calls a document: its symbol, or else its kind. */
function shortName(each) {
  return each.symbol ?? word("document_type", each.type);
}

function titleOf(each) {
  return each.title ?? each.symbol ?? each.path;
}
