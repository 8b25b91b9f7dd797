import { latexText } from '@/lib/figures/files/latex'
import { count } from '@/lib/numbers/count'
import { COUNTING_RULES } from '@/lib/rates/counting-rule'
import type { BundleFacts } from './bundle-facts'

/** What was done, as a paragraph of a paper has it: from the design and the snapshot, without a number that is not in them. */
function methodSentences(facts: BundleFacts): string[] {
  const { protocol, origin, systems, groups, items, question, options, overlap, snapshot, protocolHash } = facts
  const rated = protocol === 'RATING'
  const people = groups.filter(({ kind }) => kind === 'HUMAN').map(groupWords)
  const models = groups.filter(({ kind, annotators }) => kind === 'LLM' && annotators > 0).map(groupWords)
  const late = groups.reduce((sum, group) => sum + group.late, 0)
  const { recorded, counted, figures } = snapshot.numbers
  const first = figures.find(({ name }) => name === 'figure-1')?.rows[0]
  return [
    rated
      ? `Responses of ${listed(systems)} were rated by annotators who were not told which system wrote them.`
      : `Responses of ${listed(systems)} were compared in pairs by annotators who were not told which system wrote which.`,
    ORIGINS[origin] ?? '',
    people.length > 0 ? `People judged in ${count(people.length, 'group')}: ${people.join('; ')}.` : '',
    models.length > 0 ? `Language models judged in ${count(models.length, 'group')}: ${models.join('; ')}.` : '',
    late > 0
      ? `${count(late, 'language model')} joined once the study was closed: what they said is in the files, and in no number.`
      : '',
    items > 0
      ? `There were ${count(items, 'item')}, each meant for ${count(overlap, 'judgment')} by annotators of any group, besides what groups and the shared set add.`
      : '',
    `The question was “${question}”, with the answers ${listed(options.map((label) => `“${label}”`))}.`,
    rated ? '' : 'Which response stood left was drawn from the study’s seed, balanced over the slots of an item.',
    `Of ${count(recorded, 'answer')} on record, ${count(counted, 'verdict')} ${counted === 1 ? 'is' : 'are'} counted; ${COUNTING_RULES[snapshot.rule].caption}.`,
    typeof first?.method === 'string' ? `Intervals of shares: ${first.method}.` : '',
    protocolHash
      ? `The protocol was frozen before the first judgment (SHA-256 ${protocolHash}); changes since are in amendments.json.`
      : '',
    `The numbers were frozen on ${snapshot.at.toISOString().slice(0, 10)} with the data’s SHA-256 ${snapshot.dataHash}.`,
  ].filter(Boolean)
}

const ORIGINS: Readonly<Record<string, string>> = {
  SIMULATED: 'All judgments were made by a simulation.',
  RECONSTRUCTED: 'The judgments were reconstructed from published counts.',
  IMPORTED: 'The judgments were imported from a study that was finished elsewhere.',
}

const groupWords = ({ name, annotators }: BundleFacts['groups'][number]) =>
  `${name} (${count(annotators, 'annotator')})`

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

export function methodsMarkdown(facts: BundleFacts): string {
  return `# Methods\n\n${methodSentences(facts).join(' ')}\n`
}

export function methodsLatex(facts: BundleFacts): string {
  return `${methodSentences(facts).map(latexText).join('\n')}\n`
}
