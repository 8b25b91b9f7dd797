"""Writes files as the real tools do, which uploads have to read: writers.py FOLDER"""

import sys

import pandas as pd
from inspect_ai.log import (
    EvalConfig,
    EvalDataset,
    EvalLog,
    EvalPlan,
    EvalResults,
    EvalSample,
    EvalSpec,
    EvalStats,
    write_eval_log,
)
from inspect_ai.model import ChatMessageAssistant, ChatMessageUser, ModelOutput

folder = sys.argv[1]

prompts = pd.DataFrame([{"id": f"p-{n}", "prompt": f"Ask {n} é本🪁"} for n in range(2000)])
for compression in ["snappy", "gzip", "zstd", "brotli", "lz4"]:
    prompts.to_parquet(f"{folder}/prompts-{compression}.parquet", compression=compression)
prompts.to_parquet(f"{folder}/prompts-groups.parquet", row_group_size=300)
prompts.to_excel(f"{folder}/prompts.xlsx", index=False)
prompts.to_json(f"{folder}/prompts.jsonl.gz", orient="records", lines=True)

dialogues = [
    {
        "id": f"m-{n}",
        "messages": [{"role": "user", "content": f"Q{n}"}, {"role": "assistant", "content": f"A{n}"}],
        "system": "Heron",
    }
    for n in range(50)
]
pd.DataFrame(dialogues).to_parquet(f"{folder}/dialogues.parquet")

LONG = "A long question. " * 50
samples = [
    EvalSample(
        id=n,
        epoch=epoch,
        input=f"{LONG}{n}" if n < 2 else [ChatMessageUser(content="Chat?")],
        target="x",
        messages=[ChatMessageUser(content=f"{LONG}{n}"), ChatMessageAssistant(content="Yes")],
        output=ModelOutput.from_content("lab/heron", f"Answer {n}.{epoch}"),
    )
    for n in range(3)
    for epoch in (1, 2)
]
spec = EvalSpec(
    task="chat",
    created="2026-01-01T00:00:00+00:00",
    dataset=EvalDataset(),
    model="lab/heron",
    config=EvalConfig(),
)
log = EvalLog(
    status="success",
    eval=spec,
    plan=EvalPlan(),
    results=EvalResults(),
    stats=EvalStats(),
    samples=samples,
)
write_eval_log(log, f"{folder}/log.eval")
write_eval_log(log, f"{folder}/log.json")
