import { AppearanceChoice } from '@/components/ui/appearance-choice'
import { Section } from '@/components/ui/section'
import { Note } from '@/components/ui/text'
import type { pageTranslator } from '@/lib/i18n/pages'
import { requestAppearance } from '@/lib/server/appearance'

/** Theme and text size, as this browser keeps them. */
export async function Reading({ t }: { t: ReturnType<typeof pageTranslator<'account'>> }) {
  const words = {
    ...{ theme: t('theme'), system: t('system'), light: t('light'), dark: t('dark') },
    ...{ textSize: t('textSize'), normal: t('normal'), large: t('large'), larger: t('larger') },
  }
  return (
    <Section className="max-w-sm" aria-labelledby="reading">
      <h2 id="reading">{t('appearance')}</h2>
      <div className="grid gap-[1.1rem]">
        <AppearanceChoice words={words} initial={await requestAppearance()} />
        <Note>{t('languageNote')}</Note>
      </div>
    </Section>
  )
}
