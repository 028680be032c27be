"""Files as the ecosystem's own parsers read them: each reader yields title, abstract, year, DOI and authors."""

import html
import json
import logging
import re
from html.entities import html5

import services
from normal import said

logging.disable(logging.CRITICAL)


def titled(title, subtitle):
    """A subtitle belongs to the title; some write it in both."""
    title, subtitle = (title or "").strip(), (subtitle or "").strip()
    return title if not subtitle or subtitle.lower() in title.lower() else f"{title}: {subtitle}"


def text_of(path):
    return path.read_text(encoding="utf-8-sig", errors="replace")


def read_ris(path):
    import rispy

    for e in rispy.loads(text_of(path)):
        title = e.get("title") or e.get("primary_title") or e.get("translated_title") or ""
        authors = e.get("authors") or e.get("first_authors") or []
        yield title, e.get("abstract") or e.get("notes_abstract"), e.get("year") or e.get("publication_year"), e.get("doi"), authors


def unlatex(text):
    """LaTeX as text, by pylatexenc, which bibtexparser brings. What it does not know stands as it is, without braces."""
    from pylatexenc.latex2text import LatexNodes2Text

    if not re.search(r"[\\{~]|--", text):
        return text
    try:
        return LatexNodes2Text(math_mode="verbatim").latex_to_text(re.sub(r"\\(?:La)?TeX\b|\\Bib\\?TeX\b", lambda m: m[0].replace("\\", ""), text))
    except Exception:
        return text


def read_bibtex(path):
    import bibtexparser

    library = bibtexparser.parse_string(text_of(path))
    again = [b.ignore_error_block for b in library.failed_blocks if isinstance(getattr(b, "ignore_error_block", None), bibtexparser.model.Entry)]
    for e in [*library.entries, *again]:
        f = {k.lower(): str(v.value) for k, v in e.fields_dict.items()}
        f = {k: v[1:-1] if re.fullmatch(r"\{.*\}|\".*\"", v, re.S) else v for k, v in f.items()} if e in again else f
        authors = [unlatex(a) for a in re.split(r"\s+and\s+", f.get("author", ""))] if f.get("author") else []
        title = titled(unlatex(f.get("title", "")), unlatex(f.get("subtitle", "")))
        yield title, unlatex(f.get("abstract", "")), f.get("year") or f.get("date"), f.get("doi"), authors


def read_nbib(path):
    import nbib

    for e in nbib.read(text_of(path)):
        authors = [a.get("author") or a.get("author_abbreviated", "") for a in e.get("authors", [])]
        yield e.get("title"), e.get("abstract"), e.get("publication_date"), e.get("doi"), authors


COLUMNS = {
    "title": ["title", "article title", "document title", "ti", "item title", "display_name", "primary_title"],
    "abstract": ["abstract", "abstract note", "ab", "notes_abstract"],
    "year": ["year", "publication year", "py", "publication_year", "date"],
    "doi": ["doi", "di", "item doi"],
}


def rows_of(frame):
    names = {str(c).strip().lower(): c for c in frame.columns}
    column = {f: next((names[n] for n in alternatives if n in names), None) for f, alternatives in COLUMNS.items()}
    if column["title"] is None:
        return
    for _, row in frame.iterrows():
        value = lambda f: "" if column[f] is None or row[column[f]] is None else said(row[column[f]])
        if value("title") != "":
            yield value("title"), value("abstract"), value("year"), value("doi"), []


def read_table(path):
    import pandas

    options = {"sep": "\t"} if path.suffix == ".tsv" else {"sep": None, "engine": "python"}
    yield from rows_of(pandas.read_csv(path, dtype=str, keep_default_na=False, encoding_errors="replace", **options))


def read_xlsx(path):
    import pandas

    for frame in pandas.read_excel(path, sheet_name=None, dtype=str, keep_default_na=False).values():
        yield from rows_of(frame)


def root_of(path):
    """lxml drops entities that a file does not declare, so those of HTML are put in their place first."""
    from lxml import etree

    named = lambda m: m[0] if m[1] in ("amp", "lt", "gt", "quot", "apos") else html5.get(m[1] + ";", m[0])
    content = re.sub(r"&(\w+);", named, text_of(path))
    content = re.sub(r"^\s*<\?xml[^>]*\?>", "", content)
    parser = etree.XMLParser(recover=True, huge_tree=True)
    return etree.fromstring(content.encode(), parser)


def prose(element):
    """The text within; of `alternatives`, which say one thing, LaTeX or the first; a formula between marks."""
    name = etree_name(element)
    if name in ("fn", "xref-note") or (name == "xref" and element.get("ref-type") in ("fn", "aff", "corresp")):
        return ""
    inner = list(element)
    if name == "alternatives" and inner:
        inner = [next((e for e in inner if etree_name(e) == "tex-math"), inner[0])]
    text = element.text or "" if isinstance(element.tag, str) and name != "alternatives" else ""
    if name == "tex-math":
        text = (re.search(r"\\begin\{document\}(.*?)\\end\{document\}", text, re.S) or [None, text])[1]
    text += "".join(prose(e) + (e.tail or "" if name != "alternatives" else "") for e in inner)
    return f"\ue000{text}\ue001" if name in ("inline-formula", "disp-formula", "math", "tex-math") else text


def etree_name(element):
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else "#"


def read_xml(path):
    root = root_of(path)
    yield from services.read_datacite(root)
    yield from services.read_zotero_rdf(root)
    yield from services.read_dblp(root)
    text = lambda n, x: " ".join(prose(e) if hasattr(e, "iter") else str(e) for e in n.xpath(x)[:1])
    every = lambda n, x: [prose(e) for e in n.xpath(x)]
    local = lambda name: f"*[local-name()='{name}']"
    for a in root.xpath("descendant-or-self::PubmedArticle"):
        c = a.find("MedlineCitation")
        authors = [" ".join(filter(None, [p.findtext("ForeName"), p.findtext("LastName"), p.findtext("CollectiveName")])) for p in c.xpath("Article/AuthorList/Author")]
        labelled = lambda e: (f"{e.get('Label')}: " if e.get("Label") and e.get("Label") != "UNLABELLED" else "") + prose(e)
        abstract = " ".join(labelled(e) for e in c.xpath("Article/Abstract/AbstractText"))
        date = text(c, "Article/Journal/JournalIssue/PubDate/Year") or text(c, "Article/Journal/JournalIssue/PubDate/MedlineDate") or text(c, "Article/ArticleDate/Year")
        yield text(c, "Article/ArticleTitle") or text(c, "Article/VernacularTitle"), abstract, date, text(a, "PubmedData/ArticleIdList/ArticleId[@IdType='doi']"), authors
    for r in root.xpath("//records/record"):
        yield text(r, "titles/title"), text(r, "abstract"), text(r, "dates/year"), text(r, "electronic-resource-num"), every(r, "contributors/authors/author")
    for a in root.xpath("descendant-or-self::article[front]"):
        m = a.find("front/article-meta")
        authors = [" ".join(filter(None, [n.findtext("given-names"), n.findtext("surname")])) for n in m.xpath("contrib-group/contrib[not(@contrib-type) or @contrib-type='author']/name")]
        yield titled(text(m, "title-group/article-title"), text(m, "title-group/subtitle")), " ".join(every(m, "abstract[not(@abstract-type)][1]")), "", text(m, "article-id[@pub-id-type='doi']"), authors
    for m in root.xpath(f"descendant-or-self::{local('mods')}"):
        info = f"{local('titleInfo')}[not(@type)]"
        title = titled(f"{text(m, info + '/' + local('nonSort'))} {text(m, info + '/' + local('title'))}", text(m, f"{info}/{local('subTitle')}"))
        yield title, text(m, local("abstract")), text(m, f"{local('originInfo')}/{local('dateIssued')}"), text(m, f"{local('identifier')}[@type='doi']"), []


def read_marcxml(path):
    """By pymarc: the title and the remainder of the title, the summary, the year of publication, the authors."""
    import pymarc

    for r in pymarc.parse_xml_to_array(str(path)):
        if r is None or "245" not in r:
            continue
        part = lambda tag, code: " ".join(v for f in r.get_fields(tag) for v in f.get_subfields(code))
        title = titled(re.sub(r"\s*[:/=;]\s*$", "", part("245", "a")), re.sub(r"\s*[/;]\s*$", "", part("245", "b")))
        year = part("264", "c") or part("260", "c")
        yield title, part("520", "a"), year, "", [f["a"] for f in r.get_fields("100", "700") if "a" in f]


def read_arxiv_html(path):
    from lxml import html as lxml_html

    page = lxml_html.fromstring(text_of(path))
    has = lambda name: f"contains(concat(' ', @class, ' '), ' {name} ')"
    text = lambda n, x: " ".join(" ".join(e.itertext()) for e in n.xpath(x)[:1])
    for title in page.xpath(f"//*[{has('list-title')} and {has('mathjax')}] | //p[{has('title')} and {has('mathjax')}] | //h1[{has('title')} and {has('mathjax')}]"):
        entry = title.xpath("ancestor::dd | ancestor::li | ancestor::*[@id='abs']")
        entry = entry[0] if entry else title.getparent()
        abstract = text(entry, f".//p[@class='mathjax'] | .//span[{has('abstract-full')}] | .//blockquote")
        authors = [" ".join(a.itertext()) for a in entry.xpath(f".//*[{has('list-authors')} or {has('authors')}]//a")]
        strip = lambda s: re.sub(r"^\s*(Title|Abstract):\s*|△ Less\s*$", "", s)
        yield strip(text(title, ".")), strip(abstract), "", "", authors


def read_hf_html(path):
    for props in re.findall(r'data-target="(?:DailyPapers|PapersPage|Paper)[^"]*"[^>]*? data-props="([^"]*)"', text_of(path)):
        for one in json.loads(html.unescape(props)).get("dailyPapers", []):
            p = one["paper"]
            yield p.get("title"), p.get("summary"), p.get("publishedAt"), "", [a["name"] for a in p.get("authors", [])]


def read_feed(path):
    return services.read_feed(path)


def read_json(path):
    return services.read_json(path)[1]


READERS = {
    "ris": read_ris, "bibtex": read_bibtex, "nbib": read_nbib, "csv": read_table, "tsv": read_table, "xlsx": read_xlsx,
    "feed": read_feed, "marcxml": read_marcxml, "arxiv-html": read_arxiv_html, "hf-html": read_hf_html,
    **{kind: read_xml for kind in ("zotero-rdf", "datacite-xml", "dblp", "pubmed-xml", "jats", "mods", "endnote-xml")},
}  # fmt: skip
SUFFIXES = {
    ".ris": "ris", ".bib": "bibtex", ".biblatex": "bibtex", ".nbib": "nbib", ".csv": "csv", ".tsv": "tsv", ".xlsx": "xlsx", ".xml": "xml",
    ".json": "json", ".jsonl": "json", ".rdf": "xml", ".rss": "feed", ".atom": "feed", ".html": "html", ".htm": "html", ".mods": "xml", ".marcxml": "xml",
}  # fmt: skip
MARKS = {
    "html": {"DailyPapers": "hf-html", "list-title mathjax": "arxiv-html", "arxiv-result": "arxiv-html", "title mathjax": "arxiv-html"},
    "xml": {
        "<rss": "feed", "<feed": "feed", "datacite.org/": "datacite-xml", "<dblp": "dblp", "zotero.org/namespaces": "zotero-rdf",
        "<PubmedArticle": "pubmed-xml", "<article": "jats", "<mods": "mods", "loc.gov/MARC21": "marcxml", "<xml><records": "endnote-xml",
    },
}  # fmt: skip


def kind_of(path):
    """By the file's name; of XML, HTML and JSON by what is in it. None where no reference reads it."""
    kind = SUFFIXES[path.suffix.lower()]
    if kind == "json":
        return services.read_json(path)[0]
    if kind not in MARKS:
        return kind
    text = text_of(path)
    beginning = text if kind == "html" else text[:3000]
    return next((name for mark, name in MARKS[kind].items() if mark in beginning), None)
