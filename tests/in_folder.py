"""The base of tests that share a folder of files."""
import pathlib
import tempfile
import unittest


def written(path, content):
    """Writes text or bytes, making the folders above; the path again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


class InFolder(unittest.TestCase):
    """`folder` is there for all tests of the class and goes after them."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
