"""Searches for runs and experiments: every kind of clause, order, and pages."""

import time

import mlflow
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException

client = MlflowClient()
mark = str(time.time_ns())
experiment_id = client.create_experiment(f"search-{mark}", tags={"mark": mark})
ids = []
for i in range(25):
    run = client.create_run(experiment_id, run_name=f"run-{i:02}", start_time=1_700_000_000_000 + i)
    ids.append(run.info.run_id)
    client.log_param(run.info.run_id, "size", "small" if i % 2 else "large")
    if i != 7:
        client.log_metric(run.info.run_id, "acc/mean", float("nan") if i == 8 else i / 100)
    client.set_tag(run.info.run_id, "group.name", f"G{i % 3}")
    if i % 5 == 0:
        client.set_tag(run.info.run_id, "rare", "it's \"quoted\"; 100%")
client.set_terminated(ids[3], "FAILED")


def found(filter, **more):
    return [r.info.run_name for r in client.search_runs([experiment_id], filter, **more)]


assert found("metrics.`acc/mean` >= 0.2") == ["run-24", "run-23", "run-22", "run-21", "run-20"]
assert found("metrics.\"acc/mean\" < 0.02 and params.size = 'small'") == ["run-01"]
assert len(found("params.size != 'small'")) == 13
assert len(found("tags.group.name = 'G0' AND params.size LIKE 'la%'")) == 5
assert len(found("tags.`group.name` ILIKE 'g1'")) == 8
assert len(found("tags.rare LIKE '%100\\%%'")) in (0, 5)
assert len(found("tags.rare = 'it''s'")) == 0
assert len(found("tags.rare IS NULL")) == 20
assert len(found("tags.rare IS NOT NULL")) == 5
assert found("attributes.status = 'FAILED'") == ["run-03"]
assert found("run_name = 'run-11'") == ["run-11"]
assert found("attributes.run_name LIKE 'run-1_'")[:2] == ["run-19", "run-18"]
assert found(f"run_id IN ('{ids[2]}', '{ids[4]}')") == ["run-04", "run-02"]
assert len(found(f"attributes.run_id NOT IN ('{ids[2]}', '{ids[4]}')")) == 23
assert found("attributes.start_time > 1700000000022") == ["run-24", "run-23"]
ordered = found("", order_by=["metrics.`acc/mean` ASC"])
assert ordered[0] == "run-00" and ordered[-2:] == ["run-08", "run-07"], ordered
assert found("", order_by=["params.size DESC", "start_time ASC"])[:2] == ["run-01", "run-03"]

pages, token = [], None
while True:
    page = client.search_runs([experiment_id], max_results=10, page_token=token, order_by=["attributes.start_time ASC"])
    pages.append(len(page))
    token = page.token
    if not token:
        break
assert pages == [10, 10, 5], pages

frame = mlflow.search_runs([experiment_id], "metrics.`acc/mean` > 0.22")
assert list(frame["tags.mlflow.runName"]) == ["run-24", "run-23"]

found_experiments = client.search_experiments(filter_string=f"tags.mark = '{mark}'")
assert [e.experiment_id for e in found_experiments] == [experiment_id]
assert client.search_experiments(filter_string=f"name LIKE 'search-{mark[:8]}%' AND tags.mark = '{mark}'", order_by=["name ASC"])

for bad in ["metrics.m = 1 OR metrics.m = 2", "metrics.m LIKE 'x'", "params.p > 'a'", "nothing.x = 'y'", "1 < metrics.m", "a;b", "tags.x ="]:
    start = time.time()
    try:
        client.search_runs([experiment_id], bad)
        raise AssertionError(f"accepted {bad}")
    except MlflowException as error:
        assert error.error_code == "INVALID_PARAMETER_VALUE", (bad, error.error_code)
        assert time.time() - start < 5, bad
