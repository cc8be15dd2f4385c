import os

import pytest

from cronica.flows.extract.extracted import Reason as OfReading
from cronica.flows.sources.discover import Discovery, Reason, Refusal, discover
from cronica.flows.sources.reasons import Reason as OfFetching
from cronica.schemas import registry


def write(root, files):
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def refused(found: Discovery) -> list[tuple[str | None, str]]:
    return [(each.source_path, each.reason_code) for each in found.refused]


def test_a_folder_is_searched_in_order_and_paths_are_relative(tmp_path):
    root = write(tmp_path, {"b.txt": "two", "a/z.txt": "one", "a/.hidden": "x", ".git/c.txt": "x"})
    found = discover([root])
    assert [(file.source_path, file.size) for file in found.files] == [("a/z.txt", 3), ("b.txt", 3)]
    assert found.files[1].sha256 == "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"
    assert found.refused == []


def test_a_file_can_be_the_input(tmp_path):
    root = write(
        tmp_path, {"a.txt": "one", "b.txt": "", "manifest.csv": "path,symbol\na.txt,A/1\nb.txt,A/2\n"}
    )
    found = discover([root / "a.txt"])
    assert [(file.source_path, file.facts) for file in found.files] == [("a.txt", {"symbol": "A/1"})]
    assert found.refused == []


def test_the_manifest_tells_facts_and_is_no_document(tmp_path):
    manifest = "\ufeffpath,sha256,publication_date,symbol\na.txt,,2024-11-20,\nsub/b.txt,,, A/RES/1/1 \n"
    root = write(tmp_path, {"a.txt": "one", "sub/b.txt": "two", "manifest.csv": manifest})
    facts = {file.source_path: file.facts for file in discover([root]).files}
    assert facts == {"a.txt": {"publication_date": "2024-11-20"}, "sub/b.txt": {"symbol": "A/RES/1/1"}}


@pytest.mark.parametrize(
    ("column", "value"),
    [("language", "spa"), ("publication_date", "12/05/2022"), ("publication_date", "0001-01-01")],
)
def test_a_fact_without_its_form_is_refused_and_the_document_read(tmp_path, column, value):
    root = write(tmp_path, {"a.txt": "one", "manifest.csv": f"path,{column},symbol\na.txt,{value},A/1\n"})
    found = discover([root])
    assert [file.facts for file in found.files] == [{"symbol": "A/1"}]
    assert refused(found) == [("manifest.csv", Reason.BAD_MANIFEST)]


def test_a_manifest_in_a_folder_below_speaks_of_that_folder(tmp_path):
    root = write(tmp_path, {"sub/a.txt": "one", "sub/manifest.csv": "path,symbol\na.txt,A/1\n"})
    assert [file.facts for file in discover([root]).files] == [{"symbol": "A/1"}]


def test_a_file_other_than_the_manifest_says_is_refused(tmp_path):
    root = write(tmp_path, {"a.txt": "one", "manifest.csv": f"path,sha256\na.txt,{'0' * 64}\n"})
    found = discover([root])
    assert found.files == []
    assert refused(found) == [("a.txt", Reason.HASH_DIFFERS)]


def test_a_file_only_the_manifest_knows_is_named(tmp_path):
    root = write(tmp_path, {"a.txt": "one", "manifest.csv": "path\na.txt\nlost.txt\n"})
    found = discover([root])
    assert [file.source_path for file in found.files] == ["a.txt"]
    assert refused(found) == [("lost.txt", Reason.NOT_FOUND)]


BROKEN = [b"name,symbol\na.txt,A/1\n", b"path,symbol\n\xff\xfe,A/1\n", b'path\n"a.txt\n', b""]


@pytest.mark.parametrize("manifest", BROKEN)
def test_a_broken_manifest_is_refused_and_its_documents_are_read(tmp_path, manifest):
    found = discover([write(tmp_path, {"a.txt": "one", "manifest.csv": manifest})])
    assert [(file.source_path, file.facts) for file in found.files] == [("a.txt", {})]
    assert refused(found) == [("manifest.csv", Reason.BAD_MANIFEST)]


def test_the_same_bytes_are_one_document(tmp_path):
    found = discover([write(tmp_path, {"b.txt": "same", "a.txt": "same", "c.txt": "other"})])
    assert [file.source_path for file in found.files] == ["a.txt", "c.txt"]
    assert refused(found) == [("b.txt", Reason.DUPLICATE)]
    assert "a.txt" in found.refused[0].message


def test_what_is_not_there_is_named_and_the_rest_is_read(tmp_path):
    root = write(tmp_path / "in", {"a.txt": "one"})
    (tmp_path / "empty").mkdir()
    found = discover([root, tmp_path / "missing", tmp_path / "empty"])
    assert [file.source_path for file in found.files] == ["a.txt"]
    assert sorted(code for _, code in refused(found)) == [Reason.NO_DOCUMENTS, Reason.NOT_FOUND]


def test_links_and_pipes(tmp_path):
    root = write(tmp_path, {"a.txt": "one"})
    os.mkfifo(root / "pipe.txt")
    (root / "broken.txt").symlink_to(root / "nowhere")
    found = discover([root])
    assert [file.source_path for file in found.files] == ["a.txt"]
    assert refused(found) == [("broken.txt", Reason.UNREADABLE), ("pipe.txt", Reason.NOT_A_FILE)]


def test_links_lead_nowhere_but_to_files_of_the_same_input(tmp_path):
    elsewhere = write(tmp_path / "elsewhere", {"b.txt": "two", "c/d.txt": "three"})
    root = write(tmp_path / "in", {"sub/a.txt": "one"})
    (root / "again.txt").symlink_to("sub/a.txt")
    (root / "b.txt").symlink_to(elsewhere / "b.txt")
    (root / "folder").symlink_to(elsewhere)
    (root / "itself").symlink_to(".")
    found = discover([root])
    assert [file.source_path for file in found.files] == ["again.txt"]
    assert refused(found) == [
        ("b.txt", Reason.LINK),
        ("folder", Reason.LINK),
        ("itself", Reason.LINK),
        ("sub/a.txt", Reason.DUPLICATE),
    ]
    assert found.refused[0].message == (
        "it is a link to a file elsewhere, which is not followed: name that as an input"
    )
    (tmp_path / "link-to-all").symlink_to(root)
    assert [file.source_path for file in discover([tmp_path / "link-to-all"]).files] == ["again.txt"]


def test_a_name_that_is_no_utf8_can_be_stored(tmp_path):
    (tmp_path / os.fsdecode(b"a\xff.txt")).write_bytes(b"one")
    for given in (tmp_path, *tmp_path.iterdir()):
        assert [file.source_path for file in discover([given]).files] == ["a\ufffd.txt"]


def test_every_reason_to_refuse_a_file_is_in_the_dictionary():
    reasons = {reason.value for kind in (Reason, OfReading, OfFetching) for reason in kind}
    assert reasons == set(registry.vocabularies()["refusal_reason"])


def test_the_same_refusal_has_the_same_key_in_every_run():
    refusal = Refusal("a.txt", None, "read", "empty", "holds no text")
    assert refusal.row()["quarantine_id"] == "18b6b3e157a836d8"
    assert refusal.row() != Refusal("b.txt", None, "read", "empty", "holds no text").row()
