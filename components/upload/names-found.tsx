import { Quoted } from '@/components/names/quoted'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import type { UploadReview } from '@/lib/uploads/review-upload'
import { PartTitle } from './part-title'

type Props = { names: NonNullable<UploadReview['names']>; unit: string }

/** Responses of an upload that tell who made them: reported here, decided on in each study's design. */
export function NamesFound({ names: { responses, words, more }, unit }: Props) {
  return (
    <section aria-labelledby="names">
      <PartTitle id="names">
        Names <small>{responses === 0 ? 'none' : count(responses, 'response')}</small>
      </PartTitle>
      {responses === 0 ? (
        <p className="font-serif text-read/[1.45]">No response names a maker, a model or this system.</p>
      ) : (
        <>
          <p className="font-serif text-read/[1.45]">
            {count(responses, 'response names', 'responses name')} a maker, a model or this system. They are imported as
            they are: each study decides whether to keep them, mask the words in both answers, or leave the items out.
          </p>
          <ScrollX label="Names in responses" className="mt-4">
            <Table className="[&_:is(td,th)]:align-top">
              <thead>
                <tr>
                  <th scope="col">Word</th>
                  <NumberCell scope="col" as="th">
                    Responses
                  </NumberCell>
                  <th scope="col">Where it stands</th>
                </tr>
              </thead>
              <tbody>
                {words.map(({ word, responses: n, sentences }) => (
                  <tr key={word}>
                    <th scope="row">{word}</th>
                    <NumberCell>{n.toLocaleString('en')}</NumberCell>
                    <td className="min-w-64 max-w-(--measure)">
                      {sentences.map(({ line, record, ...sentence }) => (
                        <p key={record}>
                          <span className="mt-1 block text-ink-2">
                            {unit} {unit === 'line' || unit === 'row' ? line : record}
                          </span>
                          <Quoted {...sentence} />
                        </p>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </ScrollX>
          {more > 0 && <Note className="mt-3">{count(more, 'rarer word is', 'rarer words are')} not shown.</Note>}
        </>
      )}
    </section>
  )
}
