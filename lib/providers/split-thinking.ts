/**
 * Reasoning that a model writes into its text, between `<think>` and `</think>`, and the text without it. Some templates leave
 * the first mark away; where the last one is missing, the model never came to its answer.
 */
export function splitThinking(text: string): { text: string; thought: string | null } {
  const start = text.trimStart()
  const end = start.indexOf('</think>')
  const opens = start.startsWith('<think>')
  if (!opens && end === -1) return { text, thought: null }
  // What merely speaks of the mark, after another text, is no reasoning.
  if (!opens && start.slice(0, end).includes('<think>')) return { text, thought: null }
  const thought = start.slice(opens ? '<think>'.length : 0, end === -1 ? undefined : end).trim()
  return { text: end === -1 ? '' : start.slice(end + '</think>'.length).trim(), thought: thought || null }
}
