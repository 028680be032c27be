"""What services answer, read with json, lxml and feedparser as their documentation names the fields."""

import json


def first(value):
    return (value[0] if value else "") if isinstance(value, list) else (value or "")


def joined(title, subtitle):
    return f"{title}: {subtitle}" if subtitle else title


def csl(item):
    names = [" ".join(filter(None, [a.get("given"), a.get("family"), a.get("name"), a.get("literal")])) for a in item.get("author") or []]
    issued = item.get("issued") or item.get("published") or {}
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    year = str(parts[0][0]) if parts and parts[0] and parts[0][0] else str(issued.get("raw", "") if isinstance(issued, dict) else issued)
    return first(item.get("title")), item.get("abstract"), year, item.get("DOI"), names


def datacite(item):
    a = item.get("attributes", item)
    titles = [t for t in a.get("titles") or [] if not t.get("titleType")] or a.get("titles") or [{}]
    subtitle = next((t["title"] for t in a.get("titles") or [] if t.get("titleType") == "Subtitle"), "")
    abstracts = [d for d in a.get("descriptions") or [] if d.get("descriptionType") == "Abstract"] or [{}]
    names = [" ".join(filter(None, [c.get("givenName"), c.get("familyName")])) or c.get("name") for c in a.get("creators") or []]
    return joined(titles[0].get("title"), subtitle), abstracts[0].get("description"), a.get("publicationYear"), a.get("doi"), names


def biorxiv(item):
    return item.get("title"), item.get("abstract"), item.get("date"), item.get("doi"), (item.get("authors") or "").split(";")


def doaj(item):
    b = item["bibjson"]
    doi = [i.get("id") for i in b.get("identifier") or [] if i.get("type") == "doi"]
    return b.get("title"), b.get("abstract"), b.get("year"), first(doi), [a.get("name") for a in b.get("author") or []]


def openreview(item):
    value = lambda v: v.get("value") if isinstance(v, dict) else v
    c = item["content"]
    return value(c.get("title")), value(c.get("abstract")), "", "", value(c.get("authors")) or []


def europe_pmc(item):
    """The list of authors has their whole names, the line of authors initials."""
    listed = (item.get("authorList") or {}).get("author") or []
    names = [" ".join(filter(None, [a.get("firstName"), a.get("lastName"), a.get("collectiveName")])) for a in listed]
    year = item.get("firstPublicationDate") or item.get("pubYear")
    return item.get("title"), item.get("abstractText"), year, item.get("doi"), names or (item.get("authorString") or "").rstrip(".").split(", ")


def zbmath(item):
    title = item["title"]
    doi = [l.get("identifier") for l in item.get("links") or [] if l.get("type") == "doi"]
    names = [a.get("name") for a in (item.get("contributors") or {}).get("authors") or []]
    return title.get("title") if isinstance(title, dict) else title, "", item.get("year"), first(doi), names


def zotero(item):
    data = item.get("data", item)
    names = [" ".join(filter(None, [c.get("firstName"), c.get("lastName"), c.get("name")])) for c in data.get("creators") or [] if c.get("creatorType") == "author"]
    return data.get("title"), data.get("abstractNote"), data.get("date"), data.get("DOI"), names


KINDS = [
    ("zotero", lambda i: "itemType" in i.get("data", i) and i.get("data", i)["itemType"] not in ("attachment", "note", "annotation"), zotero),
    ("biorxiv", lambda i: "jatsxml" in i or "author_corresponding" in i, biorxiv),
    ("doaj", lambda i: "title" in (i.get("bibjson") or {}) and "author" in i["bibjson"], doaj),
    ("openreview", lambda i: "forum" in i and "title" in (i.get("content") or {}), openreview),
    ("europe-pmc", lambda i: "authorString" in i, europe_pmc),
    ("zbmath", lambda i: "editorial_contributions" in i, zbmath),
    ("datacite", lambda i: "titles" in i.get("attributes", i) and "creators" in i.get("attributes", i), datacite),
    ("csl-json", lambda i: i.get("type") and i.get("title") and ("issued" in i or "DOI" in i or "container-title" in i), csl),
]


def objects(value, depth=0):
    """Objects in order, but not those within a paper."""
    if depth > 5:
        return
    if isinstance(value, list):
        for inner in value:
            yield from objects(inner, depth + 1)
    elif isinstance(value, dict):
        kind = next((k for k in KINDS if matches(k, value)), None)
        if kind:
            yield kind, value
        else:
            for inner in value.values():
                yield from objects(inner, depth + 1)


def matches(kind, value):
    try:
        return kind[1](value)
    except (TypeError, AttributeError, KeyError):
        return False


def read_json(path):
    """The service by its name, and its records."""
    text = path.read_text(encoding="utf-8-sig")
    values = map(json.loads, filter(str.strip, text.splitlines())) if path.suffix == ".jsonl" else [json.loads(text)]
    found = [one for value in values for one in objects(value)]
    names = {kind[0] for kind, _ in found}
    if len(names) != 1:
        return None, []
    return names.pop(), [kind[2](item) for kind, item in found]


def read_feed(path):
    import feedparser

    for e in feedparser.parse(str(path)).entries:
        content = e.content[0].value if "content" in e and e.content else ""
        summary = e.get("summary") or content
        yield e.get("title"), summary, e.get("published") or e.get("updated"), e.get("prism_doi") or e.get("arxiv_doi"), [a.get("name", "") for a in e.get("authors", [])]


def read_datacite(root):
    text = lambda n, x: " ".join("".join(e.itertext()) for e in n.xpath(x)[:1])
    local = lambda *names: "/".join(f"*[local-name()='{name}']" for name in names)
    for r in root.xpath("descendant-or-self::*[local-name()='resource'][*[local-name()='creators']]"):
        names = []
        for c in r.xpath(local("creators", "creator")):
            parts = [text(c, local("givenName")), text(c, local("familyName"))]
            names.append(" ".join(parts) if all(parts) else text(c, local("creatorName")))
        title = text(r, f"{local('titles', 'title')}[not(@titleType)]") or text(r, local("titles", "title"))
        abstract = text(r, f"{local('descriptions', 'description')}[@descriptionType='Abstract']")
        subtitle = text(r, f"{local('titles', 'title')}[@titleType='Subtitle']")
        yield joined(title, subtitle), abstract, text(r, local("publicationYear")), text(r, f"{local('identifier')}[@identifierType='DOI']"), names


def read_zotero_rdf(root):
    text = lambda n, x: " ".join("".join(e.itertext()) for e in n.xpath(x)[:1])
    local = lambda *names: "/".join(f"*[local-name()='{name}']" for name in names)
    for r in root.xpath("/*[local-name()='RDF']/*[*[local-name()='itemType']]"):
        if text(r, local("itemType")) in ("attachment", "note") or not text(r, local("title")):
            continue
        names = [f"{text(p, local('givenName'))} {text(p, local('surname'))}" for p in r.xpath(local("authors") + f"//*[local-name()='Person']")]
        dois = [t[4:] for t in r.xpath(f".//{local('identifier')}/text()") if t.startswith("DOI ")]
        yield text(r, local("title")), text(r, local("abstract")), text(r, local("date")), dois[0] if dois else "", names


def read_dblp(root):
    for r in root.xpath("//dblp/* | //dblpperson/r/*"):
        title = "".join(r.find("title").itertext()) if r.find("title") is not None else ""
        doi = next((e.text.split("doi.org/")[1] for e in r.findall("ee") if "doi.org/" in (e.text or "")), "")
        yield title.rstrip("."), "", r.findtext("year"), doi, [a.text.rstrip(" 0123456789") for a in r.findall("author")]
