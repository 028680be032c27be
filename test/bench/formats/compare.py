"""paperkin beside the reference parser of each format, field by field, over the files of a folder.

    python3 -m venv VENV && VENV/bin/pip install rispy bibtexparser pandas lxml nbib openpyxl feedparser
    VENV/bin/python test/bench/formats/compare.py FOLDER [--faults 20]

A record of the reference is found among paperkin's by its title, or by its place where both read as many.
A field counts where the reference has it. Case, accents, markup, LaTeX and punctuation do not count.
"""

import argparse
import html
import json
import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import services

HERE = Path(__file__).resolve().parent
FIELDS = ["title", "abstract", "year", "doi", "authors"]
SUFFIXES = {".ris": "ris", ".bib": "bibtex", ".nbib": "nbib", ".csv": "csv", ".tsv": "tsv", ".xlsx": "xlsx", ".xml": "xml", ".json": "json", ".rdf": "zotero-rdf", ".rss": "feed", ".atom": "feed"}


def year_in(text):
    found = re.search(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)", str(text or ""))
    return found[0] if found else ""


PLACEHOLDER = re.compile(r"[\[(]?(n/?a|nan|none|null|no title|no abstract( available)?|abstract not available)[\])]?\.?$", re.I)


def said(text):
    """What databases and R write where there is nothing counts as nothing."""
    return "" if PLACEHOLDER.match(str(text or "").strip()) else text or ""


def record(title, abstract="", year="", doi="", authors=()):
    return {"title": said(title), "abstract": said(abstract), "year": year_in(year), "doi": doi or "", "authors": list(authors)}


def read_ris(path):
    import rispy

    entries = rispy.loads(path.read_text(encoding="utf-8-sig", errors="replace"))
    for e in entries:
        title = e.get("title") or e.get("primary_title") or e.get("translated_title") or ""
        authors = e.get("authors") or e.get("first_authors") or []
        yield record(title, e.get("abstract") or e.get("notes_abstract"), e.get("year") or e.get("publication_year"), e.get("doi"), authors)


def unlatex(text):
    """LaTeX as text, by pylatexenc, which bibtexparser brings."""
    from pylatexenc.latex2text import LatexNodes2Text

    if not re.search(r"[\\{~]|--", text):
        return text
    try:
        return LatexNodes2Text(math_mode="verbatim").latex_to_text(text)
    except Exception:  # what is no LaTeX stays as it is
        return text


def read_bibtex(path):
    import bibtexparser

    library = bibtexparser.parse_string(path.read_text(encoding="utf-8-sig", errors="replace"))
    for e in library.entries:
        f = {k.lower(): str(v.value) for k, v in e.fields_dict.items()}
        authors = [unlatex(a) for a in re.split(r"\s+and\s+", f.get("author", ""))] if f.get("author") else []
        f.update((k, unlatex(f[k])) for k in ("title", "abstract") if k in f)
        yield record(f.get("title"), f.get("abstract"), f.get("year") or f.get("date"), f.get("doi"), authors)


def read_nbib(path):
    import nbib

    for e in nbib.read(path.read_text(encoding="utf-8-sig", errors="replace")):
        authors = [a.get("author") or a.get("author_abbreviated", "") for a in e.get("authors", [])]
        yield record(e.get("title"), e.get("abstract"), e.get("publication_date"), e.get("doi"), authors)


COLUMNS = {
    "title": ["title", "article title", "document title", "ti", "item title", "display_name", "primary_title"],
    "abstract": ["abstract", "abstract note", "ab", "notes_abstract"],
    "year": ["year", "publication year", "py", "publication_year", "date"],
    "doi": ["doi", "di", "item doi"],
    "authors": ["authors", "author", "au", "author names"],
}


def rows_of(frame):
    names = {str(c).strip().lower(): c for c in frame.columns}
    column = {f: next((names[n] for n in alternatives if n in names), None) for f, alternatives in COLUMNS.items()}
    if column["title"] is None:
        return
    for _, row in frame.iterrows():
        value = lambda f: "" if column[f] is None or row[column[f]] is None else str(row[column[f]])
        title = value("title")
        if title in ("", "nan"):
            continue
        yield record(title, *(("" if value(f) == "nan" else value(f)) for f in ("abstract", "year", "doi")))


def read_table(path):
    import pandas

    options = {"sep": "\t"} if path.suffix == ".tsv" else {"sep": None, "engine": "python"}
    yield from rows_of(pandas.read_csv(path, dtype=str, keep_default_na=False, encoding_errors="replace", **options))


def read_xlsx(path):
    import pandas

    for frame in pandas.read_excel(path, sheet_name=None, dtype=str, keep_default_na=False).values():
        yield from rows_of(frame)


def read_xml(path):
    from lxml import etree

    root = etree.parse(str(path), etree.XMLParser(recover=True, huge_tree=True)).getroot()
    for fields in [*services.read_datacite(root), *services.read_zotero_rdf(root), *services.read_dblp(root)]:
        yield record(*fields)
    text = lambda n, x: " ".join("".join(e.itertext()) if hasattr(e, "itertext") else str(e) for e in n.xpath(x)[:1])
    every = lambda n, x: ["".join(e.itertext()) for e in n.xpath(x)]
    local = lambda name: f"*[local-name()='{name}']"
    for a in root.xpath("//PubmedArticle"):
        c = a.find("MedlineCitation")
        authors = [" ".join(filter(None, [p.findtext("ForeName"), p.findtext("LastName"), p.findtext("CollectiveName")])) for p in c.xpath("Article/AuthorList/Author")]
        yield record(text(c, "Article/ArticleTitle"), " ".join(every(c, "Article/Abstract/AbstractText")), text(c, "Article/Journal/JournalIssue/PubDate"), text(a, "PubmedData/ArticleIdList/ArticleId[@IdType='doi']"), authors)
    for r in root.xpath("//records/record"):
        date = text(r, "dates/year")
        yield record(text(r, "titles/title"), text(r, "abstract"), date, text(r, "electronic-resource-num"), every(r, "contributors/authors/author"))
    for a in root.xpath("//article[front] | /article[front]"):
        m = a.find("front/article-meta")
        authors = [" ".join(filter(None, [n.findtext("given-names"), n.findtext("surname")])) for n in m.xpath("contrib-group/contrib[not(@contrib-type) or @contrib-type='author']/name")]
        yield record(text(m, "title-group/article-title"), " ".join(every(m, "abstract[not(@abstract-type)]")), "", text(m, "article-id[@pub-id-type='doi']"), authors)
    for m in root.xpath(f"//{local('mods')}"):
        yield record(text(m, f"{local('titleInfo')}[not(@type)]/{local('title')}"), text(m, local("abstract")), text(m, f"{local('originInfo')}/{local('dateIssued')}"), text(m, f"{local('identifier')}[@type='doi']"))


def read_feed(path):
    yield from (record(*fields) for fields in services.read_feed(path))


def kind_of(path):
    """By the file's name; of XML and JSON by what is in it."""
    kind = SUFFIXES[path.suffix.lower()]
    if kind == "json":
        return services.read_json(path)[0]
    if kind != "xml":
        return kind
    beginning = path.read_text(encoding="utf-8", errors="replace")[:3000]
    names = {"<rss": "feed", "<feed": "feed", "datacite.org/": "datacite-xml", "<dblp": "dblp", "zotero.org/namespaces": "zotero-rdf", "<PubmedArticle": "pubmed-xml"}
    return next((name for mark, name in names.items() if mark in beginning), "xml")


READERS = {"ris": read_ris, "bibtex": read_bibtex, "nbib": read_nbib, "csv": read_table, "tsv": read_table, "xlsx": read_xlsx, "xml": read_xml, "feed": read_feed, "zotero-rdf": read_xml, "datacite-xml": read_xml, "dblp": read_xml, "pubmed-xml": read_xml}


def plain(text):
    for _ in range(3):
        text = html.unescape(str(text))
    text = re.sub(r"</?[a-zA-Z][^<>]{0,60}>|\\[a-zA-Z]+|&[a-z]+;", "", str(text))
    return re.sub(r"[^0-9a-z\u0370-\uffff]", "", unicodedata.normalize("NFKD", text).lower())


def words(names):
    return sorted(w for n in names for w in re.findall(r"[a-z]{3,}", unicodedata.normalize("NFKD", re.sub(r"[{}\\\"'^`~]", "", n)).lower()))


def equal(field, theirs, ours):
    if field == "authors":
        return set(words(theirs)) <= set(words(ours)) | {"others", "and"}
    if field == "doi":
        return plain(re.search(r"10\.\d{4}.*|$", theirs)[0]) == plain(ours)
    a, b = plain(theirs), plain(ours)
    return a == b or (field != "year" and len(a) > 40 and (a in b or b in a))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--faults", type=int, default=0)
    args = parser.parse_args()
    files = sorted(p for p in Path(args.folder).rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file() and not p.name.startswith("~"))
    ours = {}
    for i in range(0, len(files), 200):
        out = subprocess.run(["npx", "tsx", str(HERE / "papers.ts"), *map(str, files[i : i + 200])], cwd=HERE.parents[2], capture_output=True, text=True)
        ours.update((r["file"], r) for r in map(json.loads, out.stdout.splitlines()))
    table, faults = defaultdict(lambda: defaultdict(int)), []
    for path in files:
        try:
            kind = kind_of(path)
        except Exception:  # no JSON, or none that a service writes
            continue
        if kind is None:
            continue
        read = ours.get(str(path), {"papers": [], "format": None})
        try:
            reader = READERS.get(kind) or (lambda p: [record(*f) for f in services.read_json(p)[1]])
            theirs = [r for r in reader(path) if plain(r["title"])]
        except Exception as error:  # a reference that cannot read a file has nothing to compare
            table[kind]["refused by the reference"] += 1
            continue
        if not theirs:
            continue
        row = table[kind]
        row["files"] += 1
        row["records"] += len(theirs)
        row["paperkin"] += len(read["papers"])
        byTitle = defaultdict(list)
        for paper in read["papers"]:
            byTitle[plain(paper["title"])].append(paper)
        for i, want in enumerate(theirs):
            found = byTitle.get(plain(want["title"]))
            have = (found.pop(0) if len(found) > 1 else found[0]) if found else (read["papers"][i] if len(read["papers"]) == len(theirs) else None)
            if have is None:
                row["missing"] += 1
                faults.append((path, "missing", want["title"], ""))
                continue
            for field in FIELDS:
                if not want[field] or want[field] == []:
                    continue
                row[f"{field}:all"] += 1
                if equal(field, want[field], have[field]):
                    row[f"{field}:same"] += 1
                else:
                    faults.append((path, field, want[field], have[field]))
    print("| format | files | records | paperkin | missing | " + " | ".join(FIELDS) + " |")
    print("|--|--|--|--|--|" + "--|" * len(FIELDS))
    for kind, row in sorted(table.items()):
        shares = [f"{100 * row[f + ':same'] / row[f + ':all']:.2f} % of {row[f + ':all']}" if row[f + ":all"] else "" for f in FIELDS]
        print(f"| {kind} | {row['files']} | {row['records']} | {row['paperkin']} | {row['missing']} | " + " | ".join(shares) + " |")
    for path, field, want, have in faults[: args.faults]:
        print(f"{path}\n  {field}: {str(want)[:150]!r}\n  paperkin: {str(have)[:150]!r}", file=sys.stderr)


main()
