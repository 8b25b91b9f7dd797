import type { ProviderInput } from '@/lib/providers/schema'

/** Kinds of providers in plain words, with the address that each has of its own. */
export const KINDS: Record<ProviderInput['kind'], { name: string; baseUrl: string }> = {
  OPENAI_COMPATIBLE: { name: 'OpenAI-compatible', baseUrl: '' },
  ANTHROPIC: { name: 'Anthropic', baseUrl: 'https://api.anthropic.com/v1' },
  GOOGLE: { name: 'Google', baseUrl: 'https://generativelanguage.googleapis.com/v1beta' },
  EXTERNAL: { name: 'A program of your own', baseUrl: '' },
}

/** Who may put models of a provider into studies, in plain words. */
export const USES: Record<ProviderInput['use'], string> = {
  RESEARCHERS: 'All researchers',
  LISTED: 'Some researchers',
  ADMINS: 'Admins only',
}

/** How a key stands, in plain words. @param end its last characters, where it is long enough to show them */
export function keyWords(state: 'NONE' | 'THERE' | 'LOST', end: string | null): string {
  if (state === 'NONE') return 'none'
  if (state === 'LOST') return 'cannot be opened: enter it anew'
  return end ? `ends in ${end}` : 'there'
}
