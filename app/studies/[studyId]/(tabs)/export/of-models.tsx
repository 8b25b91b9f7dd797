import { Section } from '@/components/ui/section'
import { Prose } from '@/components/ui/text'
import { ALPACA_EVAL_COLUMNS } from '@/lib/exports/alpaca-eval'
import { CALL_COLUMNS } from '@/lib/exports/calls'
import { FASTCHAT_PAIR_COLUMNS } from '@/lib/exports/fastchat-pair'
import { FASTCHAT_SINGLE_COLUMNS } from '@/lib/exports/fastchat-single'
import { LMSYS_COLUMNS } from '@/lib/exports/lmsys'
import type { PreferenceQuery } from '@/lib/exports/preference-query'
import type { Offered } from '@/lib/exports/read-offered'
import { Columns } from './columns'
import { Files } from './files'
import { JudgedItems } from './judged-items'
import { Training } from './training'

type Props = { studyId: string; isHidden: boolean }

/** What was sent to models and what came back. */
export function ModelCalls({ studyId, isHidden }: Props) {
  return (
    <Section aria-labelledby="calls">
      <h2 id="calls">Calls of models</h2>
      <Prose>
        Every call, one row each, those that failed among them: what was sent, what came back, the model that answered,
        tokens, cost, and what was read in the answer. They hold the texts of prompts and responses. Keys of providers
        are in no file.
      </Prose>
      {!isHidden && <Files studyId={studyId} names={['calls.csv', 'calls.jsonl']} />}
      <Columns label="Columns of the calls" columns={CALL_COLUMNS} />
    </Section>
  )
}

/** The same verdicts in the forms of other tools; each only where the study has something for it. */
export function OtherTools({
  studyId,
  offered,
  isHidden,
  asked,
}: Props & { offered: Offered; asked: PreferenceQuery }) {
  const { pairs, ratings, annotations } = offered
  if (!pairs && !ratings && !annotations) return null
  return (
    <Section aria-labelledby="other-tools">
      <h2 id="other-tools">For other tools</h2>
      <Prose>
        Answers to the first question that the figures count. Like the calls, they hold the texts of prompts and
        responses.
      </Prose>
      {pairs && (
        <>
          <h3>FastChat, pairs</h3>
          <Prose>
            What models said of each pair in both orders, in one row. FastChat takes orders that differ for a tie, as
            the rule <em>Majority</em> does here for a group of one model, and drops a pair that has no verdict in one
            order.
          </Prose>
          {!isHidden && <Files studyId={studyId} names={['fastchat-pair.jsonl', 'fastchat-pair.manifest.json']} />}
          <Columns label="Columns of FastChat’s pairs" columns={FASTCHAT_PAIR_COLUMNS} />
        </>
      )}
      {ratings && (
        <>
          <h3>FastChat, single responses</h3>
          <Prose>Ratings by models. FastChat drops a score of −1, which stands for no verdict.</Prose>
          {!isHidden && <Files studyId={studyId} names={['fastchat-single.jsonl', 'fastchat-single.manifest.json']} />}
          <Columns label="Columns of FastChat’s ratings" columns={FASTCHAT_SINGLE_COLUMNS} />
        </>
      )}
      {annotations && (
        <>
          <h3>AlpacaEval</h3>
          <Prose>
            An annotation for each judgment, by people and by models. AlpacaEval counts a tie as half a win, and leaves
            out what has no preference.
          </Prose>
          {!isHidden && <Files studyId={studyId} names={['alpaca-eval.json', 'alpaca-eval.manifest.json']} />}
          <Columns label="Columns of AlpacaEval’s annotations" columns={ALPACA_EVAL_COLUMNS} />
          <h3>Rows as of the arena (LMSYS)</h3>
          <Prose>A row for each judgment, ties among them, with both conversations.</Prose>
          {!isHidden && <Files studyId={studyId} names={['lmsys.jsonl', 'lmsys.manifest.json']} />}
          {!isHidden && (
            <>
              <Prose>
                FastChat’s own scripts know “both are bad” as <code>tie (bothbad)</code>, newer files of the arena as{' '}
                <code>both_bad</code>.
              </Prose>
              <Files studyId={studyId} names={['lmsys.jsonl']} query="?dialect=fastchat" kind="for FastChat" />
            </>
          )}
          <Columns label="Columns of rows as of the arena" columns={LMSYS_COLUMNS} />
          <Training studyId={studyId} isHidden={isHidden} asked={asked} hasModels={offered.models} />
          <JudgedItems studyId={studyId} isHidden={isHidden} asked={asked} />
        </>
      )}
    </Section>
  )
}
