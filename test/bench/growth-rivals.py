"""txtai, BERTopic, datasketch and semhash over many papers, on the same texts and embeddings as ours.

    npm run build && node test/bench/themes-dump.mjs INDEX FOLDER
    python3 -m venv venv && venv/bin/pip install txtai bertopic datasketch semhash
    venv/bin/python test/bench/growth-rivals.py FOLDER txtai|bertopic|datasketch|semhash [TEXTS.jsonl]

FOLDER has papers.jsonl, embeddings.f32 and themes.json. TEXTS.jsonl is what `growth.mjs --texts` was given: the first of
the categories there is the label for V (Rosenberg & Hirschberg 2007), of BERTopic and of our themes. One thread. Prints
processor time and the highest memory of the process.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

os.environ.update({name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS")})
import numpy as np

folder, method = Path(sys.argv[1]), sys.argv[2]
papers = [json.loads(line) for line in (folder / "papers.jsonl").read_text(encoding="utf8").splitlines() if line]
ids = [paper["id"] for paper in papers]
texts = [f"{paper['title']}. {paper['abstract']}" for paper in papers]
embeddings = np.fromfile(folder / "embeddings.f32", dtype="<f4").reshape(len(papers), -1)


def used():
    own = resource.getrusage(resource.RUSAGE_SELF)
    return f"{own.ru_utime + own.ru_stime - began:.1f} s, highest memory {own.ru_maxrss / 1024:.0f} MB"


def txtai():
    import faiss
    from txtai.embeddings import Embeddings

    faiss.omp_set_num_threads(1)
    known = {str(i): embedding for i, embedding in enumerate(embeddings)}
    index = Embeddings(
        {"method": "external", "transform": lambda keys: np.array([known[key] for key in keys]), "content": False}
    )
    index.index((i, str(i), None) for i in range(len(papers)))
    print(f"txtai, {len(papers)} papers: indexed in {used()}")
    asked = list(range(0, len(papers), max(1, len(papers) // 300)))[:300]
    exact = [set(np.argsort(-(embeddings @ embeddings[i]), kind="stable")[:10]) for i in asked]
    start = time.process_time()
    found = [{row for row, _ in index.search(str(i), 10)} for i in asked]
    each = 1000 * (time.process_time() - start) / len(asked)
    recall = sum(len(a & b) for a, b in zip(found, exact)) / (10 * len(asked))
    print(f"  {each:.2f} ms a query for the nearest 10, recall {recall:.4f}")


def bertopic():
    from bertopic import BERTopic
    from umap import UMAP

    umap = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=42)
    model = BERTopic(umap_model=umap, min_topic_size=max(10, len(papers) // 1000))
    topics, _ = model.fit_transform(texts, embeddings)
    print(f"BERTopic, {len(papers)} papers: {used()}")
    report("BERTopic", dict(zip(ids, topics)))
    if (folder / "themes.json").exists():
        ours = json.loads((folder / "themes.json").read_text(encoding="utf8"))["themes"]
        report("paperkin", {paper["id"]: n for n, theme in enumerate(ours) for paper in theme["papers"]})


def report(name, topic_of):
    from sklearn.metrics import v_measure_score

    labels = dict(zip(sorted(ids), categories()))
    inside = [i for i in ids if topic_of.get(i, -1) >= 0]
    told = [i for i in ids if labels.get(i)]
    both = [i for i in told if topic_of.get(i, -1) >= 0]
    v = v_measure_score([labels[i] for i in both], [topic_of[i] for i in both])
    whole = v_measure_score([labels[i] for i in told], [topic_of.get(i, -1) for i in told])
    print(
        f"  {name}: {len(set(topic_of.values()) - {-1})} topics, {1 - len(inside) / len(ids):.1%} of the papers in none,"
        f" V {v:.3f} over the others, {whole:.3f} over all"
    )


def categories():
    for line in Path(sys.argv[3]).open(encoding="utf8"):
        text = json.loads(line)
        if text["title"] and text["abstract"]:
            yield (text.get("categories") or "").split(" ")[0]


def datasketch():
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=0.5, num_perm=128)
    pairs, grouped = 0, set()
    for i, text in enumerate(texts):
        words = text.lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[n : n + 3]).encode() for n in range(max(1, len(words) - 2))])
        for other in lsh.query(sketch):
            pairs += 1
            grouped.update((i, other))
        lsh.insert(i, sketch)
    print(f"datasketch, {len(papers)} papers: {used()}; {pairs} pairs of {len(grouped)} papers")


def semhash():
    from semhash import SemHash

    class Given:
        known = dict(zip(texts, embeddings))

        def encode(self, inputs, **_):
            return np.stack([self.known[text] for text in inputs])

    records = [{"text": text, "id": id_} for id_, text in zip(ids, texts)]
    found = SemHash.from_records(records, columns=["text"], model=Given()).self_deduplicate(threshold=0.9)
    pairs = [(one.record["id"], other["id"]) for one in found.filtered for other, _ in one.duplicates]
    print(f"semhash, {len(papers)} papers: {used()}; {len(pairs)} pairs of {len({p for pair in pairs for p in pair})} papers")


began = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
{"txtai": txtai, "bertopic": bertopic, "datasketch": datasketch, "semhash": semhash}[method]()
