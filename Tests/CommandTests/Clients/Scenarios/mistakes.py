"""What a client does wrong is refused at once, with the right code and never with one that it would try again."""

import time

import mlflow
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException

client = MlflowClient()


def refused(code, call, *arguments, **more):
    start = time.time()
    try:
        call(*arguments, **more)
    except MlflowException as error:
        assert error.error_code == code, (arguments, error.error_code, str(error))
    else:
        raise AssertionError(f"accepted {arguments}")
    assert time.time() - start < 5, "the client tried again"


name = f"mistakes-{time.time_ns()}"
experiment_id = client.create_experiment(name)
run_id = client.create_run(experiment_id).info.run_id
refused("RESOURCE_ALREADY_EXISTS", client.create_experiment, name)
refused("RESOURCE_DOES_NOT_EXIST", client.get_experiment, "987654321")
refused("RESOURCE_DOES_NOT_EXIST", client.get_run, "0" * 32)
refused("RESOURCE_DOES_NOT_EXIST", client.delete_tag, run_id, "nothing")
client.log_param(run_id, "p", "1")
client.log_param(run_id, "p", "1")
refused("INVALID_PARAMETER_VALUE", client.log_param, run_id, "p", "2")
refused("INVALID_PARAMETER_VALUE", client.log_param, run_id, "a//b", "2")
refused("INVALID_PARAMETER_VALUE", client.log_metric, run_id, "../m", 1)
refused("INVALID_PARAMETER_VALUE", client.set_tag, run_id, "k" * 251, "v")
client.delete_run(run_id)
refused("INVALID_PARAMETER_VALUE", client.log_metric, run_id, "m", 1)
client.delete_experiment(experiment_id)
refused("INVALID_PARAMETER_VALUE", client.create_run, experiment_id)
refused("RESOURCE_DOES_NOT_EXIST", client.get_model_version, "no-such-model", "1")
refused("INVALID_PARAMETER_VALUE", client.create_registered_model, "a/b")
refused("RESOURCE_DOES_NOT_EXIST", mlflow.genai.load_prompt, f"prompts:/no-such-prompt-{time.time_ns()}/1")
