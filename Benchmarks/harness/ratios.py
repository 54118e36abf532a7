"""Speed per core beside a peer: both sides measured in turn on one core, with the same rows and the same result."""
import json
import statistics
from dataclasses import dataclass

from . import process


@dataclass
class Ratio:
    """One measure: what is compared with what, the input, how much faster ours must be, and how close the results."""
    name: str
    what: str
    peer: str
    package: str
    kind: str
    rows: int
    demand: float
    tolerance: float = 1e-9
    seconds: float = 1.0
    environment: str = ""


ALL = [
    Ratio("rouge", "ROUGE-1, 2, L and Lsum of pairs of 60 words", "RougeScorer.score", "rouge-score", "pairs", 1000, 50),
    Ratio("bleu", "sentence BLEU of pairs of 60 words", "BLEU.sentence_score", "sacrebleu", "pairs", 2000, 20),
    Ratio("mlflow_bleu", "BLEU as MLflow computes it, pairs of 60 words", "mlflow.metrics.bleu, row by row", "mlflow", "pairs", 1000,
          100),
    Ratio("chrf", "chrF of pairs of 60 words", "CHRF.sentence_score", "sacrebleu", "pairs", 1000, 20),
    Ratio("readability", "Flesch-Kincaid grade and ARI of texts of 60 words", "flesch_kincaid_grade, automated_readability_index",
          "textstat", "pairs", 1000, 10),
    Ratio("squad", "SQuAD 2 exact match and F1 of short answers", "compute_exact, compute_f1", "transformers", "questions", 10_000, 20,
          environment="-squad"),
    Ratio("tokens", "cl100k_base tokens of texts of 60 words", "encode_ordinary", "tiktoken", "pairs", 5000, 1),
    Ratio("retrieval", "map, ndcg, recip_rank, P_10, recall_10, ndcg_cut_10 of 100 documents a query", "RelevanceEvaluator.evaluate",
          "pytrec-eval-terrier", "rankings", 2000, 5, tolerance=1e-6),
    Ratio("bm25", "ten best of a million short documents by BM25, queries of three words", "BM25.retrieve, numpy", "bm25s", "documents",
          1_000_000, 2, tolerance=1e-5, seconds=3),
    Ratio("bm25_numba", "the same", "BM25.retrieve, numba", "bm25s", "documents", 1_000_000, 2, tolerance=1e-5, seconds=3),
    Ratio("bootstrap", "BCa interval of a paired difference: 10,000 draws over 10,000 pairs", "stats.bootstrap, paired, vectorised", "scipy",
          "differences", 10_000, 20, tolerance=0.05),
    Ratio("sliceline", "the twenty worst slices of 10,000 rows with ten features of six values, up to three conditions", "Slicefinder.fit",
          "sliceline", "slices", 10_000, 20, tolerance=1e-6, seconds=0.1),
]


def agrees(ours, peer, tolerance):
    """Numbers agree up to a share of themselves, intervals up to a share of their width."""
    if isinstance(ours, list):
        return all(abs(a - b) <= tolerance * (peer[1] - peer[0]) for a, b in zip(ours, peer))
    return abs(ours - peer) <= tolerance * max(1, abs(peer))


def measured(ratio, ours, peer, path, environment, repetitions):
    """Both sides in turn; the least seconds of one pass of each, for what else runs on the machine can only add to them.

    Raises when the sides do not come to the same.
    """
    single = {**environment, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
    found = {"ours": [], "peer": []}
    for _ in range(repetitions):
        for side, command in (("ours", ours), ("peer", peer)):
            usage = process.run([*command, ratio.name, path, str(ratio.seconds)], single, cores={0})
            found[side].append({**json.loads(usage.output), "megabytes": usage.megabytes})
    first, second = found["ours"][0]["checksum"], found["peer"][0]["checksum"]
    if not agrees(first, second, ratio.tolerance):
        raise RuntimeError(f"{ratio.name}: the sides do not come to the same: {first} and {second}")
    sides = {}
    for side, results in found.items():
        seconds = min(result["seconds"] for result in results)
        sides[side] = {"rows_per_second": results[0]["rows"] / seconds, "seconds_per_pass": seconds,
                       "megabytes": max(result["megabytes"] for result in results), "checksum": results[0]["checksum"],
                       "all_seconds": [result["seconds"] for result in results]}
    times = [b["seconds"] / a["seconds"] for a, b in zip(found["ours"], found["peer"])]
    return {**sides, "ratio": sides["peer"]["seconds_per_pass"] / sides["ours"]["seconds_per_pass"],
            "median_ratio": statistics.median(times), "ratios": times, "demand": ratio.demand}
