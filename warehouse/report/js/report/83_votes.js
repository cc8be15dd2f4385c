// Votes: what was voted on and how; one vote State by State, or one State vote by vote and beside the others.

const VOTES = { y: "yes", n: "no", a: "abstain", x: "absent" };
const CAST = ["y", "n", "a"];

async function drawVotes(main, places) {
  const { doc, ballot, states } = await piece("view-votes");
  const voters = states[0].split(",");
  const ballots = newestFirst(doc.map((place, at) => ({ place, letters: ballot[at] })).filter(({ place }) => places.has(place)), ({ place }) => place);
  const [chosenOne] = route.args;
  const state = voters.indexOf(chosenOne); // -1 when it is a document
  const picked = ballots.find((each) => documents[each.place].id === chosenOne);
  const field = h("select", { id: "choose-voter", onchange: (event) => { location.hash = address("votes", event.target.value ? [event.target.value] : []); } },
    h("option", { value: "" }, t("votes.any_state")),
    voters.map((id) => [id, entityName(id)]).sort((a, b) => a[1].localeCompare(b[1], lang)).map(([id, name]) => h("option", { value: id }, name)));
  field.value = state < 0 ? "" : chosenOne;
  const tally = (letters) => CAST.map((letter) => letters.split(letter).length - 1);
  const [search, table] = searchable("find-vote", t("documents.find"), ballots, ({ place }) => `${documents[place].symbol ?? ""} ${titleOf(documents[place])}`,
    (some) => h("table", { class: "counts votes" },
      h("caption", { class: "hidden" }, t("votes.title")),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("votes.voted_on")), state < 0 ? CAST.map((letter) => h("th", { scope: "col", class: "number" }, t(`votes.${VOTES[letter]}`))) : h("th", { scope: "col" }, entityName(chosenOne)))),
      h("tbody", {}, some.map(({ place, letters }) => h("tr", { class: picked?.place === place ? "chosen" : null },
        h("th", { scope: "row" }, h("a", { href: address("votes", [documents[place].id]), "aria-current": picked?.place === place ? "true" : null }, titleOf(documents[place])),
          h("small", {}, [documents[place].symbol, dateText(documents[place].date, 0, documents[place].precision ?? "day", "short")].filter(Boolean).join(" · ")),
          voteBar(tally(letters))),
        state < 0 ? (documents[place].votes ?? tally(letters)).map((count) => h("td", { class: "number" }, number(count)))
          : h("td", { class: `vote-${letters[state]}` }, voteName(letters[state])))))));
  const download = csvButton("votes", ["date", "symbol", "title", "state", "name", "vote"], () => ballots.flatMap(({ place, letters }) => voters.flatMap((id, at) =>
    (letters[at] === "-" || (state >= 0 && at !== state) ? [] : [[documents[place].date === null ? "" : isoDay(documents[place].date), documents[place].symbol, titleOf(documents[place]), id, entityName(id), VOTES[letters[at]]]]))));
  main.append(heading("votes"), h("div", { class: "bar" }, h("div", { class: "filters" }, h("label", { class: state < 0 ? "field" : "field set" }, h("span", {}, t("votes.state")), field)), search, download));
  if (!ballots.length) {
    main.append(h("p", { class: "quiet" }, t("votes.none")));
    return;
  }
  const pane = state >= 0 ? statePane(state, voters, ballots) : picked ? ballotPane(picked, voters) : null;
  main.append(h("div", { class: pane ? "panes with-detail" : "panes" }, h("section", { class: "pane" }, table), pane));
}

const voteName = (letter) => (letter === "-" ? "–" : t(`votes.${VOTES[letter]}`));

/** The sides of a vote as one bar. */
function voteBar(counts) {
  return h("span", { class: "sides", "aria-hidden": "true" }, counts.map((count, at) => {
    const part = h("span", { class: `vote-${CAST[at]}` });
    part.style.flexGrow = count;
    return part;
  }));
}

/** One vote: the States of each side. */
function ballotPane({ place, letters }, voters) {
  const each = documents[place];
  const sides = d3.group(voters, (_, at) => letters[at]);
  return h("section", { class: "pane detail", id: "detail", tabindex: "-1", "aria-label": titleOf(each) },
    h("h2", {}, shortName(each), h("small", {}, titleOf(each))),
    h("p", { class: "links" }, h("a", { href: address("document", [each.id]) }, t("counts.open_document"))),
    ["n", "a", "y", "x"].filter((letter) => sides.has(letter)).map((letter) => h("section", { class: "side-of" },
      h("h3", { class: `vote-${letter}` }, voteName(letter), h("small", {}, ` ${number(sides.get(letter).length)}`)),
      h("p", {}, sides.get(letter).map((id) => [entityName(id), id]).sort((a, b) => a[0].localeCompare(b[0], lang))
        .flatMap(([name, id], at) => [at ? " · " : "", h("a", { href: address("votes", [id]) }, name)])))));
}

/** One State: its votes by side, and how often each other State voted as it did where both voted. */
function statePane(state, voters, ballots) {
  const sides = d3.rollup(ballots, (list) => list.length, (each) => each.letters[state]);
  const others = voters.map((id, at) => {
    const common = at === state ? [] : ballots.filter(({ letters }) => CAST.includes(letters[state]) && CAST.includes(letters[at]));
    const alike = common.filter(({ letters }) => letters[state] === letters[at]).length;
    return { id, common: common.length, alike, share: alike / common.length };
  }).filter((each) => each.common).sort((a, b) => b.share - a.share || b.common - a.common || d3.ascending(entityName(a.id), entityName(b.id)));
  const [search, table] = searchable("find-voter", t("votes.find_state"), others, (each) => entityName(each.id),
    (some) => barTable(t("votes.alike"), [t("votes.state"), t("votes.common"), t("votes.share")], some.map((each) => ({
      name: entityName(each.id), bar: each.share, href: address("votes", [each.id]), numbers: [each.common, percent(each.share)],
    }))), 15);
  const name = entityName(voters[state]);
  return h("section", { class: "pane detail", id: "detail", tabindex: "-1", "aria-label": name },
    h("h2", {}, name, h("small", {}, [...CAST, "x"].filter((letter) => sides.has(letter)).map((letter) => `${voteName(letter)}: ${number(sides.get(letter))}`).join(" · "))),
    h("h3", {}, t("votes.alike")), h("p", { class: "caption" }, t("votes.alike_note")),
    h("div", { class: "bar" }, search, csvButton("voting_alike", ["state", "name", "votes_in_common", "votes_alike", "share"], () => others.map((each) => [each.id, entityName(each.id), each.common, each.alike, each.share]))), table);
}
