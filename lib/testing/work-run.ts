import { workRun } from '@/lib/runs/work-run'

// A process of its own that works at one run, for proofs that kill it: `tsx lib/testing/work-run.ts STUDY ANNOTATOR`.

const [studyId = '', annotatorId = ''] = process.argv.slice(2)
await workRun({ studyId, annotatorId }, { signal: new AbortController().signal, tell: () => undefined })
process.exit(0)
