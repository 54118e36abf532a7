"""mlflow.genai.evaluate with a scorer of our own, and evaluation datasets."""

import time

import mlflow
from mlflow.genai.scorers import scorer

experiment = mlflow.set_experiment(f"genai-{time.time_ns()}")


@scorer
def exact(outputs, expectations) -> bool:
    return outputs == expectations["answer"]


@scorer
def length(outputs) -> int:
    return len(outputs)


data = [
    {"inputs": {"question": "1+1"}, "expectations": {"answer": "2"}},
    {"inputs": {"question": "2+2"}, "expectations": {"answer": "4"}},
    {"inputs": {"question": "3+3"}, "expectations": {"answer": "7"}},
]


def predict(question: str) -> str:
    return str(eval(question))


result = mlflow.genai.evaluate(data=data, predict_fn=predict, scorers=[exact, length])
assert abs(result.metrics["exact/mean"] - 2 / 3) < 1e-12, result.metrics
assert result.metrics["length/mean"] == 1
assert abs(mlflow.get_run(result.run_id).data.metrics["exact/mean"] - 2 / 3) < 1e-12
traces = mlflow.search_traces(locations=[experiment.experiment_id], run_id=result.run_id, return_type="list")
assert len(traces) == 3
assert all({a.name for a in t.info.assessments} >= {"exact", "length", "answer"} for t in traces)

name = f"sums-{time.time_ns()}"
dataset = mlflow.genai.datasets.create_dataset(name=name, experiment_id=[experiment.experiment_id], tags={"kind": "sums"})
dataset.merge_records(data)
dataset.merge_records([{"inputs": {"question": "1+1"}, "expectations": {"note": "easy"}}])
again = mlflow.genai.datasets.get_dataset(name=name)
frame = again.to_df()
assert len(frame) == 3
merged = [row for _, row in frame.iterrows() if row["inputs"] == {"question": "1+1"}][0]
assert merged["expectations"] == {"answer": "2", "note": "easy"}, merged["expectations"]
found = mlflow.genai.datasets.search_datasets(experiment_ids=[experiment.experiment_id], filter_string=f"name = '{name}'")
assert [d.name for d in found] == [name]
result = mlflow.genai.evaluate(data=again, predict_fn=predict, scorers=[length])
assert result.metrics["length/mean"] == 1
mlflow.genai.datasets.delete_dataset(dataset_id=dataset.dataset_id)
