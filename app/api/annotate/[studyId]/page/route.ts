import { wordsIn } from '@/lib/i18n/messages'
import { openDesk } from '@/lib/judgments/desk'
import { noteLanguage } from '@/lib/judgments/note-language'
import { DeskPage } from '@/lib/judgments/schema'
import { readCameBy } from '@/lib/recruitments/came-by'
import { answers } from '@/lib/server/describe'
import { requestLanguage } from '@/lib/server/language'
import { route, StudyParams } from '@/lib/server/route'

/** What the judging page starts with: the study, where the annotator stands, and the words of their language. */
export const GET = route({ needs: 'desk:open', params: StudyParams, reply: answers(DeskPage) }, async (access) => {
  const language = await requestLanguage()
  const [opened, cameBy] = await Promise.all([openDesk(access), readCameBy(access), noteLanguage(access, language)])
  return { ...opened, cameBy, language, words: wordsIn(language, opened.study.protocol) }
})
