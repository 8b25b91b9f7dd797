import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { textChunks } from '@/lib/http/stream'
import type { SummedEntry } from '@/lib/http/zip'
import { directionOf, LANGUAGE_CODES } from '@/lib/i18n/languages'
import { translator } from '@/lib/i18n/translator'
import { judgingScreen } from './judging-screen'

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
  const [{ wordsIn }, { plainWords }] = await Promise.all([import('@/lib/i18n/messages'), import('@/lib/i18n/pages')])
  return LANGUAGE_CODES.map((language) => {
    const say = translator(language, wordsIn(language, protocol).answer)
    const { note, prompt, response } = plainWords(language, 'drawing')
    // Over a response that is rated nothing stands on the desk.
    const panes = protocol === 'COMPARISON' ? [say('a'), say('b')] : [response]
    const drawn = judgingScreen({ framing, criteria: asked }, { note, prompt, panes, direction: directionOf(language) })
    return { name: `screens/judging-${language}.svg`, chunks: () => textChunks(drawn) }
  })
}
