#!/usr/bin/env python3
"""Photographs every page of the console and checks it for accessibility.

usage: Scripts/screenshots.py --url http://127.0.0.1:8080 (--demo NAME | --name NAME --password PASSWORD)
                              [--out docs/screenshots] [--chromium /usr/bin/chromium] [--reveal]

Each page is visited wide (1400 x 900) and narrow (390 x 844), light and dark, in English, and once in French. On each
it runs axe-core (WCAG 2.2 A and AA and best practices), and it looks for what no page may have: a script error or a
violation of the content security policy, a request to another host, a page that is wider than a 375 px screen. The
queue's keys are pressed once.

Exit status: 0 nothing found, 1 something found, 2 bad usage, 3 the console or the browser cannot be reached.
Pictures that the README uses go to OUT, all others to OUT/all (ignored by git).

Needs: python3 -m venv .venv && .venv/bin/pip install playwright axe-playwright-python; Debian's chromium.
"""

import argparse
import pathlib
import sys
from urllib.parse import urlencode, urljoin, urlparse

try:
    import axe_playwright_python
    from playwright.sync_api import Error as BrowserError, sync_playwright
except ImportError:
    print("error: run `python3 -m venv .venv && .venv/bin/pip install playwright axe-playwright-python` and use "
          "that Python", file=sys.stderr)
    sys.exit(2)

WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The few pictures that are kept in the repository.
KEPT = {"overview-wide-light", "queue-wide-light", "case-wide-light", "case-wide-dark", "queue-narrow-dark"}
AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


class Findings:
    def __init__(self):
        self.lines = []

    def add(self, where, what):
        line = f"{where}: {what}"
        if line not in self.lines:
            self.lines.append(line)
            print(f"FOUND {line}", flush=True)


def watch(page, base, label, findings):
    """Script errors, refused content and requests to other hosts are findings wherever they happen."""
    host = urlparse(base).netloc
    page.on("pageerror", lambda error: findings.add(label, f"script error: {error}"))
    page.on("request", lambda request: None if urlparse(request.url).netloc in (host, "")
            else findings.add(label, f"request to another host: {urlparse(request.url).netloc}"))

    def message(entry):
        text = entry.text
        # The page for what does not exist, and a query that is wrong, are visited on purpose.
        expected = "status of 404" in text or "status of 422" in text
        if entry.type == "error" and not expected:
            findings.add(label, f"console error: {text}")

    page.on("console", message)


def sign_in(page, base, options):
    page.goto(urljoin(base, "/sign-in"))
    if options.demo:
        page.locator(f'form[action="/sign-in/demo"]:has(input[value="{options.demo}"]) button').click()
    else:
        page.fill("#name", options.name)
        page.fill("#password", options.password)
        page.locator('form[action="/sign-in"] button').click()
    page.wait_for_selector(".top-user")


def set_language(page, base, language):
    page.goto(urljoin(base, "/account"))
    page.select_option("#language", language)
    page.locator('form[action="/account/preferences"] button').click()
    page.wait_for_selector(f'html[lang="{language}"]')


def addresses(page, base, options):
    """Which pages there are: those that every console has, and a case and a member of this one."""
    found = {"overview": "/", "queue": "/queue", "search": "/search?q=a", "account": "/account",
             "not-found": "/there-is-nothing-here", "transparency": "/transparency", "badges": "/badges"}
    for name in ("trail", "accounts", "clocks", "appeals", "provenance", "webhooks"):
        if page.locator(f'.top-nav a[href="/{name}"]').count():
            found[name] = f"/{name}"
    if page.locator('.top-nav a[href="/detectors"]').count():
        found["detectors"] = "/detectors"
        page.goto(urljoin(base, "/detectors"))
        policy = page.locator('main a[href^="/detectors/"]').first
        if policy.count():
            found["threshold"] = policy.get_attribute("href")
            found["threshold-preview"] = found["threshold"] + "?threshold=0.80"
    if page.locator('.top-nav a[href="/rules"]').count():
        found["rules"], found["rule-new"], found["revisions"] = "/rules", "/rules/file", "/rules/revisions"
        page.goto(urljoin(base, "/rules"))
        file = page.locator('main a[href^="/rules/file?"]').first
        if file.count():
            found["rule-file"] = file.get_attribute("href")
        page.goto(urljoin(base, "/rules/revisions"))
        revision = page.locator('main a[href^="/rules/revisions/"]').first
        if revision.count():
            found["revision"] = revision.get_attribute("href")
    if page.locator('.top-nav a[href="/audit"]').count():
        found["audit"] = "/audit"
    if page.locator('.top-nav a[href="/query"]').count():
        found["query"] = "/query"
        found["query-events"] = "/query?" + urlencode(
            {"kind": "events", "q": "type == 'message.posted' && channel.kind == 'text'", "by": "actor.name", "span": "all"})
        found["query-signals"] = "/query?" + urlencode(
            {"kind": "signals", "q": "severity <= 2", "by": "policy", "span": "all"})
        found["query-wrong"] = "/query?" + urlencode({"q": "actor.count('gift.offered', duration('72h')) > 3 && typ == ''"})
    page.goto(urljoin(base, "/queue"))
    first = page.locator("[data-row-link]").first
    if first.count():
        found["case"] = first.get_attribute("href")
        page.goto(urljoin(base, found["case"]))
        if options.reveal:
            claim = page.locator(".case-side [data-claim] button")
            if claim.count():
                claim.click()
            if page.locator("#reveal-reason").count():
                page.fill("#reveal-reason", "screenshots of the demonstration")
                page.locator(".reveal button").click()
        member = page.locator(".case-head .facts a").first
        if member.count():
            found["member"] = member.get_attribute("href")
    else:
        print("note: the queue is empty, so no case and no member is photographed")
    return found


def check(page, label, findings):
    page.evaluate(AXE)
    result = page.evaluate("(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    for violation in result["violations"]:
        places = "; ".join(node["target"][0] if isinstance(node["target"][0], str) else str(node["target"][0])
                           for node in violation["nodes"][:4])
        findings.add(label, f"{violation['id']} ({violation['impact']}): {violation['help']} at {places}")
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if width[0] > width[1]:
        findings.add(label, f"wider than the screen: {width[0]} px on {width[1]} px")
    return len(result["passes"])


def photograph(page, name, out):
    folder = out if name in KEPT else out / "all"
    folder.mkdir(parents=True, exist_ok=True)
    # The pictures that are kept show the first screens of a page, not all of a long one.
    size = page.viewport_size
    whole = page.evaluate("document.documentElement.scrollHeight")
    height = min(whole, round(size["height"] * 1.6)) if name in KEPT else whole
    page.screenshot(path=folder / f"{name}.png", full_page=True,
                    clip={"x": 0, "y": 0, "width": size["width"], "height": max(height, size["height"])})


def press_keys(page, base, findings):
    page.goto(urljoin(base, "/queue"))
    rows = page.locator("[data-row-link]").count()
    if rows == 0:
        return
    page.keyboard.press("j")
    focused = page.evaluate("document.activeElement.hasAttribute('data-row-link')")
    if not focused:
        findings.add("keys", "j does not move to the first case")
    page.keyboard.press("?")
    if not page.locator("dialog[open]").count():
        findings.add("keys", "? does not open the help")
    page.keyboard.press("Escape")
    if page.locator("dialog[open]").count():
        findings.add("keys", "Escape does not close the help")
    page.keyboard.press("Enter")
    page.wait_for_selector(".case-head")


def choose_threshold(page, base, findings):
    """With a script the expected number of cases follows the slider, by keyboard too."""
    page.goto(urljoin(base, "/detectors"))
    policy = page.locator('main a[href^="/detectors/"]').first
    if not policy.count():
        return
    page.goto(urljoin(base, policy.get_attribute("href")))
    slider = page.locator("#new-threshold")
    if not slider.count():
        findings.add("threshold", "there is no slider for this account")
        return
    before = page.locator("[data-threshold-text]").inner_text()
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    after = page.locator("[data-threshold-text]").inner_text()
    if before == after:
        findings.add("threshold", "the text beside the slider does not follow it")
    if slider.get_attribute("aria-valuetext") != after:
        findings.add("threshold", "the slider does not say what the text beside it says")
    if page.locator(".threshold-bar.chosen").count() != 1:
        findings.add("threshold", "not one bar is marked as chosen")


def save_query(page, base, findings):
    """A query is run, saved and deleted again without a script."""
    page.goto(urljoin(base, "/query"))
    page.fill("#q", "type == 'gift.offered'")
    page.fill("#by", "actor.id")
    page.locator(".query-form button").click()
    if not page.locator("#result").count():
        findings.add("query", "does not run without scripts")
        return
    page.locator("details:has(#save-name) summary").click()
    page.fill("#save-name", "gifts, by who offers them")
    page.locator('form[action="/query/saved"] button').click()
    delete = page.locator('form[action="/query/saved/delete"] button')
    if delete.count() != 1:
        findings.add("query", "is not saved without scripts")
        return
    delete.click()
    if page.locator('form[action="/query/saved/delete"]').count():
        findings.add("query", "a saved query is not deleted without scripts")


def visit_all(browser, base, options, out, findings):
    variants = [("wide", WIDE, "light", "en"), ("wide", WIDE, "dark", "en"), ("narrow", NARROW, "light", "en"),
                ("narrow", NARROW, "dark", "en"), ("narrow375", {"width": 375, "height": 700}, "light", "fr"),
                ("wide1600", {"width": 1600, "height": 900}, "light", "fr")]
    pages = None
    checks = 0
    for name, size, scheme, language in variants:
        context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True, locale=language)
        page = context.new_page()
        watch(page, base, f"{name}-{scheme}-{language}", findings)
        page.goto(urljoin(base, "/sign-in"))
        checks += check(page, f"sign-in-{name}-{scheme}-{language}", findings)
        photograph(page, f"sign-in-{name}-{scheme}", out)
        sign_in(page, base, options)
        set_language(page, base, language)
        pages = pages or addresses(page, base, options)
        for title, path in pages.items():
            page.goto(urljoin(base, path), wait_until="load")
            checks += check(page, f"{title}-{name}-{scheme}-{language}", findings)
            photograph(page, f"{title}-{name}-{scheme}", out)
        if (name, scheme) == ("wide", "light"):
            press_keys(page, base, findings)
            choose_threshold(page, base, findings)
        context.close()
    # The content security policy is bypassed above so that axe can run: here it is in force.
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    watch(page, base, "with the policy in force", findings)
    sign_in(page, base, options)
    set_language(page, base, "en")
    for path in pages.values():
        page.goto(urljoin(base, path), wait_until="load")
    page.goto(base)
    try:
        page.wait_for_selector(".live-state.on", timeout=5000)
    except BrowserError:
        findings.add("overview", "the live figures do not come")
    context.close()
    # Without scripts the pages must work as well.
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, base, options)
    page.goto(urljoin(base, "/queue"))
    if not page.locator(".cards, .sheet").count():
        findings.add("queue", "does not work without scripts")
    if "threshold" in pages:
        page.goto(urljoin(base, pages["threshold"]))
        page.locator("[data-threshold] button").click()
        if not page.locator("#preview").count():
            findings.add("threshold", "its preview does not work without scripts")
    if "query" in pages:
        save_query(page, base, findings)
    context.close()
    return checks, len(pages) + 1, len(variants)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--url", required=True)
    parser.add_argument("--demo", help="enter by this account's one-click form")
    parser.add_argument("--name")
    parser.add_argument("--password")
    parser.add_argument("--out", default="docs/screenshots", type=pathlib.Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--reveal", action="store_true", help="claim the first case and show its text")
    options = parser.parse_args()
    if not options.demo and not (options.name and options.password):
        parser.error("say --demo NAME, or --name and --password")
    findings = Findings()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
            checks, pages, variants = visit_all(browser, options.url, options, options.out, findings)
            browser.close()
    except BrowserError as error:
        print(f"error: {str(error).splitlines()[0]}; is the console running at {options.url}?", file=sys.stderr)
        return 3
    print(f"{pages} pages in {variants} variants, {checks} rules passed, {len(findings.lines)} findings")
    return 1 if findings.lines else 0


if __name__ == "__main__":
    sys.exit(main())
