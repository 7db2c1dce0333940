// The page: what is on the screen, and what a press does. Whatever was done lies in a trail of
// views, each with all that it shows, so that going back is to show the one before. The trail is
// kept in memory and nowhere else: it is gone when the page is closed.
"use strict";

const { tree, field, cases } = parsed(document.getElementById("data").textContent);

// Elements.

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = ["svg", "g", "path", "pattern", "defs", "rect", "text", "linearGradient", "stop"];

/** An element. Attributes that begin with "on" are listeners; texts become text and nothing else. */
function el(tag, attributes = {}, ...children) {
  const made = DRAWN.includes(tag)
    ? document.createElementNS(SVG, tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.flat(9).filter((each) => each !== null && each !== false));
  return made;
}

const button = (words, onclick, kind = "plain") =>
  el("button", { type: "button", class: kind, onclick }, words);
const heading = (words) => el("h1", { tabindex: "-1" }, words);
const fold = (words, ...children) => el("details", {}, el("summary", {}, words), ...children);
const actions = (...children) => el("div", { class: "actions" }, ...children);

// The trail of views.

let [trail, at] = [[], 0];

const views = {};

function show(name, state, { instead = false } = {}) {
  if (!instead || !trail.length) {
    trail = [...trail.slice(0, trail.length ? at + 1 : 0), null];
    at = trail.length - 1;
    if (at) history.pushState(at, "");
    else history.replaceState(0, "");
  }
  trail[at] = { name, state };
  render({ keepPlace: instead });
}

const back = () => history.back();

addEventListener("popstate", (event) => {
  at = trail[event.state] ? event.state : 0;
  render();
});

addEventListener("keydown", (event) => {
  const inField = event.target.closest("input, select, textarea, details");
  if (!views[trail[at].name].isLecture || inField || event.altKey || event.ctrlKey) return;
  if (event.key === "ArrowRight" || event.key === "PageDown") {
    document.querySelector("[data-next]")?.click();
  } else if ((event.key === "ArrowLeft" || event.key === "PageUp") && at) {
    back();
  } else {
    return;
  }
  event.preventDefault();
});

function render({ keepPlace = false } = {}) {
  const { name, state } = trail[at];
  const main = document.getElementById("main");
  main.className = `view-${name}`;
  main.replaceChildren(...[views[name](state)].flat(9).filter((each) => each));
  document.getElementById("top").replaceChildren(...top(name));
  const title = main.querySelector("h1");
  document.title = title ? `${title.textContent} · ${tree.title}` : tree.title;
  if (keepPlace) return;
  (title || main).focus({ preventScroll: true });
  scrollTo(0, 0);
}

function top(name) {
  const isNow = ["start", "now", "alarm"].includes(name);
  return [
    name === "start" ? null : button("Start page", () => show("start", {}), "quiet"),
    isNow ? null : button("Emergency? What to do", () => show("now", {}), "quiet alarm"),
  ].filter((each) => each);
}

// Blocks of words.js.

/** A block. The action of one that is set apart is its heading, and that of the page at level 1. */
function section(each, level = 2) {
  const kind = each.urgency ? `apart ${each.urgency}` : each.passes === false ? "apart bad" : "";
  const title = each.heading ? el(`h${level}`, level === 1 ? { tabindex: "-1" } : {}, each.heading) : null;
  const [first, ...further] = each.pieces;
  const action = each.urgency ? el(`h${level}`, { tabindex: "-1", class: "action" }, first.text) : piece(first);
  const mark = each.urgency ? el("p", { class: "mark", "aria-hidden": "true" }, marks(each.urgency)) : null;
  return el("section", kind ? { class: kind } : {}, title, action, further.map(piece), mark);
}

const marks = (urgency) => "●".repeat(rankOf(urgency) + 1) + "○".repeat(3 - rankOf(urgency));

function piece(each) {
  if (each.items) return el("ul", {}, each.items.map((item) => el("li", {}, item)));
  if (each.rows) {
    const row = ([name, words]) => el("div", {}, el("dt", {}, name), el("dd", {}, words));
    return el("dl", {}, each.rows.map(row));
  }
  if (each.map) return drawnAreas(each.map);
  return el("p", {}, each.strong ? el("strong", {}, each.text) : each.text);
}

// The body map. Its shapes are those of the left leg; the right one is their mirror.

const shapesOf = (area, view) => [...(area[view] || []), ...(area[`${view}_fading`] || [])];

/** Which of some areas a shape is for. Of several, the one with the fewest shapes says most. */
function areaOf(names, view, shape) {
  const size = (name) => ["front", "back"].flatMap((side) => shapesOf(tree.areas[name], side)).length;
  const fitting = names.filter((name) => (tree.areas[name][view] || []).includes(shape));
  return fitting.sort((one, other) => size(one) - size(other))[0];
}

function lookOf(names, kind, view, shape) {
  const name = names.find((each) => shapesOf(tree.areas[each], view).includes(shape));
  if (!name) return "";
  if (!(tree.areas[name][view] || []).includes(shape)) return `${kind} fading`;
  return tree.areas[name].patchy ? `${kind} patchy` : kind;
}

/** Of some areas those that are drawn on a leg: the left one is an example, unless both are meant. */
const onLeg = (names, isLeft, both) =>
  names.filter((each) => isLeft || both || tree.areas[each].midline || tree.areas[each].both_legs);

/** One half of the body. Args: look tells the class of a shape; press what it does. */
function half(view, isLeft, look, press) {
  const { shapes, contour, trunk, folds } = tree.body[view];
  const drawn = Object.entries(shapes).map(([name, shape]) => {
    const onclick = press ? () => press(view, name) : () => {};
    return el("path", { d: shape.d, class: shape.scenery ? "figure" : look(view, name, isLeft), onclick });
  });
  const line = (kind, d) => el("path", { d, class: kind });
  return [line("contour", contour), line("figure", trunk), drawn, line("fold", folds)].flat();
}

function pictures(look, press = null) {
  const drawn = ["front", "back"].map((view) => el("figure", {},
    el("svg", { viewBox: tree.body[view].box, "aria-hidden": "true", focusable: "false" },
      el("g", { transform: "scale(-1 1)" }, half(view, false, look, press)),
      el("g", {}, half(view, true, look, press))),
    el("figcaption", {}, view === "front" ? "Front" : "Back")));
  return el("div", { class: "legs" }, drawn);
}

/** Areas of a result, drawn and in words. */
function drawnAreas({ lit, faint, bothLegs }) {
  const further = faint.filter((each) => !lit.includes(each));
  const said = [
    ...lit.map((each) => `Lit: ${tree.areas[each].words}.`),
    ...further.map((each) => `Faint: ${tree.areas[each].words}.`),
  ];
  const isBoth = bothLegs || lit.some((each) => tree.areas[each].both_legs);
  const look = (view, shape, isLeft) => lookOf(onLeg(lit, isLeft, isBoth), "lit", view, shape)
    || lookOf(onLeg(faint, isLeft, isBoth), "faint", view, shape);
  return [
    el("p", {}, lit.length ? "Lit is the skin that you chose. Faint is other skin that goes with this pattern." :
      "Your answers name no patch of skin. Faint is the skin that goes with this pattern."),
    pictures(look),
    el("ul", {}, said.map((each) => el("li", {}, each))),
    el("p", { class: "small" }, `${isBoth ? "" : "The left leg is only an example. "}Skin maps of real people differ and overlap.`),
  ];
}

/** A map to point at: a press on a shape chooses the area that it is for. */
function pointing(name, ticked, press) {
  const areas = Object.keys(tree.questions[name].options).filter((each) => tree.areas?.[each]);
  const both = asksOfBothLegs(tree, name);
  const lit = ticked.filter((each) => tree.areas[each]);
  const look = (view, shape, isLeft) =>
    `${lookOf(onLeg(lit, isLeft, both), "lit", view, shape)} ${areaOf(areas, view, shape) ? "can" : ""}`;
  const chosen = (view, shape) => {
    const area = areaOf(areas, view, shape);
    if (area) press(area);
  };
  return el("div", { class: "pointing" },
    el("p", { class: "small" }, `Point at the skin, or choose a line. Both do the same.${both ? "" : " The left leg is only an example."}`),
    pictures(look, chosen));
}

// A person who answers. The state: all answers, the questions answered on this page and not
// brought along, what was answered before it was taken back, and what is ticked at the moment.

const fresh = () => ({ answers: new Map(), spoken: [], before: new Map(), doubted: [] });
const standing = (state) => replay(tree, state.answers);

/** The answers that count: asked for on the way, or brought along. */
function kept(state) {
  const asked = standing(state).answers;
  const brought = [...state.answers].filter(([name]) => !asked.has(name) && !state.spoken.includes(name));
  return new Map([...asked, ...brought]);
}

const resultOf = (state) => conclude(standing(state), kept(state));

/** Go on with answers: to the next question, an emergency, the review or the result. */
function onward(state) {
  const walk = standing(state);
  if (!isComplete(walk)) show("question", { ...state, ticks: [], note: null });
  else if (!state.spoken.length) show("result", state);
  else if (resultOf(state).urgency === "emergency") show("alarm", state);
  else show("review", state);
}

function takenBack(state, name) {
  const answers = new Map(state.answers);
  answers.delete(name);
  return { ...state, answers, before: new Map(state.before).set(name, state.answers.get(name)) };
}

views.start = () => {
  const texts = tree.texts;
  return [
    heading(tree.title),
    tree.is_proved ? null : el("p", { class: "apart bad" }, el("strong", {}, "This tree was not checked for safety. Do not rely on its result.")),
    el("section", { class: "ask" },
      el("h2", {}, "Could this be an emergency?"),
      actions(
        button("No, begin", () => onward(fresh()), "main"),
        button("It may be: what do I do?", () => show("now", {}), "alarm"))),
    texts.not_for ? el("section", {}, el("h2", {}, "Who it is for"), el("ul", {}, texts.not_for.map((each) => el("li", {}, each)))) : null,
    el("section", {},
      el("p", {}, `${texts.disclaimer} Status: ${tree.status}.`),
      el("p", {}, "Nothing that you answer leaves this page, and nothing is kept when you close it.")),
    cases ? el("section", {},
      el("h2", {}, "For a class"),
      actions(
        button(`Teaching cases (${cases.length})`, () => show("cases", {})),
        button("Quiz", () => show("quiz", { deck: dealt(), heard: [], attempts: [] })))) : null,
    el("section", {},
      el("h2", {}, "Answers from a file"),
      el("label", { for: "file" }, "A case file of kneenumb: it is read here, and sent nowhere."),
      el("input", { type: "file", id: "file", accept: ".json,.yaml,.yml", onchange: bring }),
      el("p", { id: "fault", role: "alert" })),
  ];
};

async function bring(event) {
  const [file] = event.target.files;
  if (!file) return;
  try {
    const answers = readCase(tree, await file.text());
    const state = { ...fresh(), answers };
    const alarms = raisedBy(tree, answers).some((each) => each.flag.urgency === "emergency");
    if (alarms && !isComplete(standing(state))) show("brought", state);
    else onward(state);
  } catch (error) {
    document.getElementById("fault").textContent = `${file.name}: ${error.message}`;
  }
}

views.brought = (state) => {
  const alarms = raisedBy(tree, state.answers).filter((each) => each.flag.urgency === "emergency");
  const signs = list(once(alarms.map((each) => each.flag.says)));
  const told = "The answers that you brought along already hold a warning sign:";
  const action = text(tree.urgencies.emergency.action, true);
  return [
    section(block(null, [action, told, signs], { urgency: "emergency" }), 1),
    actions(button("Go on with the questions", () => onward(state)), button("Back", back)),
  ];
};

views.now = () => [
  callNow(tree).map((each) => section(each, each.urgency ? 1 : 2)),
  numbers(),
  actions(at ? button("Back", back) : null),
];

function numbers() {
  if (!tree.numbers?.length) return null;
  const said = (each) => [...each.emergency, ...(each.advice || [])].map((number) => number.call).join(" · ");
  return section(block("Whom to call", [tree.texts.numbers, pairs(tree.numbers.map((each) => [each.where, said(each)]))]));
}

views.question = (state) => {
  const walk = standing(state);
  const [name, question] = [walk.at, tree.questions[walk.at]];
  const many = isChecklist(question);
  const number = walk.answers.size + 1;
  const most = walk.answers.size + tree.most[name];
  const redo = (change) => show("question", { ...state, ...change }, { instead: true });
  const press = (option) => redo({ ticks: toggled(question, state.ticks, option), note: null, pressed: option });
  const line = ([id, option]) => {
    const before = (state.before.get(name) || []).includes(id);
    const input = el("input", {
      type: many ? "checkbox" : "radio", name: "answer", value: id, id: `line-${id}`,
      onchange: () => press(id),
    });
    input.checked = state.ticks.includes(id);
    return [
      option.heading ? el("p", { class: "group" }, option.heading) : null,
      el("label", { class: "line", for: `line-${id}` }, input,
        el("span", {}, wordingOf(option), before ? el("em", {}, " (your answer before)") : null)),
    ];
  };
  const words = glossed(tree, question);
  const lines = el("fieldset", { "aria-describedby": "note" },
    el("legend", {}, heading(question.ask)),
    el("p", { class: "small" }, many ? "Tick all that fit or may fit." : "Choose one line."),
    Object.entries(question.options).map(line));
  // The place on the screen, and the focus, stay where they were after a press.
  queueMicrotask(() => state.pressed && document.getElementById(`line-${state.pressed}`)?.focus({ preventScroll: true }));
  return [
    el("p", { class: "progress" }, `Question ${number} of at most ${most} · ${tree.sections[question.section].title}`),
    el("form", { onsubmit: (event) => { event.preventDefault(); answer(state, walk); } },
      el("div", { class: question.body_map && tree.body ? "beside" : "" },
        lines,
        question.body_map && tree.body ? pointing(name, state.ticks, press) : null),
      el("div", { id: "note", role: "alert" }, (state.note || []).map((each) => el("p", {}, each))),
      actions(el("button", { type: "submit", class: "main" }, "Continue"), at ? button("Back", back) : null)),
    el("div", { class: "folds" },
      fold("Why am I asked this?", el("p", {}, question.why)),
      fold("What counts?", el("p", {}, question.help)),
      words.length ? fold("Words", piece({ rows: words })) : null,
      walk.answers.size ? fold("Change an answer", answeredLines(state, walk)) : null,
      fold("Stop and keep the answers", el("p", {}, "There is no result yet. The file can be opened here again, or by kneenumb triage --answers."), saveButton(state))),
  ];
};

function answer(state, walk) {
  const [name, question] = [walk.at, tree.questions[walk.at]];
  const fault = refusal(tree, name, state.ticks);
  if (fault) {
    show("question", { ...state, note: [fault], pressed: null }, { instead: true });
    return;
  }
  const isUnsure = state.ticks.some((each) => question.options[each].unsure);
  if (isUnsure && !state.doubted.includes(name)) {
    // A "not sure" is met with help once, before it is taken for an answer.
    const note = [
      `What counts: ${question.help}`,
      "You are not sure, and that is all right. If a line fits after all, choose it now. If not, press Continue again.",
    ];
    show("question", { ...state, note, pressed: null, doubted: [...state.doubted, name] }, { instead: true });
    return;
  }
  const before = new Map(state.before);
  before.delete(name);
  const spoken = [...state.spoken.filter((each) => each !== name), name];
  const { answers, doubted } = state;
  // Kept for whoever comes back to this question: what they answered.
  trail[at].state = { ...state, ticks: [], note: null, pressed: null, before: new Map(state.before).set(name, state.ticks) };
  onward({ answers: new Map(answers).set(name, state.ticks), spoken, before, doubted });
}

function answeredLines(state, walk) {
  const row = ([name, ticks]) =>
    el("li", {},
      el("span", {}, el("strong", {}, tree.questions[name].topic), el("br"), labels(tree, name, ticks)),
      el("button", {
        type: "button", class: "quiet", "aria-label": `Change: ${tree.questions[name].topic}`,
        onclick: () => onward(takenBack(state, name)),
      }, "Change"));
  return el("ul", { class: "answers" }, [...walk.answers].map(row));
}

views.alarm = (state) => {
  const result = resultOf(state);
  const last = [...result.answers.keys()].findLast((name) => state.spoken.includes(name));
  return [
    section(whatToDo(result), 1),
    [...notChecked(tree), warningSigns(result)].map((each) => section(each)),
    actions(
      button("Show my result", () => show("result", state), "main"),
      button("I chose the wrong line: go back", () => onward(takenBack(state, last)))),
  ];
};

views.review = (state) => [
  heading("Before your result"),
  el("p", {}, "Look over your answers. You can change each of them."),
  answeredLines(state, standing(state)),
  actions(button("All is right: show my result", () => show("result", state), "main"), button("Back", back)),
];

views.result = (state) => {
  const result = resultOf(state);
  const [first, ...further] = resultPage(result);
  return [
    section(first, 1),
    further.map((each) => section(each)),
    actions(
      button("Print this page", () => print(), "main"),
      button("How this came about, step by step", () => show("reasons", { ...state, story: null })),
      saveButton(state),
      at ? button("Back", back) : null),
    fold("Change an answer", answeredLines({ ...state, spoken: [...result.answers.keys()] }, standing(state))),
  ];
};

function saveButton(state) {
  return button("Save the answers to a file", () => {
    const url = URL.createObjectURL(new Blob([caseFile(tree, kept(state))], { type: "application/json" }));
    el("a", { href: url, download: "answers.json" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  });
}

// Reasoning, step by step.

views.reasons = (state) => {
  const { start, moments } = narrowing(tree, field, kept(state));
  const step = (moment, number) =>
    el("section", { class: "step" },
      el("h2", {}, `${number + 1}. ${tree.questions[moment.question].topic}`),
      el("p", {}, moment.isAsked ? tree.questions[moment.question].ask : "Given, but not asked for. Its red flag counts."),
      momentPage(tree, moment).map((each) => section(each, 3)));
  const result = resultOf(state);
  return [
    heading("How this came about"),
    start ? el("p", {}, `Before the first answer: ${possibleWords(tree, start).whole}`) : null,
    moments.map(step),
    section(block(`The result: ${tree.outcomes[result.outcome].title}`, [tree.outcomes[result.outcome].summary, ...urgencyStory(result)])),
    actions(button("Back", back)),
  ];
};

// Teaching cases: the question first, the answer on the next press.

const caseAnswers = (each) => accepted(tree, Object.entries(each.answers).map(([name, ticks]) => [name, [ticks].flat()]));
const resultOfCase = (each) => {
  const answers = caseAnswers(each);
  return conclude(replay(tree, answers), answers);
};
const next = (words, onclick) => el("button", { type: "button", class: "main", "data-next": true, onclick }, words);

views.cases = () => [
  heading("Teaching cases"),
  el("p", {}, "A case shows each question first, and the answer when you go on. The arrow keys go on and back."),
  el("ul", { class: "deck" }, cases.map((each, number) =>
    el("li", {}, button(each.title || each.name, () => show("story", { number }), "quiet"), el("span", {}, each.story || "")))),
  actions(button("Back", back)),
];

views.story = ({ number }) => {
  const each = cases[number];
  const { start } = narrowing(tree, field, caseAnswers(each));
  return [
    el("p", { class: "progress" }, `Case ${number + 1} of ${cases.length}`),
    heading(each.title || each.name),
    el("p", { class: "tale" }, each.story || ""),
    start ? el("p", {}, `Before the first answer: ${possibleWords(tree, start).whole}`) : null,
    actions(next("First question", () => show("step", { number, step: 0, told: false })), button("Back", back)),
  ];
};

views.step = ({ number, step, told }) => {
  const each = cases[number];
  const { moments } = narrowing(tree, field, caseAnswers(each));
  const moment = moments[step];
  const question = tree.questions[moment.question];
  const isLast = step + 1 === moments.length;
  const goOn = isLast
    ? next("Show the result", () => show("outcome", { number }))
    : next("Next question", () => show("step", { number, step: step + 1, told: false }));
  const areas = question.body_map && moment.ticks.filter((one) => tree.areas?.[one]);
  const both = asksOfBothLegs(tree, moment.question);
  return [
    el("p", { class: "progress" }, `${each.title || each.name} · step ${step + 1} of ${moments.length}`),
    heading(moment.isAsked ? question.ask : `Given, but not asked for: ${question.topic}`),
    told
      ? [
          momentPage(tree, moment).map((one) => section(one)),
          tree.body && areas?.length ? pictures((view, shape, isLeft) => lookOf(onLeg(areas, isLeft, both), "lit", view, shape)) : null,
        ]
      : [
          el("ul", { class: "options" }, Object.values(question.options).map((option) => el("li", {}, wordingOf(option)))),
          fold("Why is this asked?", el("p", {}, question.why)),
        ],
    actions(told ? goOn : next("Show the answer", () => show("step", { number, step, told: true })), button("Back", back)),
    fold("The story", el("p", {}, each.story || "")),
  ];
};

views.outcome = ({ number }) => {
  const each = cases[number];
  const result = resultOfCase(each);
  const outcome = tree.outcomes[result.outcome];
  return [
    section(whatToDo(result), 1),
    [...notChecked(tree), warningSigns(result), block(outcome.title, [outcome.summary, outcome.why]), block("How the urgency arose", urgencyStory(result)), mapBlock(result)]
      .filter((one) => one.pieces.length).map((one) => section(one)),
    each.point ? section(block("The point of this case", [each.point])) : null,
    section(foot(result)[0]),
    actions(
      number + 1 < cases.length ? next("Next case", () => show("story", { number: number + 1 })) : null,
      button("All cases", () => show("cases", {})),
      button("Back", back)),
  ];
};

for (const name of ["story", "step", "outcome"]) views[name].isLecture = true;

// The quiz: a learner commits to an urgency and a pattern before the tool says its own.

/** Every case that has a story, shuffled. */
function dealt() {
  const deck = cases.map((_, number) => number).filter((number) => cases[number].story);
  for (let last = deck.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [deck[last], deck[other]] = [deck[other], deck[last]];
  }
  return deck;
}

views.quiz = (state) => {
  const { deck, heard, attempts } = state;
  const each = cases[deck[attempts.length]];
  const answers = caseAnswers(each);
  const hear = (name) => show("quiz", { ...state, heard: [...heard, name] }, { instead: true });
  const row = ([name, question]) => {
    if (!heard.includes(name)) return el("li", {}, button(question.topic, () => hear(name), "quiet"));
    const said = answers.has(name) ? labels(tree, name, answers.get(name)) : "the case does not say";
    return el("li", { class: "heard" }, `${question.topic}: `, el("strong", {}, said));
  };
  const groups = Object.entries(tree.sections).map(([id, part]) =>
    [part.title, Object.entries(tree.questions).filter(([, question]) => question.section === id)]);
  const level = (urgency) =>
    el("label", { class: "line", for: `level-${urgency}` },
      el("input", { type: "radio", name: "urgency", value: urgency, id: `level-${urgency}` }),
      el("span", {}, `${tree.urgencies[urgency].label}: ${tree.urgencies[urgency].meaning}.`));
  const commit = (event) => {
    event.preventDefault();
    const said = new FormData(event.target);
    const [urgency, outcome] = [said.get("urgency"), said.get("outcome")];
    if (urgency && outcome) {
      show("reveal", { ...state, attempts: [...attempts, { number: deck[attempts.length], urgency, outcome }] });
    } else {
      document.getElementById("fault").textContent = urgency ? "Choose a pattern, or “not sure”." : "Choose how fast.";
    }
  };
  return [
    el("p", { class: "progress" }, `Quiz · case ${attempts.length + 1} of ${deck.length}`),
    heading("Who is this, and how fast?"),
    el("p", { class: "tale" }, each.story),
    el("section", {},
      el("h2", {}, "Ask this person"),
      groups.map(([title, questions]) => [el("h3", {}, title), el("ul", { class: "topics" }, questions.map(row))])),
    el("form", { class: "commit", onsubmit: commit },
      el("fieldset", {}, el("legend", {}, "How fast should this person be seen?"), [...LEVELS].reverse().map(level)),
      el("label", { for: "outcome" }, "Which pattern does it fit best?"),
      el("select", { id: "outcome", name: "outcome" },
        el("option", { value: "" }, "Choose"),
        Object.entries(tree.outcomes).map(([id, one]) => el("option", { value: id }, one.title)),
        el("option", { value: "?" }, "Not sure which: name no pattern")),
      el("p", { id: "fault", role: "alert" }),
      actions(el("button", { type: "submit", class: "main" }, "That is my answer"), at ? button("Back", back) : null)),
  ];
};

views.reveal = (state) => {
  const { attempts, deck } = state;
  const attempt = attempts.at(-1);
  const each = cases[attempt.number];
  const result = resultOfCase(each);
  const triage = triageOf(attempt.urgency, result, each.expected);
  const label = (urgency) => `“${tree.urgencies[urgency].label}”`;
  const fits = attempt.outcome === result.outcome;
  const pattern = attempt.outcome === "?" ? "You named none." : fits ? "Right." : `You said “${tree.outcomes[attempt.outcome].title}”.`;
  const isDone = attempts.length === deck.length;
  return [
    el("p", { class: "progress" }, each.title || each.name),
    heading(TRIAGE[triage]),
    el("p", {}, `You said ${label(attempt.urgency)}. The tool says ${label(result.urgency)}.`),
    el("p", {}, `Pattern: ${pattern} The tool says “${tree.outcomes[result.outcome].title}”.`),
    section(whatToDo(result)),
    section(warningSigns(result)),
    each.point ? section(block("The point of this case", [each.point])) : null,
    actions(
      isDone ? button("Show my score", () => show("score", state), "main")
        : button("Next case", () => show("quiz", { ...state, heard: [] }), "main"),
      isDone ? null : button("Show my score", () => show("score", state)),
      button("See it step by step", () => show("story", { number: attempt.number }))),
  ];
};

views.score = ({ attempts }) => {
  const told = attempts.map((attempt) => {
    const result = resultOfCase(cases[attempt.number]);
    const triage = triageOf(attempt.urgency, result, cases[attempt.number].expected);
    return { attempt, triage, result, fits: attempt.outcome === result.outcome };
  });
  const number = (triage) => told.filter((each) => each.triage === triage).length;
  const missed = told.filter((each) => each.triage !== "right" || !each.fits)
    .sort((one, other) => Object.keys(TRIAGE).indexOf(one.triage) - Object.keys(TRIAGE).indexOf(other.triage));
  return [
    heading("Your score"),
    piece(pairs([
      ["Cases", `${told.length}`],
      ...Object.entries(TRIAGE).map(([triage, words]) => [words, `${number(triage)}`]),
      ["Right pattern", `${told.filter((each) => each.fits).length}`],
    ])),
    missed.length ? el("section", {}, el("h2", {}, "To look at again"),
      el("ul", { class: "deck" }, missed.map(({ attempt, triage, result }) => el("li", {},
        button(cases[attempt.number].title || cases[attempt.number].name, () => show("story", { number: attempt.number }), "quiet"),
        el("span", {}, `${TRIAGE[triage]}. The tool says “${tree.outcomes[result.outcome].title}”.`))))) : null,
    actions(button("Start page", () => show("start", {}), "main"), button("Back", back)),
  ];
};

document.getElementById("foot").append(
  el("p", {}, `${tree.title}, version ${tree.version}. ${tree.status}.`),
  el("p", {}, "This page fetches nothing, stores nothing and sends nothing."));
show("start", {});
