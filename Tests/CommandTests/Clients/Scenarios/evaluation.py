"""mlflow.evaluate over given answers: metrics, the results table, and the dataset of the run."""

import time

import mlflow
import pandas
from mlflow.metrics import make_metric, MetricValue

mlflow.set_experiment(f"evaluate-{time.time_ns()}")
frame = pandas.DataFrame({"inputs": ["a", "b", "c"], "targets": ["x", "y", "z"], "predictions": ["x", "y", "w"]})


def same(predictions, targets):
    scores = [int(p == t) for p, t in zip(predictions, targets)]
    return MetricValue(scores=scores, aggregate_results={"mean": sum(scores) / len(scores)})


with mlflow.start_run() as run:
    result = mlflow.models.evaluate(
        data=mlflow.data.from_pandas(frame, name="abc", targets="targets", predictions="predictions"),
        extra_metrics=[make_metric(eval_fn=same, greater_is_better=True, name="same")],
        evaluators="default",
    )
assert abs(result.metrics["same/mean"] - 2 / 3) < 1e-12
stored = mlflow.get_run(run.info.run_id)
assert abs(stored.data.metrics["same/mean"] - 2 / 3) < 1e-12
table = mlflow.load_table("eval_results_table.json", run_ids=[run.info.run_id])
assert list(table["same/score"]) == [1, 1, 0], table
