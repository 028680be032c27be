"""Would themes be purer if more papers were left without one? Beside BERTopic; see `theme-left-out.ts`.

    venv/bin/python test/bench/theme-left-out.py FOLDER

For each rule and share of papers without a theme, means over the collections with classes: purity (papers of the most
frequent class of their theme), V and AMI, over the papers with a theme and a class; and how many of the papers left out
are not of the most frequent class of their theme (`wrong`). `chance` leaves out any papers. Then, with the number of
collections: share left out, themes, purity, V, AMI. BERTopic 0.17 has its defaults on the same embeddings and a fixed
seed; `at its share`: the same share of papers left out by our rules. Collections of which it makes fewer topics than
half of the classes, and than half of our themes, are not in these rows.
"""
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from bertopic import BERTopic
from sklearn.metrics import adjusted_mutual_info_score, v_measure_score
from umap import UMAP

SHARES = [0, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3]


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def majority(truth, themes, places):
    counts = {}
    for i in places:
        counts.setdefault(themes[i], Counter())[truth[i]] += 1
    return {theme: min(count, key=lambda c: (-count[c], c)) for theme, count in counts.items()}


def facts(truth, themes, classed, inside):
    """Purity, V, AMI; the share of wrong papers among those left out, by the themes as they were."""
    first = majority(truth, themes, classed)
    outside = [i for i in classed if i not in inside]
    wrong = np.mean([truth[i] != first[themes[i]] for i in outside]) if outside else float("nan")
    return [*agreement(truth, themes, [i for i in classed if i in inside]), wrong]


def agreement(truth, themes, places):
    first = majority(truth, themes, places)
    pair = [truth[i] for i in places], [themes[i] for i in places]
    purity = np.mean([truth[i] == first[themes[i]] for i in places])
    return [purity, v_measure_score(*pair), adjusted_mutual_info_score(*pair)]


def kept(scores, share):
    order = sorted(range(len(scores)), key=lambda i: (scores[i], i))
    return set(order[round(share * len(scores)):])


def bertopic(folder, papers):
    texts = [f"{paper['title']}. {paper['abstract']}" for paper in papers]
    embeddings = np.fromfile(folder / "embeddings.f32", dtype="<f4").reshape(len(papers), -1)
    umap = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=42)
    return BERTopic(umap_model=umap).fit_transform(texts, embeddings)[0]


table, beside, now = {}, {}, []
for folder in sorted(path.parent for path in Path(sys.argv[1]).glob("*/left-out.json")):
    papers = read(folder / "papers.jsonl")
    truth = [paper["label"] for paper in papers]
    classed = [i for i, label in enumerate(truth) if label is not None]
    if len({truth[i] for i in classed}) < 2:
        continue
    run = json.loads((folder / "left-out.json").read_text())
    themes = run["themes"]
    rules = {"chance": np.random.default_rng(1).random(len(papers)).tolist(), **run["rules"]}
    for rule, scores in rules.items():
        for share in SHARES:
            row = facts(truth, themes, classed, kept(scores, share))
            table.setdefault((rule, share), []).append(row)
    inside = {i for i, label in enumerate(run["labels"]) if label >= 0}
    now.append([1 - len(inside) / len(papers), *facts(truth, themes, classed, inside)])
    strong = facts(truth, run["handedOver"], classed, set(classed))
    beside.setdefault("mixed themes handed over", []).append([0, max(run["handedOver"]) + 1, *strong[:3]])
    none = facts(truth, themes, classed, kept(run["rules"]["mixed"], run["mixed"]))
    beside.setdefault("mixed themes dissolved", []).append([run["mixed"], run["k"], *none[:3]])
    topics = bertopic(folder, papers)
    count = len(set(topics) - {-1})
    outside = topics.count(-1) / len(topics)
    given = [i for i in classed if topics[i] >= 0]
    print(folder.name, run["k"], count, f"{outside:.3f}", file=sys.stderr, flush=True)
    if 2 * count < len({truth[i] for i in classed}) and count < run["k"] / 2:
        continue
    beside.setdefault("BERTopic", []).append([outside, count, *agreement(truth, topics, given)])
    for rule, scores in rules.items():
        row = facts(truth, themes, classed, kept(scores, outside))
        beside.setdefault(f"{rule}, at its share", []).append([outside, run["k"], *row[:3]])

print("| rule | figure |" + "".join(f" {share:.0%} |" for share in SHARES))
for rule in dict.fromkeys(rule for rule, _ in table):
    for column, name in enumerate(["purity", "V", "AMI", "wrong"]):
        means = [np.nanmean([row[column] for row in table[rule, share]]) if share or column < 3 else float("nan")
                 for share in SHARES]
        print(f"| {rule} | {name} |" + "".join(f" {x:.3f} |" for x in means))
print("now:", " ".join(f"{x:.3f}" for x in np.nanmean(np.array(now), axis=0)), f"({len(now)} collections)")
for name, rows in beside.items():
    means = np.mean(np.array(rows), axis=0)
    print(f"| {name} | {len(rows)} |" + "".join(f" {x:.3f} |" for x in means))
