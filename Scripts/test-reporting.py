#!/usr/bin/env python3
"""Reports something on a telephone, in French and in English, with scripts and without, and follows it to an answer.

usage: Scripts/test-reporting.py --url http://127.0.0.1:8080 --demo NAME --token-file FILE [--out FOLDER] [--chromium /usr/bin/chromium]

The browser is 360 px wide. On each page it counts the visible words (at most 120 before anything is sent), runs axe-core,
and looks for what may not be: a cookie, a change of address while reporting, a request to another host, a script error,
a page wider than the screen. NAME is the guardian's account of the demo, who answers;
FILE holds the token of its HTTP endpoints.

Exit status: 0 nothing found, 1 something found, 3 the console or the browser cannot be reached.
"""

import json
import struct
import sys
import time
import urllib.request
import zlib
from urllib.parse import urljoin, urlparse

from browser_run import BrowserRun, main

PHONE = {"width": 360, "height": 740}
WORDS_BEFORE_SENDING = 120
TEXT = {"en": {"title": "Tell us what happened", "status": "Received", "kept": "1 file kept", "us": "The team"},
        "fr": {"title": "Dis-nous ce qui se passe", "status": "Reçu", "kept": "1 fichier gardé", "us": "L’équipe"}}

# Words that a person can see without opening anything: no closed details, no choices of a closed list, nothing hidden.
COUNT = """() => {
  let words = 0;
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      words += (node.textContent.match(/[\\p{L}\\p{N}][\\p{L}\\p{N}’'.-]*/gu) || []).length;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      if (/^(SCRIPT|STYLE|OPTION|TEXTAREA)$/.test(node.tagName) || node.hidden) return;
      if (node.tagName === "DETAILS" && !node.open) { walk(node.querySelector("summary")); return; }
      node.childNodes.forEach(walk);
    }
  };
  walk(document.body);
  return words;
}"""


def png():
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
            + chunk(b"tEXt", b"Author\0somebody") + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b""))


class Run(BrowserRun):
    def page(self, label, language, scripts, **more):
        context = self.browser.new_context(viewport=PHONE, locale=language, java_script_enabled=scripts, **more)
        page = context.new_page()
        host = urlparse(self.base).netloc
        page.on("pageerror", lambda error: self.find(label, f"script error: {error}"))
        page.on("request", lambda request: None if urlparse(request.url).netloc in (host, "")
                else self.find(label, f"request to another host: {urlparse(request.url).netloc}"))
        page.on("console", lambda entry: self.find(label, f"console error: {entry.text}")
                if entry.type == "error" and not any(code in entry.text for code in ("422", "429")) else None)
        return page

    def look(self, page, label):
        """Pictures, width and cookies; what needs a script is checked by another browser on the same page."""
        page.screenshot(path=self.out / f"{label}.png", full_page=True)
        self.require(not page.context.cookies(), label, f"cookies are set: {page.context.cookies()}")
        self.require_width(page, label)

    def fill(self, page, name, language):
        page.locator('label:has(input[value="pictures"])').click()
        page.locator('label:has(input[value="oneself"])').click()
        page.locator('label:has(input[name="danger"][value="yes"])').click()
        page.fill("#accused", name)
        page.fill("#text", "He asks every evening. I do not know what to do." if language == "en"
                  else "Il demande tous les soirs. Je ne sais pas quoi faire.")
        page.set_input_files("#files", {"name": "capture.png", "mimeType": "image/png", "buffer": png()})

    def report(self, language, scripts):
        """From the first look to the receipt; returns the code."""
        label = f"report-{language}-{'script' if scripts else 'plain'}"
        name = f"Quillon {language} {scripts}"
        page = self.page(label, language, scripts)
        began = time.monotonic()
        page.goto(urljoin(self.base, "/report?community=harbour"))
        self.require(TEXT[language]["title"] in page.inner_text("h1"), label, "the wrong language")
        words = page.evaluate(COUNT)
        self.require(words <= WORDS_BEFORE_SENDING, label, f"{words} words before anything is sent")
        self.look(page, label)
        self.fill(page, name, language)
        page.locator("button.send").click()
        page.wait_for_selector("[data-code]")
        took = time.monotonic() - began
        self.require(took < 60, label, f"took {took:.0f} s")
        self.require(urlparse(page.url).path == "/report", label, f"the address changed to {page.url}")
        self.require(TEXT[language]["kept"] in page.inner_text("main"), label, "the file was not kept")
        self.look(page, f"sent-{language}-{'script' if scripts else 'plain'}")
        code = page.get_attribute("[data-code]", "data-code")
        print(f"{label}: {words} words before sending, receipt after {took:.1f} s")
        page.context.close()
        return name, code

    def case_of(self, name):
        """The case about somebody, opened by the guardian in the console."""
        page = self.browser.new_context(
            viewport={"width": 1400, "height": 900}, locale="en", bypass_csp=True).new_page()
        page.goto(urljoin(self.base, "/sign-in"))
        page.locator(f'form[action="/sign-in/demo"]:has(input[value="{self.options.demo}"]) button').click()
        page.goto(urljoin(self.base, f"/search?q={name}"))
        page.locator('main a[href^="/cases/"]').first.click()
        if page.locator("#reveal-reason").count():
            page.fill("#reveal-reason", "to answer")
            page.locator(".reveal button").click()
        return page

    def answer(self, name, text):
        page = self.case_of(name)
        page.fill('form[action$="/answer"] textarea', text)
        page.screenshot(path=self.out / "case-with-report.png", full_page=True)
        page.locator(".report details").first.evaluate("(details) => { details.open = true; }")
        self.axe(page, "case with a report")
        page.set_viewport_size({"width": 390, "height": 844})
        page.screenshot(path=self.out / "case-with-report-narrow.png", full_page=True)
        width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        self.require(width[0] <= width[1], "case with a report", f"wider than the screen: {width}")
        page.locator('form[action$="/answer"] button').click()
        page.wait_for_selector(".notice")
        page.context.close()

    def follow(self, name, code, language, scripts):
        label = f"status-{language}-{'script' if scripts else 'plain'}"
        page = self.page(label, language, scripts)
        page.goto(urljoin(self.base, f"/report/status?language={language}"))
        self.look(page, f"{label}-code")
        page.fill("#code", code[:10] + code[11] + code[10] + code[12:] if code[10] != code[11] else code[:20])
        page.locator("button.send").click()
        self.require(page.locator("#problem").count() == 1, label, "a mistyped code is not noticed")
        page.fill("#code", " ".join(code[i:i + 3] for i in range(0, 21, 3)))
        page.locator("button.send").click()
        page.wait_for_selector("#state")
        self.require(TEXT[language]["status"] in page.inner_text("#state"), label, "the state is not said")
        page.fill("#message", "please help me")
        page.locator("button.send").click()
        page.wait_for_selector(".talk .mine")
        self.answer(name, "Thank you for writing. Are you safe now?")
        page.goto(urljoin(self.base, f"/report/status?language={language}"))
        page.fill("#code", code)
        page.locator("button.send").click()
        page.wait_for_selector(".talk")
        talk = page.inner_text(".talk")
        self.require("Are you safe now?" in talk and "please help me" in talk, label, "the dialogue is not whole")
        self.require(TEXT[language]["us"] in talk, label, "the answer has no sender")
        self.require(urlparse(page.url).path == "/report/status", label, f"the address changed to {page.url}")
        self.look(page, label)
        page.context.close()

    def several(self, language):
        """A report about two people is two cases: one code shows both, and what is written is read in both."""
        label = f"several-{language}"
        token = self.options.token_file.read_text(encoding="utf-8").strip()
        names = [f"Vexley {language} {place}" for place in ("north", "south")]
        request = urllib.request.Request(
            urljoin(self.base, "/v1/reports"), method="POST",
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
            data=json.dumps({"source": "test", "id": label, "community": "harbour", "happening": "insults",
                             "accused": names, "text": "both write to me"}).encode())
        with urllib.request.urlopen(request, timeout=30) as answer:
            code = json.load(answer)["receipt"].replace(" ", "")
        self.answer(names[1], "About the second: is it over?")
        page = self.page(label, language, False)
        self.open_status(page, code, language)
        matters = page.locator(".matters > div")
        self.require(matters.count() == 2, label, f"{matters.count()} matters are shown")
        self.require(any(word in page.inner_text("main") for word in ("several people", "plusieurs personnes")), label,
                     "nothing says why there are two")
        self.require("is it over?" in page.inner_text(".talk"), label, "the answer is not shown")
        page.fill("#message", "it is not over")
        page.locator("button.send").click()
        page.wait_for_selector(".talk .mine")
        self.look(page, label)
        page.context.close()
        for name, answered in [(names[0], False), (names[1], True)]:
            case = self.case_of(name)
            talk = case.inner_text("main")
            self.require("it is not over" in talk, label, f"{name}: what the reporter wrote is not there")
            self.require(("is it over?" in talk) == answered, label, f"{name}: the answer is in the wrong case")
            case.context.close()

    def open_status(self, page, code, language):
        page.goto(urljoin(self.base, f"/report/status?language={language}"))
        page.fill("#code", code)
        page.locator("button.send").click()
        page.wait_for_selector("#state")

    def leave(self):
        page = self.page("leave", "en", True)
        page.goto(urljoin(self.base, "/report/status"))
        page.goto(urljoin(self.base, "/report"))
        page.locator("[data-leave]").click()
        page.wait_for_url("**/calendar")
        self.look(page, "calendar")
        page.go_back()
        self.require(urlparse(page.url).path != "/report", "leave", "going back shows the report again")
        page.context.close()

    def busy(self):
        """Beyond a few reports from one address a script does some work; without one a page asks to wait."""
        page = self.page("busy", "en", False)
        page.goto(urljoin(self.base, "/report?community=harbour"))
        if not page.locator("[data-proof-bits]").count():
            page.locator('label:has(input[value="other"])').first.click()
            page.fill("#accused", "Quillon fifth")
            page.locator("button.send").click()
            page.goto(urljoin(self.base, "/report?community=harbour"))
        self.require(page.locator("[data-proof-bits]").count() == 1, "busy", "no work is asked for")
        self.fill(page, "Quillon sixth", "en")
        page.locator("button.send").click()
        self.require(page.locator("[data-code]").count() == 0, "busy", "it was taken at once")
        self.look(page, "wait")
        page.context.close()
        page = self.page("busy with a script", "en", True)
        page.goto(urljoin(self.base, "/report?community=harbour"))
        began = time.monotonic()
        page.wait_for_selector("[data-proof-done]", timeout=60000, state="attached")
        print(f"the work took {time.monotonic() - began:.1f} s")
        self.fill(page, "Quillon seventh", "en")
        page.locator("button.send").click()
        page.wait_for_selector("[data-code]")
        self.look(page, "sent-after-work")
        page.context.close()

    def accessible(self):
        for scheme in ["light", "dark"]:
            page = self.page("accessibility", "fr", True, bypass_csp=True, color_scheme=scheme)
            for path in ["/report", "/report/status", "/calendar"]:
                page.goto(urljoin(self.base, path))
                if path == "/report":
                    for summary in page.locator("summary").all():
                        summary.click()
                self.axe(page, f"{path} {scheme}")
                page.screenshot(path=self.out / f"open{path.replace('/', '-')}-{scheme}.png", full_page=True)
            page.context.close()


def play(run):
    for language, scripts in [("en", True), ("fr", True), ("en", False), ("fr", False)]:
        name, code = run.report(language, scripts)
        run.follow(name, code, language, scripts)
    run.leave()
    run.busy()
    for language in ("en", "fr"):
        run.several(language)
    run.accessible()


if __name__ == "__main__":
    sys.exit(main(Run, "reporting", __doc__, play, files=("token-file",)))
