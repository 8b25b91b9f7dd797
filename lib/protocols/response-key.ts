/** How a plan tells a response: by its prompt and its system. */
export function responseKey(promptId: string, systemId: string): string {
  return `${promptId} ${systemId}`
}
