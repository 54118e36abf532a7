"""The peers' side of the ratios: `python peers.py MEASURE INPUT SECONDS` measures one and prints JSON.

Each measure prepares its input, then goes through it as often as the seconds allow (once at least). `seconds` are CPU seconds of one
pass, `checksum` is a sum over the values of one pass, which must be that of our side.
"""
import functools
import gc
import json
import sys
import time


def timed(seconds, rows, once):
    """Runs passes until the time is up, after a few rows that warm what needs warming."""
    checksum = once(rows[:50]) if isinstance(rows, list) else None
    passes, cpu, wall = 0, 0.0, 0.0
    while passes == 0 or wall < seconds:
        forget()
        start, clock = time.process_time(), time.perf_counter()
        checksum = once(rows)
        cpu, wall = cpu + time.process_time() - start, wall + time.perf_counter() - clock
        passes += 1
    return {"passes": passes, "seconds": cpu / passes, "wall": wall / passes, "checksum": checksum}


def forget():
    """Empties the caches of whole rows that tokenizers keep: an evaluation sees its rows once, a benchmark again and again."""
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper) and "tokenizer" in (found.__module__ or ""):
            found.cache_clear()


def read(path):
    with open(path) as lines:
        return [json.loads(line) for line in lines]


def texts(path):
    return [(row["outputs"], row["expected"]) for row in read(path)]


def rouge(path, seconds):
    from rouge_score.rouge_scorer import RougeScorer
    scorer = RougeScorer(["rouge1", "rouge2", "rougeL", "rougeLsum"], use_stemmer=False)

    def once(rows):
        return sum(score.fmeasure for answer, expected in rows for score in scorer.score(expected, answer).values())
    rows = texts(path)
    return len(rows), timed(seconds, rows, once)


def bleu(path, seconds):
    from sacrebleu.metrics import BLEU
    metric = BLEU(effective_order=True)
    rows = texts(path)
    return len(rows), timed(seconds, rows, lambda rows: sum(metric.sentence_score(a, [e]).score for a, e in rows))


def chrf(path, seconds):
    from sacrebleu.metrics import CHRF
    metric = CHRF()
    rows = texts(path)
    return len(rows), timed(seconds, rows, lambda rows: sum(metric.sentence_score(a, [e]).score for a, e in rows))


def mlflow_bleu(path, seconds):
    import offline
    offline.use_bleu_script()
    import mlflow
    import pandas
    evaluate = mlflow.metrics.bleu().eval_fn
    rows = texts(path)

    def once(rows):
        answers, expected = (pandas.Series(column) for column in zip(*rows))
        return sum(evaluate(answers, expected).scores)
    return len(rows), timed(seconds, rows, once)


def readability(path, seconds):
    import textstat
    rows = [answer for answer, _ in texts(path)]

    def once(rows):
        return sum(textstat.flesch_kincaid_grade(text) + textstat.automated_readability_index(text) for text in rows)
    return len(rows), timed(seconds, rows, once)


def squad(path, seconds):
    from transformers.data.metrics.squad_metrics import compute_exact, compute_f1
    rows = texts(path)
    return len(rows), timed(seconds, rows, lambda rows: sum(compute_exact(e, a) + compute_f1(e, a) for a, e in rows))


def tokens(path, seconds):
    import tiktoken
    encoding = tiktoken.get_encoding("cl100k_base")
    rows = [answer for answer, _ in texts(path)]
    return len(rows), timed(seconds, rows, lambda rows: sum(len(encoding.encode_ordinary(text)) for text in rows))


MEASURES = {"map", "ndcg", "recip_rank", "P_10", "recall_10", "ndcg_cut_10"}


def retrieval(path, seconds):
    import pytrec_eval
    rows = read(path)
    evaluator = pytrec_eval.RelevanceEvaluator({row["id"]: row["relevant"] for row in rows}, MEASURES)
    runs = {row["id"]: row["retrieved"] for row in rows}
    return len(rows), timed(seconds, runs, lambda runs: sum(sum(values.values()) for values in evaluator.evaluate(runs).values()))


def bm25(path, seconds, backend="numpy"):
    import bm25s
    with open(path) as lines:
        corpus, queries = (part.split("\n") for part in lines.read().rstrip("\n").split("\n\n"))
    index = bm25s.BM25(method="lucene", backend=backend)
    index.index([text.split() for text in corpus], show_progress=False)
    queries = [text.split() for text in queries]

    def once(queries):
        return float(index.retrieve(queries, k=10, show_progress=False, n_threads=0).scores.sum(dtype="float64"))
    return len(queries), timed(seconds, queries, once)


def bm25_numba(path, seconds):
    return bm25(path, seconds, backend="numba")


def bootstrap(path, seconds):
    import numpy
    from scipy import stats
    rows = numpy.array(read(path))

    def difference(before, after, axis=-1):
        return numpy.mean(after - before, axis=axis)

    def once(rows):
        found = stats.bootstrap((rows[:, 0], rows[:, 1]), difference, paired=True, n_resamples=10_000, batch=100, method="BCa", rng=1)
        return [float(found.confidence_interval.low), float(found.confidence_interval.high)]
    return 1, timed(seconds, rows, once)


def sliceline(path, seconds):
    import numpy
    from sliceline.slicefinder import Slicefinder
    rows = numpy.array(read(path))

    def once(rows):
        finder = Slicefinder(alpha=0.95, k=20, max_l=3, min_sup=max(8, -(-len(rows) // 100)), verbose=False)
        finder.fit(rows[:, 1:], rows[:, 0].astype(float))
        return float(sum(entry["slice_score"] for entry in finder.top_slices_statistics_))
    return 1, timed(seconds, rows, once)


if __name__ == "__main__":
    name, path, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    rows, result = globals()[name](path, seconds)
    print(json.dumps({"rows": rows, **result}))
