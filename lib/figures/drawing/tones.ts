/** How much of its colour an option has, from an end of the scale to its middle, by how many options a half has. */
const STRENGTHS: readonly (readonly number[])[] = [
  [],
  [100],
  [100, 50],
  [100, 60, 30],
  [100, 70, 50, 30],
  [100, 80, 60, 40, 20],
]

/** The classes of a segment and of what stands on it. */
type Tone = { fill: string; text: string }

/** The tone of an option, the worst first: from the colour of losses over that of ties, where there is a middle, to that of wins. */
export function toneOf(option: number, options: number): Tone {
  const half = Math.floor(options / 2)
  const fromEnd = Math.min(option, options - 1 - option)
  if (options % 2 === 1 && option === half) return { fill: 'tie', text: 'on-tie' }
  const side = option < half ? 'loss' : 'win'
  const strength = STRENGTHS[Math.min(half, STRENGTHS.length - 1)]?.[fromEnd] ?? 20
  if (strength === 100) return { fill: side, text: `on-${side}` }
  return { fill: `${side} faded-${strength}`, text: strength > 60 ? `on-${side}` : '' }
}
