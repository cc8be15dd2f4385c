"""Inputs that are no files here yet: patterns, archives, and a real web server on this machine."""

import io
import re
import tarfile
import threading
import warnings
import zipfile
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cronica import seeds
from cronica.flows.settings import Fetching
from cronica.flows.sources import gather
from cronica.flows.sources.discover import discover

RESOLUTION = next(seeds.DOCUMENTS.glob("*002*.txt")).read_bytes()


@dataclass
class Site:
    """A web server and what was asked of it: each path answers what stands in its list, the last one for ever."""

    port: int = 0
    answers: dict[str, list[tuple[int, dict[str, str], bytes]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    stop_waiting: threading.Event = field(default_factory=threading.Event)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"


@pytest.fixture
def site():
    here = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            here.asked.append(self.path)
            found = here.answers.get(self.path.partition("?")[0], [(404, {}, b"")])
            status, headers, body = found.pop(0) if len(found) > 1 else found[0]
            if status == 0:  # say nothing until the test is over
                here.stop_waiting.wait(20)
                return
            if self.headers.get("If-None-Match") == headers.get("ETag", "-"):
                status, body = 304, b""
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield here
    here.stop_waiting.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def fetching(site, tmp_path):
    return Fetching(
        cache=tmp_path / "cache",
        hosts=frozenset({site.host}),
        language="es",
        pattern=f"http://{site.host}/symbol?s={{symbol}}&l={{language}}",
        pause=0.01,
        timeout=0.5,
        keep_days=30,
    )


def reasons(refused) -> list[tuple[str, str]]:
    return [(each.source_path, each.reason_code) for each in refused]


def test_a_symbol_is_fetched_once_and_known_by_its_symbol(site, fetching, tmp_path):
    site.answers["/symbol"] = [(200, {"Content-Type": "text/plain; charset=utf-8"}, RESOLUTION)]
    paths, refused = gather(["un:a/res/73/331"], tmp_path / "first", fetching)
    assert refused == []
    found = discover(paths)
    assert [(file.source_path, file.facts) for file in found.files] == [
        ("A_RES_73_331.txt", {"symbol": "A/RES/73/331"})
    ]
    assert found.refused == []
    assert site.asked == ["/symbol?s=A/RES/73/331&l=es"]
    again, _ = gather(["un:A/RES/73/331"], tmp_path / "second", fetching)
    assert discover(again).files[0].sha256 == found.files[0].sha256
    assert len(site.asked) == 1


def test_what_is_old_is_asked_for_again_and_kept_when_it_has_not_changed(site, fetching, tmp_path):
    site.answers["/a.txt"] = [(200, {"ETag": '"1"'}, RESOLUTION)]
    address = f"http://{site.host}/a.txt"
    always = replace(fetching, keep_days=0)
    first, _ = gather([address], tmp_path / "first", always)
    second, refused = gather([address], tmp_path / "second", always)
    assert len(site.asked) == 2
    assert refused == []
    assert discover(first).files[0].sha256 == discover(second).files[0].sha256


def test_it_survives_a_busy_host_and_a_slow_one(site, fetching, tmp_path):
    site.answers["/busy"] = [(503, {"Retry-After": "0"}, b""), (200, {}, RESOLUTION)]
    site.answers["/slow"] = [(0, {}, b""), (200, {}, RESOLUTION[:-1])]
    addresses = [f"http://{site.host}/{name}" for name in ("busy", "slow")]
    paths, refused = gather(addresses, tmp_path / "laid", fetching)
    assert refused == []
    assert [file.size for file in discover(paths).files] == [len(RESOLUTION), len(RESOLUTION) - 1]
    assert site.asked == ["/busy", "/busy", "/slow", "/slow"]


def test_what_is_not_to_be_had_is_named_and_the_rest_is_read(site, fetching, tmp_path):
    elsewhere = f"http://localhost:{site.port}/a.txt"
    site.answers["/a.txt"] = [(200, {}, RESOLUTION)]
    site.answers["/away"] = [(302, {"Location": elsewhere}, b"")]
    site.answers["/round"] = [(302, {"Location": "/round"}, b"")]
    given = [f"http://{site.host}/{name}" for name in ("away", "round", "missing", "a.txt")] + [
        elsewhere,
        "un:not a symbol",
    ]
    paths, refused = gather(given, tmp_path / "laid", fetching)
    assert [file.source_path[:2] + file.source_path[-4:] for file in discover(paths).files] == ["a-.txt"]
    assert reasons(refused) == [
        (given[0], "host_not_allowed"),
        (given[1], "not_fetched"),
        (given[2], "not_fetched"),
        (elsewhere, "host_not_allowed"),
        ("un:not a symbol", "bad_symbol"),
    ]
    assert "leads to another host" in refused[0].message
    assert "CRONICA_FETCH_HOSTS" in refused[3].message
    assert "404" in refused[2].message


def test_one_bad_address_ends_in_its_own_row(site, fetching, tmp_path):
    site.answers["/a.txt"] = [(200, {}, RESOLUTION)]
    site.answers["/data"] = [(302, {"Location": "data:text/plain,x"}, b"")]
    site.answers["/port"] = [(302, {"Location": "http://a:b:c/"}, b"")]
    there = f"http://{site.host}"
    given = [
        f"{there}/data",
        f"{there}/port",
        f"{there}/\x01\x7f",
        "http://[",
        "http://a:b",
        f"{there}/a.txt",
    ]
    listed = tmp_path / "wanted.urls"
    listed.write_text("\n".join(given))
    paths, refused = gather([str(listed)], tmp_path / "laid", fetching)
    assert len(discover(paths).files) == 1
    assert [each.source_path for each in refused] == given[:-1]
    assert {each.reason_code for each in refused} <= {"not_fetched", "host_not_allowed"}


def test_a_document_that_drips_is_left(site, fetching, tmp_path, monkeypatch):
    monkeypatch.setattr("cronica.flows.sources.fetch.LONGEST_FETCH", 0.0)
    site.answers["/a.txt"] = [(200, {}, RESOLUTION)]
    _, refused = gather([f"http://{site.host}/a.txt"], tmp_path / "laid", fetching)
    assert reasons(refused) == [(f"http://{site.host}/a.txt", "not_fetched")]
    assert list(fetching.cache.glob("*")) == []


def test_a_list_names_addresses_and_symbols(site, fetching, tmp_path):
    site.answers["/symbol"] = [(200, {"Content-Type": "text/plain"}, RESOLUTION)]
    site.answers["/a.html"] = [(200, {"Content-Type": "text/html"}, b"<p>Carta</p>")]
    listed = tmp_path / "wanted.urls"
    listed.write_text(f"# two of them\nA/RES/73/331 # by symbol\n\nhttp://{site.host}/a.html\nA/RES/73/331\n")
    paths, refused = gather([str(listed), str(tmp_path / "none.urls")], tmp_path / "laid", fetching)
    by_symbol, by_address = sorted(file.source_path for file in discover(paths).files)
    assert by_symbol == "A_RES_73_331.txt"
    assert re.fullmatch(r"a-[0-9a-f]{8}\.html", by_address)
    assert reasons(refused) == [(str(tmp_path / "none.urls"), "not_found")]


def test_archives_are_read_and_nothing_leaves_their_folder(fetching, tmp_path):
    zipped, taped = tmp_path / "some.zip", tmp_path / "more.tar.gz"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("letters/a.txt", RESOLUTION)
        archive.writestr("../outside.txt", b"no")
        archive.writestr("manifest.csv", "path,publication_date\nletters/a.txt,2020-01-02\n")
    with tarfile.open(taped, "w:gz") as archive:
        for name, content in (("b.txt", b"Carta"), ("/etc/outside.txt", b"no")):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    torn = tmp_path / "torn.zip"
    torn.write_bytes(zipped.read_bytes()[:-40])
    paths, refused = gather([str(zipped), str(taped), str(torn)], tmp_path / "laid", fetching)
    found = discover(paths[:2])
    assert [(file.source_path, file.facts) for file in found.files] == [
        ("b.txt", {}),
        ("letters/a.txt", {"publication_date": "2020-01-02"}),
    ]
    assert reasons(refused) == [
        ("../outside.txt", "bad_archive"),
        ("/etc/outside.txt", "bad_archive"),
        (str(torn), "bad_archive"),
    ]
    assert not (tmp_path / "laid" / "outside.txt").exists()


def test_a_member_that_cannot_be_unpacked_costs_itself(fetching, tmp_path):
    zipped, taped = tmp_path / "some.zip", tmp_path / "more.tar"
    names = ("a.txt", "a.txt", "a.txt/b.txt", "f" * 300 + ".txt", "broken.txt", "z.txt")
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(zipped, "w") as archive:
        for name in names:
            archive.writestr(name, f"{RESOLUTION.decode()} {name[:9]}")
    zipped.write_bytes(zipped.read_bytes().replace(b" broken.tx", b" BROKEN.TX"))
    with tarfile.open(taped, "w") as archive:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = len(RESOLUTION)
            archive.addfile(entry, io.BytesIO(RESOLUTION))
    paths, refused = gather([str(zipped), str(taped)], tmp_path / "laid", fetching)
    assert [sorted(path.name for path in folder.iterdir()) for folder in paths] == [
        ["a.txt", "z.txt"],
        ["a.txt", "broken.txt", "z.txt"],
    ]
    assert reasons(refused) == [
        *((name, "bad_archive") for name in names[1:5]),
        *((name, "bad_archive") for name in names[1:4]),
    ]
    assert not [each.message for each in refused if str(tmp_path) in each.message]


def test_an_archive_that_unpacks_to_too_much_is_left(fetching, tmp_path, monkeypatch):
    monkeypatch.setattr("cronica.flows.sources.archives.LARGEST", 1_000_000)
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", RESOLUTION)
        archive.writestr("b.txt", b"0" * 2_000_000)
    paths, refused = gather([str(bomb)], tmp_path / "laid", fetching)
    assert reasons(refused) == [(str(bomb), "too_large")]
    assert [file.source_path for file in discover(paths).files] == ["a.txt"]


def test_a_pattern_gives_what_it_matches(fetching, tmp_path):
    for name in ("a.txt", "b.txt", "c.csv"):
        (tmp_path / name).write_bytes(name.encode())
    paths, refused = gather([str(tmp_path / "*.txt"), str(tmp_path / "*.pdf")], tmp_path / "laid", fetching)
    assert [path.name for path in paths] == ["a.txt", "b.txt"]
    assert reasons(refused) == [(str(tmp_path / "*.pdf"), "not_found")]
    (tmp_path / "[1].txt").write_bytes(b"a name, not a pattern")
    assert gather([str(tmp_path / "[1].txt")], tmp_path / "laid", fetching)[0] == [tmp_path / "[1].txt"]
