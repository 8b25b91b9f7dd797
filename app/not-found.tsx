import { BareFrame } from '@/components/ui/bare-frame'
import { button } from '@/components/ui/button-look'
import { Standfirst } from '@/components/ui/text'
import { plainWords } from '@/lib/i18n/pages'
import { pageLanguage } from '@/lib/server/language'

export default async function NotFound() {
  const language = await pageLanguage()
  const { title, text, home } = plainWords(language, 'notFound')
  return (
    <BareFrame skip={plainWords(language, 'frame').skip}>
      <h1>{title}</h1>
      <Standfirst>{text}</Standfirst>
      <p className="mt-5">
        <a className={button()} href="/">
          {home}
        </a>
      </p>
    </BareFrame>
  )
}
