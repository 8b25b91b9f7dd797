import { count } from '@/components/ui/count'

type Props = { origin: string; done: number; slots: number; annotators: number }

/** In one sentence, how far a study has come. */
export function Standing({ origin, done, slots, annotators }: Props) {
  if (origin === 'RECONSTRUCTED')
    return <p className="standfirst">Verdict counts from a publication, to read and to compare with.</p>
  if (slots === 0)
    return <p className="standfirst">A draft. Opening it freezes the design and lets annotators begin.</p>
  return (
    <p className="standfirst">
      <strong>
        {done.toLocaleString('en')} of {slots.toLocaleString('en')}
      </strong>{' '}
      judgments are in, by {count(annotators, 'annotator')}.
    </p>
  )
}
