import { AskAgain } from '@/components/ui/ask-again'
import { Prose } from '@/components/ui/text'

/** Stands in the place of what was found while a job imports it. */
export function Importing({ what, isWaiting }: { what: string; isWaiting: boolean }) {
  return (
    <section className="mt-5" aria-labelledby="importing">
      <AskAgain />
      <h2 id="importing">Import</h2>
      <Prose role="status">
        {isWaiting ? 'The import waits for its turn.' : `Importing ${what}.`} You can leave this page: it goes on by
        itself, all or nothing.
      </Prose>
    </section>
  )
}
