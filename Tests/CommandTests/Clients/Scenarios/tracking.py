"""Experiments and runs: everything that start_run and the log_* functions do, and what is read back."""

import math
import time

import mlflow
from mlflow import MlflowClient
from mlflow.entities import Metric, Param, RunTag, ViewType

client = MlflowClient()
name = f"tracking-{time.time_ns()}"
experiment = mlflow.set_experiment(name)
assert client.get_experiment_by_name(name).experiment_id == experiment.experiment_id
client.set_experiment_tag(experiment.experiment_id, "team", "search")
assert client.get_experiment(experiment.experiment_id).tags["team"] == "search"

with mlflow.start_run(run_name="parent", tags={"kind": "nightly"}, description="what it is for") as parent:
    mlflow.log_param("temperature", 0.2)
    mlflow.log_params({"model": "small", "prompt": "Antworte höflich, bitte: 你好"})
    mlflow.log_metric("loss", 1.5, step=0)
    mlflow.log_metric("loss", 0.5, step=1)
    mlflow.log_metrics({"accuracy": 0.75, "f1": 0.7}, step=1)
    mlflow.log_metrics({"bad": float("nan"), "high": float("inf"), "low": float("-inf")})
    mlflow.set_tag("owner", "ana")
    mlflow.set_tags({"a": "1", "b": "2"})
    with mlflow.start_run(run_name="child", nested=True) as child:
        mlflow.log_metric("loss", 0.25)

run = client.get_run(parent.info.run_id)
assert run.info.run_name == "parent" and run.info.status == "FINISHED" and run.info.end_time >= run.info.start_time
assert run.data.params == {"temperature": "0.2", "model": "small", "prompt": "Antworte höflich, bitte: 你好"}
assert run.data.metrics["loss"] == 0.5 and run.data.metrics["accuracy"] == 0.75
assert math.isnan(run.data.metrics["bad"]) and run.data.metrics["high"] >= 1.79e308 and run.data.metrics["low"] <= -1.79e308
assert run.data.tags["owner"] == "ana" and run.data.tags["mlflow.note.content"] == "what it is for"
assert client.get_run(child.info.run_id).data.tags["mlflow.parentRunId"] == parent.info.run_id
history = client.get_metric_history(parent.info.run_id, "loss")
assert [(m.step, m.value) for m in history] == [(0, 1.5), (1, 0.5)]

now = int(time.time() * 1000)
run_id = client.create_run(experiment.experiment_id, run_name="batch").info.run_id
client.log_batch(
    run_id,
    metrics=[Metric("m", i / 10, now + i, i) for i in range(200)],
    params=[Param(f"p{i}", str(i)) for i in range(50)],
    tags=[RunTag(f"t{i}", str(i)) for i in range(50)],
)
batch = client.get_run(run_id)
assert batch.data.metrics["m"] == 19.9 and len(batch.data.params) == 50 and batch.data.tags["t49"] == "49"
assert len(client.get_metric_history(run_id, "m")) == 200
client.set_terminated(run_id, "KILLED")
client.update_run(run_id, name="renamed")
assert client.get_run(run_id).info.status == "KILLED" and client.get_run(run_id).data.tags["mlflow.runName"] == "renamed"
client.delete_tag(run_id, "t0")
assert "t0" not in client.get_run(run_id).data.tags

client.delete_run(run_id)
assert client.get_run(run_id).info.lifecycle_stage == "deleted"
assert run_id not in [r.info.run_id for r in client.search_runs([experiment.experiment_id])]
assert run_id in [r.info.run_id for r in client.search_runs([experiment.experiment_id], run_view_type=ViewType.ALL)]
client.restore_run(run_id)
assert client.get_run(run_id).info.lifecycle_stage == "active"

client.rename_experiment(experiment.experiment_id, name + "-renamed")
client.delete_experiment(experiment.experiment_id)
assert client.get_experiment(experiment.experiment_id).lifecycle_stage == "deleted"
client.restore_experiment(experiment.experiment_id)
assert client.get_experiment(experiment.experiment_id).name == name + "-renamed"
