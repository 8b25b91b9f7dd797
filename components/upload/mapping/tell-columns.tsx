'use client'

import Link from 'next/link'
import { holdFile } from './use-table'

/** After a file that no format recognises: its columns can be told. The file comes along. */
export function TellColumns({ file }: { file: File | undefined }) {
  return (
    <p className="text-sm">
      If this table is new to Evenhand:{' '}
      <Link href="/tables" onClick={() => file && holdFile(file)}>
        Tell what its columns mean
      </Link>
    </p>
  )
}
