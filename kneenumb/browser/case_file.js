// Case files, as kneenumb reads and writes them: what a person keeps, and brings along.
"use strict";

/** A case file of some answers, for a person to keep or for kneenumb triage --answers. */
function caseFile(tree, answers) {
  const written = [...answers].map(([name, ticks]) => [
    name,
    isChecklist(tree.questions[name]) ? ticks : ticks[0],
  ]);
  const data = { tree: tree.id, tree_version: tree.version, answers: Object.fromEntries(written) };
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** The answers in a case file: a Map of question to ticks. An error says what cannot be read. */
function readCase(tree, content) {
  const data = /^\s*\{/.test(content) ? fromJson(content) : fromYaml(content);
  if (data.tree && data.tree !== tree.id) {
    throw new Error(`These answers are for the tree “${data.tree}”, not for “${tree.id}”.`);
  }
  const answers = data.answers || data;
  if (typeof answers !== "object" || !Object.keys(answers).length) {
    throw new Error("There are no answers in this file.");
  }
  const given = Object.entries(answers).map(([name, ticks]) => [name, [ticks].flat()]);
  for (const [name, ticks] of given) {
    if (!ticks.every((each) => typeof each === "string")) {
      throw new Error(`The answer to “${name}” is not the name of an option, or a list of them.`);
    }
  }
  return accepted(tree, given);
}

function fromJson(content) {
  try {
    return parsed(content);
  } catch (error) {
    throw new Error(`The file is no sound JSON: ${error.message}.`);
  }
}

/** The plain lines of YAML that kneenumb itself writes for answers. Others are refused. */
function fromYaml(content) {
  const data = Object.create(null);
  let [inAnswers, isBare, open] = [false, !/^answers:/m.test(content), null];
  content.split(/\r?\n/).forEach((line, at) => {
    const plain = line.replace(/(^|\s)#.*$/, "").trimEnd();
    if (!plain || plain === "---") return;
    const key = /^(\w+):(?:\s+(.*))?$/.exec(plain);
    if (key && !isBare) {
      [inAnswers, open] = [key[1] === "answers", null];
      if (inAnswers) data.answers = Object.create(null);
      if (key[1] === "tree") data.tree = unquoted(key[2] || "");
      return;
    }
    if (!isBare && !inAnswers) return;
    const into = isBare ? data : data.answers;
    const item = /^\s*-\s+(\S+)$/.exec(plain);
    const pair = /^\s*(\w+):(?:\s+(.*))?$/.exec(plain);
    if (item && open) {
      into[open].push(unquoted(item[1]));
    } else if (pair && !Object.hasOwn(into, pair[1])) {
      const list = /^\[(.*)\]$/.exec(pair[2] || "[]");
      open = pair[2] ? null : pair[1];
      into[pair[1]] = list ? list[1].split(",").map(unquoted).filter(Boolean) : unquoted(pair[2]);
    } else {
      throw new Error(`Line ${at + 1} of the file cannot be read here. Save the case as JSON.`);
    }
  });
  return data;
}

const unquoted = (word) => word.trim().replace(/^(["'])(.*)\1$/, "$2");
