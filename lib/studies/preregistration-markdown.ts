import type { Preregistration } from '@/lib/designs/preregistration'
import { count } from '@/lib/numbers/count'
import { countingWords, exclusionWords, hypothesisWords, stoppingWords } from './preregistration-words'

/** A plan with what the design says beside it; all by names. */
export type PlannedStudy = {
  title: string
  protocol: 'COMPARISON' | 'RATING'
  /** Null while the study is a draft. */
  frozen: { hash: string; at: Date } | null
  plan: Preregistration
  questions: readonly { question: string; options: readonly string[] }[]
  systems: readonly string[]
  promptSet: string
  /** Planned items, and slots where they are written. */
  prompts: number
  items: number
  slots: number | null
  groups: readonly { name: string; overlap: number }[]
  overlap: number
  sharedItems: number
  repeatShare: number
  looks: 'CLOSING' | 'ANYTIME'
  seed: number
}

/** A pre-registration as Markdown, under the headings of the Open Science Framework’s form, to be pasted there. */
export function preregistrationMarkdown(study: PlannedStudy): string {
  return `${[...studyPart(study), ...designPart(study), ...samplingPart(study), ...analysisPart(study)].join('\n\n')}\n`
}

function studyPart({ title, frozen, plan, questions }: PlannedStudy): string[] {
  const asked = { questions: questions.map(({ question }) => question) }
  return [
    `# Pre-registration: ${plain(title)}`,
    frozen
      ? `Frozen on ${frozen.at.toISOString().slice(0, 10)} when the study was opened. SHA-256 of the protocol, of which this plan is a part: \`${frozen.hash}\``
      : 'Of a draft: the study has not been opened, and the plan may still change.',
    '## Hypotheses',
    list(
      plan.hypotheses.map(
        (each, index) =>
          `H${index + 1}${index === plan.primary ? ' (primary)' : ''}: ${plain(hypothesisWords(each, asked))}`,
      ),
    ),
    `Margin: ${plan.margin ?? 'none'}.`,
  ]
}

function designPart({ protocol, questions, systems, seed }: PlannedStudy): string[] {
  const shown =
    protocol === 'COMPARISON'
      ? 'Annotators compare two responses to one prompt, side by side, without being told which system wrote which. Sides and order are drawn from a seed'
      : 'Annotators rate one response at a time, without being told which system wrote it. The order is drawn from a seed'
  return [
    '## Design plan',
    `${shown} (${seed}).`,
    `Systems: ${systems.map(plain).join(', ')}.`,
    '## Variables',
    list(questions.map(({ question, options }) => `“${plain(question)}”: ${options.map(plain).join('; ')}.`)),
  ]
}

function samplingPart(study: PlannedStudy): string[] {
  const { promptSet, prompts, items, slots, groups, overlap, sharedItems, repeatShare, looks, plan } = study
  const kept = groups.filter((group) => group.overlap > 0).map((group) => `${group.overlap} kept for ${group.name}`)
  return [
    '## Sampling plan',
    '**Existing data.** Registered before anybody judged.',
    `**Sample size.** ${count(prompts, 'prompt')} of the set ${plain(promptSet)}, ${count(items, 'item')}${slots === null ? '' : `, ${count(slots, 'planned judgment')}`}. Judgments an item: ${[`${overlap} by anybody`, ...kept.map(plain)].join(', ')}. Items that every annotator judges: ${sharedItems}. Repeats: ${Number((100 * repeatShare).toFixed(2))}%.`,
    `**Stopping rule.** ${stoppingWords(plan)} ${
      looks === 'CLOSING'
        ? 'Outcomes are shown once the study is closed.'
        : 'Outcomes may be looked at any time, with anytime-valid intervals.'
    }`,
  ]
}

function analysisPart({ plan }: PlannedStudy): string[] {
  const counting = countingWords(plan)
  return [
    '## Analysis plan',
    `**Counting.** ${counting.rule}`,
    `**Ties.** ${counting.ties}`,
    '**Inference.** Intervals of 95%, two-sided, clustered by prompt where an item has several judgments; p-values of several pairs by Holm.',
    '**Data exclusion.** Left out of the results are:',
    list(exclusionWords(plan).map(plain)),
    ...(plan.words ? ['## Other', plan.words] : []),
  ]
}

const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n')

/** A name on one line, without what Markdown takes for a mark. */
const plain = (text: string) => text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>#|]/g, '\\$&')
