import { fieldLabel } from '@/components/ui/field-look'
import { Prose } from '@/components/ui/text'

export type Person = { id: string; name: string; email: string | null }

/** The researchers a provider is for, to be ticked. */
export function ChooseUsers({ people, chosen }: { people: readonly Person[]; chosen: readonly string[] }) {
  if (people.length === 0) return <Prose>There is no researcher yet. Invite one on the page People.</Prose>
  return (
    <fieldset className="m-0 min-w-0 border-0 p-0">
      <legend className={fieldLabel()}>Researchers who may</legend>
      <div className="grid max-h-72 overflow-auto border-y border-rule py-2">
        {people.map(({ id, name, email }) => (
          <label key={id} className="inline-flex min-h-(--target) items-center gap-2">
            <input type="checkbox" name="userIds" value={id} defaultChecked={chosen.includes(id)} />
            <span className="min-w-0 break-words">
              {name} <span className="text-ink-2">{email}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
