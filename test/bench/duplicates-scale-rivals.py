"""Near-duplicates among many papers by MinHash (datasketch) and semhash, on the papers of `duplicates-scale.mjs`.

    npm run build && node test/bench/duplicates-scale.mjs 50000 FOLDER
    python3 -m venv venv && venv/bin/pip install numpy datasketch semhash
    venv/bin/python test/bench/duplicates-scale-rivals.py FOLDER [datasketch|semhash]

One thread. semhash is given the embeddings of the same run instead of an encoder of its own. Papers that are linked,
also through others, are one group, as with ours. Prints processor time, the highest memory of the process, the planted
pairs in one group, and the papers grouped that were not planted.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

os.environ.update({name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")})
import numpy as np

folder, method = Path(sys.argv[1]), sys.argv[2]
papers = [json.loads(line) for line in (folder / "papers.jsonl").read_text().splitlines() if line]
ids = [paper["id"] for paper in papers]
texts = [f"{paper['title']}. {paper['abstract']}" for paper in papers]
embeddings = np.fromfile(folder / "embeddings.f32", dtype=np.float32).reshape(len(papers), -1)
planted = json.loads((folder / "planted.json").read_text())
root = {id_: id_ for id_ in ids}


def root_of(id_):
    while root[id_] != id_:
        root[id_] = root[root[id_]]
        id_ = root[id_]
    return id_


def link(a, b):
    root[root_of(a)] = root_of(b)


def by_minhash(threshold):
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    for id_, text in zip(ids, texts):
        words = text.lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[i : i + 3]).encode() for i in range(max(1, len(words) - 2))])
        for other in lsh.query(sketch):
            link(id_, other)
        lsh.insert(id_, sketch)


def by_semhash(threshold):
    from semhash import SemHash

    class Given:
        known = dict(zip(texts, embeddings))

        def encode(self, inputs, **_):
            return np.stack([self.known[text] for text in inputs])

    records = [{"text": text, "id": id_} for id_, text in zip(ids, texts)]
    found = SemHash.from_records(records, columns=["text"], model=Given()).self_deduplicate(threshold=threshold)
    for one in found.filtered:
        for other, _ in one.duplicates:
            link(one.record["id"], other["id"])


began = time.process_time()
by_minhash(0.5) if method == "datasketch" else by_semhash(0.9)
seconds = time.process_time() - began
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
sizes = {}
for id_ in ids:
    sizes.setdefault(root_of(id_), []).append(id_)
members = {one for pairs in planted.values() for pair in pairs for one in pair}
grouped = [one for group in sizes.values() if len(group) > 1 for one in group]
kinds = {kind: f"{sum(root_of(a) == root_of(b) for a, b in pairs)} of {len(pairs)}" for kind, pairs in planted.items()}
print(f"{method}, {len(papers)} papers: {seconds:.0f} s of processor time, {memory:.0f} MB; {kinds}; "
      f"{sum(one not in members for one in grouped)} others grouped")
