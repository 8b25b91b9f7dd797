import { Notice } from '@/components/ui/notice'
import type { Trouble } from '@/components/ui/use-submit'

/** Why something could not be done with a design that is not saved yet, and what of it to mend. */
export function DesignTrouble({ trouble }: { trouble: Trouble | null }) {
  if (!trouble) return null
  const fields = Object.values(trouble.fields ?? {}).flat()
  return (
    <Notice kind="critical" className="my-3">
      <p>{fields.length > 0 ? 'The design has to be mended first:' : trouble.message}</p>
      {fields.length > 0 && (
        <ul className="mt-1 list-disc pl-[1.1rem]">
          {[...new Set(fields)].slice(0, 5).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
