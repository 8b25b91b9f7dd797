import { Fragment } from 'react'
import { button } from '@/components/ui/button-look'
import { FOR_EXCEL } from '@/lib/http/stream'

type Props = {
  studyId: string
  names: readonly string[]
  /** What stands behind each address. */
  query?: string
  /** Stands behind each name: what makes these others than those of the same name. */
  kind?: string
}

/** Buttons that download files of a study, by the ends of their addresses. */
export function Files({ studyId, names, query = '', kind = '' }: Props) {
  return (
    <p className="mt-4 mb-7 flex flex-wrap gap-[0.6rem]">
      {names.map((name) => (
        <Fragment key={name}>
          <a className={button()} href={`/api/studies/${studyId}/${name}${query}`} download>
            {name} {kind}
          </a>
          {name.endsWith('.csv') && (
            <a
              className={button()}
              href={`/api/studies/${studyId}/${name}${query ? `${query}&${FOR_EXCEL.slice(1)}` : FOR_EXCEL}`}
              download
            >
              CSV for Excel{' '}
              <span className="sr-only">
                of {name} {kind}
              </span>
            </a>
          )}
        </Fragment>
      ))}
    </p>
  )
}
