import { scaleLabels } from '@/lib/protocols/comparison/scales'
import { type ComparisonDesign, LIMA_WORDING } from './schema'

/** LIMA's question in a language of the annotators' screens: what stands above the prompt, the question, its answers. */
type Wording = { framing: string; question: string; labels: Record<string, string>; source: string }

/** LIMA's question, as published and as translated for Evenhand. */
export const LIMA_WORDINGS = {
  en: { ...LIMA_WORDING, labels: scaleLabels('THREE') },
  ko: {
    framing: '매우 뛰어난 AI 비서가 있고, 다음 질문에 도움이 필요하다고 생각해 보세요.',
    question: '어느 답변이 필요한 것을 가장 잘 채워 주나요?',
    labels: {
      A: '답변 A가 확실히 더 좋습니다',
      TIE: '어느 쪽도 확실히 더 좋지는 않습니다',
      B: '답변 B가 확실히 더 좋습니다',
    },
    source: `${LIMA_WORDING.source} Korean translation by Evenhand.`,
  },
} as const satisfies Record<string, Wording>

export type LimaLanguage = keyof typeof LIMA_WORDINGS

/** A design with LIMA's words in a language: above the prompt, and as its first question; other questions stay. */
export function inLimaWords(
  { criteria }: Pick<ComparisonDesign, 'criteria'>,
  language: LimaLanguage,
): Pick<ComparisonDesign, 'framing' | 'criteria'> {
  const { framing, question, labels } = LIMA_WORDINGS[language]
  return { framing, criteria: [{ question, scale: 'THREE', labels: { ...labels } }, ...criteria.slice(1)] }
}

/** Where the words of a design are from, if they are LIMA's in any language; else nothing. */
export function limaSource(framing: string, question: string | undefined): string {
  const found = Object.values(LIMA_WORDINGS).find((each) => each.framing === framing && each.question === question)
  return found?.source ?? ''
}
