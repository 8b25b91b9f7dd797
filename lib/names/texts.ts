import type { StudyInput } from '@/lib/designs/schema'

/** A text that annotators read beside prompts and answers: where it stands in the design, and what that is called. */
export type StudyText = { place: string; label: string; text: string }

type Texts = Pick<
  StudyInput,
  'title' | 'framing' | 'instructions' | 'consent' | 'criteria' | 'groups' | 'known' | 'warnedCategories'
>

/** All that annotators read of a study's design, from the page where they join to the last pair; empty texts are left out. */
export function textsOf(design: Texts): StudyText[] {
  const { title, framing, instructions, consent, criteria, groups, known, warnedCategories } = design
  const texts: StudyText[] = [
    { place: 'title', label: 'Title, also where they join', text: title },
    { place: 'framing', label: 'Framing', text: framing },
    { place: 'instructions', label: 'Instructions', text: instructions },
    { place: 'consent', label: 'Consent', text: consent },
    ...criteria.flatMap((criterion, k) => [
      { place: `criteria.${k}.question`, label: numbered('Question', k, criteria), text: criterion.question },
      ...optionTexts(criterion, `criteria.${k}`, numbered('Option', k, criteria)),
    ]),
    ...groups.map(({ name }, k) => ({ place: `groups.${k}.name`, label: numbered('Group', k, groups), text: name })),
    ...known.map(({ feedback }, k) => ({
      ...{ place: `known.${k}.feedback`, label: numbered('Feedback', k, known), text: feedback },
    })),
    ...warnedCategories.map((text, k) => ({ place: `warnedCategories.${k}`, label: 'Category with a warning', text })),
  ]
  return texts.filter(({ text }) => text.trim() !== '')
}

/** What the options of a question say: their labels, and what they stand for. */
function optionTexts(criterion: Texts['criteria'][number], place: string, option: string): StudyText[] {
  if ('labels' in criterion)
    return Object.entries(criterion.labels).map(([code, text]) => ({
      ...{ place: `${place}.labels.${code}`, label: `${option}, ${code}`, text },
    }))
  return criterion.options.flatMap(({ code, label, anchor }, index) => [
    { place: `${place}.options.${index}.label`, label: `${option}, ${code}`, text: label },
    { place: `${place}.options.${index}.anchor`, label: `${option}, what ${code} stands for`, text: anchor },
  ])
}

function numbered(label: string, index: number, all: readonly unknown[]): string {
  return all.length > 1 ? `${label} ${index + 1}` : label
}
