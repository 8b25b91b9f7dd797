/** How a plan tells a response: by its prompt, its system, and which of the system's responses to the prompt it is. */
export function responseKey(promptId: string, systemId: string, sample = 0): string {
  return `${promptId} ${systemId} ${sample}`
}
