"""The base of tests that share a folder of files."""
import pathlib
import tempfile
import unittest


class InFolder(unittest.TestCase):
    """`folder` is there for all tests of the class and goes after them."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
