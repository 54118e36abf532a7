"""Makes Tests/TrackingTests/MLflowImport/MLflowFixture.swift with a real MLflow: python3 make.py > MLflowFixture.swift

The same few experiments, runs, models and prompts are written once into a SQLite database and once into an mlruns folder; traces and
evaluation datasets into the database alone.
"""
import os
import pathlib
import sqlite3
import sys
import tempfile

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
import mlflow
from mlflow import MlflowClient
from mlflow.entities import AssessmentSource, Dataset, DatasetInput, InputTag, LoggedModelInput, LoggedModelOutput, Metric, Param, RunTag, SpanEvent
from mlflow.genai.datasets import create_dataset

TABLES = """experiments experiment_tags runs metrics latest_metrics params tags registered_models registered_model_tags model_versions
model_version_tags registered_model_aliases datasets inputs input_tags logged_models logged_model_tags logged_model_params
logged_model_metrics trace_info trace_tags trace_request_metadata spans assessments entity_associations evaluation_datasets
evaluation_dataset_tags evaluation_dataset_records""".split()


def fill(client, root, with_prompts):
    one = client.create_experiment("first", artifact_location=f"file://{root}/artifacts/first", tags={"team": "a"})
    two = client.create_experiment("second: a # name")
    run = client.create_run(one, start_time=1700000000000, run_name="run one", tags={"mlflow.user": "ada", "note": "line\nbreak"})
    id = run.info.run_id
    client.log_batch(
        id,
        metrics=[Metric("loss", 1.0 / (step + 1), 1700000000000 + step, step) for step in range(5)]
        + [Metric("eval/loss", float("nan"), 1700000000000, 0), Metric("acc", 0.75, 1700000000001, 3)],
        params=[Param("lr", "0.1"), Param("text", "a: b # c")],
    )
    dataset = Dataset("rows", "d1g3st", "local", '{"uri": "rows.csv"}', schema='{"a": "string"}', profile='{"num_rows": 3}')
    client.log_inputs(id, [DatasetInput(dataset, [InputTag("mlflow.data.context", "train")])])
    path = pathlib.Path(root) / "out.txt"
    path.write_text("hello")
    client.log_artifact(id, str(path), "folder")
    client.set_terminated(id, "FINISHED", 1700000009000)
    gone = client.create_run(two, start_time=1700000001000, run_name="gone")
    client.delete_run(gone.info.run_id)
    client.create_registered_model("model", tags={"k": "v"}, description="a model")
    client.create_model_version("model", f"runs:/{id}/folder", run_id=id, tags={"t": "1"}, description="first", await_creation_for=0)
    client.create_model_version("model", f"file://{root}/artifacts/first/{id}/artifacts/folder", run_id=id, await_creation_for=0)
    client.create_model_version("model", "s3://bucket/x", await_creation_for=0)
    client.delete_model_version("model", "3")
    client.transition_model_version_stage("model", "1", "Production")
    client.set_registered_model_alias("model", "champion", "2")
    if with_prompts:
        client.register_prompt("ask", "Answer {{q}}", commit_message="first", tags={"lang": "en"})
        client.register_prompt("ask", [{"role": "user", "content": "{{q}}"}])
        client.set_prompt_alias("ask", "live", 1)
    client.create_logged_model(one, "logged", source_run_id=id, params={"p": "1"}, tags={"kind": "test"})
    client.delete_experiment(client.create_experiment("removed"))
    model = client.search_logged_models([one])[0].model_id
    return id, gone.info.run_id, model[2:]


def fill_traces(client, uri, run):
    """Two traces in the experiment "first", one of them judged, and an evaluation dataset; returns the trace's id."""
    mlflow.set_tracking_uri(uri)
    one = mlflow.set_experiment("first")
    with mlflow.start_span("root", span_type="CHAIN") as root:
        root.set_inputs({"q": "what", "n": 1.5})
        with mlflow.start_span("inner", span_type="LLM") as inner:
            inner.set_attribute("mlflow.chat.tokenUsage", {"input_tokens": 3, "output_tokens": 4, "total_tokens": 7})
            inner.add_event(SpanEvent("tick", attributes={"a": 1}))
            inner.set_outputs(["x", {"y": None}])
        root.set_outputs("an answer")
    with mlflow.start_span("failing") as failing:
        failing.set_status("ERROR")
    mlflow.flush_trace_async_logging()
    id = root.trace_id
    first = mlflow.log_feedback(trace_id=id, name="good", value=True, rationale="because", source=AssessmentSource("HUMAN", "ada"))
    mlflow.override_feedback(trace_id=id, assessment_id=first.assessment_id, value=False, source=AssessmentSource("LLM_JUDGE", "judge"))
    mlflow.log_feedback(trace_id=id, name="failed", error=ValueError("bad"), metadata={"mlflow.assessment.sourceRunId": run})
    mlflow.log_expectation(trace_id=id, name="facts", value={"a": [1, 2]})
    mlflow.set_trace_tag(id, "t", "v")
    client.link_traces_to_run([id], run)
    client.link_prompt_versions_to_trace([client.get_prompt_version("ask", "1")], id)
    cases = create_dataset(name="cases", experiment_id=[one.experiment_id], tags={"k": "v"})
    cases.merge_records([{"inputs": {"q": "a"}, "expectations": {"e": 1}}, {"inputs": {"q": "b"}, "outputs": "plain"}])
    model = client.search_logged_models([one.experiment_id])[0].model_id
    client.log_batch(run, metrics=[Metric("fit", 0.5, 1700000000000, 1, model_id=model, dataset_name="d", dataset_digest="g")])
    client.log_inputs(run, models=[LoggedModelInput(model)])
    client.log_outputs(run, models=[LoggedModelOutput(model, 3)])
    return id[3:]


def statements(file):
    database = sqlite3.connect(file)
    for table in TABLES:
        columns = [(name, kind) for _, name, kind, *_ in database.execute(f"PRAGMA table_info({table})")]
        yield f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in columns)})"
        for row in database.execute(f"SELECT {', '.join(name for name, _ in columns)} FROM {table} ORDER BY 1, 2"):
            values = ["NULL" if v is None else str(v) if isinstance(v, (int, float)) else "'" + v.replace("'", "''") + "'" for v in row]
            yield f"INSERT INTO {table} VALUES ({', '.join(values)})"


def swift(text, root, ids):
    text = text.replace(root, "ROOT")
    for index, id in enumerate(ids):
        text = text.replace(id, f"{index + 1:032x}")
    return text


def string(text):
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{text}"'


def main():
    print("// swift-format-ignore-file")
    print(f"// Made by Tests/MLflowFixture/make.py with MLflow {mlflow.__version__}; ROOT stands for the folder of the artifacts.")
    print("enum MLflowFixture {")
    with tempfile.TemporaryDirectory() as root:
        os.chdir(root)
        client = MlflowClient(f"sqlite:///{root}/m.db", f"sqlite:///{root}/m.db")
        ids = fill(client, root, True)
        ids += (fill_traces(client, f"sqlite:///{root}/m.db", ids[0]),)
        print("    static let statements = [")
        for statement in statements(f"{root}/m.db"):
            print(f"        {string(swift(statement, root, ids))},")
        print("    ]\n")
    with tempfile.TemporaryDirectory() as root:
        os.chdir(root)
        ids = fill(MlflowClient(f"{root}/mlruns", f"{root}/mlruns"), root, False)
        print("    static let files = [")
        for file in sorted(pathlib.Path(root).glob("mlruns/**/*")):
            if file.is_file():
                name = swift(str(file.relative_to(root)), root, ids)
                print(f"        ({string(name)}, {string(swift(file.read_text(), root, ids))}),")
        print("    ]")
    print("}")


if __name__ == "__main__":
    main()
