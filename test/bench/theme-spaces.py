"""In which space should papers be grouped? Six spaces, k-means in each, beside the classes of the papers.

    python -m venv VENV && VENV/bin/pip install scikit-learn==1.9.1
    VENV/bin/python test/bench/theme-spaces.py FOLDER

FOLDER has been written by `theme-sizes.ts`: papers and embeddings of each collection. Collections of fewer than two
classes or of more than 2,000 papers are left out. k is a theme for eight to twenty papers, 12 to 36; the best of Ward's start and eight of k-means++. Prints AMI,
ARI and V, means over the collections.

Spaces: `embedding`, the mean of the collection subtracted; `smoothed` by 20 neighbours by embedding and words, as in
`src/themes/clustering/smooth.ts`, with terms split by scikit-learn; `twice`; `and words`: smoothed, with 100 dimensions
of the words (LSA) beside the embedding; `spectral`: eigenvectors of the graph of 20 neighbours, half as many as groups
(Ng, Jordan & Weiss 2001); `diffusion`: twice as many as groups, by the square of their eigenvalues (Coifman & Lafon
2006).
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score, v_measure_score

NEIGHBOURS, DRAW, WORDS_WEIGH = 20, 2, 3
GROUPS = {150: 12, 300: 22, 600: 30}


def unit(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)


def smoothed(rows, nearest):
    count = min(NEIGHBOURS, int(1.5 * np.sqrt(len(rows))), len(rows) - 1)
    shares = 2 * DRAW * (count - np.arange(count)) / (count * (count + 1))
    return unit(rows + np.einsum("k,nkd->nd", shares, rows[nearest[:, :count]]))


def eigenvectors(nearest, count, power):
    size = len(nearest)
    graph = np.zeros((size, size))
    for paper, others in enumerate(nearest[:, :NEIGHBOURS]):
        graph[paper, others] = 1 - np.arange(len(others)) / len(others)
    graph = (graph + graph.T) / 2
    degrees = graph.sum(1)
    values, vectors = np.linalg.eigh(graph / np.sqrt(np.outer(degrees, degrees)))
    values, vectors = values[::-1][1 : count + 1], vectors[:, ::-1][:, 1 : count + 1]
    return unit(vectors * np.maximum(values, 0) ** power)


def grouped(rows, k):
    ward = AgglomerativeClustering(k, linkage="ward").fit_predict(rows)
    start = np.array([rows[ward == c].mean(0) for c in range(k)])
    runs = [KMeans(k, init=start, n_init=1).fit(rows), KMeans(k, n_init=8, random_state=0).fit(rows)]
    return min(runs, key=lambda run: run.inertia_).labels_


def spaces_of(folder, papers, k):
    embeddings = np.fromfile(folder / "embeddings.f32", dtype=np.float32).reshape(len(papers), -1).astype(float)
    rows = unit(embeddings - embeddings.mean(0))
    texts = [f"{paper['title']} {paper['title']} {paper['abstract']}" for paper in papers]
    words = TfidfVectorizer(sublinear_tf=True, min_df=2, max_df=0.3, stop_words="english").fit_transform(texts)
    similarity = rows @ rows.T + WORDS_WEIGH * (words @ words.T).toarray()
    np.fill_diagonal(similarity, -np.inf)
    nearest = np.argsort(-similarity, axis=1, kind="stable")
    latent = TruncatedSVD(min(100, len(papers) - 2), random_state=0).fit_transform(words)
    once = smoothed(rows, nearest)
    yield "embedding", rows
    yield "smoothed", once
    yield "twice", smoothed(once, nearest)
    yield "and words", smoothed(unit(np.hstack([rows, latent])), nearest)
    yield "spectral", eigenvectors(nearest, k // 2, 0)
    yield "diffusion", eigenvectors(nearest, 2 * k, 2)


figures = {}
for folder in sorted(Path(sys.argv[1]).iterdir()):
    papers = [json.loads(line) for line in (folder / "papers.jsonl").open()]
    classed = [place for place, paper in enumerate(papers) if paper["label"]]
    classes = [papers[place]["label"] for place in classed]
    if len(set(classes)) < 2 or len(papers) > 2000:
        continue
    k = GROUPS.get(len(papers), 36)
    for name, rows in spaces_of(folder, papers, k):
        groups = grouped(rows, k)[classed]
        scores = [score(classes, groups) for score in (adjusted_mutual_info_score, adjusted_rand_score, v_measure_score)]
        figures.setdefault(name, []).append(scores)
    print(folder.name, len(papers), k, file=sys.stderr)
print("| space | AMI | ARI | V |\n|--|--|--|--|")
for name, scores in figures.items():
    print(f"| {name} | " + " | ".join(f"{score:.3f}" for score in np.mean(scores, axis=0)) + " |")
