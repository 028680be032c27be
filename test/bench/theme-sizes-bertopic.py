"""How many topics does BERTopic find with its defaults, and how large are they? Beside `theme-sizes.ts`.

    npx tsx test/bench/theme-sizes.ts PAPERS.jsonl FOLDER [SET.jsonl…]
    venv/bin/python test/bench/theme-sizes-bertopic.py FOLDER

Same papers, same embeddings; min_topic_size is 10. UMAP has its defaults in BERTopic and a fixed seed. AMI, ARI and V
are given twice: with the papers without a topic left out, and with each of them given the topic of the nearest centroid
(`reduce_outliers`), so that all papers count, as in paperkin.
"""
import json
import sys
from pathlib import Path

import numpy as np
from bertopic import BERTopic
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score, v_measure_score
from umap import UMAP


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def agreement(truth, topics, places):
    if len({truth[i] for i in places}) < 2:
        return [float("nan")] * 3
    pair = [truth[i] for i in places], [topics[i] for i in places]
    return [adjusted_mutual_info_score(*pair), adjusted_rand_score(*pair), v_measure_score(*pair)]


def row(folder):
    papers = read(folder / "papers.jsonl")
    texts = [f"{paper['title']}. {paper['abstract']}" for paper in papers]
    embeddings = np.fromfile(folder / "embeddings.f32", dtype="<f4").reshape(len(papers), -1)
    truth = [paper["label"] for paper in papers]
    umap = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=42)
    model = BERTopic(umap_model=umap)
    topics, _ = model.fit_transform(texts, embeddings)
    sizes = sorted(topics.count(topic) for topic in set(topics) if topic >= 0)
    if not sizes:
        return [0, 0, 1.0] + [float("nan")] * 6
    classed = [i for i, label in enumerate(truth) if label is not None]
    inside = [i for i in classed if topics[i] >= 0]
    outside = topics.count(-1) / len(topics)
    if outside > 0:
        whole = model.reduce_outliers(texts, topics, strategy="embeddings", embeddings=embeddings)
    else:
        whole = topics
    both = [*agreement(truth, topics, inside), *agreement(truth, whole, classed)]
    return [len(sizes), sizes[len(sizes) // 2], outside, *both]


columns = ["topics", "median", "outside", "AMI", "ARI", "V", "all: AMI", "ARI", "V"]
print("papers".ljust(26) + "".join(name.rjust(10) for name in columns))
rows = []
for folder in sorted(path.parent for path in Path(sys.argv[1]).glob("*/papers.jsonl")):
    rows.append(row(folder))
    print(folder.name.ljust(26) + "".join(f"{x:10.3f}" for x in rows[-1]), flush=True)
print("mean".ljust(26) + "".join(f"{x:10.3f}" for x in np.nanmean(np.array(rows), axis=0)))
