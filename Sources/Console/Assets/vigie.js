// Everything works without this file: it makes the queue quick by keyboard and keeps the overview's figures fresh.
"use strict";
(function () {
  const shortcuts = document.body.dataset.shortcuts === "on";
  const help = document.getElementById("keys-help");
  const helpButton = document.querySelector("[data-help]");

  function openHelp() {
    if (help && typeof help.showModal === "function" && !help.open) help.showModal();
  }
  if (helpButton && help && typeof help.showModal === "function") {
    helpButton.hidden = false;
    helpButton.addEventListener("click", openHelp);
  }

  function isTyping(target) {
    return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  }

  function move(step) {
    const links = Array.from(document.querySelectorAll("[data-row-link]"));
    if (links.length === 0) return false;
    const row = document.activeElement && document.activeElement.closest("[data-row]");
    const current = row ? links.findIndex((link) => row.contains(link)) : -1;
    const next = current < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(current + step, 0), links.length - 1);
    links[next].focus();
    links[next].scrollIntoView({ block: "nearest" });
    return true;
  }

  function claim() {
    const row = document.activeElement && document.activeElement.closest("[data-row]");
    const form = (row || (document.querySelector("[data-row]") ? null : document))?.querySelector("[data-claim]");
    if (!form) return false;
    form.requestSubmit();
    return true;
  }

  document.addEventListener("keydown", function (event) {
    if (!shortcuts || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (help && help.open) return;
    let done = false;
    if (event.key === "j") done = move(1);
    else if (event.key === "k") done = move(-1);
    else if (event.key === "c") done = claim();
    else if (event.key === "?" && help) { openHelp(); done = true; }
    else if (event.key === "/") {
      const field = document.getElementById("top-q");
      if (field) { field.focus(); done = true; }
    }
    if (done) event.preventDefault();
  });

  // The form works by its button; with a script the expected number of cases follows the slider.
  const chooser = document.querySelector("[data-threshold]");
  const slider = chooser && chooser.querySelector("input[type=range]");
  if (slider) {
    const spoken = chooser.querySelector("[data-threshold-text]");
    const bars = Array.from(chooser.querySelectorAll("[data-at]"));
    slider.addEventListener("input", function () {
      const value = Number(slider.value).toFixed(2);
      for (const bar of bars) {
        const chosen = bar.dataset.at === value;
        bar.classList.toggle("chosen", chosen);
        if (!chosen) continue;
        slider.setAttribute("aria-valuetext", bar.dataset.text);
        if (spoken) spoken.textContent = bar.dataset.text;
      }
    });
  }

  // The form works by its buttons; with a script what is written is checked a moment after the last key.
  const rule = document.querySelector("[data-rule-form]");
  const ruleText = rule && rule.querySelector("textarea[name=text]");
  if (ruleText && "fetch" in window) {
    const place = rule.querySelector("[data-review]");
    let waiting = 0;
    let asked = 0;
    async function checkRule() {
      const number = ++asked;
      const fields = new URLSearchParams(new FormData(rule));
      fields.delete("reason");
      try {
        const answer = await fetch(rule.dataset.check, { method: "POST", body: fields, credentials: "same-origin" });
        if (!answer.ok || number !== asked) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (number === asked) place.replaceChildren(...page.body.childNodes);
      } catch (_) { /* the button still works */ }
    }
    ruleText.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(checkRule, 600);
    });
    place.addEventListener("click", function (event) {
      const line = event.target.closest("[data-line]");
      const number = line && Number(line.dataset.line);
      if (!number) return;
      const before = ruleText.value.split("\n").slice(0, number - 1).join("\n").length;
      ruleText.focus();
      ruleText.setSelectionRange(before + (number > 1 ? 1 : 0), before + (number > 1 ? 1 : 0));
    });
  }

  const live = document.querySelector("[data-live]");
  if (live && "EventSource" in window) {
    const state = live.querySelector("[data-live-state]");
    const summary = live.querySelector("[data-live-summary]");
    let spokenAt = 0;
    let spokenSignals = "";
    function show(on) {
      if (!state) return;
      state.hidden = false;
      state.textContent = on ? state.dataset.on : state.dataset.off;
      state.classList.toggle("on", on);
    }
    const source = new EventSource(live.dataset.live);
    source.addEventListener("open", function () { show(true); });
    source.addEventListener("error", function () { show(false); });
    source.addEventListener("message", function (event) {
      let figures;
      try { figures = JSON.parse(event.data); } catch (_) { return; }
      for (const place of live.querySelectorAll("[data-figure]")) {
        const text = figures[place.dataset.figure];
        if (typeof text === "string" && place.textContent !== text) place.textContent = text;
      }
      // Spoken at most twice a minute, and only when a signal came: the rest is there to be looked at.
      const now = Date.now();
      if (summary && figures.signals !== spokenSignals && now - spokenAt > 30000) {
        if (spokenSignals !== "") summary.textContent = figures.summary || "";
        spokenSignals = figures.signals;
        spokenAt = now;
      }
    });
    window.addEventListener("pagehide", function () { source.close(); });
  }
})();
