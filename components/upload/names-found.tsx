import { Quoted } from '@/components/names/quoted'
import { count } from '@/components/ui/count'
import { ScrollX } from '@/components/ui/scroll-x'
import type { UploadReview } from '@/lib/uploads/review-upload'

type Props = { names: NonNullable<UploadReview['names']>; unit: string }

/** Responses of an upload that tell who made them: reported here, decided on in each study's design. */
export function NamesFound({ names: { responses, words, more }, unit }: Props) {
  return (
    <section aria-labelledby="names">
      <h2 id="names">
        Names <small>{responses === 0 ? 'none' : count(responses, 'response')}</small>
      </h2>
      {responses === 0 ? (
        <p className="big">No response names a maker, a model or this system.</p>
      ) : (
        <>
          <p className="big">
            {count(responses, 'response names', 'responses name')} a maker, a model or this system. They are imported as
            they are: each study decides whether to keep them, mask the words in both answers, or leave the items out.
          </p>
          <ScrollX label="Names in responses">
            <table className="data names">
              <thead>
                <tr>
                  <th scope="col">Word</th>
                  <th scope="col" className="num">
                    Responses
                  </th>
                  <th scope="col">Where it stands</th>
                </tr>
              </thead>
              <tbody>
                {words.map(({ word, responses: n, sentences }) => (
                  <tr key={word}>
                    <th scope="row">{word}</th>
                    <td className="num">{n.toLocaleString('en')}</td>
                    <td className="sentences">
                      {sentences.map(({ line, record, ...sentence }) => (
                        <p key={record}>
                          <span className="quiet">
                            {unit} {unit === 'line' ? line : record}
                          </span>
                          <Quoted {...sentence} />
                        </p>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollX>
          {more > 0 && <p className="note mt-3">{count(more, 'rarer word is', 'rarer words are')} not shown.</p>}
        </>
      )}
    </section>
  )
}
