"""Models that are logged, loaded, registered and found."""

import time

import mlflow
import pandas
from mlflow import MlflowClient


class Doubler(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input: list[str]) -> list[str]:
        return [text + text for text in model_input]


experiment = mlflow.set_experiment(f"models-{time.time_ns()}")
with mlflow.start_run() as run:
    info = mlflow.pyfunc.log_model(name="doubler", python_model=Doubler(), pip_requirements=["mlflow"], input_example=["a"])
    mlflow.log_metric("quality", 0.9, model_id=info.model_id)
assert mlflow.pyfunc.load_model(info.model_uri).predict(["ab"]) == ["abab"]
client = MlflowClient()
logged = client.get_logged_model(info.model_id)
assert logged.name == "doubler" and logged.status == "READY" and logged.source_run_id == run.info.run_id
assert [(m.key, m.value) for m in logged.metrics] == [("quality", 0.9)]
found = client.search_logged_models([experiment.experiment_id], filter_string="metrics.quality > 0.5")
assert [m.model_id for m in found] == [info.model_id]
client.set_logged_model_tags(info.model_id, {"stage": "test"})
assert client.get_logged_model(info.model_id).tags["stage"] == "test"
client.delete_logged_model_tag(info.model_id, "stage")
name = f"doubler-{time.time_ns()}"
version = mlflow.register_model(info.model_uri, name)
client.set_registered_model_alias(name, "champion", version.version)
assert mlflow.pyfunc.load_model(f"models:/{name}@champion").predict(["x"]) == ["xx"]
outputs = client.get_run(run.info.run_id).outputs.model_outputs
assert [o.model_id for o in outputs] == [info.model_id]

frame = pandas.DataFrame({"question": ["a", "b"], "answer": ["x", "y"]})
dataset = mlflow.data.from_pandas(frame, source="https://example.org/data.csv", name="qa", targets="answer")
with mlflow.start_run() as run:
    mlflow.log_input(dataset, context="evaluation", tags={"split": "test"})
    mlflow.log_input(dataset, context="evaluation")
inputs = client.get_run(run.info.run_id).inputs.dataset_inputs
assert len(inputs) == 1 and inputs[0].dataset.name == "qa" and inputs[0].dataset.digest == dataset.digest
assert {t.key: t.value for t in inputs[0].tags}["mlflow.data.context"] == "evaluation"
assert len(client.search_runs([experiment.experiment_id], "datasets.name = 'qa'")) == 1
