// The engine of the page: what kneenumb/walk does, over the same tree, as plain data.
// Nothing here knows of a screen. Every mapping that holds ids has no prototype, so that a
// question called "constructor" is one like any other.
"use strict";

const LEVELS = ["routine", "soon", "same_day", "emergency"];

const rankOf = (urgency) => LEVELS.indexOf(urgency);
const graver = (one, other) => (rankOf(other) > rankOf(one) ? other : one);

/** JSON as data without prototypes. */
function parsed(text) {
  return JSON.parse(text, (_, value) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.assign(Object.create(null), value)
      : value,
  );
}

const isChecklist = (question) => question.kind === "checklist";
const standsAlone = (option) => Boolean(option.clean || option.unsure);
const flagOf = (tree, option) => (option.flag ? tree.red_flags[option.flag] : null);

/** An answer in the order of the tree. */
const inOrder = (question, ticks) =>
  Object.keys(question.options).filter((name) => ticks.includes(name));

/** Why these are no answer to a question; null if they are one. Unknown is never "no". */
function refusal(tree, name, ticks) {
  const question = tree.questions[name];
  if (!question) return `There is no question “${name}” in this tree.`;
  if (!ticks.length) return "Nothing is chosen yet.";
  const unknown = ticks.find((each) => !question.options[each]);
  if (unknown !== undefined) return `“${name}” has no answer “${unknown}”.`;
  if (new Set(ticks).size < ticks.length) return `“${name}” has an answer twice.`;
  if (ticks.length === 1) return null;
  if (!isChecklist(question)) return "Please choose one line only.";
  const alone = ticks.find((each) => standsAlone(question.options[each]));
  if (alone === undefined) return null;
  const words = question.options[alone].label;
  return `“${words}” stands alone: choose it without other lines, or leave it out.`;
}

/** The ticks after one more press: what cannot stand beside the line loses its tick. */
function toggled(question, ticks, name) {
  if (!isChecklist(question)) return [name];
  if (ticks.includes(name)) return ticks.filter((each) => each !== name);
  if (standsAlone(question.options[name])) return [name];
  const kept = ticks.filter((each) => !standsAlone(question.options[each]));
  return inOrder(question, [...kept, name]);
}

/** The node that an answer leads to. An emergency sign leads to its outcome. */
function leadsTo(tree, name, ticks) {
  const question = tree.questions[name];
  const picked = ticks.map((each) => question.options[each]);
  const alarm = picked.find((each) => flagOf(tree, each)?.urgency === "emergency");
  return alarm ? flagOf(tree, alarm).outcome : picked[0].next || question.next;
}

/** Whether answers (a Map of question to ticks) meet every condition. */
const holds = (when, answers) =>
  Object.entries(when).every(([name, options]) =>
    (answers.get(name) || []).some((each) => options.includes(each)),
  );

function cell(table, answers) {
  const [down, across] = [answers.get(table.down) || [], answers.get(table.across) || []];
  if (down.length !== 1 || across.length !== 1) return table.else;
  const row = table.rows.findLast((each) => each.options.includes(down[0]));
  const column = table.columns.lastIndexOf(across[0]);
  return row && column >= 0 ? row.go[column] : table.else;
}

/** Go on from a node to a question or an outcome, and the lines of gates that decided. */
function follow(tree, start, answers) {
  const lines = [];
  let node = start;
  for (;;) {
    if (tree.gates?.[node]) {
      const line = tree.gates[node].lines.find((each) => !each.when || holds(each.when, answers));
      lines.push(line);
      node = line.else || line.next;
    } else if (tree.tables?.[node]) {
      node = cell(tree.tables[node], answers);
    } else {
      return { node, lines };
    }
  }
}

const begin = (tree) => ({ tree, answers: new Map(), lines: [], at: tree.start });
const isComplete = (walk) => Boolean(walk.tree.outcomes[walk.at]);

/** The walk after one more answer. */
function answered(walk, ticks) {
  const fault = refusal(walk.tree, walk.at, ticks);
  if (fault) throw new Error(fault);
  const picked = inOrder(walk.tree.questions[walk.at], ticks);
  const answers = new Map(walk.answers).set(walk.at, picked);
  const { node, lines } = follow(walk.tree, leadsTo(walk.tree, walk.at, picked), answers);
  return { tree: walk.tree, answers, lines: [...walk.lines, ...lines], at: node };
}

/** Walk as far as answers lead. Going back, or changing one, is a replay of the others. */
function replay(tree, answers) {
  let walk = begin(tree);
  while (!isComplete(walk) && answers.has(walk.at)) walk = answered(walk, answers.get(walk.at));
  return walk;
}

/** Every red flag that answers raise, in the order of the tree. */
function raisedBy(tree, answers) {
  const raised = [];
  for (const [name, question] of Object.entries(tree.questions)) {
    for (const [each, option] of Object.entries(question.options)) {
      if (option.flag && (answers.get(name) || []).includes(each)) {
        raised.push({ id: option.flag, flag: flagOf(tree, option), question: name, option: each });
      }
    }
  }
  return raised;
}

/** The outcome and the final urgency of a walk that came to an outcome. */
function settled(tree, reached, raised) {
  let outcome = reached;
  if (tree.outcomes[outcome].urgency !== "emergency") {
    outcome = raised.find((each) => each.flag.urgency === "emergency")?.flag.outcome || outcome;
  }
  const floors = raised.map((each) => each.flag.urgency);
  return { outcome, urgency: floors.reduce(graver, tree.outcomes[outcome].urgency) };
}

/** The result of a complete walk. Answers given and never asked for count by their red flags. */
function conclude(walk, given = walk.answers) {
  if (!isComplete(walk)) throw new Error(`the walk stands at the question ${walk.at}`);
  const { tree, answers } = walk;
  const unused = new Map();
  for (const name of Object.keys(tree.questions)) {
    if (given.has(name) && !answers.has(name)) unused.set(name, given.get(name));
  }
  const raised = raisedBy(tree, new Map([...unused, ...answers]));
  const { outcome, urgency } = settled(tree, walk.at, raised);
  const combination = walk.lines.find((line) => line.combination) || null;
  const together = (combination && combination.when) || {};
  const base = tree.outcomes[outcome].urgency;
  const combined = raised.filter((each) => (together[each.question] || []).includes(each.option));
  const gravest = raised.filter((each) => each.flag.urgency === urgency);
  const unsure = [...combined, ...gravest].filter(
    (each) => tree.questions[each.question].options[each.option].unsure,
  );
  return {
    tree,
    answers,
    unused,
    outcome,
    base,
    urgency,
    raised,
    raisedBy: urgency === base ? [] : gravest,
    combination,
    combined,
    unsureAbout: [...new Set(unsure.map((each) => each.question))],
  };
}

/** Answers as somebody wrote them, in the order of the tree; an error if one cannot be used. */
function accepted(tree, given) {
  const answers = new Map();
  for (const [name, ticks] of given) {
    const fault = refusal(tree, name, ticks);
    if (fault) throw new Error(fault);
    answers.set(name, inOrder(tree.questions[name], ticks));
  }
  const ordered = Object.keys(tree.questions).filter((name) => answers.has(name));
  return new Map(ordered.map((name) => [name, answers.get(name)]));
}

// What is still possible. The field holds every state of every walk, worked out beforehand.

/** Which class of answers an answer is of: what gates see of it, what it raises, where it leads. */
function classOf(tree, field, name, ticks) {
  const { conditions, classes } = field.questions[name];
  const sees = conditions
    .map(([options, alone], at) =>
      ticks.some((each) => options.includes(each)) && !(alone && ticks.length > 1) ? at : -1,
    )
    .filter((at) => at >= 0);
  const options = ticks.map((each) => tree.questions[name].options[each]);
  const levels = LEVELS.filter((level) =>
    options.some((each) => flagOf(tree, each)?.urgency === level),
  );
  return classes.indexOf(`${sees} ${levels} ${leadsTo(tree, name, ticks)}`);
}

/** The outcomes and urgencies that may still come, given what was raised so far. */
function possible(tree, field, state, floor) {
  const ends =
    typeof state === "number"
      ? field.states[state].ends.map((at) => field.ends[at])
      : [[state, tree.outcomes[state].urgency]];
  const outcomes = new Set(ends.map(([outcome]) => outcome));
  const urgencies = new Set(ends.map(([, urgency]) => graver(urgency, floor)));
  return {
    outcomes: Object.keys(tree.outcomes).filter((each) => outcomes.has(each)),
    urgencies: LEVELS.filter((level) => urgencies.has(level)),
  };
}

/** Every answer of a case and what it did: to the red flags, and to what was still possible. */
function narrowing(tree, field, given) {
  let [walk, state, floor] = [begin(tree), field ? field.start : null, LEVELS[0]];
  let before = field && possible(tree, field, state, floor);
  const moments = [];
  const add = (question, ticks, lines, isAsked, after) => {
    const raised = raisedBy(tree, new Map([[question, ticks]]));
    floor = raised.map((each) => each.flag.urgency).reduce(graver, floor);
    const left = field && after(raised);
    const fallen = field ? before.outcomes.filter((each) => !left.outcomes.includes(each)) : [];
    const reasons = lines.filter((line) => line.because);
    moments.push({ question, ticks, isAsked, raised, floor, reasons, before, left, fallen });
    before = left;
  };
  const start = before;
  while (!isComplete(walk) && given.has(walk.at)) {
    const [question, onward] = [walk.at, answered(walk, given.get(walk.at))];
    const ticks = onward.answers.get(question);
    add(question, ticks, onward.lines.slice(walk.lines.length), true, () => {
      state = field.states[state].go[classOf(tree, field, question, ticks)];
      return possible(tree, field, state, floor);
    });
    walk = onward;
  }
  if (isComplete(walk)) {
    let sofar = [];
    for (const [question, ticks] of conclude(walk, given).unused) {
      if (!raisedBy(tree, new Map([[question, ticks]])).length) continue;
      add(question, ticks, [], false, (raised) => {
        sofar = [...sofar, ...raised];
        const { outcome, urgency } = settled(tree, walk.at, sofar);
        return { outcomes: [outcome], urgencies: [graver(urgency, floor)] };
      });
    }
  }
  return { start, moments };
}
