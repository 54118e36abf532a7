"""Measures of the whole program: each function measures one and gives what it found and what was demanded of it."""
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request

from . import inputs, process

SUMMARIES = ["rouge1", "rouge2", "rougeL", "rougeLsum"]
TEN_SCORERS = ["exact_match", "token_f1", "rouge1", "rouge2", "rougeL", "rougeLsum", "bleu", "chrf", "levenshtein", "contains"]


class Bench:
    """Where things are and how large they should be."""

    def __init__(self, program, python, folder, here, environment, scale, repetitions):
        self.program, self.python, self.folder, self.here = program, python, folder, here
        self.environment, self.scale, self.repetitions = environment, scale, repetitions

    def rows(self, kind, count, **more):
        return inputs.made(self.folder, kind, max(20, int(count * self.scale)), **more)

    def fresh(self, name):
        """An empty folder."""
        path = os.path.join(self.folder, name)
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(path)
        return path

    def specification(self, folder, text):
        path = os.path.join(folder, "evaluation.yaml")
        with open(path, "w") as out:
            out.write(text)
        return path

    def ours(self, *arguments, **options):
        return process.run([self.program, *arguments], self.environment, **options)


def median(usages, field):
    return statistics.median(getattr(usage, field) for usage in usages)


def figures(usages):
    return {"seconds": median(usages, "wall"), "cpu_seconds": median(usages, "cpu"), "megabytes": max(u.megabytes for u in usages),
            "all_seconds": [usage.wall for usage in usages]}


# The engine


def engine(bench, in_flight):
    """Calls of 50 ms, so many at once: how far from the time that calls alone would take."""
    rows = bench.rows("prompts", 2000)
    with open(rows) as lines:
        count = sum(1 for _ in lines)
    usages, reached = [], []
    for _ in range(bench.repetitions):
        with Stub(bench) as stub:
            folder = bench.fresh("engine")
            specification = bench.specification(folder, f"""
name: engine
data: {rows}
models: [{{provider: openai, name: stub, base_url: "http://127.0.0.1:{stub.port}/v1"}}]
scorers: [exact_match]
concurrency: {in_flight}
""")
            usages.append(bench.ours("eval", specification, "--store", folder + "/touchstone.db", "--json"))
            reached.append(stub.stats()["max_in_flight"])
    ideal = count * 0.05 / in_flight
    found = {**figures(usages), "ideal_seconds": ideal, "in_flight": min(reached), "samples": count}
    found["ratio_to_ideal"] = found["seconds"] / ideal
    return found, [("ratio_to_ideal", "<=", 1.15), ("cpu_seconds", "<=", 0.5), ("megabytes", "<=", 60), ("in_flight", ">=", in_flight)]


class Stub:
    """The model server: our own, or the one at $STUB, which must take --port and --latency-ms and answer /stats."""

    def __init__(self, bench):
        with socket.socket() as chosen:
            chosen.bind(("127.0.0.1", 0))
            self.port = chosen.getsockname()[1]
        script = os.environ.get("STUB", os.path.join(bench.here, "Engine", "stub.py"))
        self.process = subprocess.Popen([sys.executable, script, "--port", str(self.port), "--latency-ms", "50"])

    def __enter__(self):
        for _ in range(100):
            try:
                self.stats()
                return self
            except OSError:
                time.sleep(0.1)
        self.__exit__()
        raise RuntimeError("the stub does not answer")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def stats(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/stats", timeout=2) as answer:
            return json.load(answer)


# Given answers, scored and stored


def summarization(bench):
    """The preset end to end, stored: our whole process beside MLflow's call alone, without the start of its interpreter."""
    rows = bench.rows("pairs", 10_000)
    usages, peers, calls = [], [], []
    for _ in range(bench.repetitions):
        folder = bench.fresh("summarization")
        specification = bench.specification(folder, f"name: summaries\ndata: {rows}\npreset: text-summarization\n")
        usages.append(bench.ours("eval", specification, "--store", folder + "/touchstone.db", "--json"))
        peers.append(process.run([bench.python, os.path.join(bench.here, "Peers", "mlflow_summarization.py"), rows, folder],
                                 bench.environment))
        calls.append(json.loads(peers[-1].output.strip().split("\n")[-1]))
    check_summaries(json.loads(usages[-1].output), calls[-1]["metrics"])
    peer = {**figures(peers), "evaluate_seconds": statistics.median(call["evaluate_seconds"] for call in calls)}
    ratios = [call["evaluate_seconds"] / usage.wall for call, usage in zip(calls, usages)]
    return {"ours": figures(usages), "peer": peer, "ratio": statistics.median(ratios), "ratios": ratios}, [("ratio", ">=", 40)]


def check_summaries(report, metrics):
    """The means of both sides must be equal."""
    ours = {metric["name"]: metric["verdict"]["estimate"] if "verdict" in metric else metric["estimate"]
            for metric in report["runs"][0]["metrics"]}
    names = [(name, f"{name}/v1/mean") for name in SUMMARIES + ["flesch_kincaid_grade_level", "ari_grade_level"]]
    for name, key in names:
        if abs(ours[name] - metrics[key]) > 1e-6 * max(1, abs(metrics[key])):
            raise RuntimeError(f"{name}: the sides do not come to the same: {ours[name]} and {metrics[key]}")


def hundred_thousand(bench):
    """A run with ten scores a sample, written in batches; then its failures are read."""
    rows = repeated(bench, 100_000)
    folder = bench.fresh("hundred-thousand")
    store = folder + "/touchstone.db"
    specification = bench.specification(
        folder, f"name: many\ndata: {rows}\nscorers: [{', '.join(TEN_SCORERS)}]\n")
    written = bench.ours("eval", specification, "--store", store, "--json")
    shown = [bench.ours("show", "latest", "--failures", "token_f1", "--json", "--store", store) for _ in range(11)]
    if len(json.loads(shown[0].output)) != 20:
        raise RuntimeError("the failures are not twenty")
    found = {"write": figures([written]), "show_milliseconds": 1000 * median(shown, "wall"),
             "show_cpu_milliseconds": 1000 * median(shown, "cpu"), "megabytes": written.megabytes,
             "rows_per_second": int(100_000 * bench.scale) / written.wall}
    return found, [("show_milliseconds", "<=", 50), ("megabytes", "<=", 300)]


# The stream


def million(bench):
    """A million rows through the stream: the memory it takes."""
    rows = repeated(bench, 1_000_000)
    usage = bench.ours("score", "--scorer", "token_f1", "--scorer", "rougeL", rows, discard=True)
    found = {**figures([usage]), "rows_per_second": int(1_000_000 * bench.scale) / usage.wall}
    return found, [("megabytes", "<=", 100)]


def two_cores(bench):
    """The stream on one core and on two: the shortest time of each, for what else runs on the machine can only add to it."""
    rows = repeated(bench, 200_000)
    arguments = ["score", "--scorer", "token_f1", "--scorer", "rouge", rows]
    one, two = [], []
    for _ in range(bench.repetitions):
        one.append(bench.ours(*arguments, cores={0}, discard=True))
        two.append(bench.ours(*arguments, cores={0, 1}, discard=True))
    ratios = [first.wall / second.wall for first, second in zip(one, two)]
    least = min(usage.wall for usage in one) / min(usage.wall for usage in two)
    return {"one": figures(one), "two": figures(two), "ratio": least, "ratios": ratios}, [("ratio", ">=", 1.8)]


def repeated(bench, count):
    """A file of so many rows of sixty words: ten thousand different ones over and over, each time with other ids."""
    base = bench.rows("pairs", 10_000)
    count = max(20, int(count * bench.scale))
    path = os.path.join(bench.folder, f"repeated-{count}.jsonl")
    if not os.path.exists(path):
        with open(base, "rb") as source:
            lines = source.read()
        block = lines.count(b"\n")
        with open(path + ".part", "wb") as out:
            for copy in range(max(1, count // block)):
                out.write(lines.replace(b'{"id": "row-', b'{"id": "row-%d-' % copy))
        os.rename(path + ".part", path)
    return path


def start(bench):
    """How soon the command line answers."""
    found = {}
    for name, arguments in {"version": ["--version"], "scorers": ["scorers", "--json"]}.items():
        usages = [bench.ours(*arguments) for _ in range(21)]
        found[name + "_milliseconds"] = 1000 * median(usages, "wall")
        found[name + "_megabytes"] = max(usage.megabytes for usage in usages)
    return found, [("version_milliseconds", "<=", 30), ("scorers_milliseconds", "<=", 30)]


ALL = {
    "engine": ("2,000 calls of 50 ms, 64 in flight", lambda bench: engine(bench, 64)),
    "engine_100": ("2,000 calls of 50 ms, 100 in flight", lambda bench: engine(bench, 100)),
    "summarization": ("the text-summarization preset on 10,000 rows, stored, beside mlflow.evaluate", summarization),
    "hundred_thousand": ("100,000 samples with ten scores each, then the failures of one", hundred_thousand),
    "million": ("a million rows through `touchstone score` with token_f1 and rougeL", million),
    "two_cores": ("200,000 rows through `touchstone score` on one core and on two", two_cores),
    "start": ("`touchstone --version` and `touchstone scorers --json`", start),
}
