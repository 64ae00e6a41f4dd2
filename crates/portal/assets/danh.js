// Danh: what pages do better where a script runs. Everything works without it: it adds no
// words (they stand in the page, in its language) and keeps nothing.
'use strict';

const wait = (milliseconds, act) => {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
};

// Unit picker: type any part of a name, choose from the list. (WAI-ARIA, combobox with list.)
for (const box of document.querySelectorAll('[data-find]')) {
  const input = box.querySelector('input');
  const template = box.querySelector('template');
  const words = template.dataset;
  box.append(template.content.cloneNode(true));
  const list = box.querySelector('[role=listbox]');
  const status = box.querySelector('[role=status]');
  const code = box.querySelector('[type=hidden]');
  let found = [];
  let active = -1;
  let asked = 0;

  input.role = 'combobox';
  input.ariaAutoComplete = 'list';
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', list.id);

  // On which day: that of another field of the page, as far as it is typed.
  const day = () => {
    const part = (name) => document.getElementById(`${box.dataset.dayOf}-${name}`)?.value.trim() || '1';
    if (!/^\d{4}$/.test(part('year'))) return box.dataset.on;
    return ['year', 'month', 'day'].map((name) => part(name).padStart(2, '0')).join('-');
  };
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const choose = (unit) => {
    input.value = unit.name;
    input.removeAttribute('aria-invalid');
    code.value = unit.code;
    status.textContent = '';
    close();
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const mark = (index) => {
    active = (index + found.length) % found.length;
    [...list.children].forEach((option, at) => option.setAttribute('aria-selected', at === active));
    list.children[active].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', list.children[active].id);
  };
  const show = () => {
    list.replaceChildren(
      ...found.map((unit, at) => {
        const option = document.createElement('li');
        option.id = `${list.id}-${at}`;
        option.role = 'option';
        option.ariaSelected = 'false';
        option.textContent = unit.name;
        if (unit.was) {
          const was = document.createElement('small');
          was.textContent = `← ${unit.was}`;
          option.append(' ', was);
        }
        option.addEventListener('pointerdown', (event) => event.preventDefault());
        option.addEventListener('click', () => choose(unit));
        return option;
      }),
    );
    active = -1;
    list.hidden = !found.length;
    input.setAttribute('aria-expanded', String(found.length > 0));
    status.textContent = found.length ? words.some.replace('#', found.length) : words.none;
  };
  const look = wait(200, async () => {
    const typed = input.value.trim();
    const turn = ++asked;
    if (typed.length < 2) {
      status.textContent = '';
      return close();
    }
    try {
      const answer = await fetch(`${box.dataset.find}&on=${day()}&q=${encodeURIComponent(typed)}`, { redirect: 'error' });
      if (!answer.ok) throw answer;
      const units = await answer.json();
      // Whoever went on meanwhile is not held up by a list.
      if (turn !== asked || document.activeElement !== input) return;
      found = units;
      show();
    } catch {
      if (turn === asked) status.textContent = words.lost;
    }
  });

  input.addEventListener('input', () => {
    code.value = '';
    for (const meant of document.getElementsByName(code.name)) meant.checked = false;
    look();
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const open = !list.hidden;
    if (event.key === 'ArrowDown' && found.length) {
      if (!open) show();
      mark(active + 1);
    } else if (event.key === 'ArrowUp' && open) mark(active < 0 ? -1 : active - 1);
    else if (event.key === 'Enter' && open) choose(found[Math.max(active, 0)]);
    else if (event.key === 'Escape' && open) close();
    else return;
    event.preventDefault();
  });
}

// A form that keeps itself: `data-autosave` names where a half-filled form is posted in the
// background, a moment after something changed, and again once a lost line is back.
for (const form of document.querySelectorAll('form[data-autosave]')) {
  const said = document.getElementById('saved');
  const say = (what, time) => {
    if (!said) return;
    said.className = `saved ${what}`;
    said.replaceChildren(said.dataset[what]);
    if (!time) return;
    const now = document.createElement('time');
    now.textContent = new Date().toLocaleTimeString('vi', { hour: '2-digit', minute: '2-digit' });
    said.append(' ', now);
  };
  let changed = false;
  let ended = false;
  let saving;

  const save = async () => {
    if (!changed || ended || saving) return;
    changed = false;
    say('saving');
    const filled = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
    saving = fetch(form.dataset.autosave, { method: 'POST', body: filled, redirect: 'manual', keepalive: true });
    try {
      const answer = await saving;
      ended = answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403;
      if (!answer.ok && !ended) throw answer;
      say(ended ? 'ended' : 'saved', !ended);
    } catch {
      changed = true;
      say('failed');
      again();
    } finally {
      saving = undefined;
    }
    if (changed) soon();
  };
  const soon = wait(1500, save);
  const again = wait(10000, save);
  const note = () => {
    changed = true;
    ended = false;
    soon();
  };
  form.addEventListener('input', note);
  form.addEventListener('change', note);
  form.addEventListener('submit', () => (ended = true));
  addEventListener('online', save);
  addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', () => document.hidden && save());
}

// A long job: the page asks again while it is looked at, and leaves the focus where it is.
const progress = document.querySelector('[data-again]');
if (progress) {
  const ask = async () => {
    const shown = document.getElementById('progress');
    if (!shown?.dataset.again) return;
    try {
      if (!document.hidden) {
        const answer = await fetch(shown.dataset.again, { redirect: 'error' });
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const next = page.getElementById('progress');
        if (!next) throw answer;
        if (!next.dataset.again) return location.assign(shown.dataset.again);
        shown.querySelector('progress').replaceWith(next.querySelector('progress'));
        shown.querySelector('.said').textContent = next.querySelector('.said').textContent;
      }
    } catch {
      // The line is lost, or the session is over: the link on the page says more.
    }
    setTimeout(ask, 3000);
  };
  setTimeout(ask, 3000);
}

// A form that came back: the summary has the focus, whatever the browser thinks of autofocus.
document.querySelector('.error-summary')?.focus();

// A page to be printed offers to.
for (const button of document.querySelectorAll('[data-print]')) {
  button.parentElement.hidden = false;
  button.addEventListener('click', () => print());
}
