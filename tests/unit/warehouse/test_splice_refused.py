"""What cannot be spliced is refused, and leaves what was there."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cronica.warehouse.store.splice import splice
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.warehouse.spliced import SCHEMA, made, write, write_all


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.parquet"


def encrypted(path: Path, *, plaintext_footer: bool) -> None:
    encryption = pytest.importorskip("pyarrow.parquet.encryption")

    class Plain(encryption.KmsClient):
        def __init__(self, _):
            super().__init__()

        def wrap_key(self, key, _):
            return key.hex().encode()

        def unwrap_key(self, key, _):
            return bytes.fromhex(key.decode())

    factory = encryption.CryptoFactory(Plain)
    how = encryption.EncryptionConfiguration(
        footer_key="f", column_keys={"c": ["text"]}, plaintext_footer=plaintext_footer
    )
    properties = factory.file_encryption_properties(encryption.KmsConnectionConfig(), how)
    write(made(0, 20), path, encryption_properties=properties)


def elsewhere(path: Path) -> None:
    """A summary of the columns of another file, as is written for a folder of files."""
    told = pq.read_metadata(write(made(0, 20), path))
    told.set_file_path("other.parquet")
    told.write_metadata_file(path)


def renamed(path: Path) -> None:
    write(made(0, 20).rename_columns([*"abcdefgh"]), path)


def without_metadata(path: Path) -> None:
    write(made(0, 20).replace_schema_metadata({"table": "other"}), path)


def other_type(path: Path) -> None:
    write(made(0, 20).cast(SCHEMA.set(7, pa.field("empty", pa.int32()))), path)


def required(path: Path) -> None:
    write(made(0, 20).cast(SCHEMA.set(0, pa.field("id", pa.int64()))), path)


def spoiled(path: Path) -> None:
    data = bytearray(write(made(0, 20), path).read_bytes())
    length = int.from_bytes(data[-8:-4], "little")
    data[-8 - length : -8] = b"\xff" * length
    path.write_bytes(data)


def short_footer(path: Path) -> None:
    data = write(made(0, 20), path).read_bytes()
    length = int.from_bytes(data[-8:-4], "little") - 10
    path.write_bytes(data[:-8] + length.to_bytes(4, "little") + data[-4:])


def long_footer(path: Path) -> None:
    data = write(made(0, 20), path).read_bytes()
    path.write_bytes(data[:-8] + (len(data) - 11).to_bytes(4, "little") + data[-4:])


def more_than_a_footer(path: Path) -> None:
    data = write(made(0, 20), path).read_bytes()
    length = int.from_bytes(data[-8:-4], "little") + 4
    path.write_bytes(data[:-8] + b"more" + length.to_bytes(4, "little") + data[-4:])


REFUSED = {
    "nothing": (lambda path: path.write_bytes(b""), "no Parquet file"),
    "text": (lambda path: path.write_text("document_id,term\n" * 9), "no Parquet file"),
    "a beginning": (lambda path: path.write_bytes(b"PAR1"), "no Parquet file"),
    "cut off": (lambda path: path.write_bytes(write(made(0, 20), path).read_bytes()[:-1]), "no Parquet file"),
    "headless": (
        lambda path: path.write_bytes(b"XX" + write(made(0, 20), path).read_bytes()[2:]),
        "no Parquet",
    ),
    "spoiled": (spoiled, "no Parquet file, its footer cannot be read"),
    "a footer too short": (short_footer, "no Parquet file, its footer cannot be read"),
    "a footer too long": (long_footer, "no Parquet file$"),
    "a footer and more": (more_than_a_footer, "no Parquet file, its footer cannot be read"),
    "encrypted": (lambda path: encrypted(path, plaintext_footer=False), "is encrypted"),
    "columns encrypted": (lambda path: encrypted(path, plaintext_footer=True), "is encrypted"),
    "elsewhere": (elsewhere, "its columns are in other files"),
    "names": (renamed, "its schema or its key-value metadata is not that of the first"),
    "type": (other_type, "its schema or its key-value metadata is not that of the first"),
    "nulls": (required, "its schema or its key-value metadata is not that of the first"),
    "metadata": (without_metadata, "its schema or its key-value metadata is not that of the first"),
}


@pytest.mark.parametrize(("spoil", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_named_and_leaves_what_was_there(spoil, message, tmp_path):
    good, bad, folder = tmp_path / "good.parquet", tmp_path / "bad.parquet", tmp_path / "release"
    write(made(0, 20), good)
    spoil(bad)
    folder.mkdir()
    (folder / "t.parquet").write_bytes(b"old")
    with pytest.raises(ValueError, match=message) as caught:
        splice([good, bad], folder / "t.parquet")
    assert str(bad) in str(caught.value)
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("t.parquet", b"old")]


def test_a_piece_without_rows_must_have_the_schema_too(tmp_path, out):
    (piece,) = write_all(tmp_path, 0, 20)
    other = write(made(0, 0).replace_schema_metadata(None), tmp_path / "other.parquet")
    with pytest.raises(ValueError, match=r"other\.parquet: its schema or its key-value metadata"):
        splice([piece, other], out)


def test_no_piece_and_a_piece_that_is_not_there_leave_nothing(tmp_path, out):
    with pytest.raises(ValueError, match="no piece"):
        splice([], out)
    with pytest.raises(FileNotFoundError):
        splice([tmp_path / "gone.parquet"], out)
    assert list(tmp_path.iterdir()) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_a_footer_with_a_wrong_byte_is_spliced_or_refused(at, byte, tmp_path, out):
    good = tmp_path / "good.parquet"
    data = bytearray(good.read_bytes() if good.exists() else write(made(0, 9), good).read_bytes())
    length = int.from_bytes(data[-8:-4], "little")
    data[len(data) - 8 - length + at % length] = byte
    bad = tmp_path / "bad.parquet"
    bad.write_bytes(data)
    try:
        splice([bad, bad], out)
    except ValueError as error:
        assert str(bad) in str(error)
    assert not out.with_name(".out.parquet").exists()
