"""BERTopic on a collection of papers, beside ours: number of themes, outliers, names, agreement of two runs.

    python -m venv venv && venv/bin/pip install --no-deps bertopic
    venv/bin/pip install umap-learn hdbscan pandas scikit-learn tqdm plotly pyyaml
    npm run build && node test/bench/themes-dump.mjs INDEX FOLDER
    venv/bin/python test/bench/themes-bertopic.py FOLDER

FOLDER holds the papers of an index, their embeddings, and our themes of them found twice (`themes-dump.mjs`); BERTopic
is handed the same texts and the same embeddings.
Each row: two runs, on the papers in order and shuffled; the adjusted Rand index says how far they agree (1: wholly).
BERTopic runs with its defaults, and with min_topic_size=5; UMAP is left unseeded, as its defaults have it.
"""
import json, random, sys
from pathlib import Path

import numpy as np
from bertopic import BERTopic
from sklearn.metrics import adjusted_rand_score


def read(path):
    with open(path, encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


folder = Path(sys.argv[1])
papers = read(folder / "papers.jsonl")
texts = [f"{paper['title']}. {paper['abstract']}" for paper in papers]
embeddings = np.fromfile(folder / "embeddings.f32", dtype="<f4").reshape(len(papers), -1)


def bertopic(order, **settings):
    model = BERTopic(**settings)
    labels, _ = model.fit_transform([texts[i] for i in order], embeddings[order])
    in_place = [None] * len(order)
    for label, i in zip(labels, order):
        in_place[i] = label
    names = [name for label, name in sorted(model.topic_labels_.items()) if label >= 0]
    return in_place, names


def ours(path):
    answer = json.load(open(path, encoding="utf8"))
    labels = {paper["id"]: theme["id"] for theme in answer["themes"] for paper in theme["papers"]}
    ids = sorted(list(labels) + [paper["id"] for paper in answer["outliers"]])
    return [labels.get(id, -1) for id in ids], [theme["label"] for theme in answer["themes"]]


def row(name, first, second):
    labels, names = first
    outliers = sum(label == -1 for label in labels) / len(labels)
    print(f"{name:<28}{len(names):>7}{outliers:>11.1%}{adjusted_rand_score(labels, second[0]):>11.3f}")
    return name, names


shuffled = list(range(len(papers)))
random.Random(1).shuffle(shuffled)
in_order = list(range(len(papers)))
print(f"{len(papers)} papers\n{'':<28}{'themes':>7}{'outliers':>11}{'agreement':>11}")
listed = [row("paperkin", ours(folder / "themes.json"), ours(folder / "themes-shuffled.json"))]
for name, settings in [("BERTopic", {}), ("BERTopic, min_topic_size=5", {"min_topic_size": 5})]:
    listed.append(row(name, bertopic(in_order, **settings), bertopic(shuffled, **settings)))
for name, names in listed:
    print(f"\n{name}")
    for label in names:
        print(f"  {label}")
