import { enrolAnnotator } from '@/lib/annotators/enrol-annotator'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { blankRating } from '@/lib/designs/blank-design'
import type { RatingDesign } from '@/lib/designs/schema'
import { SCALES } from '@/lib/protocols/rating/scales'
import { drawRating } from '@/lib/rehearsals/draw-rating'
import { simulateAnnotator } from '@/lib/rehearsals/simulate-annotator'
import { createStudy } from '@/lib/studies/create-study'
import { openStudy } from '@/lib/studies/open-study'
import { importDemoFile } from './import-demo-file'

const SEED = 20230518
/** How good each fictional system is in the simulation, in standard deviations of its responses. */
const QUALITY: Record<string, number> = { 'Heron 13B': 0.5, 'Alder 7B': -1, 'Quill 2': 0.8 }
const TEMPER = { severity: 0.4, noise: 0.5, seconds: 41 }
const RATERS = 2

const CROWD = { name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: null }
const SIMULATED = { ...CROWD, name: 'Simulated raters', codePrefix: 'S' }

type Demo = {
  set: string
  prompts: string
  /** File of each system's responses, by its name. */
  responses: Readonly<Record<string, string>>
  design: Pick<RatingDesign, 'title' | 'instructions' | 'criteria' | 'sharedItems'>
  /** Responses that each simulated rater grades: the shared set and some more. */
  gradesEach: number
}

/** Thirty responses to grade one by one. */
const ANSWERS: Demo = {
  set: 'Short questions (demo)',
  prompts: 'short-prompts.jsonl',
  responses: {
    'Heron 13B': 'short-heron-13b.jsonl',
    'Alder 7B': 'short-alder-7b.jsonl',
    'Quill 2': 'short-quill-2.jsonl',
  },
  design: {
    title: 'Quality of single answers',
    instructions: `Read the question, then the answer to the end. Grade the answer as it stands: you see no other to compare it with.

- **Fail**: it does not do what was asked, or what it says is wrong.
- **Pass**: it does what was asked, and could be better.
- **Excellent**: little could be better.

Length is no merit in itself.`,
    criteria: [{ question: 'How good is this answer?', unit: 'RESPONSE', options: [...SCALES.LIMA_QUALITY.options] }],
    sharedItems: 10,
  },
  gradesEach: 22,
}

/** Six dialogues: the openings are the prompts, and each system’s goes on with other questions. */
const DIALOGUES: Demo = {
  set: 'Dialogues (demo)',
  prompts: 'dialogues-heron-13b.jsonl',
  responses: { 'Heron 13B': 'dialogues-heron-13b.jsonl', 'Quill 2': 'dialogues-quill-2.jsonl' },
  design: {
    title: 'Dialogues, turn by turn',
    instructions: `Read the dialogue from the top and grade each answer of the assistant as it comes, with what was said before in mind. At the end, say whether the dialogue as a whole got the user where they wanted to go.`,
    criteria: [
      { question: 'How good is this answer?', unit: 'TURN', options: [...SCALES.LIMA_QUALITY.options] },
      {
        question: 'Did the dialogue get the user where they wanted to go?',
        unit: 'RESPONSE',
        options: SCALES.YES_NO.options.map((option) => ({ ...option, anchor: '' })),
      },
    ],
    sharedItems: 2,
  },
  gradesEach: 4,
}

/** Two rating studies of texts written for Evenhand, open for judging, with some grades of simulated raters in them. */
export async function writeDemoRatings(admin: Actor): Promise<void> {
  for (const demo of [DIALOGUES, ANSWERS]) {
    const studyId = await openDemo(admin, demo)
    const groups = await db.annotatorGroup.findMany({ where: { studyId } })
    const groupOf = (name: string) => groups.find((group) => group.name === name)?.id as string
    const own = { studyId, groupId: groupOf(CROWD.name) }
    await db.$transaction((tx) => enrolAnnotator(tx, own, { userId: admin.id }))
    for (let rater = 0; rater < RATERS; rater++)
      await simulateRater({ studyId, groupId: groupOf(SIMULATED.name) }, demo.gradesEach)
  }
}

async function openDemo(admin: Actor, { set, prompts, responses, design }: Demo): Promise<string> {
  const uploads = authorizeActorSite(admin, 'uploads:manage')
  const promptSetId = await importDemoFile(uploads, { kind: 'PROMPTS', filename: prompts, name: set })
  const names = Object.keys(responses)
  for (const [name, filename] of Object.entries(responses))
    await importDemoFile(uploads, { kind: 'RESPONSES', filename, name, promptSetId })
  const systems = await db.system.findMany({ where: { name: { in: names } } })
  const systemIds = names.map((name) => systems.find((system) => system.name === name)?.id as string)
  const studyId = await createStudy(authorizeActorSite(admin, 'studies:create'), {
    ...blankRating(),
    ...design,
    promptSetId,
    rated: { systemIds, samples: 1 },
    groups: [CROWD, SIMULATED],
    overlap: 3,
    looks: 'ANYTIME',
    seed: SEED,
  })
  await db.study.update({ where: { id: studyId }, data: { demo: true } })
  await openStudy(await authorizeActor(admin, studyId, 'study:run'))
  return studyId
}

async function simulateRater(own: { studyId: string; groupId: string }, wanted: number): Promise<void> {
  const { id, code } = await db.$transaction((tx) => enrolAnnotator(tx, own, { simulated: true }))
  const rater = { temper: TEMPER, qualityOf: (system: string) => QUALITY[system] ?? 0, seed: SEED, code }
  await simulateAnnotator({ studyId: own.studyId, annotatorId: id, code }, (item) => drawRating(item, rater), {
    wanted,
  })
}
