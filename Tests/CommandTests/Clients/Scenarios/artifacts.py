"""Artifacts up and down, listed, as tables, of every size."""

import os
import tempfile
import time

import mlflow
import pandas
import requests
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException

client = MlflowClient()
mlflow.set_experiment(f"artifacts-{time.time_ns()}")
big = os.urandom(1 << 20) * 24
with tempfile.TemporaryDirectory() as folder, mlflow.start_run() as run:
    path = os.path.join(folder, "big.bin")
    with open(path, "wb") as file:
        file.write(big)
    os.makedirs(os.path.join(folder, "tree", "deep", "er"))
    for name in ["tree/a b.txt", "tree/deep/ü+.txt", "tree/deep/er/empty"]:
        with open(os.path.join(folder, name), "w") as file:
            file.write("" if name.endswith("empty") else name)
    mlflow.log_artifact(path)
    mlflow.log_artifacts(os.path.join(folder, "tree"), artifact_path="tree")
    mlflow.log_text("<script>alert(1)</script>", "page.html")
    mlflow.log_dict({"a": [1, 2]}, "conf/settings.json")
    mlflow.log_table({"question": ["a", "b"], "answer": ["x", "y"]}, "answers.json")
    mlflow.log_table({"question": ["c"], "answer": ["z"]}, "answers.json")

run_id = run.info.run_id
assert sorted(f.path for f in client.list_artifacts(run_id)) == ["answers.json", "big.bin", "conf", "page.html", "tree"]
sizes = {f.path: f.file_size for f in client.list_artifacts(run_id)}
assert sizes["big.bin"] == len(big)
assert sorted(f.path for f in client.list_artifacts(run_id, "tree")) == ["tree/a b.txt", "tree/deep"]
with tempfile.TemporaryDirectory() as folder:
    where = client.download_artifacts(run_id, "", folder)
    with open(os.path.join(where, "big.bin"), "rb") as file:
        assert file.read() == big
    with open(os.path.join(where, "tree/deep/ü+.txt")) as file:
        assert file.read() == "tree/deep/ü+.txt"
    assert os.path.getsize(os.path.join(where, "tree/deep/er/empty")) == 0
assert mlflow.artifacts.load_text(run.info.artifact_uri + "/page.html") == "<script>alert(1)</script>"
assert mlflow.artifacts.load_dict(run.info.artifact_uri + "/conf/settings.json") == {"a": [1, 2]}
table = mlflow.load_table("answers.json", run_ids=[run_id])
assert isinstance(table, pandas.DataFrame) and list(table["question"]) == ["a", "b", "c"], table
for bad in ["../../secret", "/etc/passwd", "%2e%2e/%2e%2e/x"]:
    try:
        client.list_artifacts(run_id, bad)
        raise AssertionError(bad)
    except (MlflowException, requests.HTTPError) as error:
        assert "Invalid path" in str(error), error
try:
    client.download_artifacts(run_id, "nothing.txt")
    raise AssertionError("downloaded nothing")
except Exception as error:
    assert "nothing.txt" in str(error) or "404" in str(error), error
