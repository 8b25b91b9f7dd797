"""Evenhand from Python: blind studies of what people prefer, from two lists to a result.

One file, the standard library alone, Python 3.9 and later; with pandas, judgments come as a DataFrame.

    from evenhand import Evenhand

    ev = Evenhand("https://evenhand.example", "evh_...")
    study = ev.compare({"A": answers_a, "B": answers_b}, prompts=prompts, k=3)
    print(study.invite_url)            # send it to whoever is to judge
    study.wait(until=len(prompts) * 3)
    study.close()
    print(study.result())
"""

import io
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

__version__ = "0.1.0"
__all__ = ["Evenhand", "EvenhandError", "Study"]

_TRIES = 4


class EvenhandError(Exception):
    """What the server refused: `code` says why, `fields` what is wrong where."""

    def __init__(self, status, code, detail, fields=None):
        places = "".join(f"\n  {place or 'whole'}: {' '.join(said)}" for place, said in (fields or {}).items())
        super().__init__(f"{detail} ({code}, {status}){places}")
        self.status = status
        self.code = code
        self.detail = detail
        self.fields = fields or {}


class Evenhand:
    """An Evenhand site, in the name of a token that the page Account makes."""

    def __init__(self, url=None, token=None, timeout=300):
        self.url = (url or os.environ["EVENHAND_URL"]).rstrip("/")
        self._token = token or os.environ["EVENHAND_TOKEN"]
        self._timeout = timeout

    def __repr__(self):
        return f"Evenhand({self.url!r})"

    def me(self):
        """Who the token acts for, and what it may do."""
        return self._json("GET", "/me")

    def studies(self):
        """All studies that the token may read, as dictionaries."""
        return self._all("/studies")

    def study(self, study_id):
        """A study by its id."""
        return Study(self, study_id)

    def prompt_sets(self):
        return self._all("/prompt-sets")

    def upload_prompts(self, rows, name):
        """Uploads and imports prompts: a path to a file, or a list of texts or dictionaries. Returns the set's id."""
        prompts = None if _is_path(rows) else [_prompt(row, place) for place, row in enumerate(rows)]
        return self._upload("PROMPTS", rows, prompts, name=name)["promptSetId"]

    def upload_responses(self, system, rows, prompt_set):
        """Uploads and imports what a system answered: a path, or a list of texts in the order of the prompts or of dictionaries."""
        responses = None if _is_path(rows) else [_response(row, place) for place, row in enumerate(rows)]
        return self._upload("RESPONSES", rows, responses, name=system, promptSetId=prompt_set)

    def create_study(self, design):
        """Makes a draft of a design file's fields; what is not said is as in the form of a new study."""
        return Study(self, self._json("POST", "/studies", design)["id"])

    def compare(self, systems, prompts, k=3, group="Crowd", title=None, capacity=None, days=30, **design):
        """From lists to a running study: prompts, systems, design, opening and the link that people judge by.

        systems: responses by the name of the system, each in the order of the prompts
        k:       judgments of each pair
        """
        for name, responses in systems.items():
            if len(responses) != len(prompts):
                raise ValueError(f"{name} has {len(responses)} responses to {len(prompts)} prompts.")
        title = title or " and ".join(systems)
        set_name = f"{title}, {time.strftime('%Y-%m-%d %H:%M:%S')} {uuid.uuid4().hex[:4]}"
        prompt_set = self.upload_prompts(prompts, set_name[-120:])
        for name, responses in systems.items():
            self.upload_responses(name, responses, prompt_set)
        people = {"name": group, "codePrefix": "C", "overlap": 0, "judgesShared": True, "places": None}
        wanted = {
            "title": title[:120],
            "promptSet": set_name[-120:],
            "comparisons": {"pairing": "ALL", "systems": list(systems)},
            "overlap": k,
            "groups": [people],
        }
        study = self.create_study({**wanted, **design})
        study.open()
        study.invite_url = study.invite(group, capacity=capacity, days=days)
        return study

    def _upload(self, kind, path, rows, **about):
        if rows is None:
            filename = os.path.basename(path)
            with open(path, "rb") as file:
                content = file.read()
        else:
            filename = f"{kind.lower()}.jsonl"
            content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
        query = urllib.parse.urlencode({"kind": kind, "filename": filename, **about})
        upload = self._json("POST", f"/uploads?{query}", content=content)["id"]
        self._json("POST", f"/uploads/{upload}/import", {})
        return _until(lambda: self._json("GET", f"/uploads/{upload}"), lambda found: found["status"] == "IMPORTED")

    def _all(self, path):
        rows, cursor = [], None
        while True:
            page = self._json("GET", path + (f"?cursor={cursor}" if cursor else ""))
            rows += page["data"]
            cursor = page["next"]
            if cursor is None:
                return rows

    def _json(self, method, path, body=None, content=None):
        sent = json.dumps(body).encode() if body is not None else content
        with self._request(method, path, sent, body is not None) as answer:
            read = answer.read()
        return json.loads(read) if read else None

    def _request(self, method, path, content=None, is_json=False):
        headers = {"Authorization": f"Bearer {self._token}", "User-Agent": f"evenhand.py/{__version__}"}
        if content is not None:
            headers["Content-Type"] = "application/json" if is_json else "application/octet-stream"
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        url = f"{self.url}/api/v1{path}"
        for tried in range(1, _TRIES + 1):
            request = urllib.request.Request(url, data=content, headers=headers, method=method)
            try:
                return urllib.request.urlopen(request, timeout=self._timeout)
            except urllib.error.HTTPError as refused:
                if refused.code not in (429, 503) or tried == _TRIES:
                    raise _error(refused) from None
                time.sleep(float(refused.headers.get("Retry-After", 2**tried)))


class Study:
    """A study, by its id."""

    def __init__(self, site, study_id):
        self.id = study_id
        self.invite_url = None
        self._site = site
        self._path = f"/studies/{study_id}"

    def __repr__(self):
        return f"Study({self.id!r})"

    def facts(self):
        """Title, status, systems and groups."""
        return self._site._json("GET", self._path)

    def progress(self):
        """How many judgments are in (`done`), of how many (`wanted`)."""
        return self._site._json("GET", f"{self._path}/progress")

    def open(self):
        """Freezes the design and lets people begin; waits until that is done."""
        self._site._json("POST", f"{self._path}/open", {})
        _until(self.facts, lambda found: found["status"] != "DRAFT")
        return self

    def pause(self):
        return self._step("pause")

    def resume(self):
        return self._step("resume")

    def close(self):
        return self._step("close")

    def invite(self, group=None, capacity=None, days=30):
        """A link into a group, for as many people as wanted; it is told now or never."""
        groups = [each for each in self.facts()["groups"] if each["kind"] == "HUMAN"]
        found = [each for each in groups if group in (None, each["name"])]
        if not found:
            raise ValueError(f"The study has no group {group!r}, but {[each['name'] for each in groups]}.")
        asked = {"groupId": found[0]["id"], "capacity": capacity, "days": days}
        return self._site._json("POST", f"{self._path}/invites", asked)["url"]

    def wait(self, until="closed", every=10, timeout=None):
        """Waits until the study is closed, or so many judgments are in. Returns the progress then."""
        is_there = (lambda now: now["status"] == "CLOSED") if until == "closed" else (lambda now: now["done"] >= until)
        return _until(self.progress, is_there, every, timeout)

    def judgments(self, texts=False, reason=None):
        """Every answer, one row each: a DataFrame where there is pandas, else a list of dictionaries."""
        query = _query(texts="yes" if texts else None, reason=reason)
        with self._site._request("GET", f"{self._path}/judgments.jsonl{query}") as answer:
            lines = answer.read().decode()
        try:
            import pandas
        except ImportError:
            return [json.loads(line) for line in lines.splitlines()]
        return pandas.read_json(io.StringIO(lines), lines=True, dtype={"item": str, "prompt_id": str})

    def results(self, rule=None, criterion=None, reason=None):
        """The numbers of every figure, unrounded; waits while they are being computed."""
        return self._computed(f"{self._path}/results{_query(rule=rule, criterion=criterion, reason=reason)}")

    def result(self, reason=None):
        """Wins, ties and losses: the rows of figure 1."""
        return self._figure("figure-1", reason)

    def agreement(self, reason=None):
        return self._computed(f"{self._path}/agreement{_query(reason=reason)}")["rows"]

    def strengths(self, reason=None):
        return self._computed(f"{self._path}/strengths{_query(reason=reason)}")["rows"]

    def judge(self, annotator, say, count=10, seconds=600):
        """Judges as a language model of the study until nothing is left to judge. Returns how many verdicts it gave.

        annotator: the model's code, such as G01; its provider is "a program of your own", or its run is not under way
        say:       gets a pair: `prompt`, `left` and `right` (lists of messages), `criteria`, `instructions`; answers with the
                   code of an option, with {criterion, turn, choice} for each thing that is `asked`, or with None
        seconds:   how long a claimed pair is kept; longer than `say` takes for `count` of them
        """
        given = 0
        while True:
            claim = self._site._json(
                "POST", f"{self._path}/assignments:claim", {"annotator": annotator, "count": count, "seconds": seconds}
            )
            shared = {name: claim[name] for name in ("criteria", "instructions", "framing")}
            for pair in claim["assignments"]:
                began = time.monotonic()
                said = say({**pair, **shared})
                took = int(1000 * (time.monotonic() - began))
                self._site._json("POST", f"{self._path}/judgments", _verdict(annotator, pair, said, took))
                given += said is not None
            if not claim["isOpen"] or claim["status"] != "OPEN":
                return given
            if not claim["assignments"]:
                time.sleep(1)

    def export(self, name, path, reason=None):
        """Saves a file of the study, by the name that its Export page has it under: judgments.parquet."""
        with self._site._request("GET", f"{self._path}/exports/{name}{_query(reason=reason)}") as answer:
            with open(path, "wb") as file:
                while chunk := answer.read(1 << 20):
                    file.write(chunk)
        return path

    def _step(self, step):
        self._site._json("POST", f"{self._path}/{step}", {})
        return self

    def _figure(self, name, reason):
        figures = self.results(reason=reason)["figures"]
        return next((figure["rows"] for figure in figures if figure["name"] == name), [])

    def _computed(self, path, timeout=600):
        ends = time.monotonic() + timeout
        while True:
            try:
                return self._site._json("GET", path)
            except EvenhandError as refused:
                if refused.code != "conflict" or time.monotonic() > ends:
                    raise
                time.sleep(1)


def _verdict(annotator, pair, said, took):
    about = {"annotator": annotator, "assignmentId": pair["id"], "submissionKey": str(uuid.uuid4()), "elapsedMs": took}
    if said is None:
        return {**about, "noVerdict": "UNPARSED"}
    answers = [{**asked, "choice": said} for asked in pair["asked"]] if isinstance(said, str) else said
    return {**about, "answers": answers}


def _until(read, is_there, every=1, timeout=None):
    ends = None if timeout is None else time.monotonic() + timeout
    while True:
        found = read()
        if is_there(found):
            return found
        if ends is not None and time.monotonic() > ends:
            raise TimeoutError(f"After {timeout} seconds it is not so far: {found}")
        time.sleep(every)


def _error(refused):
    try:
        said = json.loads(refused.read())
        return EvenhandError(refused.code, said["code"], said["detail"], said.get("fields"))
    except (ValueError, KeyError):
        return EvenhandError(refused.code, "unexpected", f"The server answered {refused.code} {refused.reason}.")


def _is_path(rows):
    return isinstance(rows, (str, os.PathLike))


def _id(place):
    return f"{place + 1:06d}"


def _prompt(row, place):
    return {"id": _id(place), "prompt": row} if isinstance(row, str) else row


def _response(row, place):
    return {"id": _id(place), "response": row} if isinstance(row, str) else row


def _query(**asked):
    given = {name: value for name, value in asked.items() if value is not None}
    return f"?{urllib.parse.urlencode(given)}" if given else ""
