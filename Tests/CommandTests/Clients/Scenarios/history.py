"""Prints the steps of a run's metrics m0 to m7, each as `name step`, and checks that their values are whole."""

import os

from mlflow import MlflowClient

for worker in range(8):
    for metric in MlflowClient().get_metric_history(os.environ["RUN_ID"], f"m{worker}"):
        assert metric.value == metric.step
        print(metric.key, metric.step)
