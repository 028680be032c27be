"""Clusters embeddings with scikit-learn, for themes-scale.mjs: FILE (float32), DIMENSION, K. Prints JSON."""
import json, sys, time

import numpy as np
import sklearn
from sklearn.cluster import KMeans

file, dimension, k = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rows = np.fromfile(file, dtype="<f4").reshape(-1, dimension)
started = time.perf_counter()
model = KMeans(n_clusters=k, n_init=3, random_state=0).fit(rows)
print(json.dumps({"version": sklearn.__version__, "seconds": time.perf_counter() - started, "inertia": float(model.inertia_)}))
