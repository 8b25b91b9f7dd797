import { enrolAnnotator } from '@/lib/annotators/enrol-annotator'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { blankDesign } from '@/lib/designs/blank-design'
import { drawVerdict } from '@/lib/rehearsals/draw-verdict'
import { simulateAnnotator } from '@/lib/rehearsals/simulate-annotator'
import { createStudy } from '@/lib/studies/create-study'
import { openStudy } from '@/lib/studies/open-study'
import { importDemoFile } from './import-demo-file'

const SET = 'Everyday questions (demo)'
const SYSTEMS = [
  { file: 'heron-13b.jsonl', name: 'Heron 13B' },
  { file: 'alder-7b.jsonl', name: 'Alder 7B' },
  { file: 'marlow-large.jsonl', name: 'Marlow Large' },
  { file: 'quill-2.jsonl', name: 'Quill 2' },
]
/** How strong each fictional system is in the simulation, on a logistic scale. */
const STRENGTHS: Record<string, number> = { 'Heron 13B': 0, 'Alder 7B': -1.3, 'Marlow Large': 0.4, 'Quill 2': 0.9 }
const TEMPER = { skill: 0.95, leftBias: 0.04, tieRate: 0.25, seconds: 37, itemSpread: 1.6 }
const SEED = 20230518
/** Items that everybody judges, and the verdicts of a simulated annotator: these and some more. */
const SHARED_ITEMS = 15
const VERDICTS_EACH = 35

const CROWD = { name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: null }

type Simulated = { name: string; codePrefix: string; annotators: number; seconds: number }

/** So that agreement has something to show: within a group, and between two. */
const SIMULATED: Simulated[] = [
  { name: 'Simulated crowd', codePrefix: 'S', annotators: 4, seconds: 37 },
  { name: 'Simulated experts', codePrefix: 'X', annotators: 2, seconds: 66 },
]

/**
 * The demo: fictional systems, uploaded as an admin would, compared in a study that is open for judging, with the
 * verdicts of simulated annotators in it, marked as such. The admin is enrolled, so as to judge at once.
 */
export async function writeDemoStudy(admin: Actor): Promise<void> {
  const uploads = authorizeActorSite(admin, 'uploads:manage')
  const promptSetId = await importDemoFile(uploads, { kind: 'PROMPTS', filename: 'prompts.jsonl', name: SET })
  for (const { file, name } of SYSTEMS)
    await importDemoFile(uploads, { kind: 'RESPONSES', filename: file, name, promptSetId })
  const studyId = await openDemo(admin, promptSetId)
  const crowd = await db.annotatorGroup.findFirstOrThrow({ where: { studyId, name: CROWD.name } })
  await db.$transaction((tx) => enrolAnnotator(tx, { studyId, groupId: crowd.id }, { userId: admin.id }))
  for (const group of SIMULATED) await simulateGroup(studyId, group)
}

async function simulateGroup(studyId: string, { name, annotators, seconds }: Simulated): Promise<void> {
  const { id: groupId } = await db.annotatorGroup.findFirstOrThrow({ where: { studyId, name } })
  for (let i = 0; i < annotators; i++) {
    const { id: annotatorId, code } = await db.$transaction((tx) =>
      enrolAnnotator(tx, { studyId, groupId }, { simulated: true }),
    )
    const judge = { temper: { ...TEMPER, seconds }, prefer, seed: SEED, code }
    await simulateAnnotator({ studyId, annotatorId, code }, (item) => drawVerdict(item, judge), {
      wanted: VERDICTS_EACH,
    })
  }
}

function prefer(a: string, b: string): number {
  return 1 / (1 + Math.exp((STRENGTHS[b] ?? 0) - (STRENGTHS[a] ?? 0)))
}

async function openDemo(admin: Actor, promptSetId: string): Promise<string> {
  const systems = await db.system.findMany({ where: { name: { in: SYSTEMS.map(({ name }) => name) } } })
  const [focal, ...baselines] = SYSTEMS.map(({ name }) => systems.find((system) => system.name === name)?.id ?? '')
  const studyId = await createStudy(authorizeActorSite(admin, 'studies:create'), {
    ...blankDesign(),
    title: 'Everyday questions',
    instructions: INSTRUCTIONS,
    promptSetId,
    comparisons: { pairing: 'FOCAL' as const, focalSystemId: focal ?? '', baselineIds: baselines },
    groups: [CROWD, ...SIMULATED.map(({ name, codePrefix }) => ({ ...CROWD, name, codePrefix }))],
    overlap: 2,
    sharedItems: SHARED_ITEMS,
    looks: 'ANYTIME',
    seed: SEED,
  })
  await db.study.update({ where: { id: studyId }, data: { demo: true } })
  await openStudy(await authorizeActor(admin, studyId, 'study:run'))
  return studyId
}

const INSTRUCTIONS = `Read the question, then both answers, to the end. Choose the answer that would help *you* more.

- Judge what is said and how well it is said. Length is no merit in itself.
- Check sums and code where you can; a wrong answer that reads well is still wrong.
- An answer may be empty, or refuse. Judge it as what it is.
- If neither is clearly better, say so: that is a full answer, too.`
