"""The HTML report in a headless Chromium, as its readers use it.

python3 tests/report.py PROGRAM

Over samples/, a hostile text, several documents in one report and, where it is there, the seed of
eight plans in ../shared: the page asks for nothing and logs nothing, filters, sorts, leads from row
to mark and back, by mouse and by keys, fits a phone, turns dark, prints, and is read without script.
Skipped (status 77) where chromium and chromium-driver are not installed. Whether the script and the
style sheet keep to Chromium 78 is looked at in their text, by acorn too where it is installed.
"""
import contextlib
import pathlib
import re
import shutil
import subprocess
import sys
import time
import unittest

import browser
from browser import Browser
from in_folder import InFolder

ROOT = pathlib.Path(__file__).resolve().parent.parent
PARTS = ROOT / "exporters" / "html"
SAMPLE = ROOT / "samples" / "yunchuan_outline.txt"
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("000_*.txt"))
PROGRAM = ""
HOSTILE = """一、“</script><script>alert(1)</script>”主要目标 <img src=x onerror=alert(1)>
（一）=HYPERLINK("http://example.com","点")。到2025年，建成“<b>甲</b>”公园30个，绿化率达到45.50%。
（二）参照《“'"><a href=https://example.com>规定</a>》执行 <style>*{display:none}</style> &lt;i&gt;。
二、主要任务
（一）javascript:alert(1)。由"市园林局"牵头，2024年底前建成绿道120公里。
"""
# What came after Chromium 78.
NEWER_STYLE = [r":is\(", r":where\(", r":has\(", r":focus-visible", r"\binset:", r"aspect-ratio",
               r"\b(min|max|clamp)\(", r"(?<!grid-)\bgap:", r"(?<!prefers-)color-scheme:", r"accent-color",
               r"content-visibility", r"text-underline-offset", r"text-decoration-thickness",
               r"overflow-wrap:\s*anywhere", r"@layer", r"@container", r"\bd?[sl]?vh\b(?<!\dvh)",
               r":not\([^)]*,"]
NEWER_SCRIPT = [r"\?\.", r"\?\?", r"\|\|=", r"&&=", r"replaceAll", r"replaceChildren", r"\.at\(",
                r"structuredClone", r"Promise\.any", r"matchAll", r"fromEntries", r"\.flat(Map)?\("]
UNSAFE_SCRIPT = [r"innerHTML", r"outerHTML", r"insertAdjacentHTML", r"document\.write", r"\beval\b",
                 r"new Function", r"fetch", r"XMLHttpRequest", r"localStorage", r"https?:"]


def convert(out, *inputs):
    done = subprocess.run([PROGRAM, "convert", "-f", "html", "-o", out, *inputs],
                          capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    return out


def without_comments(text):
    return re.sub(r"/\*.*?\*/|^\s*//.*$", "", text, flags=re.DOTALL | re.MULTILINE)


class Parts(unittest.TestCase):
    """The style sheet and the script as texts."""

    def check(self, name, patterns):
        text = without_comments((PARTS / name).read_text(encoding="utf-8"))
        self.assertEqual([p for p in patterns if re.search(p, text)], [])

    def test_they_keep_to_chromium_78(self):
        self.check("report.css", NEWER_STYLE)
        self.check("report.js", NEWER_SCRIPT + UNSAFE_SCRIPT)
        self.assertTrue(re.search(NEWER_STYLE[7], "gap: 4px"))  # the test sees what it forbids
        self.assertFalse(re.search(NEWER_STYLE[7], "grid-gap: 4px"))

    @unittest.skipUnless(shutil.which("acorn"), "acorn is not installed")
    def test_script_is_es2018(self):
        def parse(text):
            return subprocess.run(["acorn", "--ecma2018", "--silent"], input=text,
                                  capture_output=True, timeout=60).returncode
        self.assertEqual(parse((PARTS / "report.js").read_bytes()), 0)
        self.assertNotEqual(parse(b"a?.b"), 0)


class Report(InFolder):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        hostile = cls.folder / "<b>&\"公园'.txt"
        hostile.write_text(HOSTILE, encoding="utf-8")
        cls.sample = convert(cls.folder / "sample.html", SAMPLE)
        cls.hostile = convert(cls.folder / "hostile.html", hostile)
        cls.many = convert(cls.folder / "many.html", *sorted((ROOT / "samples").glob("*.txt")))
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def open(self, path, behind="", width=1366, height=768, dark=False):
        self.browser.set_size(width, height, dark)
        self.browser.ask("url", {"url": "about:blank"})  # another fragment would not load anew
        self.browser.open(path, behind)

    def run_script(self, script, *arguments):
        return self.browser.run(script, *arguments)

    def tearDown(self):
        self.assertEqual(self.browser.log(), [])  # no error, no breach of the policy

    def shown_rows(self, panel):
        return self.run_script(
            "return Array.from(document.querySelectorAll(`#${arguments[0]} [data-of]`))"
            ".filter(r => r.offsetParent && !r.hidden).map(r => r.innerText)", panel)

    def is_in_view(self, selector):
        """Whether the middle of an element is what a user sees there."""
        return self.run_script(
            "const e = document.querySelector(arguments[0]), b = e.getClientRects()[0];"
            "const at = document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2);"
            "return e.contains(at) || (at && at.contains(e) && at.tagName !== 'MAIN')", selector)

    def test_it_asks_for_nothing(self):
        for path in (self.sample, self.hostile, self.many):
            self.open(path)
            self.assertEqual(self.browser.requests(), [path.resolve().as_uri()])
            self.assertEqual(self.run_script(
                "return performance.getEntriesByType('resource').map(e => e.name)"), [])

    def test_the_policy_forbids_what_is_not_its_own(self):
        self.open(self.sample)
        self.run_script("const s = document.createElement('script'); s.textContent = 'window.got = 1';"
                        "document.body.append(s); const i = new Image(); i.src = 'http://127.0.0.1/x';"
                        "document.body.append(i)")
        self.assertIsNone(self.run_script("return window.got || null"))
        told, end = "", time.monotonic() + 10
        while not ("script-src" in told and "img-src" in told) and time.monotonic() < end:
            told += "".join(entry["message"] for entry in self.browser.log())
        self.assertIn("script-src", told)
        self.assertIn("img-src", told)
        self.assertIn("csp", [event["params"].get("blockedReason") for event in self.browser.events()
                              if event["method"] == "Network.loadingFailed"])

    def test_hostile_text_is_shown(self):
        self.open(self.hostile)
        text = self.run_script("return document.querySelector('article').textContent")
        for line in HOSTILE.split("\n"):
            for word in re.findall(r"<[^>]*>|&lt;i&gt;", line):
                self.assertIn(word.replace(" ", ""), text.replace(" ", ""))
        self.assertEqual(self.run_script(
            "return document.querySelectorAll('img, script, style, article a').length"), 2)
        self.assertEqual(self.run_script("return document.title"), "<b>&\"公园'.txt")

    def test_filter(self):
        self.open(self.sample)
        every = self.shown_rows("indicators")
        self.browser.press("/")  # goes to the field
        self.assertEqual(self.run_script("return document.activeElement.type"), "search")
        self.browser.press(*"研发")
        found = self.shown_rows("indicators")
        self.assertTrue(0 < len(found) < len(every))
        self.assertEqual(found, [row for row in every if "研发" in row])
        told = self.run_script("return document.querySelector('#indicators .shown').textContent")
        self.assertIn(str(len(found)), told)
        self.browser.press(browser.ESCAPE)
        self.assertEqual(self.shown_rows("indicators"), every)

    def test_filter_by_choice(self):
        self.open(self.many)
        self.browser.click("#tab-figures")
        every = self.shown_rows("figures")
        for name, word in (("status", "现状"), ("plan", "云川市节水型城市建设实施方案")):
            self.run_script(
                "const s = document.querySelector(`#figures [data-filter=${arguments[0]}]`);"
                "s.value = Array.from(s.options).find(o => o.text === arguments[1]).value;"
                "s.dispatchEvent(new Event('input', {bubbles: true}))", name, word)
            found = self.shown_rows("figures")
            self.assertTrue(0 < len(found) < len(every), name)
            self.assertEqual(found, [row for row in every if word in row])
            self.browser.click("#figures input")
            self.browser.press(browser.ESCAPE)

    def column(self, panel, ordinal):
        return self.run_script(
            "return Array.from(document.querySelectorAll(`#${arguments[0]} tbody tr`)).map(r => "
            "[r.cells[arguments[1]].dataset.sort || '', r.cells[arguments[1]].textContent])",
            panel, ordinal)

    def test_sort_by_number(self):
        self.open(self.sample)
        self.browser.click("#tab-figures")
        before = self.column("figures", 2)
        head = "#figures thead th:nth-child(3) span"
        self.browser.click(head)
        numbers = [float(key) for key, _ in self.column("figures", 2) if key]
        self.assertEqual(numbers, sorted(numbers))
        self.assertGreater(len(numbers), 20)
        self.browser.click(head)
        numbers = [float(key) for key, _ in self.column("figures", 2) if key]
        self.assertEqual(numbers, sorted(numbers, reverse=True))
        empty = [key == "" for key, _ in self.column("figures", 2)]
        self.assertEqual(empty, sorted(empty))  # what has no value comes last
        self.assertEqual(self.run_script("return document.querySelector("
                                         "'#figures th[aria-sort]').getAttribute('aria-sort')"),
                         "descending")
        self.browser.click(head)
        self.assertEqual(self.column("figures", 2), before)

    def test_sort_by_words_is_stable(self):
        self.open(self.sample)
        self.browser.click("#tab-figures")
        self.browser.click("#figures thead th:nth-child(1) span")
        places = {}
        for (_, status), (place, _) in zip(self.column("figures", 0), self.column("figures", 8)):
            places.setdefault(status, []).append(int(place))
        order = [status for _, status in self.column("figures", 0)]
        self.assertEqual(order, sorted(order, key=lambda s: list(places).index(s)))
        self.assertGreater(len(places), 1)
        for within in places.values():
            self.assertEqual(within, sorted(within))

    def test_from_row_to_mark_and_back(self):
        self.open(self.sample)
        self.browser.click("#indicators tbody tr:nth-child(4) th")
        of = self.run_script(
            "return document.querySelector('#indicators tbody tr:nth-child(4)').dataset.of")
        lit = self.run_script("return Array.from(document.querySelectorAll('mark.hit')).map(m => m.id)")
        self.assertEqual(sorted(lit), sorted(of.split()))
        first = "#" + of.split()[0].replace(".", "\\.")
        self.assertTrue(self.is_in_view(first))
        # A figure that is no indicator leads to the other table.
        other = self.run_script(
            "const own = new Set(Array.from(document.querySelectorAll('#indicators [data-of]'))"
            ".flatMap(r => r.dataset.of.split(' ')));"
            "return Array.from(document.querySelectorAll('article mark.figure[id]'))"
            ".find(m => !own.has(m.id)).id")
        mark = "#" + other.replace(".", "\\.")
        self.run_script("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", mark)
        self.browser.click(mark)
        self.assertTrue(self.run_script(
            "return document.querySelector('#tab-figures').ariaSelected === 'true'"))
        row = f"#figures tr[data-of='{other}']"
        self.assertTrue(self.is_in_view(row + " th"))
        self.assertTrue(self.run_script(
            "return document.querySelector(arguments[0]).classList.contains('hit')", row))
        self.assertEqual(self.run_script("return document.querySelectorAll('tr.hit').length"), 1)

    def test_by_keys_alone(self):
        self.open(self.sample)
        seen = []
        for _ in range(400):
            self.browser.press(browser.TAB)
            at = self.run_script("const e = document.activeElement; return e.tagName === 'MARK' "
                                 "? e.id : e.id || e.className || e.tagName")
            seen.append(at)
            if self.run_script("return document.activeElement.tagName") == "MARK":
                break
        mark = seen[-1]
        self.assertEqual(seen[0], "skip")
        self.assertNotEqual(self.run_script(
            "return getComputedStyle(document.activeElement).outlineStyle"), "none")
        self.browser.press(browser.ENTER)  # to its row, whose link takes the focus
        self.assertTrue(self.run_script("return document.activeElement.closest('.panel [data-of]')"
                                        ".dataset.of.split(' ').includes(arguments[0])", mark))
        self.browser.press(browser.ENTER)  # and back
        self.assertEqual(self.run_script("return document.activeElement.id"), mark)
        self.browser.press(browser.ESCAPE)
        self.assertEqual(self.run_script("return document.querySelectorAll('.hit').length"), 0)

    def test_tabs_by_arrows(self):
        self.open(self.sample)
        self.run_script("document.querySelector('#tab-indicators').focus()")
        self.browser.press(browser.RIGHT)
        self.assertEqual(self.run_script("return document.querySelector('.panel.on').id"), "tasks")

    def test_outline_leads_into_the_text(self):
        self.open(self.sample)
        self.run_script("document.querySelectorAll('#outline details').forEach(d => d.open = true)")
        link = "#outline > ul > li > details > ul > li:last-child a"
        target = self.run_script("return document.querySelector(arguments[0]).hash", link)
        self.browser.click(link)
        self.assertTrue(self.is_in_view(target.replace(".", "\\.")))
        self.assertEqual(self.run_script("return location.hash"), target)
        self.assertEqual(self.run_script("return document.querySelectorAll('tr.hit').length"), 0)

    def test_address_of_a_record(self):
        self.open(self.sample, "#p1.t20")
        self.assertTrue(self.is_in_view("#p1\\.t20"))
        self.assertTrue(self.run_script(
            "return document.getElementById('p1.t20').classList.contains('hit')"))

    def test_addresses_that_lead_nowhere(self):
        for behind in ("#p9.n9", "#%", "#%E4%B8"):
            self.open(self.sample, behind)
            self.assertTrue(self.run_script("return document.querySelectorAll('.hit').length === 0"))
            self.assertEqual(self.browser.log(), [], behind)

    def test_findings_have_their_places(self):
        self.open(self.many)
        self.browser.click("#tab-review")
        sides = self.run_script(
            "return Array.from(document.querySelectorAll('.findings li')).map(li => ["
            "li.querySelector('.what').getBoundingClientRect().right,"
            "li.querySelector('figure').getBoundingClientRect().left,"
            "li.querySelector('blockquote').textContent])")
        self.assertGreater(len(sides), 0)
        for what, side, quote in sides:
            self.assertLess(what, side)  # side by side
            self.assertTrue(quote)
        self.browser.click(".findings li figcaption a")
        target = self.run_script("return document.querySelector('.findings a').hash")
        self.assertTrue(self.is_in_view(target.replace(".", "\\.")))

    def test_phone(self):
        for path in (self.sample, self.hostile, self.many):
            self.open(path, width=375, height=720)
            for view in ("text", "records", "outline"):
                self.browser.click(f"[data-do={view}]")
                self.assertLessEqual(self.run_script(
                    "return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth,"
                    "...['text', 'outline'].map(id => document.getElementById(id).scrollWidth))"), 375)
        self.open(self.sample, width=375, height=720)
        self.browser.click("[data-do=records]")
        self.assertGreater(self.run_script(
            "return document.querySelector('#indicators .wide').scrollWidth"), 375)
        self.browser.click("#indicators tbody tr:nth-child(2) td")
        self.assertTrue(self.is_in_view("mark.hit"))  # the text has come to the front
        self.browser.click("mark.hit")
        self.assertTrue(self.is_in_view("tr.hit td"))

    def colours(self):
        found = self.run_script("const s = getComputedStyle(document.body); return [s.backgroundColor,"
                                "s.color]")
        return [sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in found]

    def test_dark(self):
        self.open(self.sample)
        page, ink = self.colours()
        self.assertGreater(page, ink)
        self.open(self.sample, dark=True)
        page, ink = self.colours()
        self.assertLess(page, ink)
        self.browser.click("[data-do=theme]")
        page, ink = self.colours()
        self.assertGreater(page, ink)
        self.browser.click("[data-do=theme]")
        page, ink = self.colours()
        self.assertLess(page, ink)

    @unittest.skipUnless(shutil.which("pdftotext"), "pdftotext is not installed")
    def test_print(self):
        self.open(self.sample, dark=True)
        pdf = self.folder / "report.pdf"
        pdf.write_bytes(self.browser.pdf())
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True,
                              timeout=60).stdout.decode()
        squeezed = "".join(text.split())
        for paragraph in self.run_script("return Array.from(document.querySelectorAll('article p, "
                                         "article h3')).map(p => p.textContent)"):
            self.assertIn("".join(paragraph.split())[:12], squeezed)
        pages = text.split("\f")
        heads = [page for page in pages if "指标名称" in page and "目标值" in page]
        self.assertGreater(len(heads), 1)  # the head of a table again on its next page
        self.assertNotIn("打印本表", squeezed)

    def test_without_script(self):
        self.browser.devtools("Emulation.setScriptExecutionDisabled", value=True)
        try:
            self.open(self.sample)
            tree = self.browser.devtools("Accessibility.getFullAXTree")["nodes"]
            names = {node.get("name", {}).get("value", "") for node in tree}
            self.assertTrue({"第一章 发展基础", "地区生产总值"} <= names)
            self.assertNotIn("打印本表", names)
            self.assertGreater(len(tree), 1000)
        finally:
            self.browser.devtools("Emulation.setScriptExecutionDisabled", value=False)

    @unittest.skipUnless(SEEDS, "../shared/seeds is not there")
    def test_eight_plans_stay_quick(self):
        path = convert(self.folder / "seed.html", SEEDS[0])
        began = time.monotonic()
        self.open(path)
        self.run_script("return document.body.offsetHeight")
        opened = time.monotonic() - began
        took = {}
        for panel in self.run_script("return Array.from(document.querySelectorAll('.panel'))"
                                     ".filter(p => p.querySelector('thead')).map(p => p.id)"):
            self.browser.click(f"#tab-{panel}")
            took[panel] = max(self.run_script(
                "return Array.from(document.querySelectorAll(`#${arguments[0]} thead span`)).map(b =>"
                "{ const t = performance.now(); b.click(); document.body.offsetHeight;"
                " return performance.now() - t; })", panel))
        print(f"opened in {opened:.2f} s, sorted in at most {max(took.values()):.0f} ms {took}")
        self.assertLess(opened, 2 * PATIENCE)
        self.assertLess(max(took.values()), 200 * PATIENCE)


# Times are those of a machine that does nothing else; tests run beside others.
PATIENCE = 4

if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    if not browser.available():
        print("chromium and chromium-driver are not installed: skipped")
        sys.exit(77)
    unittest.main()
