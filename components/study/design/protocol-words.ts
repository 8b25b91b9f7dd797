import type { ProtocolKind } from '@/lib/protocols/protocol-of'

type Words = { name: string; about: string; lima: string }

/** The kinds of studies, as a researcher reads of them. */
export const PROTOCOLS: Record<ProtocolKind, Words> = {
  COMPARISON: {
    name: 'Comparison of two responses',
    about: 'Annotators read two responses to one prompt, side by side, and say which is better.',
    lima: 'LIMA: how often each system wins against another (figures 1 and 2).',
  },
  RATING: {
    name: 'Ratings of single responses',
    about: 'Annotators read one response at a time and choose an option of a scale, such as Pass or Fail.',
    lima: 'LIMA: quality (figure 3), safety, and conversations graded answer by answer (figure 7).',
  },
}
