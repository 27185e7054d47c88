"""What the program says: messages in both languages, help, suggestions, settings, doctor, completion
and manual pages.

python3 tests/help.py PROGRAM
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

from in_folder import written

PROGRAM = ""
PLAN = "云溪市公园建设规划\n\n一、总体要求\n（一）主要目标。到2025年，建成公园30个以上。\n三、保障\n加强领导。\n"
HAN = re.compile("[\u4e00-\u9fff]")
VERBS = ["convert", "outline", "targets", "tasks", "references", "names", "check", "compare", "diff",
         "quantities", "explain", "dump", "grammar test", "grammar show", "formats", "doctor",
         "completion"]
# What goes wrong, and the code it has.
MISTAKES = [
    (["outlin", "a"], "usage"), (["frobnicate"], "usage"), ([], "usage"),
    (["outline"], "usage"), (["outline", "plan.txt", "--jsn"], "usage"),
    (["quantities", "a", "b"], "usage"), (["diff", "plan.txt"], "usage"),
    (["dump", "plan.txt", "--stage", "node"], "usage"), (["dump", "plan.txt"], "usage"),
    (["dump", "plan.txt", "--stage"], "usage"), (["explain", "plan.txt", "--line", "x"], "usage"),
    (["convert", "plan.txt", "-j", "many"], "usage"),
    (["convert", "plan.txt", "-d", "out", "-o", "x.json"], "usage"),
    (["convert", "plan.txt", "--lang", "fr"], "usage"), (["completion", "csh"], "usage"),
    (["convert", "plan.txt", "-f", "xslx"], "usage.format"),
    (["convert", "plan.txt", "-o", "a.unknown"], "usage.format"),
    (["diff", "plan.txt", "plan.txt", "-f", "jsn"], "usage.format"),
    (["convert", "plan.txt", "--table", "nodes"], "usage.option"),
    (["convert", "plan.txt", "--resume"], "usage.option"),
    (["convert", "plan.txt", "plan.txt", "-f", "json"], "usage.several_inputs"),
    (["check", "plan.txt", "--without", "no.such"], "usage.rule"),
    (["outline", "absent.txt"], "input.not_found"), (["outline", "."], "input.folder"),
    (["outline", "-r", "empty"], "input.none"), (["outline", "picture.png"], "input.binary"),
    (["outline", "book.xlsx"], "input.binary"),
    (["outline", "bad.txt"], "input.encoding"), (["outline", "cut.docx"], "input.damaged"),
    (["outline", "cut.json"], "input.json"), (["outline", "plan.txt", "--encoding", "latin-9"],
                                              "input.encoding"),
    (["convert", "plan.txt", "-o", "plan.txt", "-f", "json"], "output.is_input"),
    (["convert", "plan.txt", "-o", "no/such/a.json"], "output.unwritable"),
    (["outline", "plan.txt", "--grammar", "absent"], "grammar.unreadable"),
    (["outline", "plan.txt", "--grammar", "empty"], "grammar.unreadable"),
]


class Help(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.write("plan.txt", PLAN)
        self.write("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
        with zipfile.ZipFile(self.folder / "book.xlsx", "w") as book:
            book.writestr("[Content_Types].xml", "<Types/>")
            book.writestr("xl/workbook.xml", "<workbook/>")
        self.write("bad.txt", b"\xff\xff\xff plain")
        self.write("cut.docx", b"PK\x03\x04 word/ cut off")
        self.write("cut.json", '{"format": "gangmu.document", "version": 1, "plans": [')
        (self.folder / "empty").mkdir()

    def write(self, name, content):
        return written(self.folder / name, content)

    def run_program(self, *arguments, status=0, **environment):
        clean = {"PATH": os.environ["PATH"], "HOME": str(self.folder / "home"), "LC_ALL": "C"}
        done = subprocess.run([PROGRAM, *map(str, arguments)], stdin=subprocess.DEVNULL,
                              capture_output=True, cwd=self.folder, timeout=120,
                              env={**clean, **environment})
        if status is not None:
            self.assertEqual(done.returncode, status, done.stderr.decode())
        return done.stdout.decode(), done.stderr.decode()

    # ------------------------------------------------------------------ languages

    def test_mistakes_in_both_languages(self):
        # Between quotation marks stand names; options, codes, places and endings are Latin too.
        foreign = re.compile(r"“[^”]*”|\"[^\"]*\"|\[[^\]]*\]|--?[a-z-]+|\b(?:gangmu(?: doctor| diff)?|Tesseract)\b|"
                             r"可用的有：[^\n]*|请用 -f 指定：[^\n]*|^[\w./]+(?::\d+)*：", re.M)
        for arguments, code in MISTAKES:
            with self.subTest(arguments=arguments):
                _, english = self.run_program("--lang", "en", *arguments, status=2)
                _, chinese = self.run_program(*arguments, "--lang", "zh", status=2)
                for told in (english, chinese):
                    self.assertIn(f"[{code}]", told)
                english = english[english.index("gangmu: error: "):]  # behind the diagnostics
                chinese = chinese[chinese.index("gangmu: 错误："):]
                self.assertIsNone(HAN.search(english), english)
                rest = foreign.sub(" ", chinese.replace("gangmu: 错误：", ""))
                self.assertIsNotNone(HAN.search(rest), chinese)
                self.assertLess(len(re.findall("[a-z]{4,}", rest)), 2, chinese)

    def test_the_language_comes_from_the_environment(self):
        for environment, chinese in [({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, True),
                                     ({"LC_ALL": "zh_CN.GBK"}, True), ({"LC_ALL": "C"}, False),
                                     ({"LANG": "zh_CN.UTF-8", "LC_ALL": "de_DE.UTF-8"}, False),
                                     ({"GANGMU_LANG": "zh"}, True)]:
            _, told = self.run_program("outline", "absent.txt", status=2, **environment)
            self.assertEqual(HAN.search(told) is not None, chinese, (environment, told))

    def test_diagnostics_and_summaries(self):
        _, told = self.run_program("outline", "plan.txt", "--lang", "zh")
        self.assertRegex(told, r"plan\.txt:\d+: (警告|提示): \S.*[\u4e00-\u9fff].* \[\w+\.\w+\]")
        _, told = self.run_program("outline", "plan.txt", "--lang", "en")
        self.assertRegex(told, r"plan\.txt:\d+: (warning|hint): .*[a-z]{3}.* \[\w+\.\w+\]")
        self.write("b.txt", PLAN)
        _, told = self.run_program("convert", "plan.txt", "b.txt", "-d", "out", "--lang", "zh")
        self.assertRegex(told, "已转换2个")

    # ------------------------------------------------------------------ help

    def test_help_of_each_verb(self):
        for lang, words in [("en", ("Usage", "Options", "Examples")), ("zh", ("用法", "选项", "示例"))]:
            out, _ = self.run_program("--help", "--lang", lang)
            for verb in VERBS:
                self.assertIn(f"  {verb} ", out)
            for verb in VERBS:
                out, _ = self.run_program("--lang", lang, *verb.split(), "--help")
                for word in words:
                    self.assertIn(word, out, verb)
                self.assertIn(f"gangmu {verb}", out)
                self.assertEqual(out, self.run_program("help", *verb.split(), "--lang", lang)[0])
                for line in out.splitlines():
                    self.assertLessEqual(sum(2 if HAN.match(c) else 1 for c in line), 104, line)
                if lang == "zh":  # no description was forgotten
                    self.assertIsNone(re.search("  (?!gangmu)[a-z]+ [a-z]+ [a-z]+ ", out), out)

    def test_examples_are_commands_that_are_read(self):
        out, _ = self.run_program("convert", "--help")
        self.assertIn("gangmu convert plan.docx -o plan.xlsx", out)
        self.write("plan.docx", "no docx, but text")  # told by its content
        self.run_program(*"convert plan.docx -o plan.xlsx".split())

    def test_suggestions(self):
        for arguments, meant in [(["outlin", "a"], '"outline"'), (["Convert"], '"convert"'),
                                 (["tragets", "a"], '"targets"'), (["docter"], '"doctor"'),
                                 (["convert", "plan.txt", "-f", "xlxs"], '"xlsx"'),
                                 (["convert", "plan.txt", "--formt", "x"], "--format"),
                                 (["outline", "plan.txt", "--recursiv"], "--recursive"),
                                 (["dump", "plan.txt", "--stage", "nods"], '"nodes"')]:
            _, told = self.run_program(*arguments, status=2)
            self.assertIn(f"did you mean {meant}?", told)
        for arguments in (["zzzzzz"], ["convert", "plan.txt", "-f", "qqqq"]):
            self.assertNotIn("did you mean", self.run_program(*arguments, status=2)[1])

    def test_what_is_typed_as_in_word(self):
        for typed, meant in [("—o", "-o"), ("－o", "-o"), ("–o", "-o"), ("──output", "--output"),
                             ("—output=x.xlsx", "--output=x.xlsx"), ("－－strict", "--strict")]:
            _, told = self.run_program("convert", "plan.txt", typed, "x.xlsx", status=2)
            self.assertIn(f'"{typed}" begins with a dash', told)
            self.assertIn(f"type {meant} with", told)
        self.write("—a.txt", PLAN)
        self.run_program("outline", "—a.txt")
        self.assertIn("marks: plan.txt", self.run_program("outline", "“plan.txt”", status=2)[1])
        self.write("my plan.txt", PLAN)
        for verb in ("outline", "convert", "diff"):
            told = self.run_program(verb, "plan.txt", "my", "plan.txt", status=2)[1]
            self.assertIn('quotation marks: "my plan.txt"', told)

    def test_options_take_one_value_each(self):
        self.write("rules/a.toml", "stage = 'outline'\n[[rule]]\nname = 'zz'\nkind = 'h2'\nmatch = 'zza'\n"
                                   "yes = ['zza']\nno = ['a']\n")
        self.write("b.txt", PLAN)
        some = [["--grammar", "rules"], ["--grammar", "rules", "--grammar", "rules"], ["--grammar=rules"]]
        picks = [["--include", "*.txt"], ["--exclude", "*.doc", "--exclude", "*.wps"]]
        for verb in ("outline", "targets", "tasks", "references", "names", "check", "explain", "convert"):
            behind = ["-o", "a.json"] if verb == "convert" else ["--strict"]
            for option in some + picks:
                told = self.run_program(verb, *option, "plan.txt", *behind, status=None)[1]
                self.assertNotIn("[usage]", told, (verb, option))
                told = self.run_program(verb, "plan.txt", *behind, *option, status=None)[1]
                self.assertNotIn("[usage]", told, (verb, option))
        for verb, behind in (("diff", ["--json"]), ("compare", ["--open"])):
            self.run_program(verb, "--grammar", "rules", "plan.txt", "b.txt", *behind)
        self.run_program("dump", "--grammar", "rules", "plan.txt", "--stage", "text")
        self.run_program("grammar", "test", "--grammar", "rules", "rules", "--json")
        self.run_program("quantities", "--grammar", "rules", "plan.txt", "--encoding", "UTF-8")
        told = self.run_program("check", "--without", "numbering.gap", "plan.txt", "--keys")
        self.assertNotIn("numbering.gap", "".join(told))
        told = self.run_program("check", "--without", "numbering.gap,list.short", "--without", "figure.operator",
                                "plan.txt")
        self.assertNotIn("numbering.gap", "".join(told))

    def test_the_misspelt_option_is_told(self):
        for arguments, wrong in [(["convert", "--hlep"], "--hlep; did you mean --help?"),
                                 (["check", "--keyz"], "--keyz; did you mean --keys?"),
                                 (["diff", "plan.txt", "--jsn"], "--jsn; did you mean --json?"),
                                 (["dump", "plan.txt", "--stag", "text"], "--stag; did you mean --stage?"),
                                 (["--hlep"], "--hlep; did you mean --help?")]:
            self.assertIn(f"there is no option {wrong}", self.run_program(*arguments, status=2)[1])

    def test_how_many_files_diff_takes(self):
        for files in ([], ["plan.txt"], ["plan.txt"] * 3):
            told = self.run_program("diff", *files, status=2)[1]
            self.assertIn(f"diff takes two drafts, and there are {len(files)} [usage]", told)
            self.assertIn("gangmu diff OLD NEW", told)

    def test_numbers_out_of_range(self):
        for option, value in [("-j", "0"), ("-j", "-1"), ("--memory-limit", "2"), ("--memory-limit", "15MB")]:
            told = self.run_program("convert", "plan.txt", option, value, status=2)[1]
            self.assertIn(f'"{value}" is no value for ', told)
        told = self.run_program("convert", "plan.txt", "--memory-limit", "2", "GB", status=2)[1]
        self.assertIn("500MB or 2GB without a blank", told)
        self.write("gangmu.toml", "memory-limit = 2\n")
        self.assertIn("[config.value]", self.run_program("convert", "plan.txt", status=2)[1])
        self.write("gangmu.toml", "")
        for size in ("0", "2GB", "500mb"):
            self.run_program("convert", "plan.txt", "--memory-limit", size, "-o", "a.json")

    def test_what_a_missing_option_may_be(self):
        self.assertIn("known are text, ", self.run_program("dump", "plan.txt", status=2)[1])
        self.assertIn("known are bash, zsh, fish", self.run_program("completion", status=2)[1])

    def test_pdf_is_not_written(self):
        self.assertIn("a .docx and save it as PDF", self.run_program("convert", "plan.txt", "-o", "a.pdf", status=2)[1])
        self.assertIn("an .html and print it", self.run_program("diff", "plan.txt", "plan.txt", "-o", "a.PDF",
                                                                status=2)[1])

    def test_names_of_outputs(self):
        self.write("b.txt", PLAN)
        (self.folder / "空").mkdir()
        for typed, plain in [("“a.xlsx”", "a.xlsx"), ("「a.json」", "a.json"), ("“a", "a")]:
            for arguments in (["convert", "plan.txt", "-o"], ["diff", "plan.txt", "b.txt", "-o"],
                              ["convert", "plan.txt", "-d"], ["check", "plan.txt", "--accepted"]):
                told = self.run_program(*arguments, typed, status=2)[1]
                self.assertIn("quotation marks that", told)
                self.assertIn(f"without these quotation marks: {plain}\n", told)
        self.run_program("convert", "plan.txt", "-o", "“十四五”规划.json")  # part of the name
        self.run_program("convert", "plan.txt", "-d", "“十四五”与“十五五”规划")
        for verb in (["convert", "plan.txt"], ["diff", "plan.txt", "b.txt"]):
            for place in (".", "空", "空/", "neu/"):
                told = self.run_program(*verb, "-o", place, status=2)[1]
                self.assertIn(f'"{place}" is a folder [output.unwritable]', told)
                self.assertIn("name a file in it", told)
                self.assertEqual(f"-d {place}" in told, verb[0] == "convert")
            told = self.run_program(*verb, "-o", "neu/in/a.xlsx", status=2)[1]
            self.assertIn('there is no folder "neu/in" [output.unwritable]', told)
            self.assertIn("make the folder first", told)
            for place in ("b.txt/a.xlsx", "b.txt/neu/a.xlsx"):
                told = self.run_program(*verb, "-o", place, status=2)[1]
                self.assertIn('"b.txt" is a file and no folder [output.unwritable]', told)
        for place in ("b.txt", "b.txt/neu"):
            told = self.run_program("convert", "plan.txt", "-d", place, status=2)[1]
            self.assertIn('"b.txt" is a file and no folder [output.unwritable]', told)
        self.run_program("convert", "plan.txt", "-d", "neu/in")  # is made
        self.run_program("convert", "plan.txt", "-o=b.json")
        self.assertTrue((self.folder / "b.json").is_file())
        self.run_program("convert", "plan.txt", "-f=xml", "-d=x")
        self.assertTrue((self.folder / "x/plan.txt.xml").is_file())

    def test_a_link_that_leads_nowhere(self):
        (self.folder / "broken.txt").symlink_to("gone.txt")
        told = self.run_program("outline", "broken.txt", status=2)[1]
        self.assertIn('the link "broken.txt" leads to "gone.txt", which is not there [input.not_found]', told)
        self.assertNotIn("did you mean", told)

    def test_what_was_meant(self):
        for arguments, meant in [
                (["outline", "plan.docx"], 'did you mean "plan.txt"?'),
                (["outline", "paln.txt"], 'did you mean "plan.txt"?'),
                (["plan.txt"], "gangmu convert plan.txt"),
                (["convert", "plan.txt", "-f", "Excel"], 'did you mean "xlsx"?'),
                (["convert", "plan.txt", "-f", "word"], 'did you mean "docx"?'),
                (["convert", "plan.txt", "-o", "a.xls"], 'did you mean "a.xlsx"?'),
                (["convert", "plan.txt", "-o", "a.doc"], 'did you mean "a.docx"?'),
                (["diff", "plan.txt", "plan.txt", "-o", "a.docx"], ".html file, which Word"),
                (["check", "plan.txt", "-o", "a.xlsx"], "gangmu convert INPUT -o"),
                (["tasks", "plan.txt", "--output=a.xlsx"], "gangmu convert INPUT -o")]:
            self.assertIn(meant, self.run_program(*arguments, status=2)[1])
        for value in ("cn", "zh_CN", "中文"):  # said in that language
            told = self.run_program("--lang", value, "formats", status=2)[1]
            self.assertIn("是不是“zh”？", told)
        self.assertIn("是不是“zh”？", self.run_program("formats", status=2, GANGMU_LANG="中文")[1])
        self.assertEqual(self.run_program("-v"), self.run_program("--version"))

    def test_what_is_no_plan(self):
        told = self.run_program("outline", "book.xlsx", status=2)[1]
        self.assertIn("a workbook (XLSX)", told)
        self.assertIn("plans are read from Word", told)
        self.assertIn("make a PDF of the picture", self.run_program("outline", "picture.png", status=2)[1])

    def test_how_to_get_chinese(self):
        line = "中文说明：gangmu --lang zh --help"
        self.assertIn(line, self.run_program("--help")[0])
        self.assertIn(line, self.run_program(status=2)[1])
        for environment in ({"LC_ALL": "zh_CN.UTF-8"}, {"LC_ALL": "en_US.UTF-8"}):
            self.assertNotIn(line, self.run_program("--help", **environment)[0])
        self.assertNotIn(line, self.run_program("--help", "--lang", "en")[0])

    def test_placeholders_are_words(self):
        self.run_program("manual", "share")
        told = "".join(page.read_text() for page in (self.folder / "share/man/zh_CN").rglob("*.1"))
        for verb in VERBS:
            told += self.run_program("--lang", "zh", *verb.split(), "--help")[0]
        self.assertEqual(set(re.findall(r" ([A-Z]{4,})(?![A-Za-z.])", told)) -
                         {"JSON", "LANG", "GANGMU", "XLSX", "HTML", "DOCX"}, set())
        for arguments, words in [(["completion"], "缺少 外壳"), (["diff", "plan.txt"], "旧稿 新稿"),
                                 (["outline"], "缺少 文件")]:
            self.assertIn(words, self.run_program("--lang", "zh", *arguments, status=2)[1])

    def test_words_of_libraries_are_translated(self):
        _, told = self.run_program("outline", "cut.docx", "--lang", "zh", status=2)
        self.assertNotRegex(told.replace("cut.docx", "").replace("Word", ""), "[A-Z][a-z]+ ")

    def test_mistakes_in_rules_and_lines_are_translated(self):
        for text, english, chinese in [
                ("[[rule]]\n", "no stage", "缺少 stage"), ("stage = 'x'\n", "unknown stage", "没有“x”这个阶段"),
                ("x = \n", "bad TOML", "TOML 写法有误"),
                ("stage = 'outline'\n[[rule]]\nname = 'x'\n", 'has no "match"', "规则“x”缺少 match"),
                ("stage = 'outline'\n[[rule]]\nname = 'x'\nkind = 'h2'\nmatch = '{n'\nyes = ['a']\nno = ['b']\n",
                 '"{" without', "没有对应的")]:
            self.write("rules/a.toml", text)
            self.assertIn(english, self.run_program("grammar", "test", "rules", "--lang", "en", status=2)[1])
            self.assertIn(chinese, self.run_program("grammar", "test", "rules", "--lang", "zh", status=2)[1])
        self.write("rules/a.toml", "stage = 'outline'\n[[rule]]\nname = 'x'\nkind = 'h2'\nmatch = 'zz'\n"
                                   "yes = ['a']\nno = ['zz']\n")
        told = self.run_program("grammar", "test", "rules", "--lang", "zh", status=1)[1]
        self.assertIn("不匹配其 yes 例句“a”", told)
        self.assertIn("匹配了其 no 例句“zz”", told)
        self.write("lines", '{"id": 1}\n')
        for lang, words in [("en", 'the line has neither'), ("zh", "这一行既没有")]:
            out, _ = self.run_program("convert", "lines", "--from", "ndjson", "--lang", lang)
            self.assertIn(words, json.loads(out)["error"]["message"])

    def test_a_file_that_is_called_like_a_verb(self):
        self.write("targets", PLAN)
        out, _ = self.run_program("outline", "targets")
        self.assertIn("一、总体要求", out)

    def test_lines_of_known_findings(self):
        self.write("known.txt", "# a comment\n\nfigure.conflict#0011223344556677\nwhat is this\n"
                                "    plan.txt:1: a place\nno.rule#12\n")
        _, told = self.run_program("check", "plan.txt", "--accepted", "known.txt", status=None)
        self.assertIn("known.txt:4: warning: no key", told)
        self.assertIn("known.txt:6: warning: no key", told)
        self.assertEqual(told.count("warning: no key"), 2, told)
        out, _ = self.run_program("check", "plan.txt", "--keys")
        count = len(re.findall(r"#\w+\]", out))
        self.assertGreater(count, 0)
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):  # utf-16: "Unicode" of Notepad
            self.write("known.txt", ("# 已核对\n" + out).encode(encoding))
            out_now, told = self.run_program("check", "plan.txt", "--accepted", "known.txt")
            self.assertEqual(out_now, "", encoding)
            self.assertEqual(told, f"result: errors 0, suspects 0, hints 0, accepted before {count}\n", encoding)
        told = self.run_program("check", "plan.txt", "--accepted", "plan.txt", "--lang", "zh", status=None)[1]
        self.assertIn("没有核对意见的键", told)

    # ------------------------------------------------------------------ settings

    def test_settings_of_file_and_environment(self):
        self.write("gangmu.toml", 'lang = "zh"\n')
        self.write("home/.config/gangmu/gangmu.toml", 'lang = "en"\nformat = "markdown"\n')
        self.assertIn("错误", self.run_program("outline", "absent", status=2)[1])
        self.assertIn("# 云溪市", self.run_program("convert", "plan.txt", "-q")[0])
        told = self.run_program("outline", "absent", status=2, GANGMU_LANG="en")[1]
        self.assertIn("error", told)
        told = self.run_program("outline", "absent", "--lang", "zh", status=2, GANGMU_LANG="en")[1]
        self.assertIn("错误", told)
        told = self.run_program("outline", "absent", "--no-config", status=2)[1]
        self.assertIn("error", told)
        # -o says the format itself
        self.run_program("convert", "plan.txt", "-o", "a.json")
        json.loads((self.folder / "a.json").read_bytes())
        out, _ = self.run_program("convert", "plan.txt", "-f", "xml")
        self.assertTrue(out.startswith("<?xml"))

    def test_folders_of_rules_are_meant_from_the_file(self):
        self.write("home/.config/gangmu/gangmu.toml", 'grammar = ["rules"]\n')
        self.write("home/.config/gangmu/rules/a.toml",
                   "[[outline.rule]]\nname = 'broken'\n")
        _, told = self.run_program("outline", "plan.txt", status=2)
        self.assertIn("home/.config/gangmu/rules/a.toml:", told)

    def test_mistakes_in_settings(self):
        for text, code, place in [('lang = "zh"\nfromat = "xml"\n', "config.key", "gangmu.toml:2"),
                                  ("jobs = \"four\"\n", "config.value", "gangmu.toml:1"),
                                  ("\ntime-limit = 0\n", "config.value", "gangmu.toml:2"),
                                  ("lang = \n", "config.syntax", "gangmu.toml:1:"),
                                  ('color = "red"\n', "config.value", "gangmu.toml:1")]:
            self.write("gangmu.toml", text)
            _, told = self.run_program("convert", "plan.txt", status=2)
            self.assertIn(f"[{code}]", told)
            self.assertIn(place, told)
        for text, remedy in [('lang = “zh”\n', "straight quotation marks"),
                             ('lang = "zh"\n'.encode("utf-16"), "in UTF-16"),
                             ('# 中文\nlang = "zh"\n'.encode("gbk"), "perhaps in GBK"),
                             ('lang = "en"\nlang = "zh"\n', "stands here again")]:
            self.write("gangmu.toml", text)
            _, told = self.run_program("formats", status=2)
            self.assertIn("[config.syntax]", told)
            self.assertIn(remedy, told)
            self.assertIn("--no-config", told)
            self.run_program("formats", "--no-config")
        for text in ('lang = "zh"\njobs = \n', 'jobs = 1\nlang = "zh"\nfromat = 1\n', 'lang = "中文"\nx x\n'):
            self.write("gangmu.toml", text)
            self.assertRegex(self.run_program("formats", status=2)[1], r"错误：gangmu\.toml:[23]")
        for text in ("lang = \n", 'lang = "cn"\n', 'fromat = "xml"\n'):
            self.write("gangmu.toml", text)
            for arguments in (["--help"], ["--version"], ["help", "check"], ["check", "--help"]):
                self.run_program(*arguments)
            row = [row for row in json.loads(self.run_program("doctor", "--json")[0])["machine"]
                   if row["name"] == "config"][0]
            self.assertFalse(row["well"])
            self.assertIn("gangmu.toml:1", row["message"])
        self.write("gangmu.toml", 'fromat = "xml"\n')
        self.assertIn('did you mean "format"?', self.run_program("formats", status=2)[1])
        os.remove(self.folder / "gangmu.toml")
        self.assertIn("GANGMU_JOBS", self.run_program("convert", "plan.txt", status=2,
                                                      GANGMU_JOBS="x")[1])

    def test_the_page_of_settings_names_each(self):
        page = (pathlib.Path(__file__).parent.parent / "docs/configuration.md").read_text()
        told = set(re.findall(r"^\| `([a-z-]+)` \|", page, re.M))
        self.write("gangmu.toml", "zzzzzzzz = 1\n")
        _, error = self.run_program("formats", status=2)
        self.assertEqual(told, set(re.search("known are (.*)", error)[1].split(", ")))

    # ------------------------------------------------------------------ doctor, completion, pages

    def test_doctor(self):
        bare = self.folder / "bin"
        bare.mkdir()
        (bare / "apt-get").symlink_to("/bin/true")
        for lang, missing in [("en", "not installed"), ("zh", "未安装")]:
            out, _ = self.run_program("doctor", "--lang", lang, PATH=str(bare))
            self.assertIn(missing, out)
            self.assertIn("apt-get install libreoffice-writer-nogui", out)
            self.assertIn("apt-get install tesseract-ocr tesseract-ocr-chi-sim", out)
        (bare / "apt-get").unlink()
        out, _ = self.run_program("doctor", PATH=str(bare))
        self.assertNotIn("apt-get", out)
        self.assertIn("www.libreoffice.org", out)
        told = json.loads(self.run_program("doctor", "--json", PATH=str(bare))[0])
        rows = {row["name"]: row for row in told["formats"]}
        self.assertFalse(rows[".doc .wps"]["well"])
        self.assertTrue(rows[".docx"]["well"])
        out, _ = self.run_program("doctor", TMPDIR=str(self.folder / "absent"))
        self.assertIn("TMPDIR", out)
        json.loads(self.run_program("formats", "--json")[0])

    def test_json_of_each_verb(self):
        rows = self.run_program("explain", "plan.txt", "--json")[0].splitlines()
        self.assertIn("outline/h1", {json.loads(row)["rule"] for row in rows})
        self.assertGreater(json.loads(self.run_program("grammar", "test", "--json")[0])["rules"], 40)

    def completed(self, line):
        script = self.run_program("completion", "bash")[0]
        words = line.split(" ")
        done = subprocess.run(
            ["bash", "--norc", "-c", script + '\nCOMP_WORDS=("$@")\nCOMP_CWORD=$(($#-1))\n_gangmu\n'
             'printf "%s\\n" "${COMPREPLY[@]}"', "bash", *words],
            capture_output=True, cwd=self.folder, timeout=60)
        return done.stdout.decode().split()

    def test_bash_completion(self):
        self.assertEqual(self.completed("gangmu out"), ["outline"])
        self.assertEqual(self.completed("gangmu grammar "), ["test", "show"])
        self.assertEqual(self.completed("gangmu convert -f xl"), ["xlsx"])
        self.assertIn("--chunk-size", self.completed("gangmu convert plan.txt --ch"))
        self.assertIn("plan.txt", self.completed("gangmu convert pl"))
        self.assertEqual(self.completed("gangmu --lang z"), ["zh"])
        self.assertEqual(self.completed("gangmu --lang zh targ"), ["targets"])
        self.assertEqual(self.completed("gangmu completion z"), ["zsh"])
        self.assertEqual(self.completed("gangmu grammar test --js"), ["--json"])

    @unittest.skipUnless(shutil.which("fish"), "fish is not installed")
    def test_fish_completion(self):
        self.write("gangmu.fish", self.run_program("completion", "fish")[0])

        def completed(line):
            done = subprocess.run(["fish", "--no-config", "-c", f"source gangmu.fish; complete -C '{line}'"],
                                  capture_output=True, text=True, cwd=self.folder, timeout=60)
            return [row.split("\t")[0] for row in done.stdout.splitlines()]

        self.assertEqual(completed("gangmu out"), ["outline"])
        self.assertEqual(completed("gangmu grammar "), ["show", "test"])
        self.assertEqual(completed("gangmu convert -f xl"), ["xlsx"])
        self.assertIn("--chunk-size", completed("gangmu convert plan.txt --ch"))
        self.assertEqual(completed("gangmu --lang z"), ["zh"])
        self.assertEqual(completed("gangmu --lang zh targ"), ["targets"])
        self.assertEqual(completed("gangmu completion z"), ["zsh"])
        self.assertEqual(completed("gangmu grammar test --js"), ["--json"])

    def test_scripts_of_other_shells_are_read_by_them(self):
        for shell in ("bash", "zsh", "fish"):
            script = self.write("script", self.run_program("completion", shell)[0])
            if shutil.which(shell):
                done = subprocess.run([shell, "-n", script], capture_output=True, timeout=60)
                self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_manual_pages(self):
        self.run_program("manual", "share")
        pages = sorted(p.name for p in (self.folder / "share/man/man1").iterdir())
        self.assertEqual(pages, sorted(["gangmu.1"] + [f"gangmu-{v.replace(' ', '-')}.1"
                                                       for v in VERBS]))
        text = (self.folder / "share/man/zh_CN/man1/gangmu-convert.1").read_text()
        self.assertIn(".SH \"示例\"", text)
        if shutil.which("groff"):
            for page in (self.folder / "share/man/man1").iterdir():
                done = subprocess.run(["groff", "-k", "-man", "-Tutf8", "-ww", "-z", page],
                                      capture_output=True, timeout=60)
                self.assertEqual(done.stderr, b"", page.name)


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
