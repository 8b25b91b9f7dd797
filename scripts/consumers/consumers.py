"""Lets the programs that our files are for read them: consumers.py CONSUMER FOLDER.

The folder holds a folder for each study. The last line printed is what the consumer found in each, as JSON. Nothing of ours
is computed here: the numbers are the consumer's own where it computes any.
"""

import json
import sys
import warnings
import zipfile
from pathlib import Path

warnings.filterwarnings("ignore")


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def tally(verdicts):
    """Counts of a pandas column of verdicts."""
    counts = verdicts.value_counts()
    of = lambda *codes: int(sum(counts.get(code, 0) for code in codes))
    return {"wins": of("A"), "ties": of("TIE", "BOTH_BAD"), "losses": of("B"), "n": int(verdicts.count())}


def counted(frame):
    return frame[frame.left_out.isna()].verdict


def read_pandas(folder):
    import pandas

    csv = pandas.read_csv(folder / "judgments.csv")
    parquet = pandas.read_parquet(folder / "judgments.parquet")
    xlsx = pandas.read_excel(folder / "judgments.xlsx", sheet_name="judgments")
    assert list(csv.columns) == list(parquet.columns) == list(xlsx.columns)
    assert str(parquet.submitted_at.dtype).endswith("UTC]"), parquet.submitted_at.dtype
    book = pandas.read_excel(folder / "judgments.xlsx", sheet_name="codebook")
    assert list(book.column) == list(csv.columns)
    # What begins like a formula is a text in each; a CSV marks it for spreadsheets.
    assert list(xlsx.rationale.dropna()) == list(parquet.rationale.dropna())
    return {
        "csv": tally(counted(csv)),
        "parquet": tally(counted(parquet)),
        "xlsx": tally(counted(xlsx)),
        "reasons": int(parquet.rationale.notna().sum()),
    }


def rows_in(path):
    """How many rows a file of a tool has; of an archive, those of all its files."""
    if path.suffix == ".zip":
        return sum(rows_in(inside) for inside in path.with_suffix("").iterdir())
    if path.suffix == ".csv":
        return len(path.read_text(encoding="utf-8").splitlines()) - 1
    if path.suffix == ".jsonl":
        return len(lines(path))
    held = json.loads(path.read_text(encoding="utf-8"))
    return len(held["examples"]) if isinstance(held, dict) else len(held)


def read_manifests(folder):
    import pandas

    found = [pandas.read_json(path, typ="series") for path in sorted(folder.glob("*.manifest.json"))]
    told = pandas.DataFrame([each for each in found if (folder / each["file"]).exists()])
    # Those of several files at once have the same numbers.
    whole = told.used + told.leftOut.map(lambda reasons: sum(reasons.values())) == told.verdicts
    rows = told.file.map(lambda name: rows_in(folder / name)) == told.written
    return {"several": len(told) > 9, "rows": list(told.file[~rows]), "verdicts": list(told.file[~whole])}


def read_pyarrow(folder):
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(folder / "judgments.parquet")
    pairs = pyarrow.parquet.read_table(folder / "pairs.parquet")
    assert pairs.num_rows == 20 and table.num_rows == 60
    typed = {**{f.name: str(f.type) for f in pairs.schema}, **{f.name: str(f.type) for f in table.schema}}
    names = ["submitted_at", "in_force", "item", "score", "rationale", "prompt"]
    found = tally(counted(table.to_pandas()))
    return {**found, "types": {name: typed[name] for name in names}}


def read_datasets(folder):
    from datasets import load_dataset

    load = lambda kind, name: load_dataset(kind, data_files=str(folder / name), split="train")
    judgments = load("parquet", "judgments.parquet")
    pairs = load("parquet", "pairs.parquet")
    assert pairs[0]["prompt"] == [{"role": "user", "content": "Say something."}], pairs[0]
    assert load("json", "pairs.jsonl").num_rows == pairs.num_rows
    preferences = load("json", "trl-preference.jsonl")
    # Its cache knows a folder by its name.
    hub = folder / f"huggingface-{folder.name}"
    zipfile.ZipFile(folder / "huggingface.zip").extractall(hub)
    of_hub = lambda config: load_dataset(str(hub), config, split="train")
    assert tally(counted(of_hub("judgments").to_pandas())) == tally(counted(judgments.to_pandas()))
    assert of_hub("pairs").num_rows == of_hub("items").num_rows == 20
    assert [row["chosen"] for row in of_hub("preference")] == [row["chosen"] for row in preferences]
    wins = sum(1 for row in preferences if row["chosen_model"] == row_focal(folder))
    return {
        "judgments": tally(counted(judgments.to_pandas())),
        "pairs": pairs.num_rows,
        "preferences": preferences.num_rows,
        "wins": wins,
    }


def row_focal(folder):
    return lines(folder / "judgments.jsonl")[0]["model_a"]


def read_trl(folder):
    from datasets import load_dataset
    from trl.data_utils import is_conversational, maybe_unpair_preference_dataset

    load = lambda name: load_dataset("json", data_files=str(folder / name), split="train")
    paired, texts, unpaired = load("trl-preference.jsonl"), load("trl-preference-text.jsonl"), load("kto.jsonl")
    taken_apart = maybe_unpair_preference_dataset(paired.select_columns(["prompt", "chosen", "rejected"]))
    key = lambda row: json.dumps([row["prompt"], row["completion"], row["label"]], sort_keys=True)
    return {
        "conversational": [is_conversational(each[0]) for each in (paired, unpaired, texts)],
        "unpaired": taken_apart.num_rows,
        "same": sorted(map(key, taken_apart)) == sorted(map(key, unpaired)),
    }


def read_alpaca_eval(folder):
    from alpaca_eval import metrics

    annotations = json.loads((folder / "alpaca-eval.json").read_text(encoding="utf-8"))
    found = metrics.pairwise_to_winrate([row["preference"] for row in annotations])
    return {"score": float(found["win_rate"]) / 100, "n": int(found["n_total"]), "ties": int(found["n_draws"])}


def read_crowd_kit(folder):
    import pandas
    from crowdkit.aggregation import BradleyTerry, NoisyBradleyTerry

    frame = pandas.read_csv(folder / "crowd-kit.csv")
    focal = row_focal(folder)
    noisy = NoisyBradleyTerry(n_iter=20).fit_predict(frame)
    # Of two systems, Bradley and Terry's strengths stand to each other as wins to losses: one who never won has none.
    plain = BradleyTerry(n_iter=500).fit_predict(frame)
    return {
        "rows": len(frame),
        "wins": int((frame.label == focal).sum()),
        "systems": len(noisy),
        "share": float(plain[focal] / plain.sum()),
    }


def read_choix(folder):
    import choix

    rows = lines(folder / "lmsys.jsonl")
    names = [row_focal(folder)] + [lines(folder / "judgments.jsonl")[0]["model_b"]]
    at = {name: k for k, name in enumerate(names)}
    won = [(at[r[r["winner"]]], at[r["model_b" if r["winner"] == "model_a" else "model_a"]])
           for r in rows if r["winner"] in ("model_a", "model_b")]
    # A tie is half a win of each, hence all twice.
    drawn = [pair for r in rows if r["winner"] in ("tie", "both_bad") for pair in ((0, 1), (1, 0))]
    # Who never lost has no finite strength.
    if len(set(won * 2 + drawn)) < 2:
        return {"rows": len(rows), "score": None}
    strengths = choix.ilsr_pairwise(2, won * 2 + drawn)
    return {"rows": len(rows), "score": float(choix.probabilities([0, 1], strengths)[0])}


def read_label_studio(folder):
    from label_studio_sdk.label_interface import LabelInterface

    config = LabelInterface((folder / "label-studio-config.xml").read_text(encoding="utf-8"))
    config.validate()
    tasks = json.loads((folder / "label-studio.json").read_text(encoding="utf-8"))
    annotations = [each for task in tasks for each in task["annotations"]]
    for task in tasks:
        # With its annotations the validator stumbles over them.
        assert config.validate_task({key: value for key, value in task.items() if key != "annotations"}), task
    bad = json.loads(json.dumps(annotations[0]).replace('"choices": ["', '"choices": ["NO-SUCH-'))
    chosen = [each["result"][0]["value"]["choices"][0] for each in annotations]
    return {
        "tasks": len(tasks),
        "valid": all(config.validate_annotation(each) for each in annotations),
        "bad": bool(config.validate_annotation(bad)),
        "wins": chosen.count("A"),
        "n": len(chosen),
    }


def read_argilla(folder):
    from argilla import Record

    rows = lines(folder / "argilla.jsonl")
    records = [Record.from_dict(json.loads(json.dumps(row))) for row in rows]
    # Whether a record is completed, a server decides.
    told = lambda row: {key: row[key] for key in ("id", "fields", "metadata", "suggestions", "responses")}
    same = all(told(record.to_dict()) == told(row) for record, row in zip(records, rows))
    said = [response.value for record in records for response in record.responses["verdict"]]
    return {"records": len(records), "same": same, "wins": said.count("A"), "n": len(said)}


def read_inspect(folder):
    from inspect_ai.dataset import Sample
    from inspect_ai.log import EvalConfig, EvalDataset, EvalLog, EvalSample, EvalSpec
    from inspect_ai.model import ModelOutput
    from inspect_ai import score
    from inspect_ai.scorer import precomputed_scores

    file = next(path for path in (folder / "inspect-scores").iterdir() if path.name.startswith("focal"))
    samples = [
        EvalSample(id=row["id"], epoch=1, input="Say something.", target="", messages=[], output=ModelOutput.from_content("m", "So."))
        for row in lines(file)
    ]
    spec = EvalSpec(created="2026-01-01T00:00:00+00:00", task="t", dataset=EvalDataset(), model="mockllm/model", config=EvalConfig())
    log = EvalLog(eval=spec, samples=samples, status="success")
    scored = score(log, precomputed_scores(str(file)), action="append")
    metrics = scored.results.scores[0].metrics
    return {"samples": len(scored.samples), "score": metrics["mean" if "mean" in metrics else "accuracy"].value}


def read_croissant(folder):
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=str(folder / "bundle" / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors, dataset.metadata.ctx.issues.report()
    assert not dataset.metadata.ctx.issues.warnings, dataset.metadata.ctx.issues.report()
    text = lambda value: value.decode() if isinstance(value, bytes) else value
    rows = [{key.split("/")[-1]: text(value) for key, value in row.items()} for row in dataset.records("judgments")]
    import pandas

    frame = pandas.DataFrame(rows)
    assert frame.item.dtype.kind == "i", frame.item.dtype
    said = tally(frame[frame.left_out.isna()].verdict)
    count = lambda name: sum(1 for _ in dataset.records(name))
    return {**said, "items": count("items"), "pairs": count("pairs")}


CONSUMERS = {
    "pandas": read_pandas,
    "manifests": read_manifests,
    "pyarrow": read_pyarrow,
    "datasets": read_datasets,
    "trl": read_trl,
    "alpaca-eval": read_alpaca_eval,
    "crowd-kit": read_crowd_kit,
    "choix": read_choix,
    "label-studio-sdk": read_label_studio,
    "argilla": read_argilla,
    "inspect-ai": read_inspect,
    "mlcroissant": read_croissant,
}

if __name__ == "__main__":
    name, folder = sys.argv[1:]
    studies = sorted(path for path in Path(folder).iterdir() if (path / "judgments.csv").exists())
    print(json.dumps({study.name: CONSUMERS[name](study) for study in studies}))
