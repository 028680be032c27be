"""paperkin beside the reference parser of each format, field by field, over the files of a folder.

    python3 -m venv VENV && VENV/bin/pip install rispy bibtexparser pandas lxml nbib openpyxl feedparser pymarc pyyaml
    VENV/bin/python test/bench/formats/collect.py FOLDER
    VENV/bin/python test/bench/formats/compare.py FOLDER [--only KIND,…] [--faults FILE] [--checkout OTHER]

A record of the reference is found among paperkin's by its title, or by its place where both read as many. A field counts
where the reference has it; normal.py says when two readings agree. verdicts.tsv says who is right where they differ, by
reading the file: a line is a path, a field, `paperkin`, `reference` or `neither`, and the reason.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

from normal import equal, plain, said, year_in
from references import READERS, SUFFIXES, kind_of, read_json

HERE = Path(__file__).resolve().parent
FIELDS = ["title", "abstract", "year", "doi", "authors"]
#: bibtexparser takes minutes for larger files.
MOST = {"bibtex": 60_000, "feed": 4_000_000}


def record(title, abstract="", year="", doi="", authors=()):
    return {"title": said(title), "abstract": said(abstract), "year": year_in(year), "doi": doi or "", "authors": list(authors or [])}


def papers_of(files, checkout):
    """What paperkin reads of each file, by the code of a checkout."""
    for i in range(0, len(files), 200):
        command = ["npx", "tsx", "test/bench/formats/papers.ts", *map(str, files[i : i + 200])]
        out = subprocess.run(command, cwd=checkout, capture_output=True, text=True)
        for line in out.stdout.splitlines():
            yield json.loads(line)


def compared(theirs, papers):
    """Each record of the reference with that of paperkin, or none."""
    by_title = defaultdict(list)
    for paper in papers:
        by_title[plain(paper["title"])].append(paper)
    for i, want in enumerate(theirs):
        found = by_title.get(plain(want["title"]))
        if found:
            yield want, found.pop(0) if len(found) > 1 else found[0]
        else:
            yield want, papers[i] if len(papers) == len(theirs) else None


def verdicts():
    lines = (HERE / "verdicts.tsv").read_text().splitlines()
    return {tuple(line.split("\t")[:2]): line.split("\t")[2:] for line in lines if line and not line.startswith("#")}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only")
    parser.add_argument("--faults", type=Path)
    parser.add_argument("--checkout", type=Path, default=HERE.parents[2])
    args = parser.parse_args()
    kinds = {}
    for path in sorted(p for p in args.folder.resolve().rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()):
        try:
            kind = kind_of(path)
        except Exception:  # no JSON, or none that a service writes
            continue
        if kind and path.stat().st_size <= MOST.get(kind, 5_000_000) and (not args.only or kind in args.only.split(",")):
            kinds[path] = kind
    ours = {answer["file"]: answer for answer in papers_of(list(kinds), args.checkout)}
    table, faults = defaultdict(Counter), []
    for path, kind in kinds.items():
        papers, row = ours.get(str(path), {"papers": []})["papers"], table[kind]
        try:
            theirs = [r for r in (record(*f) for f in READERS.get(kind, read_json)(path)) if plain(r["title"])]
        except Exception:  # a reference that cannot read a file has nothing to compare
            row["refused"] += 1
            continue
        if not theirs:
            continue
        row.update(files=1, records=len(theirs), paperkin=len(papers))
        for want, have in compared(theirs, papers):
            if have is None:
                row["missing"] += 1
                faults.append((path, "missing", want["title"], "", kind))
                continue
            for field in FIELDS:
                if want[field]:
                    row[f"{field}:all"] += 1
                    if equal(field, want[field], have[field]):
                        row[f"{field}:same"] += 1
                    else:
                        faults.append((path, field, want[field], have[field], kind))
    report(args, table, faults)


def report(args, table, faults):
    judged = verdicts()
    wrong = defaultdict(Counter)
    with open(args.faults or "/dev/null", "w") as file:
        for path, field, want, have, kind in faults:
            name = str(path.relative_to(args.folder.resolve()))
            who, why = judged.get((name, field), ["unread", ""])[:2] if (name, field) in judged else ("unread", "")
            wrong[kind][who] += 1
            wrong[kind][f"{field}:{who}"] += 1
            print(f"{name}\t{field}\t{who}\t{why}\n  theirs: {str(want)[:3000]!r}\n  ours:   {str(have)[:3000]!r}", file=file)
    print("| format | files | records | missing | " + " | ".join(FIELDS) + " | differences: paperkin right, reference right, neither, unread |")
    print("|--|--|--|--|" + "--|" * (len(FIELDS) + 1))
    for kind, row in sorted(table.items()):
        shares = [f"{100 * row[f + ':same'] / row[f + ':all']:.2f} % of {row[f + ':all']}" if row[f + ":all"] else "" for f in FIELDS]
        who = ", ".join(str(wrong[kind][one]) for one in ("paperkin", "reference", "neither", "unread"))
        print(f"| {kind} | {row['files']} | {row['records']} | {row['missing']} | " + " | ".join(shares) + f" | {who} |")
    print("refused by the reference: " + ", ".join(f"{kind} {row['refused']}" for kind, row in sorted(table.items()) if row["refused"]), file=sys.stderr)


main()
