import Link from 'next/link'
import { moment } from '@/components/ui/dates'
import { ScrollX } from '@/components/ui/scroll-x'
import type { NamedInText } from '@/lib/names/read-texts'
import { type Keep, KeepButton } from './keep-button'
import { KIND_WORDS } from './kind-words'
import { Quoted } from './quoted'

type Props = {
  studyId: string
  found: NamedInText[]
  /** Null once the study is opened. */
  keep: Keep | null
}

/** Names in the texts that annotators read around the answers: where each stands, and whether it is meant to. */
export function TextTable({ studyId, found, keep }: Props) {
  return (
    <ScrollX label="Names in the study’s own texts">
      <table className="data names stacked">
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">What it is</th>
            <th scope="col">Sentence</th>
            <th scope="col">Decision</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ place, label, word, kind, sentence, kept }) => (
            <tr key={`${place} ${word}`}>
              <th scope="row" className="whole">
                {label}
              </th>
              <td>{KIND_WORDS[kind]}</td>
              <td className="sentences whole">
                <Quoted {...sentence} />
              </td>
              <td className="whole">
                {kept ? (
                  <>
                    <strong>kept as it is</strong>
                    <span className="note by">
                      {kept.by ?? 'somebody'}, {moment(kept.at)}
                    </span>
                  </>
                ) : keep ? (
                  <div className="row">
                    <Link className="btn" href={`/studies/${studyId}/design`}>
                      Change the text
                    </Link>
                    <KeepButton {...{ studyId, place, word, keep }} label={`${word} in ${label}`} />
                  </div>
                ) : (
                  <strong>undecided: shown as it is</strong>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}
