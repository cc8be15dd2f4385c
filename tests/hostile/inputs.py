"""Makes inputs that do harm to who gathers them: names, links, lists, archives, manifests, encodings.

``python -m tests.hostile.inputs DIR [SEED]`` makes one of each class; what is in them is drawn by the seed.
"""

import io
import random
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostile import make

NOTE = "Nota {} del 3 de mayo de 2001 sobre Kazajstán.\n"
ESCAPES = (
    "\x1b[2J\x1b[31m",
    "\x1b]0;owned\x07",
    "\x1b]8;;http://127.0.0.1/\x1b\\",
    "\x9b31m",
    "\x07",
    "\r",
    "\x08\x08",
    "\u202e",
)
CODECS = ("utf-7", "utf-32", "utf-16-be", "cp037", "latin-1", "shift_jis", "utf-8-sig", "koi8-r")
NAMES = (
    *("../out.txt", "/etc/out.txt", "a/../../out.txt", "C:\\out.txt", "..\\out.txt", "a\0b.txt"),
    *("x" * 300 + ".txt", "d/" * 200 + "deep.txt", "twice.txt", "twice.txt", "place", "place/in.txt"),
    *(".hidden.txt", " ", "con.txt", "manifest.csv", "\x1b[31mred.txt", "línea\nnueva.txt", "TWICE.TXT"),
)
"""Names of members of archives."""
ADDRESSES = (
    *(
        "data:text/plain,hola",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://[::1",
        "http://a b/",
    ),
    *(
        "http://127.0.0.1:1/x.txt",
        "https://example.org\x00/x",
        "http://user:secret@127.0.0.1/",
        "gopher://127.0.0.1/",
    ),
    *(
        "un:",
        "un:A/RES/9999999999/1/../../x",
        "un:\x1b[31m",
        "x" * 100_000,
        "%00",
        "http://127.0.0.1:99999/",
        "# remark",
    ),
)


def names(folder: Path, pick: random.Random) -> list[Path]:
    """Files whose names are commands to a terminal, and links that lead out, round or nowhere."""
    make.names(folder)
    for number, escape in enumerate(ESCAPES):
        (folder / f"{number}{escape.replace('/', '')}.txt").write_text(
            NOTE.format(pick.random()) + escape, encoding="utf-8"
        )
    for name, target in (("out", "/etc"), ("passwd.txt", "/etc/passwd"), ("up", "../.."), ("round", "round")):
        (folder / name).symlink_to(target)
    return [folder]


def encodings(folder: Path, pick: random.Random) -> list[Path]:
    """A text in codecs nobody said, one of two codecs, formulas, and a file that is mostly a hole."""
    for codec in CODECS:
        (folder / f"{codec}.txt").write_bytes(NOTE.format(pick.random()).encode(codec, "replace"))
    (folder / "two.txt").write_bytes(NOTE.encode() + NOTE.encode("utf-16"))
    (folder / "formulas.txt").write_text("=cmd|' /C calc'!A0\n\n@SUM(1)\n\n" + NOTE)
    with (folder / "hole.txt").open("wb") as hole:
        hole.truncate(60 * make.MB)
    return [folder]


def lists(folder: Path, pick: random.Random) -> list[Path]:
    """Lists of addresses: good for nothing, in no encoding, and one that is a folder."""
    (folder / "bad.urls").write_text("\n".join(pick.sample(ADDRESSES, len(ADDRESSES))), encoding="utf-8")
    (folder / "bytes.urls").write_bytes(pick.randbytes(500))
    (folder / "folder.urls").mkdir()
    return [*folder.glob("*.urls"), Path("un:no symbol"), folder / "none.urls"]


def manifests(folder: Path, pick: random.Random) -> list[Path]:
    """Manifests that are no tables, or tell what is not so."""
    rows = (
        "path,sha256\na.txt,0\n",
        "path\n../../etc/passwd\n",
        "sha256\n0\n",
        "\0",
        "path,symbol\na.txt," + "x" * 200_000,
        '"',
    )
    for number, text in enumerate(pick.sample(rows, len(rows))):
        (folder / str(number)).mkdir()
        (folder / str(number) / "manifest.csv").write_text(text)
        (folder / str(number) / "a.txt").write_text(NOTE.format(f"de manifiesto {number} {pick.random()}"))
    return [folder]


def archives(folder: Path, pick: random.Random) -> list[Path]:
    """Archives whose members have bad names or are links and devices; damaged, locked, nested and bombs."""
    members = pick.sample(NAMES, len(NAMES))
    with zipfile.ZipFile(folder / "names.zip", "w") as packed:
        for number, name in enumerate(members):
            packed.writestr(zipfile.ZipInfo(name), NOTE.format(number))
    with tarfile.open(folder / "names.tar.gz", "w:gz") as tape:
        for number, name in enumerate(members):
            member = tarfile.TarInfo(name)
            data = NOTE.format(f"de cinta {number}").encode()
            member.size = len(data)
            tape.addfile(member, io.BytesIO(data))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            member = tarfile.TarInfo(f"special{kind.decode()}")
            member.type, member.linkname = kind, "/etc/passwd"
            tape.addfile(member)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bomb.txt", b"a" * 60 * make.MB)
        packed.write(folder / "names.zip", "nested.zip")
    whole = (folder / "names.zip").read_bytes()
    (folder / "cut.zip").write_bytes(whole[: pick.randrange(len(whole))])
    damaged = bytearray(whole)
    for _ in range(20):
        damaged[pick.randrange(len(damaged))] ^= 1 << pick.randrange(8)
    (folder / "damaged.zip").write_bytes(damaged)
    (folder / "locked.zip").write_bytes(whole.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01"))
    (folder / "page.tar.xz").write_bytes(make.PAGE)
    (folder / "empty.tar").touch()
    return sorted(folder.iterdir())


CLASSES: tuple[Callable[[Path, random.Random], list[Path]], ...] = (
    names,
    encodings,
    lists,
    manifests,
    archives,
)


def inputs(folder: Path, seed: int = 0) -> Iterator[Path]:
    """Make one of each class; yields what to give to a build."""
    pick = random.Random(seed)
    for kind in CLASSES:
        (folder / kind.__name__).mkdir(parents=True)
        yield from kind(folder / kind.__name__, pick)


if __name__ == "__main__":
    print(*inputs(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0), sep="\n")
