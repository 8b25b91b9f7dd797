import { textChunks } from '@/lib/http/stream'

/** A cell of the notebook: words, or Python that needs nothing but Python. */
type NotebookCell = { words: string } | { code: string }

const CELLS: readonly NotebookCell[] = [
  {
    words: `# Recompute the figures from the judgments

Run it in this folder's \`analysis/\`. It reads \`../data/judgments.csv\` and \`../figures/*.csv\`, computes shares, scores and agreement anew,
and compares them with the frozen figures to nine places. It needs Python 3.8 or later and no package.`,
  },
  {
    code: `import csv, math
from collections import defaultdict
from itertools import combinations
from pathlib import Path

def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

judgments = read(Path("..") / "data" / "judgments.csv")
figures = {path.stem: read(path) for path in sorted(Path("..", "figures").glob("*.csv"))}
problems, compared = [], 0

def check(what, ours, frozen):
    global compared
    compared += 1
    wanted = None if frozen == "" else float(frozen)
    same = ours is None if wanted is None else ours is not None and abs(ours - wanted) <= 1e-9 * max(1, abs(wanted))
    if not same:
        problems.append(f"{what}: {ours} computed, {frozen or 'nothing'} frozen")

def counted(question):
    """What figures count: rows that nothing leaves out, but that they are of another question than the first."""
    return [r for r in judgments if r["left_out"] in ("", "criterion") and r["criterion"] == question]`,
  },
  {
    words: `## Intervals

Wilson's where each prompt has one verdict; else t intervals with standard errors clustered by prompt.`,
  },
  {
    code: `def wilson(k, n, z=1.959963984540054):
    p = k / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return (0.0 if k == 0 else centre - half, 1.0 if k == n else centre + half)

def incomplete_beta(a, b, x):
    """Regularized, by its continued fraction (Numerical Recipes 6.4)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > 1e-300 else 1e-300)
    h = d
    for m in range(1, 10000):
        for part in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                     -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1 + part * d
            c = 1 + part / c
            d = 1 / (d if abs(d) > 1e-300 else 1e-300)
            c = c if abs(c) > 1e-300 else 1e-300
            h *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return front * h / a

def t_quantile(p, df):
    low, high = 0.0, 1.0
    below = lambda t: 1 - incomplete_beta(df / 2, 0.5, df / (df + t * t)) / 2
    while below(high) < p:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < p else (low, middle)
    return (low + high) / 2

def clustered(clusters):
    """Mean of a list of lists of values, and its interval; none where it has none."""
    n = sum(map(len, clusters))
    mean = sum(map(sum, clusters)) / n
    if len(clusters) < 2:
        return mean, None
    squares = sum((sum(values) - mean * len(values)) ** 2 for values in clusters)
    if squares <= 1e-18:
        return mean, None
    g = len(clusters)
    se = math.sqrt(g / (g - 1) * squares) / n
    half = t_quantile(0.975, g - 1) * se
    return mean, (mean - half, mean + half)`,
  },
  { words: '## Wins, ties and losses' },
  {
    code: `def by_prompt(rows, value):
    groups = defaultdict(list)
    for r in rows:
        groups[r["prompt_id"]].append(value(r))
    return list(groups.values())

for row in figures.get("figure-1", []):
    if row["rule"] != "all":
        print("Figure 1 was frozen under the rule", row["rule"], "and is not recomputed here.")
        break
    pair = {row["system"], row["against"]}
    own = [r for r in counted(row["question"]) if r["group"] == row["group"] and {r["model_a"], r["model_b"]} == pair]
    sign = lambda r: (float(r["score"]) > 0) - (float(r["score"]) < 0)
    seen = [dict(r, sign=sign(r) if r["model_a"] == row["system"] else -sign(r)) for r in own]
    name = f"{row['group']}, {row['system']} against {row['against']}"
    counts = {"wins": 1, "ties": 0, "losses": -1}
    for column, value in counts.items():
        check(f"{name}: {column}", sum(r["sign"] == value for r in seen), row[column])
    check(f"{name}: n", len(seen), row["n"])
    if not seen or not seen[0]["prompt_id"]:
        continue
    prompts = len({r["prompt_id"] for r in seen})
    check(f"{name}: prompts", prompts, row["prompts"])
    for column, values in {"win": (1,), "tie": (0,), "loss": (-1,), "win_or_tie": (1, 0)}.items():
        hits = sum(r["sign"] in values for r in seen)
        share, interval = clustered(by_prompt(seen, lambda r: float(r["sign"] in values)))
        if row["method"].startswith("Wilson"):
            interval = wilson(hits, len(seen))
        elif interval is None:
            interval = wilson(math.floor(share * prompts + 0.5), prompts)
        check(f"{name}: {column}_share", share, row[f"{column}_share"])
        check(f"{name}: {column}_lower", max(0.0, interval[0]), row[f"{column}_lower"])
        check(f"{name}: {column}_upper", min(1.0, interval[1]), row[f"{column}_upper"])
    score, interval = clustered(by_prompt(seen, lambda r: (r["sign"] + 1) / 2))
    check(f"{name}: score", score, row["score"])
    if interval is not None:
        check(f"{name}: score_lower", max(0.0, interval[0]), row["score_lower"])
        check(f"{name}: score_upper", min(1.0, interval[1]), row["score_upper"])`,
  },
  {
    words: `## Agreement

Of each two verdicts on an item: 1 for the same, ½ when exactly one is a tie, 0 for opposite ones.`,
  },
  {
    code: `for row in figures.get("agreement", []):
    items = defaultdict(list)
    for r in counted(row["question"]):
        if r["item_kind"] == "regular" and (row["set"] != "shared" or r["shared"] == "true"):
            items[r["item"]].append(r)
    groups = (row["group"], row["other_group"])
    alike, same, pairs, on = 0.0, 0, 0, 0
    for rated in items.values():
        before = pairs
        for one, other in combinations(rated, 2):
            if (one["group"], other["group"]) in (groups, groups[::-1]):
                a, b = [(float(r["score"]) > 0) - (float(r["score"]) < 0) for r in (one, other)]
                pairs += 1
                alike += 1 - abs(a - b) / 2
                same += a == b
        on += pairs > before
    name = f"agreement on {row['set']}, {groups[0]} and {groups[1]}"
    check(f"{name}: label_pairs", pairs, row["label_pairs"])
    check(f"{name}: items", on, row["items"])
    if pairs and row["tie_discounted"]:
        check(f"{name}: tie_discounted", alike / pairs, row["tie_discounted"])
        check(f"{name}: exact", same / pairs, row["exact"])`,
  },
  { words: '## Mean scores of ratings' },
  {
    code: `for row in figures.get("means", []):
    own = [r for r in counted(row["question"]) if r["group"] == row["group"] and r["model_a"] == row["system"]]
    name = f"{row['group']}, {row['system']}"
    check(f"{name}: n", len(own), row["n"])
    if own:
        check(f"{name}: mean", sum(float(r["score"]) for r in own) / len(own), row["mean"])`,
  },
  {
    code: `for problem in problems:
    print(problem)
assert not problems, f"{len(problems)} of {compared} numbers differ"
assert compared > 0, "there was nothing to compare"
print(f"all equal: {compared} numbers")`,
  },
]

/** The notebook, as Jupyter keeps one: the same for every study. */
export function notebookChunks(): AsyncGenerator<string> {
  const cells = CELLS.map((cell, at) =>
    'words' in cell
      ? { cell_type: 'markdown', id: `cell-${at}`, metadata: {}, source: linesOf(cell.words) }
      : {
          ...{ cell_type: 'code', execution_count: null, id: `cell-${at}`, metadata: {}, outputs: [] },
          source: linesOf(cell.code),
        },
  )
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  }
  return textChunks(`${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`)
}

function linesOf(text: string): string[] {
  return text.split('\n').map((line, at, all) => (at < all.length - 1 ? `${line}\n` : line))
}
