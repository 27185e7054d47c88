"""Each verb in a real terminal (tmux), in both languages, 80 and 120 columns wide: no line is wider
than the screen, and what stands there is what tests/terminal/LANGUAGE-COLUMNS.txt holds.

python3 tests/terminal.py PROGRAM         GANGMU_REWRITE=1 writes the files anew
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
import unittest

PROGRAM = ""
HERE = pathlib.Path(__file__).resolve().parent / "terminal"
COMMANDS = [
    "--help", "convert --help", "grammar --help", "outline plan.txt", "targets plan.txt", "tasks plan.txt",
    "references plan.txt", "names plan.txt", "check plan.txt", "compare upper.txt plan.txt",
    "diff plan.txt draft2.txt", "quantities lines.txt", "explain plan.txt --line 6",
    "dump --stage nodes upper.txt", "grammar test", "convert plan.txt draft2.txt -d out -q",
    "convert plan.txt -f csv --table tasks", "outlin plan.txt", "outline absent.txt",
    "convert plan.txt -f xlsx", "check old.txt", "convert plan.txt -d out -f xlsx", "tasks lines.txt",
    "targets old.txt", "names lines.txt", "references lines.txt", "outline lines.txt",
    "diff plan.txt draft2.txt -o out.html", "convert plan.txt —o x.xlsx",
]
# What these print depends on the machine.
HERE_ALONE = ["formats", "doctor"]
ROWS = 1000


def width(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in line)


class Tmux:
    """A server of its own, with no settings."""

    def __init__(self, folder):
        self.count = 0
        self.folder = folder
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8",
                            "TERM": "xterm-256color"}

    def command(self):
        return ["tmux", "-u", "-f", "/dev/null", "-S", str(self.folder / f"socket{self.count}")]

    def call(self, *arguments):
        return subprocess.run([*self.command(), *arguments], env=self.environment, cwd=self.folder,
                              capture_output=True, check=True, timeout=60).stdout.decode()

    def screen(self, script, columns, rows, until):
        """What stands on the screen once `until` does."""
        self.end()
        self.count += 1
        self.call("new-session", "-d", "-x", str(columns), "-y", str(rows), "sh", "-c",
                  script + "; sleep 600")
        for _ in range(600):
            time.sleep(0.1)
            shown = self.call("capture-pane", "-p")
            if until in shown:
                break
        else:
            raise AssertionError(f"{until} never came:\n{shown}")
        return shown

    def end(self):
        subprocess.run([*self.command(), "kill-server"], capture_output=True, check=False)


class Terminal(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        for path in HERE.glob("*.txt"):
            if not re.fullmatch(r"(zh|en)-\d+\.txt", path.name):
                shutil.copy(path, self.folder)
        (self.folder / "lines.txt").write_text("新建公园12个\n投资3.5亿元\n", encoding="utf-8")
        (self.folder / "old.txt").write_text("云溪市公园建设规划\n\n一、总体要求\n加强建设。\n三、保障措施\n"
                                             "加强领导。\n", encoding="utf-8")
        self.tmux = Tmux(self.folder)
        self.addCleanup(self.tmux.end)

    def all_screens(self, commands, language, columns):
        script = "; ".join(f"echo '$ gangmu {c}'; '{PROGRAM}' --lang {language} {c}; rm -rf out"
                           for c in commands)
        return self.tmux.screen(script + "; echo END OF ALL", columns, ROWS, "END OF ALL")

    def test_screens(self):
        for language in ("zh", "en"):
            for columns in (80, 120):
                with self.subTest(language=language, columns=columns):
                    shown = self.all_screens(COMMANDS, language, columns)
                    shown = "\n".join(line.rstrip() for line in shown.splitlines()).rstrip() + "\n"
                    self.assertEqual([line for line in shown.splitlines() if width(line) > columns], [])
                    golden = HERE / f"{language}-{columns}.txt"
                    if os.environ.get("GANGMU_REWRITE") and not os.environ.get("CI"):
                        golden.write_text(shown, encoding="utf-8")
                    self.assertEqual(shown, golden.read_text(encoding="utf-8"))

    def test_what_depends_on_the_machine(self):
        for language in ("zh", "en"):
            shown = self.all_screens(HERE_ALONE, language, 80)
            self.assertEqual([line for line in shown.splitlines() if width(line) > 80], [])
            self.assertIn("docx", shown)

    def test_columns_stand_below_each_other(self):
        shown = self.all_screens(["targets plan.txt"], "zh", 120)
        lines = [line for line in shown.splitlines() if re.match(r" *(行|\d+) ", line)]
        self.assertGreater(len(lines), 5)
        # The second column begins at one place in all of them.
        begins = {width(re.match(r" *(?:行|\d+) +", line)[0]) for line in lines}
        self.assertEqual(len(begins), 1, lines)

    def test_long_output_is_paged_and_short_output_is_not(self):
        shown = self.tmux.screen(f"'{PROGRAM}' convert --help", 80, 20, "Usage")
        self.assertNotIn("--chunk-size", shown)  # the rest comes with the next key
        self.tmux.call("send-keys", "G")
        time.sleep(1)
        self.assertNotIn("Usage", self.tmux.call("capture-pane", "-p").splitlines()[0])
        self.tmux.call("send-keys", "q")
        shown = self.tmux.screen(f"'{PROGRAM}' outline upper.txt; echo END", 80, 20, "END")
        self.assertIn("一、总体要求", shown)
        shown = self.tmux.screen(f"'{PROGRAM}' --no-pager convert --help; echo END", 80, 20, "END")
        shown = self.tmux.screen(f"PAGER='tr a-z A-Z' '{PROGRAM}' outline plan.txt --lang zh; "
                                 f"PAGER='tr -d 0-9' '{PROGRAM}' convert --help; echo END", 80, 20,
                                 "END")
        self.assertNotIn("1000", shown)

    def test_colours_only_where_they_are_wanted(self):
        def coloured(script):
            self.tmux.screen(script + "; echo END", 80, 50, "END")
            shown = self.tmux.call("capture-pane", "-p", "-e")
            return "\x1b[" in shown

        self.assertTrue(coloured(f"'{PROGRAM}' targets plan.txt"))
        self.assertTrue(coloured(f"'{PROGRAM}' outline absent"))
        self.assertFalse(coloured(f"NO_COLOR=1 '{PROGRAM}' targets plan.txt"))
        self.assertFalse(coloured(f"'{PROGRAM}' --color=never targets plan.txt"))
        self.assertFalse(coloured(f"'{PROGRAM}' targets plan.txt | cat"))
        self.assertTrue(coloured(f"'{PROGRAM}' targets plan.txt --color always | cat"))

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
    def test_completion_in_zsh(self):
        """With the script as a file of functions, and read by hand; each line is typed and completed."""
        (self.folder / "bin").mkdir()
        (self.folder / "bin/gangmu").symlink_to(PROGRAM)
        script = subprocess.run([PROGRAM, "completion", "zsh"], capture_output=True, check=True).stdout
        for name, loading in (("_gangmu", "fpath=(%s $fpath)\nautoload -Uz compinit && compinit -u"),
                              ("by_hand", "autoload -Uz compinit && compinit -u\nsource %s/by_hand")):
            home = self.folder / ("home" + name)
            home.mkdir()
            (home / name).write_bytes(script)
            (home / ".zshrc").write_text("PS1='> '\nPATH=%s/bin:$PATH\nsetopt nobeep\n%s\necho READY\n"
                                         % (self.folder, loading % home))
            self.tmux.screen(f"ZDOTDIR='{home}' zsh -i", 150, 50, "READY")
            for typed, completed in (
                    ("gangmu out", "gangmu outline"), ("gangmu convert -f xl", "gangmu convert -f xlsx"),
                    ("gangmu convert plan.txt --chu", "gangmu convert plan.txt --chunk-size"),
                    ("gangmu --lang z", "gangmu --lang zh"), ("gangmu --lang zh targ", "gangmu --lang zh targets"),
                    ("gangmu completion z", "gangmu completion zsh"), ("gangmu check upp", "gangmu check upper.txt"),
                    ("gangmu grammar test --js", "gangmu grammar test --json"),
                    ("gangmu grammar ", "run the yes and no examples")):
                self.tmux.call("send-keys", "-l", typed)
                self.tmux.call("send-keys", "Tab")
                self.wait_for(completed)
                self.tmux.call("send-keys", "C-c", "C-l")

    def wait_for(self, text):
        for _ in range(100):
            shown = self.tmux.call("capture-pane", "-p")
            if text in shown:
                return
            time.sleep(0.1)
        self.fail(f"{text} never came:\n{shown}")


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    if shutil.which("tmux") is None:
        print("tmux is not installed")
        sys.exit(77)
    unittest.main()
