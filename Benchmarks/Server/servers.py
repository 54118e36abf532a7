"""The two servers: how each is started, given the same runs, and watched."""
import json
import os
import random
import socket
import sqlite3
import subprocess
import time
import urllib.request

TICKS = os.sysconf("SC_CLK_TCK")


def runs(experiment, count):
    """Runs with 10 metrics, 10 params and 3 tags: the same ones every time."""
    generator = random.Random(f"{experiment} {count}")
    for place in range(count):
        yield {"name": f"run {place}", "start": 1700000000000 + place, "metrics": {f"m{k}": generator.random() for k in range(10)},
               "params": {f"p{k}": str(generator.randrange(1000)) for k in range(10)},
               "tags": {"mlflow.user": "someone", "mlflow.source.name": "train.py", "team": f"team {place % 7}"}}


class Server:
    def __init__(self, folder):
        self.folder = os.path.join(folder, self.name)
        os.makedirs(self.folder)
        self.process = None

    def start(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = open(os.path.join(self.folder, "log"), "ab")
        start = time.perf_counter()
        self.process = subprocess.Popen(self.command(), cwd=self.folder, env={**os.environ, **self.environment}, stdout=self.log,
                                        stderr=self.log, start_new_session=True)
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                    connection.sendall(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                    if b" 200 " in connection.recv(1000).split(b"\r\n")[0]:
                        break
            except OSError:
                pass
            if self.process.poll() is not None or time.perf_counter() - start > 180:
                raise RuntimeError(f"{self.name} did not start: see {self.log.name}")
            time.sleep(0.002)
        self.ready_seconds = time.perf_counter() - start

    def stop(self):
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None
        self.log.close()

    def processes(self):
        """The server's process and all below it."""
        parents = {}
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    with open(f"/proc/{entry}/stat") as file:
                        parents.setdefault(int(file.read().rsplit(")", 1)[1].split()[1]), []).append(int(entry))
                except (OSError, IndexError):
                    pass
        found, waiting = [], [self.process.pid]
        while waiting:
            found.append(waiting.pop())
            waiting += parents.get(found[-1], [])
        return found

    def cpu(self):
        """CPU seconds so far, of user and system."""
        ticks = 0
        for process in self.processes():
            try:
                with open(f"/proc/{process}/stat") as file:
                    fields = file.read().rsplit(")", 1)[1].split()
                ticks += int(fields[11]) + int(fields[12])
            except (OSError, IndexError):
                pass
        return ticks / TICKS

    def megabytes(self):
        """Resident memory now."""
        time.sleep(1)
        kilobytes = 0
        for process in self.processes():
            try:
                with open(f"/proc/{process}/status") as file:
                    kilobytes += sum(int(line.split()[1]) for line in file if line.startswith("VmRSS"))
            except OSError:
                pass
        return round(kilobytes / 1024, 1)

    def call(self, path, body):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/api/2.0/mlflow/{path}", json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read())


class Touchstone(Server):
    """Ours, which is given its runs through its interface."""
    name = "ours"
    environment = {}

    def __init__(self, program, takes_options, folder):
        self.program, self.takes_options = program, takes_options
        super().__init__(folder)

    def command(self):
        store = f"sqlite:///{self.folder}/store.db"
        return self.program + (["--port", str(self.port), "--store", store] if self.takes_options else [str(self.port), store])

    def fill(self, *counts):
        ids, some = [], []
        for count in counts:
            experiment = self.call("experiments/create", {"name": f"{count} runs"})["experiment_id"]
            ids.append(experiment)
            for run in runs(experiment, count):
                made = self.call("runs/create", {"experiment_id": experiment, "run_name": run["name"], "start_time": run["start"], "tags": [
                    {"key": key, "value": value} for key, value in run["tags"].items()]})["run"]["info"]["run_id"]
                self.call("runs/log-batch", {
                    "run_id": made, "params": [{"key": key, "value": value} for key, value in run["params"].items()],
                    "metrics": [{"key": key, "value": value, "timestamp": run["start"]} for key, value in run["metrics"].items()]})
                some.append(made)
        return ids[0], ids[1], some[:100]


class MLflow(Server):
    """Theirs, whose tables are given the runs directly: through its interface that would take very long."""
    name = "mlflow"
    environment = {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}

    def __init__(self, program, folder):
        self.program = program
        super().__init__(folder)

    def command(self):
        return [self.program, "server", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "1",
                "--backend-store-uri", f"sqlite:///{self.folder}/mlflow.db"]

    def fill(self, *counts):
        ids, some = [], []
        for count in counts:
            experiment = self.call("experiments/create", {"name": f"{count} runs"})["experiment_id"]
            ids.append(experiment)
            with sqlite3.connect(f"{self.folder}/mlflow.db", timeout=60) as database:
                for place, run in enumerate(runs(experiment, count)):
                    made = f"{int(experiment):08x}{place:024x}"
                    some.append(made)
                    database.execute(
                        "INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time, "
                        "source_version, lifecycle_stage, artifact_uri, experiment_id) VALUES (?, ?, 'UNKNOWN', '', '', '', 'RUNNING', ?, '', "
                        "'active', ?, ?)",
                        (made, run["name"], run["start"], f"mlflow-artifacts:/{experiment}/{made}/artifacts", int(experiment)))
                    database.executemany("INSERT INTO tags (key, value, run_uuid) VALUES (?, ?, ?)",
                                         [(*tag, made) for tag in [*run["tags"].items(), ("mlflow.runName", run["name"])]])
                    database.executemany("INSERT INTO params (key, value, run_uuid) VALUES (?, ?, ?)",
                                         [(*param, made) for param in run["params"].items()])
                    for table in ("metrics", "latest_metrics"):
                        database.executemany(
                            f"INSERT INTO {table} (key, value, timestamp, run_uuid, step, is_nan) VALUES (?, ?, ?, ?, 0, 0)",
                            [(key, value, run["start"], made) for key, value in run["metrics"].items()])
        return ids[0], ids[1], some[:100]
