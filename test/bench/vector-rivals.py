"""k-means and nearest neighbours of other libraries on the embeddings of an index, in processor time on one thread.

    python vector-rivals.py EMBEDDINGS.f32 DIMENSION K

EMBEDDINGS.f32 is written by `themes-dump.mjs`. What a library is not installed for is left out.
"""
import sys
import time

import numpy

path, dimension, k = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rows = numpy.fromfile(path, dtype=numpy.float32).reshape(-1, dimension)
queries = rows[:: max(1, len(rows) // 300)][:300]
exact = numpy.argsort(-(queries @ rows.T), axis=1, kind="stable")[:, :10]


def timed(work):
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def cohesion(labels):
    return sum(numpy.linalg.norm(rows[labels == c].sum(axis=0)) for c in range(k)) / len(rows)


def recall(found):
    return sum(len(set(a) & set(b)) for a, b in zip(found, exact)) / exact.size


try:
    import faiss

    faiss.omp_set_num_threads(1)
    kmeans = faiss.Kmeans(dimension, k, niter=40, nredo=3, spherical=True, seed=1, max_points_per_centroid=10**6)
    _, seconds = timed(lambda: kmeans.train(rows))
    labels = kmeans.index.search(rows, 1)[1][:, 0]
    print(f"faiss {faiss.__version__} spherical k-means, 3 starts: {seconds:.1f} s, mean cosine {cohesion(labels):.5f}")
    flat = faiss.IndexFlatIP(dimension)
    flat.add(rows)
    found, seconds = timed(lambda: numpy.vstack([flat.search(query[None], 10)[1] for query in queries]))
    print(f"faiss flat: {1000 * seconds / len(queries):.2f} ms a query, recall {recall(found):.4f}")
except ImportError:
    pass
try:
    import sklearn
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        model, seconds = timed(lambda: KMeans(k, n_init=3, random_state=1).fit(rows))
    print(f"scikit-learn {sklearn.__version__} KMeans, 3 starts: {seconds:.1f} s, mean cosine {cohesion(model.labels_):.5f}")
except ImportError:
    pass
try:
    import hnswlib

    graph = hnswlib.Index("ip", dimension)
    graph.init_index(len(rows), M=16, ef_construction=200)
    _, seconds = timed(lambda: graph.add_items(rows, num_threads=1))
    print(f"hnswlib build: {seconds:.1f} s")
    for ef in (10, 50, 200, 800):
        graph.set_ef(ef)
        found, seconds = timed(lambda: numpy.vstack([graph.knn_query(one[None], 10, num_threads=1)[0] for one in queries]))
        print(f"hnswlib ef {ef}: {1000 * seconds / len(queries):.2f} ms a query, recall {recall(found):.4f}")
except ImportError:
    pass
