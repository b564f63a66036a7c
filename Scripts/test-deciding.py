#!/usr/bin/env python3
"""Decides a case, contests the decision, and publishes one on a badge, in French and in English, as people do it in a browser.

usage: Scripts/test-deciding.py --url http://127.0.0.1:8080 --demo NAME --other NAME [--out FOLDER] [--chromium PATH]

NAME decides as one account of the demo, and OTHER, a guardian's, rules on the appeal and on the badge. Each page is checked with axe-core,
for its width, for script errors and for requests to other hosts; whoever appeals has a telephone without scripts.

Exit status: 0 nothing found, 1 something found, 3 the console or the browser cannot be reached.
"""

import datetime
import re
import sys
from urllib.parse import urljoin, urlparse

from browser_run import BrowserRun, main

WIDE, PHONE = {"width": 1400, "height": 900}, {"width": 360, "height": 740}
TEXT = {"en": {"waits": "Another person looks", "reversed": "The decision is reversed", "letter": "A decision about your content",
               "undo": "Lift the time-out", "facts": "Messages that were asked not to be sent.",
               "badge": "Nobody with the badge's duties answers reports any more."},
        "fr": {"waits": "Une autre personne regarde", "reversed": "La décision est annulée",
               "letter": "Une décision sur vos contenus", "undo": "Lever l’exclusion temporaire",
               "facts": "Des messages envoyés malgré un refus.",
               "badge": "Plus personne ne répond aux signalements, comme le badge y oblige."}}


class Run(BrowserRun):
    def page(self, label, language, viewport, scripts=True):
        context = self.browser.new_context(
            viewport=viewport, locale=language, java_script_enabled=scripts, bypass_csp=scripts)
        page = context.new_page()
        host = urlparse(self.base).netloc
        page.on("pageerror", lambda error: self.require(False, label, f"script error: {error}"))
        page.on("request", lambda request: self.require(
            urlparse(request.url).netloc in (host, ""), label, f"request to another host: {request.url}"))
        return page

    def look(self, page, label, axe=True):
        for name, size in [("wide", WIDE), ("narrow", {"width": 390, "height": 844})] if axe else [("phone", PHONE)]:
            page.set_viewport_size(size)
            page.screenshot(path=self.out / f"{label}-{name}.png", full_page=True)
            self.require_width(page, label)
        if axe:
            self.axe(page, label)
            page.set_viewport_size(WIDE)

    def sign_in(self, name, language):
        page = self.page(f"console {language}", language, WIDE)
        page.goto(urljoin(self.base, "/sign-in"))
        page.locator(f'form[action="/sign-in/demo"]:has(input[value="{name}"]) button').click()
        page.goto(urljoin(self.base, "/account"))
        page.select_option("#language", language)
        page.locator('form[action="/account/preferences"] button').click()
        return page

    def decide(self, language):
        page = self.sign_in(self.options.demo, language)
        page.goto(urljoin(self.base, "/queue?state=open"))
        page.locator("tr[data-row] form[data-claim] button").first.click()
        page.wait_for_selector(".deciding")
        case = re.search(r"/cases/\d+", page.url).group(0)
        page.check('input[name="outcome"][value="no_action"]')
        self.require(not page.locator("#facts").is_visible(), "decide", "no action asks for facts")
        page.check('input[name="outcome"][value="time_out"]')
        self.require(page.locator("#until").is_visible(), "decide", "a time-out asks for no end")
        page.fill("#decide-reason", "read the exchange")
        page.locator(".deciding button").click()
        page.wait_for_selector("#wrong")
        self.look(page, f"decide-{language}")
        self.require(page.input_value("#decide-reason") == "read the exchange", "decide", "what was typed is lost")
        page.fill("#facts", TEXT[language]["facts"])
        page.fill("#ground-name", "Rule 4")
        page.fill("#explanation", TEXT[language]["facts"])
        page.fill("#until", (datetime.date.today() + datetime.timedelta(days=20)).isoformat())
        page.locator(".deciding button").click()
        page.wait_for_selector("[data-code]")
        code = page.get_attribute("[data-code]", "data-code")
        self.require(TEXT[language]["letter"] in page.locator(".letter").first.inner_text(), "decided", "the wrong language first")
        self.look(page, f"decided-{language}")
        page.goto(urljoin(self.base, case))
        self.require(code not in page.content(), "case", "the code is shown twice")
        self.look(page, f"followed-{language}")
        with page.expect_download() as download:
            page.locator('a[href$="/statement.json"]').click()
        self.require(download.value.suggested_filename.endswith(".json"), "case", "the statement is no file")
        return page, case, code

    def follow(self, language, code, **fields):
        page = self.page(f"appeal {language}", language, PHONE, scripts=False)
        page.goto(urljoin(self.base, f"/appeal?language={language}"))
        page.fill("#code", " ".join(code[i:i + 3] for i in range(0, 21, 3)))
        page.locator("button.send").click()
        page.wait_for_selector("#state")
        if fields:
            page.fill("#statement", fields["statement"])
            self.look(page, f"appeal-{language}", axe=False)
            page.locator("button.send").click()
            page.wait_for_selector("#state")
        self.require(not page.context.cookies(), f"appeal {language}", "a cookie is set")
        self.require(urlparse(page.url).path == "/appeal" and code not in page.url, f"appeal {language}", "the code is in the address")
        self.look(page, f"standing-{language}{'-sent' if fields else '-ruled'}", axe=False)
        return page.inner_text("main")

    def run(self, language):
        page, case, code = self.decide(language)
        said = self.follow(language, code, statement="I was not there / je n’y étais pas")
        self.require(TEXT[language]["waits"] in said, f"appeal {language}", "it is not said that the appeal waits")
        page.goto(urljoin(self.base, "/appeals"))
        link = page.locator('main a[href^="/appeals/"]').last.get_attribute("href")
        page.goto(urljoin(self.base, link))
        self.require(not page.locator("#reasons").count(), "appeal", "who decided may rule")
        other = self.sign_in(self.options.other, language)
        other.goto(urljoin(self.base, "/appeals"))
        self.look(other, f"appeals-{language}")
        other.goto(urljoin(self.base, link))
        self.look(other, f"ruling-{language}")
        other.check('input[name="outcome"][value="reversed"]')
        other.fill("#reasons", "Somebody else used the account. / Le compte a servi à une autre personne.")
        other.locator('form[action^="/appeals/"] button').click()
        other.wait_for_selector(".notice")
        other.goto(urljoin(self.base, case))
        self.require(TEXT[language]["undo"] in other.inner_text("main"), "case", "what is to be undone is not said")
        self.look(other, f"reversed-{language}")
        said = self.follow(language, code)
        self.require(TEXT[language]["reversed"] in said and "Somebody else" in said, f"appeal {language}", "the ruling is not said")
        public = self.page("accessibility", language, PHONE)
        public.goto(urljoin(self.base, f"/appeal?language={language}"))
        self.look(public, f"appeal-page-{language}")


    def badge(self, language):
        """A guardian's decision on a badge: recorded, and published for anybody."""
        page = self.sign_in(self.options.other, language)
        page.goto(urljoin(self.base, "/provenance"))
        if not page.locator('form[action="/provenance"]').count():
            page.goto(urljoin(self.base, page.locator('main a[href^="/provenance?"]').first.get_attribute("href")))
        page.locator("details:has(form[action='/provenance']) > summary").click()
        self.look(page, f"badge-form-{language}")
        page.check('input[name="outcome"][value="suspend"]')
        page.fill("#badge-reasons", TEXT[language]["badge"])
        page.check('input[name="publish"]')
        page.locator('form[action="/provenance"] button').click()
        page.wait_for_load_state()
        self.require(TEXT[language]["badge"] in page.inner_text("main"), "badge", "the decision is not on the community's page")
        for viewport in (WIDE, PHONE):
            public = self.page("badges", language, viewport)
            public.goto(urljoin(self.base, f"/badges?language={language}"))
            self.require(TEXT[language]["badge"] in public.inner_text("main"), "badges", "a published decision is not shown")
            if language == "fr":
                self.require("remplacée" in public.inner_text("main"), "badges", "an earlier decision is not told as replaced")
            self.look(public, f"badges-{language}-{viewport['width']}")


def play(run):
    for language in ["en", "fr"]:
        run.run(language)
        run.badge(language)


if __name__ == "__main__":
    sys.exit(main(Run, "deciding", __doc__, play, accounts=("demo", "other")))
