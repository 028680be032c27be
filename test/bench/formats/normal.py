"""When two readings of a field say the same.

Both sides are treated alike: entities are decoded, tags and LaTeX commands go, accents and case go, and of the rest
letters and digits are compared. Formulas may be given once or more often, as LaTeX, MathML or text, so two readings
also agree if they do without their formulas. What databases and R write where there is nothing counts as nothing.
"""

import html
import re
import unicodedata
from urllib.parse import unquote

PLACEHOLDER = re.compile(
    r"[\[(]?(#?n/?a|nan|none|null|untitled|no title|no abstract( available)?|abstract not available|not available)[\])]?\.?$", re.I
)
FORMULA = re.compile(r"\$\$?[^$]{1,2000}\$\$?|\\\(.{1,2000}?\\\)|\ue000[^\ue000\ue001]*\ue001", re.S)
TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,200}>")


def said(text):
    return "" if PLACEHOLDER.match(str(text or "").strip()) else str(text or "")


def year_in(text):
    found = re.search(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)", str(text or ""))
    return found[0] if found else ""


def letters(text):
    text = re.sub(r"\\[a-zA-Z]+|[\ue000\ue001]", "", text)
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKD", text).lower())


def decoded(text):
    text = str(text or "")
    for _ in range(3):
        text = html.unescape(text)
    return TAG.sub("", text)


def without_formulas(text):
    """Formulas stand within formulas in MathML."""
    shorter = FORMULA.sub("", text)
    return text if shorter == text else without_formulas(shorter)


def plain(text):
    return letters(decoded(text))


def words(names):
    text = lambda name: unicodedata.normalize("NFKD", re.sub(r"[{}\\\"'^`~]", "", decoded(name))).lower()
    return {w for n in names for w in re.findall(r"[a-z]{3,}", text(n))}


def equal(field, theirs, ours):
    if field == "authors":
        return words(theirs) <= words(ours) | {"others", "and"}
    if field == "doi":
        return plain(re.search(r"10\.\d{4}.*|$", unquote(theirs).replace(" ", ""))[0]) == plain(ours)
    if field == "year":
        return theirs == ours
    readings = [[letters(change(decoded(text))) for text in (theirs, ours)] for change in (str, without_formulas)]
    # A heading of the whole abstract says nothing.
    return any(a in (b, "abstract" + b, "summary" + b) for a, b in readings)
