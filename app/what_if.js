// What another rule would have given: asks a worker, which counts the published ballots, and sets
// its figures into the page. All words are on the page; without this file it names the command
// that does the same.
const page = document.getElementById("what-if");
const form = page.querySelector("form");
let worker;

// As the pages write them: groups of three, and the decimal mark of the language.
function written(value) {
  const [whole, ...rest] = String(value).split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0"), ...rest].join(page.dataset.mark);
}

function show(state, values = {}) {
  for (const part of page.querySelectorAll("[data-answer]")) {
    part.hidden = part.dataset.answer !== state;
    for (const slot of part.querySelectorAll("[data-value]")) {
      slot.textContent = slot.dataset.value.split(".").reduce((it, key) => it?.[key] ?? "", values);
    }
  }
  page.querySelector("[data-act=stop]").hidden = !["loading", "counting"].includes(state);
  page.dataset.shown = state;
}

function set(rule, answer) {
  const figures = JSON.parse(JSON.stringify(answer), (_, value) =>
    ["number", "string"].includes(typeof value) ? written(value) : value);
  const chosen = form.rule.selectedOptions[0].textContent;
  show("shown", { ...figures, rule: chosen });
  for (const row of page.querySelectorAll("[data-project]")) {
    const [other, published] = [answer.winners.includes(row.dataset.project), "funded" in row.dataset];
    row.querySelector("[data-would=yes]").hidden = !other;
    row.querySelector("[data-would=no]").hidden = other;
    row.querySelector("[data-change]").hidden = other === published;
  }
  page.querySelector("[data-answer=shown]").focus();
}

function stop() {
  worker?.terminate();
  worker = undefined;
}

function ask(rule) {
  const { worker: script, glue, wasm, record, contest, files } = page.dataset;
  if (!worker) {
    worker = new Worker(script, { type: "module" });
    worker.onmessage = ({ data }) => {
      if (data.state === "shown") return set(data.rule, data.answer);
      if (!["loading", "counting", "refused"].includes(data.state)) stop();
      show(data.state, data);
    };
    worker.onerror = () => {
      stop();
      show("broken");
    };
  }
  const from = (path) => new URL(path, location.href).href;
  show("loading", { done: 0, all: files.split(" ").length });
  worker.postMessage({ glue: from(glue), wasm: from(wasm), record: from(record), files: files.split(" "), contest, rule });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(form.rule.value);
});
page.querySelector("[data-act=stop]").addEventListener("click", () => {
  stop();
  show("");
  form.rule.focus();
});
form.rule.addEventListener("change", said);

// The sentences of the rule that is chosen.
function said() {
  for (const line of page.querySelectorAll("[data-rules]")) {
    line.hidden = !line.dataset.rules.split(" ").includes(form.rule.value);
  }
}

page.hidden = false;
said();
