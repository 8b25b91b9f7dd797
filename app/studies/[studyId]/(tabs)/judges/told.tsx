import { MarginNote, SectionWithMargin } from '@/components/ui/section'

type Props = { id: string; title: string; words: readonly string[]; note: string; children: React.ReactNode }

/** More sentences than this are not read: the table of the figure has all. */
const MOST = 12

/** What was found, in sentences and as a figure, with what it means for who is no statistician in the margin. */
export function Told({ id, title, words, note, children }: Props) {
  const more = words.length - MOST
  return (
    <SectionWithMargin aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        {words.length > 0 && (
          <ul className="mt-4 max-w-[62ch] list-disc pl-[1.1rem] wrap-anywhere [&_li+li]:mt-[0.4rem]">
            {words.slice(0, MOST).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            {more > 0 && <li>{more.toLocaleString('en')} more, in the CSV.</li>}
          </ul>
        )}
        {children || (words.length === 0 && <p className="mt-4">Nothing can be told yet.</p>)}
      </div>
      <MarginNote aria-label="What this means">
        <p>{note}</p>
      </MarginNote>
    </SectionWithMargin>
  )
}
