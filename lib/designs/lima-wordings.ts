import { scaleLabels } from '@/lib/protocols/comparison/scales'
import { type ComparisonDesign, LIMA_WORDING } from './schema'

/** LIMA's question in a language of the annotators' screens: what stands above the prompt, the question, its answers. */
type Wording = { framing: string; question: string; labels: Record<string, string>; source: string }

function translated(language: string): string {
  return `${LIMA_WORDING.source} ${language} translation by Evenhand.`
}

/** LIMA's question, as published and as translated for Evenhand. */
export const LIMA_WORDINGS = {
  en: { ...LIMA_WORDING, labels: scaleLabels('THREE') },
  de: {
    framing:
      'Stellen Sie sich vor, Sie haben einen äußerst fähigen KI-Assistenten und brauchen Hilfe bei der folgenden Frage.',
    question: 'Welche Antwort erfüllt Ihren Bedarf am besten?',
    labels: {
      A: 'Antwort A ist deutlich besser',
      TIE: 'Keine ist deutlich besser',
      B: 'Antwort B ist deutlich besser',
    },
    source: translated('German'),
  },
  es: {
    framing: 'Imagine que tiene un asistente de IA muy capaz y necesita ayuda con la siguiente pregunta.',
    question: '¿Qué respuesta satisface mejor lo que necesita?',
    labels: {
      A: 'La respuesta A es claramente mejor',
      TIE: 'Ninguna es claramente mejor',
      B: 'La respuesta B es claramente mejor',
    },
    source: translated('Spanish'),
  },
  fr: {
    framing:
      'Imaginez que vous avez un assistant IA très capable et que vous avez besoin d’aide pour la question suivante.',
    question: 'Quelle réponse répond le mieux à votre besoin ?',
    labels: {
      A: 'La réponse A est nettement meilleure',
      TIE: 'Aucune n’est nettement meilleure',
      B: 'La réponse B est nettement meilleure',
    },
    source: translated('French'),
  },
  ja: {
    framing: 'とても有能な AI アシスタントがいて、次の質問について助けが必要だと考えてください。',
    question: 'どちらの回答があなたの必要をよりよく満たしますか。',
    labels: {
      A: '回答 A のほうが明らかに良い',
      TIE: 'どちらも明らかに良いとは言えない',
      B: '回答 B のほうが明らかに良い',
    },
    source: translated('Japanese'),
  },
  ko: {
    framing: '매우 뛰어난 AI 비서가 있고, 다음 질문에 도움이 필요하다고 생각해 보세요.',
    question: '어느 답변이 필요한 것을 가장 잘 채워 주나요?',
    labels: {
      A: '답변 A가 확실히 더 좋습니다',
      TIE: '어느 쪽도 확실히 더 좋지는 않습니다',
      B: '답변 B가 확실히 더 좋습니다',
    },
    source: translated('Korean'),
  },
  'zh-Hans': {
    framing: '设想您有一位能力很强的 AI 助手，您需要它帮助回答下面的问题。',
    question: '哪个回答最能满足您的需要？',
    labels: { A: '回答 A 明显更好', TIE: '两者都不明显更好', B: '回答 B 明显更好' },
    source: translated('Chinese'),
  },
  ar: {
    framing: 'تخيّل أن لديك مساعد ذكاء اصطناعي بارعًا جدًا، وأنك تحتاج إلى المساعدة في السؤال التالي.',
    question: 'أي إجابة تلبي حاجتك أفضل؟',
    labels: { A: 'الإجابة A أفضل بوضوح', TIE: 'لا إجابة أفضل بوضوح', B: 'الإجابة B أفضل بوضوح' },
    source: translated('Arabic'),
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
