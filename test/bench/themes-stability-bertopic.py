"""How well do BERTopic's topics stay when papers come and go? Beside `themes-stability.mjs`.

    npm run build && node test/bench/themes-dump.mjs INDEX FOLDER
    venv/bin/python test/bench/themes-stability-bertopic.py FOLDER [TRIALS] [LABELS.jsonl]

Same papers, same embeddings (`themes-dump.mjs`); LABELS.jsonl has `id` and `label`. UMAP has a fixed seed, so that two
runs over the same papers agree. "again": fitted anew; "transform": new papers are assigned to the topics of the first
fit. Topics of two runs are matched one to one by the papers that they share (Hungarian method).
"""
import json
import sys
from pathlib import Path

import numpy as np
from bertopic import BERTopic
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import adjusted_rand_score, v_measure_score
from umap import UMAP

folder = Path(sys.argv[1])
trials = int(sys.argv[2]) if len(sys.argv) > 2 else 5


def lines(path):
    return [json.loads(line) for line in Path(path).read_text(encoding="utf8").splitlines() if line.strip()]


papers = lines(folder / "papers.jsonl")
texts = [f"{paper['title']}. {paper['abstract']}" for paper in papers]
embeddings = np.fromfile(folder / "embeddings.f32", dtype="<f4").reshape(len(papers), -1)
label_of = {str(row["id"]): row["label"] for row in lines(sys.argv[3])} if len(sys.argv) > 3 else None


def fit(places):
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
    kept = sum(match.get(before[i]) == after[i] for i in both) / len(both)
    named = [topic for topic in old if topic >= 0]
    names = sum(names_after.get(match.get(topic)) == names_before[topic] for topic in named) / len(named)
    return kept, names, adjusted_rand_score([before[i] for i in both], [after[i] for i in both])


def v(topics):
    inside = [i for i, topic in topics.items() if topic >= 0]
    if label_of is None or not inside:
        return float("nan")
    return v_measure_score([label_of[papers[i]["id"]] for i in inside], [topics[i] for i in inside])


def report(name, pairs):
    ways = {"again": [], "transform": []}
    for start, end in pairs:
        model, before, names = fit(start)
        _, after, names_after = fit(end)
        ways["again"].append((*compare(before, after, names, names_after), v(after), outliers(after)))
        added = [i for i in end if i not in before]
        if added:
            topics, _ = model.transform([texts[i] for i in added], embeddings[added])
            grown = {**before, **dict(zip(added, topics))}
            ways["transform"].append((*compare(before, grown, names, names), v(grown), outliers(grown)))
    for way, rows in ways.items():
        if rows:
            figures = "   ".join(f"{x:.3f}" for x in np.mean(rows, axis=0))
            print(f"{name:18} {way:10} {figures}", flush=True)


def outliers(topics):
    return sum(topic < 0 for topic in topics.values()) / len(topics)


everything = list(range(len(papers)))
chosen = [int((t + 0.5) * len(papers) / trials) for t in range(trials)]
print("change             way        papers  names   ARI     V       without topic")
report("one removed", [(everything, [i for i in everything if i != n]) for n in chosen])
report("one added", [([i for i in everything if i != n], everything) for n in chosen])
report("growth by 10 %", [(everything[: int(len(papers) / 1.1)], everything)])
report("growth by 50 %", [(everything[: int(len(papers) / 1.5)], everything)])
