import Link from 'next/link'
import { button } from '@/components/ui/button-look'
import { moment } from '@/components/ui/dates'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import type { NamedInText } from '@/lib/names/read-texts'
import { type Keep, KeepButton } from './keep-button'
import { KIND_WORDS } from './kind-words'
import { Quoted } from './quoted'
import { STACKED } from './stacked'

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
      <Table className={`${STACKED} [&_:is(td,th)]:align-top`}>
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
              <th scope="row" className="max-md:col-span-full">
                {label}
              </th>
              <td>{KIND_WORDS[kind]}</td>
              <td className="max-w-(--measure) min-w-64 max-md:col-span-full">
                <Quoted {...sentence} />
              </td>
              <td className="max-md:col-span-full">
                {kept ? (
                  <>
                    <strong>kept as it is</strong>
                    <Note as="span" className="mt-1 block">
                      {kept.by ?? 'somebody'}, {moment(kept.at)}
                    </Note>
                  </>
                ) : keep ? (
                  <div className="flex flex-wrap items-center gap-[0.6rem]">
                    <Link className={button()} href={`/studies/${studyId}/design`}>
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
      </Table>
    </ScrollX>
  )
}
