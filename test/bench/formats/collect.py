"""Bibliographic files of public repositories, for compare.py.

    python3 test/bench/formats/collect.py FOLDER [--clones CLONES]

Clones each repository of repositories.txt (or reads it in CLONES/owner+name) and writes its files that may hold papers
to FOLDER/owner+name. A recorded HTTP answer is taken out of its cassette. A file that another one equals is left out.
"""

import argparse
import hashlib
import re
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUFFIXES = re.compile(
    r"\.(ris|bib|biblatex|nbib|enw|ciw|isi|xml|csv|tsv|json|jsonl|xlsx|txt|mods|marcxml|rdf|rss|atom|html?|ya?ml)$", re.I
)
#: Files of programs, and copies that a tool made of other files.
OTHERS = re.compile(r"node_modules/|package(-lock)?\.json$|locale|l10n|license|readme|requirements|\.github/|schema", re.I)
LEAST, MOST = 60, 4_000_000


def git(folder, *args):
    return subprocess.run(["git", "-C", str(folder), *args], capture_output=True, text=True, check=True).stdout


def clone_of(name, clones):
    folder = clones / name.replace("/", "+")
    for found in (folder, folder / "repo", folder / "repo" / ".git"):
        if (found / "HEAD").exists() or (found / ".git").exists():
            return found
    subprocess.run(["git", "clone", "--quiet", "--bare", "--depth", "1", f"https://github.com/{name}", str(folder)], check=True)
    return folder


def recorded(text):
    """The bodies of answers in a cassette of vcr, as JSON or XML."""
    import yaml

    document = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    records = document.get("http_interactions") or document.get("interactions") or []
    for one in records:
        body = one["response"].get("content") or (one["response"].get("body") or {}).get("string") or ""
        body = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
        if body.lstrip()[:1] in ("{", "["):
            yield "json", body
        elif body.lstrip()[:5] in ("<?xml", "<feed", "<rss "):
            yield "xml", body


def files_of(clone):
    for line in git(clone, "ls-tree", "-r", "-l", "-z", "HEAD").split("\0"):
        if not line:
            continue
        (_, kind, blob, size), path = line.split("\t")[0].split(), line.split("\t")[1]
        # A clone may lack its largest files.
        if kind == "blob" and SUFFIXES.search(path) and not OTHERS.search(path) and size.isdigit() and LEAST < int(size) < MOST:
            yield path, blob


def contents(clone, blobs):
    """What `git cat-file --batch` answers, one blob after the other."""
    process = subprocess.Popen(["git", "-C", str(clone), "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for blob in blobs:
        process.stdin.write(f"{blob}\n".encode())
        process.stdin.flush()
        size = int(process.stdout.readline().split()[2])
        yield process.stdout.read(size)
        process.stdout.read(1)
    process.stdin.close()
    process.wait()


def parts_of(path, content):
    if not re.search(r"\.ya?ml$", path, re.I):
        yield path, content
        return
    if b"interactions:" not in content[:400]:
        return
    try:
        for i, (suffix, body) in enumerate(recorded(content.decode("utf-8", "replace"))):
            yield f"{path}.{i}.{suffix}", body.encode()
    except Exception as error:  # no YAML, or of another kind
        print(f"{path}: {error}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clones", type=Path)
    args = parser.parse_args()
    clones = args.clones or args.folder / ".clones"
    met = set()
    for name in (HERE / "repositories.txt").read_text().split():
        kept = 0
        clone = clone_of(name, clones)
        listed = list(files_of(clone))
        for (path, _), content in zip(listed, contents(clone, [blob for _, blob in listed])):
            for part, body in parts_of(path, content):
                digest = hashlib.sha256(body).digest()
                if digest in met:
                    continue
                met.add(digest)
                target = args.folder / name.replace("/", "+") / part
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(body)
                kept += 1
        print(f"{name}: {kept} files")


main()
