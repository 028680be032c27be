"""New papers on a map by umap-learn: `transform`, and a map from scratch.

    npx tsx test/bench/map-growth.ts INDEX PAPERS NEW [theme] --embeddings FILE
    pip install umap-learn==0.5.12 && python test/bench/map-growth-umap.py FILE PAPERS

The same papers and figures as `map-growth.ts`.
"""
import sys
import time

import numpy as np
import umap

NEAREST, SCORED, DIMENSION = 15, 400, 384

papers = np.fromfile(sys.argv[1], dtype=np.float32).reshape(-1, DIMENSION)
before = int(sys.argv[2])
similarities = papers @ papers.T
np.fill_diagonal(similarities, -2)
nearest = np.argsort(-similarities, axis=1)[:, :NEAREST]


def share(points, own, count):
    hits = 0
    for i in own:
        away = ((points - points[i]) ** 2).sum(axis=1)
        away[i] = np.inf
        hits += len(set(np.argpartition(away, count)[:count]) & set(nearest[i]))
    return hits / len(own) / NEAREST


def show(name, points, seconds):
    new = range(before, min(before + SCORED, len(papers)))
    figures = [f"{share(points, own, NEAREST):.3f} / {share(points, own, 50):.3f}" for own in (new, range(SCORED))]
    print(f"{name}: new {figures[0]}, others {figures[1]}; {seconds:.1f} s of processor time")


map_of = umap.UMAP(metric="cosine", random_state=1)
start = map_of.fit_transform(papers[:before])
map_of.transform(papers[before:][:1])  # compiles
began = time.process_time()
placed = map_of.transform(papers[before:])
show("transform", np.vstack([start, placed]), time.process_time() - began)
began = time.process_time()
whole = umap.UMAP(metric="cosine", random_state=1).fit_transform(papers)
show("from scratch", whole, time.process_time() - began)
