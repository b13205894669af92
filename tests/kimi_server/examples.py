"""Values that fit a JSON schema: what the stand-in calls tools with, and answers where JSON is asked for."""

import json
from typing import Any

SIMPLE: dict[str, Any] = {"string": "example", "integer": 1, "number": 1.5, "boolean": True, "null": None}


def example(schema: dict[str, Any]) -> Any:
    """The plainest value of this schema."""
    for name in ("const", "default"):
        if name in schema:
            return schema[name]
    if schema.get("enum"):
        return schema["enum"][0]
    kind = schema.get("type", "object")
    if kind == "object":
        return {name: example(inner) for name, inner in schema.get("properties", {}).items()}
    if kind == "array":
        return [example(schema.get("items", {"type": "string"}))]
    return SIMPLE.get(kind)


def wanted_json(body: dict[str, Any]) -> str | None:
    """The answer to a request for JSON, or None where none is wanted."""
    wanted = body.get("response_format") or {}
    if wanted.get("type") == "json_object":
        return json.dumps({"answer": "example"})
    if wanted.get("type") == "json_schema":
        return json.dumps(example(wanted.get("json_schema", {}).get("schema", {})))
    return None


def wanted_call(body: dict[str, Any]) -> dict[str, Any] | None:
    """The call of the first tool, where there is one and it was not called yet."""
    tools = body.get("tools") or []
    if not tools or body.get("tool_choice") == "none" or body["messages"][-1]["role"] == "tool":
        return None
    function = tools[0]["function"]
    arguments = json.dumps(example(function.get("parameters", {})))
    return {"id": "call_0", "type": "function", "function": {"name": function["name"], "arguments": arguments}}
