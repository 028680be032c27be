"""How well do BERTopic's topics stay when papers come and go? Beside `themes-stability.mjs`.

    npx tsx test/bench/themes-stability.mjs PAPERS.jsonl --folder FOLDER
    venv/bin/python test/bench/themes-stability-bertopic.py FOLDER [TRIALS] [GROWTHS]

Same papers, same embeddings. UMAP has a fixed seed, so that two runs over the same papers agree. "again": fitted anew;
"transform": new papers are assigned to the topics of the first fit. Topics of two runs are matched one to one by the
papers that they share (Hungarian method). V and silhouette are over the papers that have a topic. Each fit is made once.
"""
import json
import sys
from functools import cache
from pathlib import Path

import numpy as np
from bertopic import BERTopic
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import adjusted_rand_score, silhouette_score, v_measure_score
from umap import UMAP

folder = Path(sys.argv[1])
trials = int(sys.argv[2]) if len(sys.argv) > 2 else 5
growths = int(sys.argv[3]) if len(sys.argv) > 3 else 1


def lines(path):
    return [json.loads(line) for line in Path(path).read_text(encoding="utf8").splitlines() if line.strip()]


papers = lines(folder / "papers.jsonl")
texts = [f"{paper['title']}. {paper['abstract']}" for paper in papers]
embeddings = np.fromfile(folder / "embeddings.f32", dtype="<f4").reshape(len(papers), -1)
labels = [paper.get("label") for paper in papers]


@cache
def fit(places):
    places = list(places)
    umap = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=42)
    model = BERTopic(umap_model=umap, min_topic_size=5)
    topics, _ = model.fit_transform([texts[i] for i in places], embeddings[places])
    names = {topic: model.get_topic_info(topic)["Name"][0].split("_", 1)[1] for topic in set(topics)}
    return model, dict(zip(places, topics)), names


def compare(before, after, names_before, names_after):
    both = [i for i in before if i in after]
    old, new = sorted(set(before.values())), sorted(set(after.values()))
    table = np.zeros((len(old), len(new)))
    for i in both:
        table[old.index(before[i]), new.index(after[i])] += 1
    rows, columns = linear_sum_assignment(-table)
    match = {old[r]: new[c] for r, c in zip(rows, columns)}
    kept = sum(match.get(before[i]) == after[i] for i in both)
    named = [topic for topic in old if topic >= 0]
    names = sum(names_after.get(match.get(topic)) == names_before[topic] for topic in named) / len(named)
    return kept / len(both), names, adjusted_rand_score([before[i] for i in both], [after[i] for i in both]), len(both) - kept


def quality(topics):
    inside = [i for i, topic in topics.items() if topic >= 0]
    of = [topics[i] for i in inside]
    classed = [i for i in inside if labels[i] is not None]
    v = v_measure_score([labels[i] for i in classed], [topics[i] for i in classed]) if classed else float("nan")
    silhouette = silhouette_score(embeddings[inside], of, metric="cosine") if len(set(of)) > 1 else float("nan")
    return len(set(of)), silhouette, v, 1 - len(inside) / len(topics)


def report(name, pairs):
    ways = {"again": [], "transform": []}
    for start, end in pairs:
        model, before, names = fit(tuple(start))
        _, after, names_after = fit(tuple(end))
        ways["again"].append((*compare(before, after, names, names_after), *quality(after)))
        added = [i for i in end if i not in before]
        if added:
            topics, _ = model.transform([texts[i] for i in added], embeddings[added])
            grown = {**before, **dict(zip(added, topics))}
            ways["transform"].append((*compare(before, grown, names, names), *quality(grown)))
    for way, rows in ways.items():
        if rows:
            kept, names, rand, moved, topics, silhouette, v, outside = np.mean(rows, axis=0)
            still = sum(row[3] <= 1 for row in rows)
            print(
                f"{name:18} {way:10} {kept:.3f}   {names:.3f}   {rand:.3f}   {still}/{len(rows)}".ljust(60)
                + f"{topics:6.1f}  {silhouette:.3f}       {v:.3f}   {outside:.3f}",
                flush=True,
            )


def growth(factor):
    pairs = []
    for g in range(growths):
        first = round(g * len(papers) / growths)
        turned = everything[first:] + everything[:first]
        pairs.append((sorted(turned[: int(len(papers) / factor)]), everything))
    return pairs


everything = list(range(len(papers)))
chosen = [int((t + 0.5) * len(papers) / trials) for t in range(trials)]
print("change             way        papers  names   ARI     ≤1 moved    topics  silhouette  V       without topic")
report("one removed", [(everything, [i for i in everything if i != n]) for n in chosen])
report("one added", [([i for i in everything if i != n], everything) for n in chosen])
report("growth by 10 %", growth(1.1))
report("growth by 50 %", growth(1.5))
