"""Near-duplicates side by side: paperkin, plain cosine, MinHash (datasketch) and semhash, in one run on one set.

    npm run build
    python3 -m venv venv && venv/bin/pip install numpy datasketch semhash
    node test/bench/duplicates-pairs.mjs FOLDER OUT && venv/bin/python test/bench/duplicates-rivals.py FOLDER OUT

FOLDER holds papers.jsonl and pairs.tsv (a, b, 1 or 0, kind); a pair that is not listed counts as two papers.
semhash would fetch an encoder of its own; here it is given the embeddings of the shipped model, as plain cosine is, so
that only the methods differ. "best" is the threshold with the highest F1 on this very set: a bound no user reaches.
semhash names one paper kept for each one dropped, and is counted by those pairs.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from datasketch import MinHash, MinHashLSH
from semhash import SemHash

folder, out = Path(sys.argv[1]), Path(sys.argv[2])
papers = [json.loads(line) for line in (folder / "papers.jsonl").read_text().splitlines() if line]
ids = [paper["id"] for paper in papers]
texts = [". ".join(part for part in (paper["title"], paper["abstract"]) if part) for paper in papers]
embeddings = np.fromfile(out / "embeddings.f32", dtype=np.float32).reshape(len(papers), -1)
truth = {}
for line in (folder / "pairs.tsv").read_text().splitlines()[1:]:
    a, b, same, kind = line.split("\t")
    truth[tuple(sorted((a, b)))] = (same == "1", kind)
positives = sum(same for same, _ in truth.values())


def figures(accepted):
    right = sum(truth.get(pair, (False, ""))[0] for pair in accepted)
    series = sum(truth.get(pair, (False, ""))[1] == "series" for pair in accepted)
    precision, recall = right / max(1, len(accepted)), right / positives
    f1 = 2 * right / (len(accepted) + positives)
    return precision, recall, f1, len(accepted) - right, positives - right, series


def show(name, accepted, seconds=None):
    precision, recall, f1, wrong, missed, series = figures(accepted)
    took = "" if seconds is None else f"{seconds:.1f}"
    print(f"| {name} | {precision:.3f} | {recall:.3f} | {f1:.4f} | {wrong} | {missed} | {series} | {took} |")


def best(scored):
    """The threshold with the highest F1 over {pair: score}."""
    ranked = sorted(scored.items(), key=lambda item: -item[1])
    right, top = 0, (0.0, 1.0)
    for rank, (pair, score) in enumerate(ranked, 1):
        right += truth.get(pair, (False, ""))[0]
        top = max(top, (2 * right / (rank + positives), score))
    return top[1]


def above(scored, threshold):
    return {pair for pair, score in scored.items() if score >= threshold}


print(f"{len(papers)} papers, {positives} pairs of one paper\n")
print("| method | precision | recall | F1 | wrong | missed | series called one | seconds |\n|--|--|--|--|--|--|--|--|")

ours = json.loads((out / "pairs.json").read_text())
scored = {(pair["a"], pair["b"]): pair["score"] for pair in ours["pairs"]}
show("paperkin, threshold 0.5 (default)", above(scored, 0.5), ours["seconds"])

started = time.perf_counter()
cosines = embeddings @ embeddings.T
rows, columns = np.where(np.triu(cosines, 1) >= 0.7)
scored = {tuple(sorted((ids[i], ids[j]))): float(cosines[i, j]) for i, j in zip(rows, columns)}
seconds = time.perf_counter() - started
threshold = best(scored)
show(f"plain cosine, best ({threshold:.3f})", above(scored, threshold), seconds)
show("plain cosine, 0.80", above(scored, 0.80))

started = time.perf_counter()
lsh, sketches, scored = MinHashLSH(threshold=0.3, num_perm=128), {}, {}
for id_, text in zip(ids, texts):
    words = text.lower().split()
    sketch = MinHash(num_perm=128)
    for i in range(max(1, len(words) - 2)):
        sketch.update(" ".join(words[i : i + 3]).encode())
    for other in lsh.query(sketch):
        scored[tuple(sorted((id_, other)))] = sketch.jaccard(sketches[other])
    lsh.insert(id_, sketch)
    sketches[id_] = sketch
seconds = time.perf_counter() - started
show("datasketch MinHash, word 3-grams, 0.5", above(scored, 0.5), seconds)
threshold = best(scored)
show(f"datasketch MinHash, word 3-grams, best ({threshold:.2f})", above(scored, threshold))


class Shipped:
    """semhash's encoder, answering with the embeddings that are there."""

    known = dict(zip(texts, embeddings))

    def encode(self, inputs, **_):
        return np.stack([self.known[text] for text in inputs])


started = time.perf_counter()
hashed = SemHash.from_records([{"text": text, "id": id_} for text, id_ in zip(texts, ids)], columns=["text"], model=Shipped())
outcomes = {}
id_of = dict(zip(texts, ids))
for threshold in [0.9] + [round(x, 3) for x in np.arange(0.80, 0.96, 0.01)]:
    found = hashed.self_deduplicate(threshold=threshold).filtered
    pairs = {tuple(sorted((one.record["id"], one.duplicate_of["id"]))) for one in found if one.record["id"] != one.duplicate_of["id"]}
    if threshold not in outcomes:
        outcomes[threshold] = pairs
    if len(outcomes) == 1:
        seconds = time.perf_counter() - started
show("semhash, 0.9 (default)", outcomes[0.9], seconds)
threshold = max(outcomes, key=lambda t: figures(outcomes[t])[2])
show(f"semhash, best ({threshold:.2f})", outcomes[threshold])
