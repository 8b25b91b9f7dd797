import { BareFrame } from '@/components/ui/bare-frame'
import { plainWords } from '@/lib/i18n/pages'
import { pageLanguage } from '@/lib/server/language'

export default async function NotFound() {
  const language = await pageLanguage()
  const { title, text, home } = plainWords(language, 'notFound')
  return (
    <BareFrame skip={plainWords(language, 'frame').skip}>
      <h1>{title}</h1>
      <p className="standfirst">{text}</p>
      <p className="section-tight">
        <a className="btn" href="/">
          {home}
        </a>
      </p>
    </BareFrame>
  )
}
