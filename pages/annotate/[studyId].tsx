import type { IncomingMessage } from 'node:http'
import type { GetServerSideProps } from 'next'
import { DeskBoundary } from '@/components/judge/desk-error'
import { Judge } from '@/components/judge/judge'
import { Words } from '@/components/judge/words'
import type { Language } from '@/lib/i18n/languages'
import type { Words as Messages } from '@/lib/i18n/messages'
import type { DeskPage, DeskState, DeskStudy } from '@/lib/judgments/schema'
import { askOwnApi } from '@/lib/server/own-api'

type Props = { study: DeskStudy; desk: DeskState; cameBy: string | null; language: Language; words: Messages }

/** Asks the app's own API, which has the gate: see decision 17. */
export const getServerSideProps: GetServerSideProps<Props, { studyId: string }> = async ({
  req,
  params,
  resolvedUrl,
}) => {
  // Opening the desk leases pairs: nobody waits for those who may not come.
  if (isAhead(req)) return { notFound: true }
  const answer = await askOwnApi(req, `/api/annotate/${encodeURIComponent(params?.studyId ?? '')}/page`)
  if (answer.status === 404) return { notFound: true }
  if (answer.status === 401) return { redirect: { destination: wayIn(req, resolvedUrl), permanent: false } }
  if (!answer.ok) throw new Error(`The judging page was answered with ${answer.status}`)
  const { cameBy, ...opened } = (await answer.json()) as Omit<Props, 'cameBy'> & Pick<DeskPage, 'cameBy'>
  if (cameBy?.isOver) return { redirect: { destination: cameBy.path, permanent: false } }
  return { props: { ...opened, cameBy: cameBy?.path ?? null } }
}

/** Who came from a crowd platform has no password: they go on by the page they came in by. */
function wayIn({ headers }: IncomingMessage, path: string): string {
  const arrival = /(?:^|; )(?:__Host-)?evenhand-arrival=([\w-]{22})\./.exec(headers.cookie ?? '')
  return arrival ? `/r/${arrival[1]}` : `/sign-in?next=${encodeURIComponent(path)}`
}

/** Whether a browser asks before anybody wants the page: it fetches ahead what a person may open next. */
function isAhead({ headers }: IncomingMessage): boolean {
  const purpose = headers['sec-purpose'] ?? headers.purpose
  return String(purpose ?? '').includes('prefetch') || headers['next-router-prefetch'] !== undefined
}

export default function JudgePage({ study, desk, cameBy, language, words }: Props) {
  return (
    <DeskBoundary language={language} words={words.broken}>
      <Words language={language} messages={words}>
        <Judge study={study} desk={desk} cameBy={cameBy} />
      </Words>
    </DeskBoundary>
  )
}
