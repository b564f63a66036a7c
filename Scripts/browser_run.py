"""What the scripts that try pages in a real browser share: findings, axe-core, and how they begin and end."""

import argparse
import pathlib
import sys

import axe_playwright_python
from playwright.sync_api import Error as BrowserError, sync_playwright

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


class BrowserRun:
    def __init__(self, browser, options):
        self.browser, self.base, self.out, self.options = browser, options.url, options.out, options
        self.findings, self.checks = [], 0

    def find(self, where, what):
        self.findings.append(f"{where}: {what}")
        print(f"FOUND {where}: {what}", flush=True)

    def require(self, condition, where, what):
        self.checks += 1
        if not condition:
            self.find(where, what)

    def require_width(self, page, label):
        width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        self.require(width[0] <= width[1], label, f"wider than the screen: {width}")

    def axe(self, page, label):
        page.evaluate(AXE)
        result = page.evaluate("(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
        for violation in result["violations"]:
            self.find(label, f"{violation['id']}: {violation['help']} at {violation['nodes'][0]['target']}")
        self.checks += len(result["passes"])


def main(kind, name, about, play, accounts=("demo",), files=()):
    """Runs `play(run)`. The status: 0 nothing found, 1 something found, 3 the console or the browser cannot be reached."""
    parser = argparse.ArgumentParser(description=about.split("\n")[0])
    parser.add_argument("--url", required=True)
    for account in accounts:
        parser.add_argument(f"--{account}", required=True)
    for file in files:
        parser.add_argument(f"--{file}", required=True, type=pathlib.Path)
    parser.add_argument("--out", default=f".build/screenshots/{name}", type=pathlib.Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
            run = kind(browser, options)
            play(run)
            browser.close()
    except BrowserError as error:
        print(f"error: {error}", file=sys.stderr)
        return 3
    print(f"{name}: {run.checks} checks, {len(run.findings)} findings")
    return 1 if run.findings else 0
