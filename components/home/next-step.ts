import type { StudyRow } from '@/lib/studies/list-studies'

type Study = Pick<StudyRow, 'id' | 'status' | 'origin' | 'role' | 'wanted' | 'done' | 'annotators'>

/** The one thing to do next about a study in a list, and where it is done. */
export function nextStep({ id, status, origin, role, wanted, done, annotators }: Study): {
  label: string
  href: string
} {
  const at = (label: string, path = '') => ({ label, href: `/studies/${id}${path}` })
  if (origin === 'RECONSTRUCTED' || status === 'CLOSED' || role === 'VIEWER') return at('Read the results', '/results')
  if (status === 'DRAFT') return at('Check and open')
  if (wanted > 0 && done >= wanted) return at('Close it')
  if (status === 'PAUSED') return at('Resume it')
  return annotators === 0 ? at('Send a link', '/annotators') : at('Watch it')
}

const DAY_MS = 24 * 60 * 60 * 1000

/** Judgments a day since a study opened, while it is open; null before its first whole day is over. */
export function perDay(
  { status, done, openedAt }: Pick<StudyRow, 'status' | 'done' | 'openedAt'>,
  now: Date,
): number | null {
  if (status !== 'OPEN' || !openedAt) return null
  const days = (now.getTime() - openedAt.getTime()) / DAY_MS
  return days < 1 ? null : done / days
}
