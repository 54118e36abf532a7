"""Logs metrics from eight connections until the server is gone; prints each step that was acknowledged."""

import http.client
import json
import os
import threading
from urllib.parse import urlsplit

address = urlsplit(os.environ["MLFLOW_TRACKING_URI"])
lock = threading.Lock()


def post(connection, path, body):
    connection.request("POST", "/api/2.0/mlflow/" + path, json.dumps(body), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read()
    assert answer.status == 200, (answer.status, text)
    return json.loads(text)


run = post(http.client.HTTPConnection(address.hostname, address.port), "runs/create", {"experiment_id": "0", "start_time": 1})
run_id = run["run"]["info"]["run_id"]
print(run_id, flush=True)


def hammer(worker):
    connection = http.client.HTTPConnection(address.hostname, address.port)
    try:
        for step in range(1_000_000):
            post(connection, "runs/log-metric", {"run_id": run_id, "key": f"m{worker}", "value": step, "timestamp": 1, "step": step})
            with lock:
                print(f"m{worker} {step}", flush=True)
    except (OSError, http.client.HTTPException):
        pass


workers = [threading.Thread(target=hammer, args=(worker,)) for worker in range(8)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
