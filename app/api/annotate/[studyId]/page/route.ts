import { wordsIn } from '@/lib/i18n/messages'
import { openDesk } from '@/lib/judgments/desk'
import { requestLanguage } from '@/lib/server/language'
import { route } from '@/lib/server/route'

/** What the judging page starts with: the study, where the annotator stands, and the words of their language. */
export const GET = route({ needs: 'judgment:submit' }, async (access) => {
  const [language, opened] = await Promise.all([requestLanguage(), openDesk(access)])
  const page = { ...opened, language, words: wordsIn(language) }
  return Response.json(page, { headers: { 'cache-control': 'no-store' } })
})
