import { moment } from '@/components/ui/dates'
import { Notice } from '@/components/ui/notice'
import { Prose } from '@/components/ui/text'
import type { Certificate } from '@/lib/ledger/certificate'

/** Whether a study's ledger agrees with its judgments, and the hash to give to somebody. */
export function LedgerState({ ledger: { entries, head, sealedAt, broken } }: Pick<Certificate, 'ledger'>) {
  if (entries === 0 && broken.count === 0) return <Prose>Nothing was judged yet.</Prose>
  return (
    <>
      {broken.count === 0 ? (
        <Notice kind="ok">
          All {entries.toLocaleString('en')} entries of the ledger agree with the judgments, and each follows the one
          before.
        </Notice>
      ) : (
        <Notice kind="critical">
          <p>
            The judgments are not those that were stored: {broken.count.toLocaleString('en')}{' '}
            {broken.count === 1 ? 'place' : 'places'}. Restore a backup beside it and compare.
          </p>
          <ul className="mt-2">
            {broken.first.map((said) => (
              <li key={said} className="wrap-anywhere">
                {said}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {head !== null && (
        <Prose className="mt-4">
          An entry is a judgment, a change of mind, or an item set aside. The last one was sealed on {moment(sealedAt)},
          and its SHA-256 covers all before it:{' '}
          <code className="block py-2 text-sm/normal wrap-anywhere select-all">{head}</code> Give this hash, with the
          number {entries.toLocaleString('en')}, to somebody outside, or publish it: whoever has it can tell later
          whether anything up to here was changed.
        </Prose>
      )}
    </>
  )
}
