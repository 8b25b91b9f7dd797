import 'server-only'
import { type Claimant, claimSlots, type HeldSlot, lockAnnotator } from '@/lib/assignments/claim-slots'
import { countJudged, countRemaining, countTotal, type Remaining } from '@/lib/assignments/progress'
import type { Access } from '@/lib/auth/access'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { renderMarkdown } from '@/lib/markdown/render-markdown'
import { Messages } from '@/lib/prompts/messages'
import type { DeskPair, DeskState, DeskStudy, Turn } from './schema'

/** The pair to judge and the one after it, so that a verdict shows the next at once. */
const PAIRS_AHEAD = 2

/** What an annotator's screen starts with. */
export async function openDesk(access: Access<'judgment:submit'>): Promise<{ study: DeskStudy; desk: DeskState }> {
  const [study, desk] = await Promise.all([readDeskStudy(access.studyId), nextDesk(access)])
  return { study, desk }
}

/** Leases what this annotator judges next and says where they stand. */
export async function nextDesk(access: Access<'judgment:submit'>): Promise<DeskState> {
  return leaseDesk(access, [], true)
}

/**
 * The same after a verdict: `total` is counted again only when nothing is left to hand out.
 * @param holding assignments whose pairs the browser has already; they are left out of `pairs`
 */
export async function deskAfterVerdict(
  access: Access<'judgment:submit'>,
  holding: readonly string[],
): Promise<DeskState> {
  return leaseDesk(access, holding, false)
}

async function leaseDesk(
  { studyId, actor }: Access<'judgment:submit'>,
  holding: readonly string[],
  isCounted: boolean,
): Promise<DeskState> {
  const { me, judged, held, remaining } = await db.$transaction(async (tx) => {
    const me = await lockAnnotator(tx, studyId, actor.id)
    if (!me) throw new AppError('not_found')
    const judged = await countJudged(tx, me)
    const allowance = me.cap === null ? PAIRS_AHEAD : Math.min(PAIRS_AHEAD, me.cap - judged)
    const held = me.status === 'OPEN' && allowance > 0 ? await claimSlots(tx, me, allowance) : []
    const remaining = isCounted || held.length === 0 ? await countRemaining(tx, me) : null
    return { me, judged, held, remaining }
  })
  return {
    status: deskStatus(me, held.length, judged, remaining),
    pairs: held.filter(({ id }) => !holding.includes(id)).map(toPair),
    judged,
    total: remaining && countTotal(judged, remaining, me.cap),
    retryAt: held.length === 0 ? (remaining?.nextLapse?.toISOString() ?? null) : null,
  }
}

function deskStatus(me: Claimant, held: number, judged: number, remaining: Remaining | null): DeskState['status'] {
  if (me.status === 'CLOSED') return 'closed'
  if (me.status !== 'OPEN') return 'paused'
  if (held > 0) return 'judging'
  if (me.cap !== null && judged >= me.cap) return 'done'
  // Free a moment ago and claimed since by somebody else counts as on another screen.
  return remaining && remaining.open + remaining.elsewhere > 0 ? 'waiting' : 'done'
}

/** The pair of one item as annotators see it, for the researcher; nothing is leased. `index` runs from 0. */
export async function previewDesk(
  { studyId }: Access<'study:design'>,
  index: number,
): Promise<{ study: DeskStudy; pair: DeskPair | null; count: number }> {
  const [study, { pair, count }] = await Promise.all([readDeskStudy(studyId), previewPair(db, studyId, index)])
  return { study, pair, count }
}

/** A draft has no items yet: the preview pairs the systems' responses as opening would. */
async function previewPair(tx: Tx | typeof db, studyId: string, index: number) {
  const { promptSetId, systems } = await tx.study.findUniqueOrThrow({
    where: { id: studyId },
    include: { systems: { orderBy: { position: 'asc' } } },
  })
  const focal = systems.find((system) => system.focal)
  const baselines = systems.filter((system) => !system.focal)
  // Behind published counts there are no prompts.
  if (!promptSetId) return { pair: null, count: 0 }
  const prompts = await tx.prompt.count({ where: { promptSetId } })
  const count = prompts * baselines.length
  const baseline = baselines[index % Math.max(baselines.length, 1)]
  if (!focal || !baseline || index < 0 || index >= count) return { pair: null, count }
  const prompt = await tx.prompt.findFirst({
    where: { promptSetId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    skip: Math.floor(index / baselines.length),
    include: { responses: { where: { sample: 0, systemId: { in: systems.map(({ systemId }) => systemId) } } } },
  })
  if (!prompt) return { pair: null, count }
  const response = (systemId: string) =>
    prompt.responses.find((each) => each.systemId === systemId)?.messages ?? [
      { role: 'assistant', content: '*This system has no response to this prompt yet.*' },
    ]
  const slot = { prompt: prompt.messages, responseA: response(focal.systemId), responseB: response(baseline.systemId) }
  return { pair: toPair({ id: `preview-${index}`, leftIsA: index % 2 === 0, ...slot }), count }
}

function toPair({ id, leftIsA, prompt, responseA, responseB }: HeldSlot): DeskPair {
  const [left, right] = leftIsA ? [responseA, responseB] : [responseB, responseA]
  return { assignmentId: id, prompt: renderTurns(prompt), left: renderTurns(left), right: renderTurns(right) }
}

function renderTurns(messages: unknown): Turn[] {
  return Messages.parse(messages).map(({ role, content }) => ({ role, html: renderMarkdown(content) }))
}

async function readDeskStudy(studyId: string): Promise<DeskStudy> {
  const study = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    include: { criteria: { orderBy: { position: 'asc' }, include: { options: { orderBy: { position: 'asc' } } } } },
  })
  const criterion = study.criteria[0]
  return {
    studyId,
    title: study.title,
    framing: study.framing,
    instructionsHtml: study.instructions ? renderMarkdown(study.instructions) : '',
    question: criterion?.question ?? '',
    options: (criterion?.options ?? []).map(({ code, label }) => ({ code, label })),
  }
}
