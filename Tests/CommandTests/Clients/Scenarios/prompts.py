"""Prompts: versions with lineage, aliases, tags, searches."""

import time

import mlflow

name = f"greeting-{time.time_ns()}"
one = mlflow.genai.register_prompt(name=name, template="Hello {{name}}", commit_message="first", tags={"author": "ana"})
two = mlflow.genai.register_prompt(name=name, template="Dear {{name}}, {{text}}", commit_message="politer")
assert (one.version, two.version) == (1, 2)
assert mlflow.genai.load_prompt(f"prompts:/{name}/1").template == "Hello {{name}}"
assert mlflow.genai.load_prompt(name, version=2).format(name="Bo", text="hi") == "Dear Bo, hi"
mlflow.genai.set_prompt_alias(name, alias="production", version=1)
assert mlflow.genai.load_prompt(f"prompts:/{name}@production").version == 1
assert mlflow.genai.load_prompt(f"prompts:/{name}@latest").version == 2
mlflow.genai.delete_prompt_alias(name, alias="production")
chat = [{"role": "system", "content": "Be {{tone}}."}, {"role": "user", "content": "{{question}}"}]
mlflow.genai.register_prompt(name=name + "-chat", template=chat)
assert mlflow.genai.load_prompt(f"prompts:/{name}-chat/1").template == chat
assert name in [p.name for p in mlflow.genai.search_prompts(filter_string=f"name = '{name}'")]
client = mlflow.MlflowClient()
assert name not in [m.name for m in client.search_registered_models(f"name = '{name}'")]
mlflow.genai.set_prompt_version_tag(name, 1, "checked", "yes")
assert mlflow.genai.load_prompt(f"prompts:/{name}/1").tags["checked"] == "yes"
with mlflow.start_run() as run:
    assert mlflow.genai.load_prompt(f"prompts:/{name}/2").version == 2
assert mlflow.genai.load_prompt(f"prompts:/{name}/9", allow_missing=True) is None
