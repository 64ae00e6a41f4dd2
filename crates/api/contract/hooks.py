"""What schemathesis needs to know to get past the door: real handles, their ETags, keys of their own.

Only requests that are meant to be right are helped; what is meant to be wrong stays wrong. Every
second one is left alone, so that unknown handles and stale versions are tried too.
"""

import itertools
import json
import os
import uuid

import schemathesis
from schemathesis import GenerationMode

PERSONS = json.loads(os.environ.get("DANH_CONTRACT_PERSONS", "[]"))
HANDLE_FIELDS = ("person", "spouse", "mother", "father")
counter = itertools.count()


def meant_to_be_right(case) -> bool:
    meta = getattr(case, "meta", None)
    return meta is None or meta.generation.mode == GenerationMode.POSITIVE


@schemathesis.hook
def before_call(context, case, kwargs):
    if not PERSONS or not meant_to_be_right(case):
        return
    number = next(counter)
    if number % 2:
        return
    one, other = (PERSONS[(number + step) % len(PERSONS)] for step in (0, 1))
    headers = case.headers or {}
    for name in list(headers):
        if name.lower() == "idempotency-key":
            headers[name] = f'"{uuid.UUID(int=number)}"'
        elif name.lower() == "if-match":
            headers[name] = f'{one["etag"]}, {other["etag"]}'
    parameters = case.path_parameters or {}
    if "handle" in parameters and "/persons/" in case.path:
        parameters["handle"] = one["handle"]
    if isinstance(case.body, dict):
        for field in HANDLE_FIELDS:
            if field in case.body:
                case.body[field] = (other if field == "spouse" else one)["handle"]
        if "spouses" in case.body:
            case.body["spouses"] = [one["handle"], other["handle"]]
