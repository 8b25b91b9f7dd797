import { termsWords } from '@/lib/exports/text-terms'
import type { BundleFacts } from './bundle-facts'

/** What is in the archive and how its numbers are recomputed. */
export function bundleReadme({ title, id, snapshot, origin, terms, hasTexts }: BundleFacts): string {
  return `# ${title}

Replication bundle of a study, as of the snapshot “${snapshot.note}” of ${snapshot.at.toISOString()}.

- Study ${id}, judgments ${origin.toLowerCase()}
- Snapshot ${snapshot.id}, rule “${snapshot.rule}”
- SHA-256 of the judgments as they were frozen: ${snapshot.dataHash}. That of \`data/judgments.jsonl\` in SHA256SUMS is the same, unless a later
  release has added columns: the rows are held to be those of the snapshot in either case.

## What is here

- \`protocol.json\`: the protocol as it was frozen at opening; \`amendments.json\`, \`looks.json\`, \`audit.csv\`: what happened since, without people
- \`data/judgments.csv\`, \`.jsonl\`, \`.parquet\`: every answer on record; \`data/codebook.csv\` says what each column holds
- \`manifest.json\`: what is in it and what is left out, with the reasons
- \`data/items.jsonl\`: what was put before annotators${hasTexts ? '; `data/pairs.jsonl` with its texts' : ', without its texts'}; \`data/late.csv\`, \`data/names.csv\`
- \`figures/\`: every figure as it was frozen: numbers (CSV, not rounded), drawing (SVG, PDF), table (LaTeX) and caption. Snapshots that were
  made before drawings were kept have the numbers alone
- \`screens/\`: the judging screen, drawn from the design; it is no photograph
- \`analysis/\`: a notebook and an R script that compute them anew
- \`methods.md\`, \`methods.tex\`: a paragraph for a paper; \`croissant.json\`, \`CITATION.cff\`

${termsWords(terms)} Annotators appear by codes. Reasons and notes are what people wrote: read them before you publish them.

## Check and recompute

    sha256sum -c SHA256SUMS
    cd analysis
    jupyter nbconvert --execute --to notebook evenhand.ipynb
    Rscript analysis.R

Both end with “all equal” when wins, ties, losses, shares, intervals, scores, agreement and mean scores come out as frozen. Figure 1 is
recomputed under the rule “all”. The notebook needs Python 3.8 and no package, the script base R.

Made by Evenhand. The archive of a snapshot is the same, byte for byte, whenever it is made by the same release, as long as what is
decided about its texts is the same.
`
}

/** How to cite the data, but for who made them, which Evenhand does not know. */
export function citation({ title, id, snapshot }: BundleFacts): string {
  return `cff-version: 1.2.0
message: Add the authors of the study before you publish this file.
type: dataset
title: ${JSON.stringify(title)}
authors:
  - name: "[authors]"
date-released: ${snapshot.at.toISOString().slice(0, 10)}
identifiers:
  - type: other
    value: ${JSON.stringify(`evenhand:${id}`)}
    description: Id of the study
  - type: other
    value: ${JSON.stringify(`sha256:${snapshot.dataHash}`)}
    description: SHA-256 of the judgments
`
}
