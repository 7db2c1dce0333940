// What is said of a result and of an answer: the pages of kneenumb/result/ and kneenumb/explain/,
// block by block and word by word. A block is a heading and pieces; a piece is a text, a list
// (items), a list of pairs (rows) or a body map.
"use strict";

const sentence = (text) => (/([.?!]|\.”)$/.test(text) ? text : `${text}.`);
const once = (texts) => [...new Set(texts)];
const text = (words, strong = false) => ({ text: words, strong });
const list = (items) => (items.length ? { items } : null);
const pairs = (rows) => (rows.length ? { rows } : null);

function block(heading, pieces, more = {}) {
  const kept = pieces.flat().filter((each) => each);
  return { heading, pieces: kept.map((each) => (each.split ? text(each) : each)), ...more };
}

const wordingOf = (option) => option.detail || option.label;

/** An answer in full words. */
const wording = (tree, name, ticks) =>
  ticks.map((each) => wordingOf(tree.questions[name].options[each])).join(" · ");

/** An answer in a few words. */
const labels = (tree, name, ticks) =>
  ticks.map((each) => tree.questions[name].options[each].label).join(" · ");

/** What an answer tells a clinician. */
const meaning = (tree, name, ticks) =>
  ticks.map((each) => sentence(tree.questions[name].options[each].because)).join(" ");

/** How fast to be seen: the first block of everything that is shown of a result. */
function whatToDo(result) {
  const { tree, urgency } = result;
  const [level, outcome] = [tree.urgencies[urgency], tree.outcomes[result.outcome]];
  const place = `level ${rankOf(urgency) + 1} of ${LEVELS.length}`;
  const told = `${level.label}: ${place}. ${level.meaning}.`;
  return block(null, [text(level.action, true), told, outcome.timing, outcome.now], { urgency });
}

/** Red flags in words, the gravest first; the same flag from two answers is said once. */
function flagList(tree, raised) {
  const ordered = [...raised].sort((one, other) => rankOf(other.flag.urgency) - rankOf(one.flag.urgency));
  const flags = new Map(ordered.map((each) => [each.id, each.flag]));
  const says = (flag) =>
    `${tree.urgencies[flag.urgency].label}: ${sentence(flag.says)} ${sentence(flag.because)}`;
  return list([...flags.values()].map(says));
}

function warningSigns(result) {
  const { tree, raised, combined } = result;
  if (!raised.length) {
    const none = "You told us of none of those that were asked about.";
    return block("Warning signs", [`${none} That does not rule out disease.`]);
  }
  const { combination, unsure } = tree.texts;
  const alone = raised.filter((each) => !combined.includes(each));
  const topics = result.unsureAbout.map((name) => tree.questions[name].topic);
  return block("Warning signs in your answers", [
    combined.length ? combination.before : null,
    flagList(tree, combined),
    combined.length && alone.length ? "You also told us:" : null,
    flagList(tree, alone),
    topics.length ? `${unsure.before} ${topics.join("; ")}. ${unsure.after || ""}` : null,
  ]);
}

/** What to know about a result of a tree that is not proved. */
function notChecked(tree) {
  if (tree.is_proved) return [];
  const warning = "This tree was not checked for safety. Do not rely on this result.";
  const advice =
    "It may be too mild: do not take it as a reason to wait. If you are worried, get medical " +
    "help whatever it says.";
  return [block(null, [text(warning, true), advice], { passes: false })];
}

const recap = (tree, answers) =>
  pairs([...answers].map(([name, ticks]) => [tree.questions[name].topic, wording(tree, name, ticks)]));

/** What those answers tell that are more than "nothing is wrong". */
function meanings(result) {
  const rows = [...result.answers].map(([name, ticks]) => {
    const { topic, options } = result.tree.questions[name];
    const telling = ticks.filter((each) => !options[each].clean);
    return [topic, meaning(result.tree, name, telling)];
  });
  return pairs(rows.filter(([, told]) => told));
}

function urgencyStory(result) {
  const { tree, base, urgency } = result;
  const { title } = tree.outcomes[result.outcome];
  const [low, high] = [tree.urgencies[base].label, tree.urgencies[urgency].label];
  if (!result.raisedBy.length) return [`“${title}” is always: ${high}.`];
  return [
    `“${title}” by itself is: ${low}.`,
    tree.texts.raised.before,
    list(once(result.raisedBy.map((each) => each.flag.says))),
    `So it is now: ${high}.`,
  ];
}

/** The end of everything that is shown of a result: sources, limits, and which tree it was. */
function foot(result) {
  const { tree, raised } = result;
  const flagged = raised.flatMap((each) => each.flag.sources);
  const cited = once([...tree.outcomes[result.outcome].sources, ...flagged]);
  const known = cited.filter((id) => tree.sources?.[id]).map((id) => [id, tree.sources[id].cite]);
  return [
    block("Sources", [pairs(known)]),
    block("Limits", [tree.texts.disclaimer, `About ${tree.title}: ${tree.status}.`]),
    block("Receipt", [`${tree.id} ${tree.version}, sha256 ${tree.sha256.slice(0, 16)}`]),
  ];
}

/** The areas of skin that a person chose, and those that go with the pattern. */
function litAreas(result) {
  const { tree } = result;
  const asked = [...result.answers.keys()].filter((name) => tree.questions[name].body_map);
  const lit = asked.flatMap((name) => result.answers.get(name)).filter((each) => tree.areas?.[each]);
  const bothLegs = asked.some((name) => asksOfBothLegs(tree, name));
  return { lit, faint: tree.outcomes[result.outcome].areas || [], bothLegs };
}

/** Whether a question about skin offers an area that only both legs together can have. */
const asksOfBothLegs = (tree, name) =>
  Object.keys(tree.questions[name].options).some((each) => tree.areas?.[each]?.both_legs);

function mapBlock(result) {
  const areas = litAreas(result);
  if (!result.tree.body || !(areas.lit.length || areas.faint.length)) return block(null, []);
  return block("On the body map", [{ map: areas }]);
}

/** Everything that a person reads at the end, the most pressing first. */
function resultPage(result) {
  const { tree } = result;
  const outcome = tree.outcomes[result.outcome];
  const given = new Map([...result.unused, ...result.answers]);
  const further = (outcome.why_if || []).filter((each) => holds(each.when, given));
  const care = outcome.numb_skin_care && tree.texts.numb_skin_care;
  const net = tree.texts.safety_net;
  const blocks = [
    warningSigns(result),
    block(outcome.title, [outcome.summary, outcome.why, list(once(further.map((each) => each.add)))]),
    block("Why this fits your answers", [meanings(result)]),
    block("What a clinician may check", [outcome.clinician_may_check]),
    block("What else it could be", [outcome.could_also_be]),
    block("What you can do yourself", [outcome.self_care]),
    care ? block(care.before.replace(/:+$/, ""), [list(care.items)]) : block(null, []),
    block("When to go at once", [outcome.go_now_if, net.before, list(net.items)]),
    mapBlock(result),
    block("Your answers", [recap(tree, result.answers)]),
    block("Given, but not asked for", [recap(tree, result.unused)]),
    block("How the urgency arose", urgencyStory(result)),
    ...foot(result),
  ];
  return [whatToDo(result), ...notChecked(tree), ...blocks.filter((each) => each.pieces.length)];
}

/** What to do for somebody for whom it may be an emergency, before any question. */
function callNow(tree) {
  const net = tree.texts.safety_net;
  return [
    block(null, [text(tree.urgencies.emergency.action, true)], { urgency: "emergency" }),
    block(null, [net.before, list(net.items)]),
  ];
}

/** The words of a question that the glossary explains. */
function glossed(tree, question) {
  const words = Object.values(question.options).map(wordingOf);
  const said = [question.ask, question.why, question.help, ...words].join(" ");
  const escaped = (name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const isSaid = (name) => new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(name)}s?(?![\\p{L}\\p{N}_])`, "iu").test(said);
  return Object.entries(tree.glossary || {}).filter(([term]) =>
    term.split(/\s*\(|\)/).some((name) => name && isSaid(name)),
  );
}

const FEW = 5;
const MOST_FALLEN = 8;

/** "a", "a or b", "a, b or c". */
function listed(items) {
  const [first, last] = [items.slice(0, -1), items.at(-1)];
  return first.length ? `${first.join(", ")} or ${last}` : last;
}

/** What is still possible, in two sentences. */
function possibleWords(tree, left) {
  const all = Object.keys(tree.outcomes).length;
  const count = `${left.outcomes.length} of ${all} outcome${all === 1 ? "" : "s"}`;
  const levels = listed(left.urgencies.map((each) => `“${tree.urgencies[each].label}”`));
  return { count, whole: `${count}. Urgency: ${levels}.` };
}

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What one answer means, what it raises, and what is still possible, as pairs. */
function momentRows(tree, moment) {
  const { question, ticks, raised, floor, before, left } = moment;
  const flags = new Map(raised.map((each) => [each.id, each.flag]));
  const label = tree.urgencies[floor].label;
  const atLeast = floor === "emergency" ? label : `At least “${label}”`;
  const field = left && possibleWords(tree, left);
  return [
    ["Answer", wording(tree, question, ticks)],
    ["It means", meaning(tree, question, ticks)],
    ...[...flags.values()].map((each) => ["Red flag", `${sentence(each.says)} ${sentence(each.because)}`]),
    ...moment.reasons.map((line) => ["Together", sentence(line.because)]),
    ...(raised.length ? [["Urgency", `${atLeast}, from here on`]] : []),
    ...(left ? [["Possible", isSame(left, before) ? `${field.count}, as before.` : field.whole]] : []),
  ];
}

/** One answer of a walk, and the outcomes that fell out or are left. */
function momentPage(tree, moment) {
  const { left, fallen } = moment;
  const titles = (names) => list(names.map((each) => tree.outcomes[each].title));
  const shown = fallen.length > MOST_FALLEN + 1 ? fallen.slice(0, MOST_FALLEN) : fallen;
  const more = fallen.length - shown.length;
  const isFew = fallen.length > 0 && left.outcomes.length <= FEW;
  const heading = isFew && left.outcomes.length === 1 ? "Only this is left" : "Still possible";
  return [
    block(null, [pairs(momentRows(tree, moment))]),
    block(heading, isFew ? [titles(left.outcomes)] : []),
    block(`Fell out with this answer: ${fallen.length}`, [titles(shown), more ? `… and ${more} more.` : null]),
  ].filter((each) => each.pieces.length);
}

// The quiz: what a learner committed to, held against what the tree says.

/** Whether an urgency is too mild ("under"), too grave ("over") or right for a case. */
function triageOf(urgency, result, expected) {
  const wanted = expected?.urgency ? [expected.urgency].flat() : [];
  const ranks = [result.urgency, ...wanted].map(rankOf);
  if (ranks.includes(rankOf(urgency))) return "right";
  return rankOf(urgency) > Math.max(...ranks) ? "over" : "under";
}

const TRIAGE = {
  under: "Too mild (under-triage)",
  over: "Too grave (over-triage)",
  right: "Right urgency",
};
