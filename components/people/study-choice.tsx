import { fieldLabel } from '../ui/field-look'

/** Which studies something is for. */
export function StudyChoice({ studies }: { studies: { id: string; title: string }[] }) {
  return (
    <fieldset className="m-0 min-w-0 border-0 p-0">
      <legend className={fieldLabel()}>Only for these studies</legend>
      <p className="text-sm text-ink-2">With none ticked it is for all studies that you may see.</p>
      <div className="grid max-h-64 overflow-auto border-y border-rule py-2">
        {studies.map(({ id, title }) => (
          <label key={id} className="inline-flex min-h-(--target) items-center gap-2">
            <input type="checkbox" name="studyIds" value={id} />
            <span className="min-w-0 break-words">{title}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
