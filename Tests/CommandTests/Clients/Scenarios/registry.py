"""Registered models: versions, stages, aliases, tags, searches."""

import time

from mlflow import MlflowClient
from mlflow.exceptions import MlflowException

client = MlflowClient()
name = f"classifier-{time.time_ns()}"
client.create_registered_model(name, tags={"task": "nli"}, description="says yes or no")
try:
    client.create_registered_model(name)
    raise AssertionError("made twice")
except MlflowException as error:
    assert error.error_code == "RESOURCE_ALREADY_EXISTS"
run = client.create_run("0")
source = f"{run.info.artifact_uri}/model"
one = client.create_model_version(name, source, run_id=run.info.run_id, tags={"v": "1"})
two = client.create_model_version(name, source, run_id=run.info.run_id, description="better")
assert (one.version, two.version) in [("1", "2"), (1, 2)], (one.version, two.version)
client.set_registered_model_alias(name, "champion", "1")
assert str(client.get_model_version_by_alias(name, "champion").version) == "1"
client.set_registered_model_alias(name, "champion", "2")
assert "champion" in client.get_model_version(name, "2").aliases
assert client.get_registered_model(name).aliases == {"champion": "2"}
client.set_model_version_tag(name, "2", "checked", "yes")
assert client.get_model_version(name, "2").tags["checked"] == "yes"
client.delete_model_version_tag(name, "2", "checked")
client.update_model_version(name, "2", description="best")
assert client.get_model_version(name, "2").description == "best"
client.transition_model_version_stage(name, "1", "Production")
client.transition_model_version_stage(name, "2", "production", archive_existing_versions=True)
assert client.get_model_version(name, "1").current_stage == "Archived"
assert [str(v.version) for v in client.get_latest_versions(name, ["Production"])] == ["2"]
assert client.get_model_version_download_uri(name, "1").startswith("mlflow-artifacts:/")
assert [str(v.version) for v in client.search_model_versions(f"name = '{name}'", order_by=["version_number DESC"])] == ["2", "1"]
assert [m.name for m in client.search_registered_models(f"name = '{name}' and tags.task = 'nli'")] == [name]
client.delete_model_version(name, "2")
assert client.get_registered_model(name).aliases == {}
assert str(client.create_model_version(name, source, run_id=run.info.run_id).version) == "3"
client.set_registered_model_tag(name, "x", "y")
client.delete_registered_model_tag(name, "x")
client.update_registered_model(name, "new words")
client.rename_registered_model(name, name + "-2")
assert client.get_registered_model(name + "-2").description == "new words"
copy = client.copy_model_version(f"models:/{name}-2/1", name + "-copy")
assert str(copy.version) == "1" and copy.name == name + "-copy"
client.delete_registered_model(name + "-2")
try:
    client.get_registered_model(name + "-2")
    raise AssertionError("still there")
except MlflowException as error:
    assert error.error_code == "RESOURCE_DOES_NOT_EXIST"
for source in ["../../etc", "file:///etc/passwd", "/etc/passwd", "runs:/0123456789abcdef0123456789abcdef/x"]:
    try:
        client.create_model_version(name + "-copy", source)
        raise AssertionError(source)
    except MlflowException as error:
        assert error.error_code in ("INVALID_PARAMETER_VALUE", "RESOURCE_DOES_NOT_EXIST"), (source, error)
