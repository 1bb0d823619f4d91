"""What has to be installed is said before anybody waits for a file."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from models.errors import InputError
from planner.exports.extras import PDF, SLIDES, Extra, expect, missing
from planner.exports.formats import missing_library, paper_bytes
from tests.support.printed_papers import PAPERS


def forget(extra: Extra, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library be imported anew."""
    for name in [each for each in sys.modules if each.partition(".")[0] == extra.library]:
        monkeypatch.delitem(sys.modules, name)


@pytest.mark.parametrize("extra", [PDF, SLIDES], ids=lambda each: each.name)
def test_without_the_library_the_command_that_brings_it_is_told(
    extra: Extra, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, extra.library, None)

    with pytest.raises(InputError, match=re.escape(f"'relocation-planner[{extra.name}]'")):
        expect(extra)


@pytest.mark.parametrize("suffix", [".pdf", ".PDF"])
def test_without_a_library_of_the_system_its_packages_are_told(
    suffix: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As WeasyPrint fails where Pango is missing: with words on the screen, and an error."""
    forget(PDF, monkeypatch)
    lines = ("print('-----')", "raise OSError(\"cannot load library 'libpango-1.0-0'\\nmore\")")
    (tmp_path / "weasyprint.py").write_text("\n".join(lines))
    monkeypatch.syspath_prepend(tmp_path)

    problem = missing_library(Path(f"paper{suffix}"))

    assert problem is not None
    assert problem.file == f"paper{suffix}"
    assert problem.found == "cannot load library 'libpango-1.0-0'"
    assert problem.next_step.endswith("apt-get install libpango-1.0-0 libpangoft2-1.0-0")
    assert capsys.readouterr() == ("", "")


def test_nothing_is_missing_for_a_page() -> None:
    assert missing_library(Path("paper.html")) is None


def test_nothing_is_missing_where_all_is_installed() -> None:
    pytest.importorskip("pptx")

    assert missing(SLIDES) is None


@pytest.mark.parametrize("suffix", [".pdf", ".pptx"])
def test_a_paper_is_not_begun_without_its_library(
    suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra = {".pdf": PDF, ".pptx": SLIDES}[suffix]
    monkeypatch.setitem(sys.modules, extra.library, None)

    with pytest.raises(InputError, match="which is not installed"):
        paper_bytes(PAPERS["small"], suffix)
