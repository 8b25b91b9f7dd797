import type { ModelRatings, Ratings } from '@/lib/analysis/deep/ratings'
import { wholeNumber } from './percent'

/** What the rating figure shows, of how much, and how its intervals were made. */
export function ratingCaption({ judgments, prompts, rounds }: Ratings, { model }: ModelRatings): string {
  const name =
    model === 'Davidson'
      ? 'Davidson’s model of ties'
      : model === 'ties as half'
        ? 'Bradley–Terry with ties as half'
        : model
  return `Ratings under ${name}, Elo scale, mean 1000 (dashed); n = ${wholeNumber(judgments)} judgments on ${wholeNumber(prompts)} prompts, every judgment counts. Whiskers: 95% percentile intervals of ${wholeNumber(rounds)} bootstrap rounds over prompts.`
}
