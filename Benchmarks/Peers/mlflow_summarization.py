"""MLflow's evaluation of given summaries: `python mlflow_summarization.py ROWS.jsonl FOLDER` prints seconds and metrics as JSON.

What needs the network is left out, in MLflow's favour: toxicity, which needs a model, is not computed; ROUGE, whose code MLflow fetches
from a hub, is computed by the package that this code calls.
"""
import json
import sys
import time
import warnings

started = time.perf_counter()
warnings.filterwarnings("ignore")

import mlflow  # noqa: E402
import pandas  # noqa: E402

import offline  # noqa: E402

offline.use_installed_rouge()
rows = pandas.read_json(sys.argv[1], lines=True)
mlflow.set_tracking_uri(f"sqlite:///{sys.argv[2]}/mlflow.db")
begun = time.perf_counter()
with mlflow.start_run():
    result = mlflow.evaluate(data=rows, predictions="outputs", targets="expected", model_type="text-summarization")
print(json.dumps({"evaluate_seconds": time.perf_counter() - begun, "process_seconds": time.perf_counter() - started,
                  "metrics": {name: float(value) for name, value in result.metrics.items()}}))
