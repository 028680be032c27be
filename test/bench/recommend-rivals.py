"""What test/bench/recommend.ts measures, measured of others: arxiv-sanity-lite's classifier and ASReview's loop.

python -m venv venv && venv/bin/pip install asreview==3.0.8
venv/bin/python test/bench/recommend-rivals.py SYSREV ARXIV [seeds]

SYSREV and ARXIV are folders with docs.jsonl (id, title, text, label; included in the first).
The settings of arxiv-sanity-lite are those of its compute.py and serve.py.
"""
import hashlib
import json
import sys
from statistics import mean

import pandas as pd
from asreview import ActiveLearningCycle
from asreview.models.models import get_ai_config
from asreview.simulation.simulate import Simulate
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

LEAST_INCLUDED = 5


def read(folder):
    with open(f"{folder}/docs.jsonl", encoding="utf8") as lines:
        docs = [json.loads(line) for line in lines]
    return sorted(docs, key=lambda doc: doc["id"])


def drawn(docs, seed, count):
    """The same papers as in recommend.ts: those with the smallest hash of seed and id."""
    order = sorted(docs, key=lambda doc: hashlib.sha256(f"{seed}:{doc['id']}".encode()).hexdigest())
    return order[:count]


def average_precision(relevant):
    hits, total = 0, 0.0
    for rank, one in enumerate(relevant, 1):
        if one:
            hits += 1
            total += hits / rank
    return total / hits if hits else 0.0


def tags(docs, seeds):
    text = [f"{doc['title']} {doc['text']}" for doc in docs]
    vectors = TfidfVectorizer(
        strip_accents="unicode", stop_words="english", token_pattern=r"(?u)\b[a-zA-Z_][a-zA-Z0-9_]+\b",
        ngram_range=(1, 2), max_features=20000, sublinear_tf=True, max_df=0.1, min_df=5,
    ).fit_transform(text)
    figures = {}
    for count in (3, 10):
        values = []
        for label in sorted({doc["label"] for doc in docs}):
            for seed in range(1, seeds + 1):
                liked = {doc["id"] for doc in drawn([d for d in docs if d["label"] == label], seed, count)}
                y = [doc["id"] in liked for doc in docs]
                svm = LinearSVC(class_weight="balanced", max_iter=10000, tol=1e-6, C=0.01).fit(vectors, y)
                scores = svm.decision_function(vectors)
                rest = [i for i in range(len(docs)) if not y[i]]
                rest.sort(key=lambda i: (-scores[i], docs[i]["id"]))
                values.append(average_precision([docs[i]["label"] == label for i in rest]))
        figures[count] = mean(values)
    return figures


def screening(docs, seeds, name):
    values = []
    for review in sorted({doc["label"] for doc in docs}):
        papers = [doc for doc in docs if doc["label"] == review]
        included = [doc for doc in papers if doc["included"]]
        if len(included) < LEAST_INCLUDED:
            continue
        frame = pd.DataFrame({"title": [d["title"] for d in papers], "abstract": [d["text"] for d in papers]})
        labels = [int(bool(d["included"])) for d in papers]
        for seed in range(1, seeds + 1):
            excluded = [doc for doc in papers if not doc["included"]]
            prior = [papers.index(drawn(some, seed, 1)[0]) for some in (included, excluded)]
            simulation = Simulate(frame, labels, [ActiveLearningCycle.from_meta(get_ai_config(name)["value"])],
                                  stopper=-1, print_progress=False)
            simulation.label(prior)
            simulation.review()
            order = [int(i) for i in simulation._results["record_id"] if int(i) not in prior]
            values.append(figures_of([labels[i] == 1 for i in order]))
    return [mean(column) for column in zip(*values)]


def figures_of(found):
    relevant, needed, seen = sum(found), 0.95 * sum(found), 0
    at95 = len(found)
    for i, one in enumerate(found, 1):
        seen += one
        if seen >= needed:
            at95 = i
            break
    return (len(found) - at95) / len(found) - 0.05, sum(found[: round(0.1 * len(found))]) / relevant


if __name__ == "__main__":
    sysrev, arxiv = read(sys.argv[1]), read(sys.argv[2])
    seeds = int(sys.argv[3]) if len(sys.argv) > 3 else 2
    for name, docs in (("arXiv categories", arxiv), ("reviews", sysrev)):
        figures = tags(docs, seeds)
        print(f"tags, {name}: arxiv-sanity-lite AP 3 liked {figures[3]:.3f}, 10 liked {figures[10]:.3f}", flush=True)
    for name in ("elas_u4", "elas_u3"):
        wss, at10 = screening(sysrev, seeds, name)
        print(f"screening: ASReview {name} WSS@95 {wss:.3f}, recall after 10 % {at10:.3f}", flush=True)
