"""Traces with spans, found again, and judged by people and code."""

import time

import mlflow
from mlflow.entities import AssessmentSource, SpanType

experiment = mlflow.set_experiment(f"tracing-{time.time_ns()}")


@mlflow.trace(span_type=SpanType.RETRIEVER)
def retrieve(question):
    return [{"page_content": "Paris is the capital.", "metadata": {"doc_uri": "a"}}]


@mlflow.trace(name="answer", attributes={"temperature": 0.1})
def answer(question):
    documents = retrieve(question)
    with mlflow.start_span("model", span_type=SpanType.CHAT_MODEL) as span:
        span.set_inputs({"question": question, "documents": documents})
        span.set_attribute("mlflow.chat.tokenUsage", {"input_tokens": 10, "output_tokens": 5, "total_tokens": 15})
        span.set_outputs("Paris")
    mlflow.update_current_trace(tags={"channel": "web"}, metadata={"mlflow.trace.session": "s1"})
    return "Paris"


@mlflow.trace
def failing():
    raise ValueError("no answer")


answer("Which city?")
trace_id = mlflow.get_last_active_trace_id()
try:
    failing()
except ValueError:
    pass
failed_id = mlflow.get_last_active_trace_id()
mlflow.flush_trace_async_logging()

trace = mlflow.get_trace(trace_id)
assert trace.info.state == "OK" and trace.info.tags["channel"] == "web"
assert {s.name for s in trace.data.spans} == {"answer", "retrieve", "model"}
root = [s for s in trace.data.spans if s.parent_id is None][0]
assert root.name == "answer" and root.inputs == {"question": "Which city?"} and root.outputs == "Paris"
assert root.attributes["temperature"] == 0.1
assert trace.info.token_usage == {"input_tokens": 10, "output_tokens": 5, "total_tokens": 15}, trace.info.token_usage
failed = mlflow.get_trace(failed_id)
assert failed.info.state == "ERROR" and failed.data.spans[0].events[0].name == "exception"

feedback = mlflow.log_feedback(
    trace_id=trace_id, name="correct", value=True, rationale="it is", source=AssessmentSource("HUMAN", "ana"), metadata={"k": "v"}
)
mlflow.log_feedback(trace_id=trace_id, name="relevance", value=0.9, source=AssessmentSource("LLM_JUDGE", "judge-1"))
mlflow.log_expectation(trace_id=trace_id, name="expected_response", value={"city": "Paris"}, source=AssessmentSource("HUMAN", "ana"))
judged = {a.name: a for a in mlflow.get_trace(trace_id).info.assessments}
assert judged["correct"].feedback.value is True and judged["correct"].rationale == "it is"
assert judged["relevance"].feedback.value == 0.9
assert judged["expected_response"].expectation.value == {"city": "Paris"}
mlflow.override_feedback(trace_id=trace_id, assessment_id=feedback.assessment_id, value=False, rationale="looked again")
values = {(a.name, a.feedback.value, a.valid) for a in mlflow.get_trace(trace_id).info.assessments if a.feedback}
assert ("correct", False, True) in values and ("correct", True, False) in values, values
mlflow.update_assessment(trace_id, judged["relevance"].assessment_id, mlflow.entities.Feedback(name="relevance", value=0.1))
mlflow.delete_assessment(trace_id, judged["expected_response"].assessment_id)

here = [experiment.experiment_id]
assert len(mlflow.search_traces(locations=here, return_type="list")) == 2
found = mlflow.search_traces(locations=here, filter_string="tags.channel = 'web'", return_type="list")
assert [t.info.trace_id for t in found] == [trace_id]
found = mlflow.search_traces(locations=here, filter_string="trace.status = 'ERROR'", return_type="list")
assert [t.info.trace_id for t in found] == [failed_id]
found = mlflow.search_traces(locations=here, filter_string="feedback.correct = 'false'", return_type="list")
assert [t.info.trace_id for t in found] == [trace_id]
found = mlflow.search_traces(locations=here, filter_string="span.name = 'model'", return_type="list")
assert [t.info.trace_id for t in found] == [trace_id]
mlflow.set_trace_tag(trace_id, "checked", "yes")
assert mlflow.get_trace(trace_id).info.tags["checked"] == "yes"
mlflow.delete_trace_tag(trace_id, "checked")
client = mlflow.MlflowClient()
assert client.delete_traces(experiment.experiment_id, trace_ids=[failed_id]) == 1
assert len(mlflow.search_traces(locations=here, return_type="list")) == 1
