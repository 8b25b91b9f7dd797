type Study = { title: string; status: string }

/** Why something keeps its name: protocols that are frozen have it. Null where none has. */
export function openedBy(studies: readonly Study[], what: string): string | null {
  const opened = studies.filter(({ status }) => status !== 'DRAFT')
  return opened.length === 0
    ? null
    : `${named(opened)} ${opened.length === 1 ? 'was opened' : 'were opened'} with ${what}, and the frozen protocol has its name.`
}

/** Why something cannot be deleted: studies have it, drafts among them. Null where none has. */
export function usedBy(studies: readonly Study[], what: string): string | null {
  return studies.length === 0
    ? null
    : `${named(studies)} ${studies.length === 1 ? 'uses' : 'use'} ${what}. Archive it instead, or delete what uses it first.`
}

function named([first, ...others]: readonly Study[]): string {
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  return `${others.length === 0 ? 'The study' : 'The studies'} “${first?.title}”${more}`
}
