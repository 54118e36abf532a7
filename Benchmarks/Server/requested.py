"""The requests that are measured, as bytes, so that sending one costs next to nothing."""
import itertools
import json


def post(path, body):
    content = json.dumps(body).encode()
    head = f"POST /api/2.0/mlflow/{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content


class Requests:
    """Requests about the runs of two experiments; what is logged is new every time."""

    def __init__(self, filled):
        self.small, self.large, self.runs = filled
        self.steps = itertools.count(1)
        self.turn = itertools.cycle(self.runs)

    def log_metric(self, count):
        return [post("runs/log-metric", {"run_id": next(self.turn), "key": "loss", "value": 0.125, "timestamp": 1700000000000 + step,
                                         "step": step}) for step in itertools.islice(self.steps, count)]

    def log_batch_100(self, count):
        return [post("runs/log-batch", {"run_id": next(self.turn), "metrics": [
            {"key": f"metric{place}", "value": 0.125 * place, "timestamp": 1700000000000 + step, "step": step} for place in range(100)]})
            for step in itertools.islice(self.steps, count)]

    def create_run(self, count):
        tags = [{"key": "mlflow.user", "value": "someone"}, {"key": "mlflow.source.name", "value": "train.py"},
                {"key": "mlflow.source.type", "value": "LOCAL"}]
        return [post("runs/create", {"experiment_id": "0", "user_id": "someone", "run_name": f"run {step}", "start_time": 1700000000000 + step,
                                     "tags": tags}) for step in itertools.islice(self.steps, count)]

    def search_1k_page_100(self, count):
        return [post("runs/search", {"experiment_ids": [self.small], "max_results": 100})] * count

    def search_10k_page_1000(self, count):
        return [post("runs/search", {"experiment_ids": [self.large], "max_results": 1000})] * count

    def search_10k_metrics_page_100(self, count):
        return [post("runs/search", {"experiment_ids": [self.large], "max_results": 100, "filter": "metrics.m0 > 0.5",
                                     "order_by": ["metrics.m1 DESC"]})] * count
