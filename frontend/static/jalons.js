// What only a script can add; every page works without it. Nothing is kept from one page to the next.

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/gi, "oe").toLowerCase();

// A table or list named by data-live is narrowed while one types, headings without rows included.
function live(field) {
  const table = document.getElementById(field.dataset.live);
  const rows = [...table.querySelectorAll("tbody > tr, :scope > li")].map((row) => [row, fold(row.textContent)]);
  const told = document.createElement("p");
  told.className = "soft";
  told.setAttribute("role", "status");
  field.closest(".live").hidden = false;
  field.closest(".live").append(told);
  field.addEventListener("input", () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    let heading = null;
    for (const [row, text] of rows) {
      if (row.classList.contains("group")) {
        row.hidden = words.length > 0;
        heading = row;
        continue;
      }
      row.hidden = !words.every((word) => text.includes(word));
      if (row.hidden) continue;
      shown += 1;
      if (heading) heading.hidden = false;
    }
    told.textContent = words.length ? `${shown} ligne${shown > 1 ? "s" : ""}` : "";
  });
}

// A form marked data-auto sends itself when a choice is made, and says so beforehand.
function auto(form) {
  for (const hint of form.querySelectorAll("[data-hint]")) hint.hidden = false;
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, [type=checkbox], [type=radio]")) form.requestSubmit();
  });
}

// Empty fields make no part of an address.
function tidy(form) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
  addEventListener("pageshow", () => {
    for (const field of form.elements) field.disabled = false;
  });
}

// A form that was sent is not sent twice by a second click; it can be again once its page comes back, or no answer has come.
function once(form) {
  let sent = false;
  const anew = () => {
    sent = false;
  };
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
    setTimeout(anew, 3000);
  });
  addEventListener("pageshow", anew);
}

// The timeline: its zoom links, reached by + − ← → while it has the focus, by Alt + wheel, and followed in place.
let going = null;
async function go(link) {
  const { href } = link;
  going?.abort();
  going = new AbortController();
  try {
    const answer = await fetch(href, { signal: going.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("chronologie");
    if (!next) throw new Error("no timeline");
    const { id, dataset: { zoom } } = document.activeElement;
    document.getElementById("chronologie").replaceWith(next);
    history.replaceState(null, "", href);
    start(next);
    (zoom ? next.querySelector(`[data-zoom=${zoom}]`) : document.getElementById(id))?.focus({ preventScroll: true });
  } catch (error) {
    if (error.name !== "AbortError") location.assign(href);
  }
}

const KEYS = { "+": "in", "=": "in", "-": "out", ArrowLeft: "back", ArrowRight: "forth" };
function timeline(figure) {
  const follow = (name) => {
    const link = name && figure.querySelector(`[data-zoom="${name}"]`);
    if (link) go(link);
    return Boolean(link);
  };
  figure.addEventListener("click", (event) => {
    const link = event.target.closest("[data-zoom]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link);
  });
  figure.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
    if (follow(KEYS[event.key])) event.preventDefault();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = [...figure.querySelectorAll("a.row")];
    const at = rows.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    rows[at + step]?.focus();
  });
  let resting = 0;
  figure.addEventListener("wheel", (event) => {
    if (!event.altKey || !event.deltaY) return;
    event.preventDefault();
    if (event.timeStamp - resting < 180) return;
    resting = event.timeStamp;
    follow(event.deltaY < 0 ? "in" : "out");
  }, { passive: false });
}

function start(root) {
  const each = (selector, run) => root.querySelectorAll(selector).forEach(run);
  each("[data-live]", live);
  each("form[data-auto]", auto);
  each("form[method=get]", tidy);
  each("form[method=post]", once);
  each("[data-timeline]", timeline);
}
start(document);
