"""Tries the API's contract with tools that are not ours.

    run.py BINARY DOCUMENT SECONDS FOLDER

The document must be valid OpenAPI 3.1 for openapi-spec-validator. Then schemathesis asks the running
program what the document lets it ask, and what it does not, first as nobody and then as an officer: no
answer may be a fault of the server, or one that the document does not allow. The last line counts, in
the words of cargo's tests.
"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree

import requests
from openapi_spec_validator import OpenAPIV31SpecValidator

HERE = pathlib.Path(__file__).resolve().parent
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "allow_header_conformance",
    "ignored_auth",
]
START_SECONDS_MAX = 120
PERSONS_WANTED = 20


class Demo:
    """A running program with a small synthetic province."""

    def __init__(self, binary, folder):
        self.data = pathlib.Path(folder) / "data"
        self.log = open(pathlib.Path(folder) / "demo.log", "wb")
        options = ["--data", str(self.data), "--listen", "127.0.0.1:0", "--population", "1000"]
        environment = os.environ | {
            "DANH_SERVER__OFFICER_REQUESTS_A_MINUTE": "1000000",
            "DANH_SERVER__ANONYMOUS_REQUESTS_A_MINUTE": "1000000",
        }
        self.process = subprocess.Popen(
            [binary, "demo", *options, "--seed", "7"],
            stdout=self.log, stderr=subprocess.STDOUT, env=environment,
        )

    def __enter__(self):
        deadline = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise SystemExit("the program ended before it was ready")
            try:
                offered = json.loads((self.data / "demo.json").read_text())
                address = offered["address"]
                address = address if address.startswith("http") else f"http://{address}"
                self.address, self.operator = address.rstrip("/"), offered["operator"]
                if requests.get(f"{self.address}/readyz", timeout=2).ok:
                    return self
            except (OSError, ValueError):
                pass
            time.sleep(0.1)
        raise SystemExit("the program was not ready in time")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()

    def sign_in(self):
        answer = requests.post(f"{self.address}/api/v1/sessions", json=self.operator, timeout=10)
        answer.raise_for_status()
        return {"Authorization": f"Bearer {answer.json()['token']}"}

    def written(self):
        """How many requests wrote something, by path."""
        lines = requests.get(f"{self.address}/metrics", timeout=10).text.splitlines()
        counted = 'danh_http_requests_total{method="POST",path="/api/v1/'
        written = {}
        for line in lines:
            if line.startswith(counted) and 'status="2xx"' in line:
                path = line[len(counted):].split('"')[0]
                written[path] = written.get(path, 0) + int(float(line.rsplit(" ", 1)[1]))
        return written

    def persons(self, headers):
        """Some who are within reach, with their ETags."""
        found = requests.post(
            f"{self.address}/api/v1/persons/search",
            json={"name": "Nguyễn", "page_size": PERSONS_WANTED}, headers=headers, timeout=10,
        ).json()["persons"]
        persons = []
        for person in found:
            read = requests.get(
                f"{self.address}/api/v1/persons/{person['handle']}", headers=headers, timeout=10
            )
            if read.ok:
                persons.append({"handle": person["handle"], "etag": read.headers["etag"]})
        return persons


def validate(document):
    faults = list(OpenAPIV31SpecValidator(document).iter_errors())
    for fault in faults:
        print(f"not valid: {fault.json_path}: {fault.message}")
    return not faults


def ask(name, demo, document, seconds, folder, headers, persons, options):
    """One run; gives how many operations stood and how many did not."""
    report = pathlib.Path(folder) / f"{name}.xml"
    command = [
        str(pathlib.Path(sys.executable).parent / "schemathesis"), "run", document, "--url", demo.address,
        "--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing",
        "--max-examples", "40", "--max-time", str(seconds), "--generation-deterministic",
        "--no-shrink", "--continue-on-failure", "--request-timeout", "20",
        "--suppress-health-check", "all", "--warnings", "off",
        "--report", "junit", "--report-junit-path", str(report), *options,
    ]
    for header, value in headers.items():
        command += ["--header", f"{header}: {value}"]
    environment = os.environ | {
        "SCHEMATHESIS_HOOKS": "hooks",
        "PYTHONPATH": str(HERE),
        "DANH_CONTRACT_PERSONS": json.dumps(persons),
    }
    print(f"--- as {name}", flush=True)
    ended = subprocess.run(command, env=environment, cwd=folder)
    suites = xml.etree.ElementTree.parse(report).getroot().iter("testcase")
    cases = list(suites)
    is_wrong = lambda case: any(case.find(kind) is not None for kind in ("failure", "error"))
    wrong = sum(map(is_wrong, cases))
    if ended.returncode and not wrong:
        wrong = 1
    return len(cases) - wrong, wrong


def main():
    binary, document, seconds, folder = sys.argv[1:5]
    folder = str(pathlib.Path(folder).resolve())
    is_valid = validate(json.loads(pathlib.Path(document).read_text()))
    passed, failed = int(is_valid), int(not is_valid)
    each = max(1, int(seconds) // 2)
    with tempfile.TemporaryDirectory(dir=folder) as scratch, Demo(binary, scratch) as demo:
        officer = demo.sign_in()
        persons = demo.persons(officer)
        assert persons, "the demo has persons within reach of its officer"
        # Whoever signs out in the middle asks the rest as nobody.
        stay = ["--exclude-operation-id", "session_close"]
        for name, headers, options in [("nobody", {}, []), ("officer", officer, stay)]:
            stood, fell = ask(
                name, demo, document, each, scratch, headers, persons if headers else [], options
            )
            passed, failed = passed + stood, failed + fell
        # Questions that never get past the door would prove little.
        written = demo.written()
        print(f"written: {written}")
        events = ("births", "deaths", "marriages", "divorces", "annulments", "corrections")
        got_through = any(written.get(kind, 0) for kind in events)
        passed, failed = passed + got_through, failed + (not got_through)
    print(f"test result: {'FAILED' if failed else 'ok'}. {passed} passed; {failed} failed; 0 ignored")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
