'use client'

import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/text'
import { inLimaWords, LIMA_WORDINGS, type LimaLanguage } from '@/lib/designs/lima-wordings'
import type { ComparisonDesign } from '@/lib/designs/schema'
import { LANGUAGES } from '@/lib/i18n/languages'
import type { KindProps } from './part'

/** Fills in LIMA's words above the prompt, its question and its answers, in a language of the annotators' screens. */
export function LimaWords({ design, change }: Pick<KindProps<ComparisonDesign>, 'design' | 'change'>) {
  return (
    <div className="flex flex-wrap items-center gap-x-4">
      <Note as="span">LIMA’s question, in the language of your annotators:</Note>
      {(Object.keys(LIMA_WORDINGS) as LimaLanguage[]).map((language) => (
        <Button key={language} look="link" onPress={() => change(inLimaWords(design, language))}>
          <span lang={language}>{LANGUAGES[language]}</span>
        </Button>
      ))}
    </div>
  )
}
