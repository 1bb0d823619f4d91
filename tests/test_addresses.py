"""Nothing in the project points at a machine, a registry or an address that nobody agreed to."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Hosts that the project's files may name. To add one is a decision: say why.
ALLOWED = {
    "localhost",  # a service on the reader's own machine
    "127.0.0.1",  # the same
    "www.w3.org",  # names of XML and SVG vocabularies; never fetched
    "schemas.openxmlformats.org",  # names of the vocabularies of workbooks; never fetched
    "maven.apache.org",  # the name of the pom vocabulary; never fetched
    "json-schema.org",  # part of the name of the schemas' dialect; never fetched
    "www.apache.org",  # in the text of the licence
    "yaml.org",  # part of the names of YAML's own tags
    "8.2.7.1",  # no address: a clause of GB/T 22239-2019
}

# Sources that scenarios cite for people to read; nothing fetches them.
CITED = {
    "a5qu.com",
    "ainews.washinmura.jp",
    "alibabacloud.com",
    "aljazeera.com",
    "allenandgledhill.com",
    "aoshearman.com",
    "app.bjtitle.com",
    "asiatimes.com",
    "babl.ai",
    "bactf.com",
    "bank.hexun.com",
    "bifrostindex.ai",
    "biia.com",
    "blog.needs-to-stay.com",
    "channelnewsasia.com",
    "chengco.com.my",
    "china-briefing.com",
    "chinadaily.com.cn",
    "chinaeconomicreview.com",
    "daijiworld.com",
    "dawo-lf.com",
    "digitalpolicyalert.org",
    "dilimi.com",
    "dimsumdaily.hk",
    "e2consulting.com.my",
    "ecns.cn",
    "en.m.wikisource.org",
    "en.people.cn",
    "en.sedaily.com",
    "en.wikipedia.org",
    "english.shanghai.gov.cn",
    "eylaw.com.hk",
    "financetom.com",
    "forexbnb.com",
    "forexlive.com",
    "github.com",
    "globaltimes.cn",
    "haynesboone.com",
    "hkcnsa.org",
    "hunton.sitepilot11.firmseek.com",
    "iapp.org",
    "immd.gov.hk",
    "impactgrouphr.com",
    "insightplus.bakermckenzie.com",
    "internationalintrigue.io",
    "investing.com",
    "jonesday.com",
    "kennedyslaw.com",
    "khmertimeskh.com",
    "kokzone.com",
    "kpmg.com",
    "laitimes.com",
    "legaport.com",
    "lexblog.com",
    "linklaters.com",
    "logisticscurated.com",
    "lw.com",
    "malaya.com.ph",
    "minterellison.com",
    "mmlcgroup.com",
    "mondaq.com",
    "morganlewis.com",
    "natlawreview.com",
    "ndtvprofit.com",
    "news.cgtn.com",
    "news.futunn.com",
    "nortonrosefulbright.com",
    "onc.hk",
    "owlbrief.com",
    "peopleofinternet.com",
    "prnewswire.com",
    "protiviti.com",
    "python88.com",
    "qa.sbr.com.sg",
    "roedl.com",
    "scmp.com",
    "sesec.eu",
    "simmons-simmons.com",
    "sinobravo.cn",
    "skrine.com",
    "theworldlawgroup.com",
    "tilleke.com",
    "trade.gov",
    "ucanews.com",
    "ushijima-law.gr.jp",
    "usito.org",
    "wilmerhale.com",
    "winlawfirm.com",
    "wolterskluwer.com",
}

HOST = re.compile(
    r"""
      (?<=://) [^\s/:"'`<>()\[\]{}]+                 # whatever stands where a host stands
    | \b (?:[a-z0-9-]+\.)+
      (?: (?:ac|co|com|edu|gov|net|org)\.[a-z]{2} | ai|cn|com|edu|eu|gov|hk|io|jp|net|org|sg|uk )
      \b (?!\()
    | (?<![\w.]) (?<!==) \d{1,3} (?:\.\d{1,3}){3} (?![\w.])  # an IPv4 address; == is of a version
    """,
    re.VERBOSE | re.IGNORECASE,
)
MACHINE_PATH = re.compile(r"(?<![\w.~)}-])/(?:root|work|home/\w+|Users/\w+|opt/wheels)\b")


def files() -> Iterator[Path]:
    """The project's own files: what git tracks or would track; without git all but what is made."""
    git = shutil.which("git") or "false"
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not is_made(path.relative_to(ROOT))]
    yield from (path for path in paths if path.is_file() and "vendor" not in path.parts)


def is_made(path: Path) -> bool:
    """Whether a path is made by tools, as .gitignore has it."""
    return any(
        re.fullmatch(r"\.git|\.venv.*|build|dist|\..*_cache|__pycache__|\.hypothesis", part)
        for part in path.parts
    )


@cache
def texts() -> tuple[tuple[Path, str], ...]:
    """Every text file, with its path."""
    found = []
    for path in files():
        try:
            found.append((path.relative_to(ROOT), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return tuple(found)


def lines(holds: Callable[[str], object]) -> Iterator[tuple[str, str]]:
    """Lines that hold something, of files that do, with their places."""
    for path, text in texts():
        if holds(text):
            for number, line in enumerate(text.splitlines(), 1):
                if holds(line):
                    yield f"{path}:{number}", line


def strange_hosts(text: str) -> set[str]:
    """The hosts in a text that are not on the list.

    ECharts writes ``path`` where a scheme stands for an icon that is drawn from what follows.
    """
    found = HOST.findall(text.replace("path://", ""))
    return {host.lower() for host in found} - ALLOWED - CITED


@pytest.mark.slow
def test_every_host_is_on_the_list() -> None:
    """No file names a host, with or without a scheme, that neither list holds."""
    assert not [(place, strange_hosts(line)) for place, line in lines(strange_hosts)]


def test_no_path_of_a_machine() -> None:
    """No file holds an absolute path into somebody's machine."""
    assert not list(lines(MACHINE_PATH.search))


def test_no_half_finished_merge() -> None:
    """No file holds both sides of one, between the marks that git leaves."""
    assert not list(lines(re.compile(r"^(<{7}|>{7}) ", re.MULTILINE).search))


@pytest.mark.parametrize(
    "parts",
    [
        ("see https:", "//example", ".test/x"),
        ("http:", "//mirror:8080/simple"),
        ("index: pypi", ".example", ".com/simple"),
        ("source: www.cac", ".gov", ".cn"),
        ("broker 10.", "0.0.7:9092"),
    ],
)
def test_a_strange_host_is_seen(parts: tuple[str, ...]) -> None:
    """The search finds addresses with and without a scheme, and bare numbers."""
    assert strange_hosts("".join(parts))


@pytest.mark.parametrize(
    "line", ["http://localhost:6066/", "types-PyYAML==6.0.12.20261113", "models.io_error", "v0.1.0"]
)
def test_what_is_no_strange_host_is_left_alone(line: str) -> None:
    """Versions, modules and the reader's own machine are no strange hosts."""
    assert not strange_hosts(line)


@pytest.mark.parametrize(
    "parts", [("/ro", "ot/.cache"), ("cd /ho", "me/ann/src"), ("(/wo", "rk/x)")]
)
def test_a_path_of_a_machine_is_seen(parts: tuple[str, ...]) -> None:
    """The search finds home folders and work folders."""
    assert MACHINE_PATH.search("".join(parts))
