import { z } from 'zod'
import { count } from '@/lib/numbers/count'
import { COUNTING_RULES, type CountingRule } from '@/lib/rates/counting-rule'
import { TIE_POLICIES, type TiePolicy } from '@/lib/rates/tie-policy'

/** What a frozen protocol says of how judging went; each part may lack where an earlier release, or an import, wrote it. */
const Protocol = z
  .object({
    prompts: z.object({ set: z.string(), count: z.number() }),
    items: z.number(),
    slots: z.number(),
    overlap: z.number(),
    groups: z.array(z.object({ name: z.string(), overlap: z.number() })),
    sharedItems: z.number(),
    repeatShare: z.number(),
    identicalChecks: z.number(),
    known: z.array(z.object({ kind: z.string() })),
    looks: z.enum(['CLOSING', 'ANYTIME']),
    seed: z.number(),
    models: z.array(z.object({ name: z.string(), models: z.array(z.object({ model: z.string() })) })),
  })
  .partial()

/** What a methods section of a study is written from. */
export type MethodFacts = {
  protocol: 'COMPARISON' | 'RATING'
  origin: 'COLLECTED' | 'SIMULATED' | 'RECONSTRUCTED' | 'IMPORTED'
  source: string
  protocolText: string | null
  systems: readonly string[]
  questions: readonly { question: string; options: readonly string[] }[]
  /** Annotators with a judgment, by group. */
  annotators: readonly { group: string; people: number }[]
  /** Language models that joined once the study was closed: what they said is in no number. */
  late: number
  ties: TiePolicy
  rule: CountingRule
  /** What a snapshot froze; null where that stands elsewhere in the same document. */
  frozen: FrozenFacts | null
}

type FrozenFacts = {
  recorded: number
  counted: number
  /** How intervals of shares were made. */
  intervals: string | null
  protocolHash: string | null
  at: Date
  dataHash: string
}

/** How a study was done, in sentences for a paper: only what is on record. */
export function methodSentences(facts: MethodFacts): string[] {
  const said = facts.origin === 'RECONSTRUCTED' || facts.origin === 'IMPORTED' ? [facts.source] : designSentences(facts)
  const counted = [countedSentence(facts), ...(facts.frozen ? frozenSentences(facts.frozen) : [])]
  return [...said, askedSentence(facts), ...judgedSentences(facts), ...counted].filter((each) => each !== '')
}

function frozenSentences({ recorded, counted, intervals, protocolHash, at, dataHash }: FrozenFacts): string[] {
  return [
    `Of ${count(recorded, 'answer')} on record, ${count(counted, 'verdict is', 'verdicts are')} counted.`,
    intervals === null ? '' : `Intervals of shares: ${intervals}.`,
    protocolHash === null
      ? ''
      : `The protocol was frozen before the first judgment (SHA-256 ${protocolHash}); changes since are on record as amendments.`,
    `The numbers were frozen on ${at.toISOString().slice(0, 10)} with the data’s SHA-256 ${dataHash}.`,
  ]
}

function designSentences({ protocol, origin, protocolText, systems }: MethodFacts): string[] {
  const parsed = Protocol.safeParse(protocolText === null ? {} : JSON.parse(protocolText))
  const { prompts, items, slots, overlap, groups, seed, looks, ...rest } = parsed.data ?? {}
  const shown =
    protocol === 'COMPARISON'
      ? `Annotators compared two responses to one prompt, side by side and without names. Sides and order were drawn from the seed ${seed ?? '(unknown)'}, sides balanced within each item.`
      : `Annotators rated one response at a time, without the name of its system. The order was drawn from the seed ${seed ?? '(unknown)'}.`
  const kept =
    groups?.filter((group) => group.overlap > 0).map((group) => `${group.overlap} kept for ${group.name}`) ?? []
  return [
    origin === 'SIMULATED' ? 'The annotators are a simulation; no person and no language model judged.' : '',
    shown,
    `Systems: ${systems.join(', ')}.`,
    prompts && items !== undefined && slots !== undefined
      ? `${count(prompts.count, 'prompt')} of the set “${prompts.set}” gave ${count(items, 'item')} and, when the study opened, ${count(slots, 'slot')} for judgments: ${[`${overlap ?? 0} an item by anybody`, ...kept].join(', ')}.`
      : '',
    ...checkSentences(rest),
    looks === 'ANYTIME'
      ? 'Outcomes could be looked at any time; scores have anytime-valid intervals for that.'
      : 'By design outcomes were shown once the study was closed.',
  ]
}

type Parts = z.output<typeof Protocol>

function checkSentences({
  sharedItems = 0,
  repeatShare = 0,
  identicalChecks = 0,
  known = [],
  models = [],
}: Parts): string[] {
  const of = (kind: string) => known.filter((each) => each.kind === kind).length
  const extra = [
    sharedItems > 0 && `${count(sharedItems, 'item')} for every annotator of some groups, for agreement`,
    repeatShare > 0 && `repeats of ${Number((100 * repeatShare).toFixed(2))}% of the slots`,
    identicalChecks > 0 && count(identicalChecks, 'pair of identical responses', 'pairs of identical responses'),
    of('GOLD') > 0 && count(of('GOLD'), 'gold item'),
    of('PRACTICE') > 0 && count(of('PRACTICE'), 'practice item'),
  ].filter((part): part is string => typeof part === 'string')
  const asked = models.flatMap((group) => group.models.map(({ model }) => model))
  return [
    extra.length > 0 ? `Besides: ${extra.join('; ')}.` : '',
    asked.length > 0 ? `Language models as annotators, asked with the same words: ${asked.join(', ')}.` : '',
  ]
}

function askedSentence({ questions }: MethodFacts): string {
  return questions
    .map(
      ({ question, options }) =>
        `Asked was “${question}”, with the answers ${options.map((each) => `“${each}”`).join(', ')}.`,
    )
    .join(' ')
}

function judgedSentences({ annotators, late }: MethodFacts): string[] {
  const parts = annotators.map(({ group, people }) => `${count(people, 'annotator')} of ${group}`)
  return [
    parts.length > 0 ? `Who judged: ${parts.join(', ')}.` : '',
    late > 0
      ? `${count(late, 'language model')} joined once the study was closed: what they said is in the files, and in no number.`
      : '',
  ]
}

function countedSentence({ protocol, ties, rule }: MethodFacts): string {
  if (protocol === 'RATING') return 'Every rating in force on a regular item counts.'
  return `Of several judgments of an item, ${COUNTING_RULES[rule].caption}. Ties: ${TIE_POLICIES[ties].note}`
}
