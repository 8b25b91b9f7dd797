import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { textChunks } from '@/lib/http/stream'
import type { SummedEntry } from '@/lib/http/zip'
import { LANGUAGES, type Language } from '@/lib/i18n/languages'
import { translator } from '@/lib/i18n/translator'
import { judgingScreen } from './judging-screen'

/** Over a response that is rated nothing stands on the desk. */
const RESPONSE: Readonly<Record<Language, string>> = { en: 'The response', ko: '응답' }

/** The judging screen in each language that it comes in: as the design has it, which opening froze. */
export async function screenEntries({ studyId }: Access<'study:export'>): Promise<SummedEntry[]> {
  const { protocol, framing, criteria } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: {
      ...{ protocol: true, framing: true },
      criteria: {
        orderBy: { position: 'asc' },
        select: { question: true, options: { orderBy: { position: 'asc' }, select: { label: true } } },
      },
    },
  })
  const asked = criteria.map(({ options, ...each }) => ({ ...each, options: options.map(({ label }) => label) }))
  // Only where an archive is made: what only lists files needs no words of the desk.
  const { wordsIn } = await import('@/lib/i18n/messages')
  return (Object.keys(LANGUAGES) as Language[]).map((language) => {
    const say = translator(language, wordsIn(language, protocol).answer)
    const panes = protocol === 'COMPARISON' ? [say('a'), say('b')] : [RESPONSE[language]]
    const drawn = judgingScreen({ framing, criteria: asked }, { language, panes })
    return { name: `screens/judging-${language}.svg`, chunks: () => textChunks(drawn) }
  })
}
