import { latexText } from '@/lib/figures/files/latex'
import { methodSentences } from '@/lib/reports/methods'
import type { BundleFacts } from './bundle-facts'

/** What was done, as a paragraph of a paper has it: from the design and the snapshot, without a number that is not in them. */
function sentences({ snapshot, protocolHash, question, options, groups, ...facts }: BundleFacts): string[] {
  const { recorded, counted, figures } = snapshot.numbers
  const method = figures.find(({ name }) => name === 'figure-1')?.rows[0]?.method
  return methodSentences({
    ...facts,
    questions: [{ question, options }],
    annotators: groups
      .map(({ name, annotators }) => ({ group: name, people: annotators }))
      .filter(({ people }) => people > 0),
    late: groups.reduce((sum, { late }) => sum + late, 0),
    ...{ ties: 'shown', rule: snapshot.rule },
    frozen: {
      ...{ recorded, counted, protocolHash, at: snapshot.at, dataHash: snapshot.dataHash },
      intervals: typeof method === 'string' ? method : null,
    },
  })
}

export function methodsMarkdown(facts: BundleFacts): string {
  return `# Methods\n\n${sentences(facts).join(' ')}\n`
}

export function methodsLatex(facts: BundleFacts): string {
  return `${sentences(facts).map(latexText).join('\n')}\n`
}
