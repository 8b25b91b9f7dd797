import type { Metadata } from 'next'
import Link from 'next/link'
import { DecideButtons } from '@/components/names/decide'
import { NamedList } from '@/components/names/named-list'
import { TextTable } from '@/components/names/text-table'
import { WordTable } from '@/components/names/word-table'
import { LinkButton } from '@/components/ui/link-button'
import { Section } from '@/components/ui/section'
import { Note, Prose, Standfirst } from '@/components/ui/text'
import { readNames } from '@/lib/names/read-names'
import { count } from '@/lib/numbers/count'
import { pageAccess } from '@/lib/server/page'
import { decide, keep } from './actions'

export const metadata: Metadata = { title: 'Names' }

export default async function NamesPage({ params, searchParams }: PageProps<'/studies/[studyId]/design/names'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:design')
  const names = await readNames(access, await searchParams)
  const { words, texts, chosen, rows, isDraft, open, itemsLeftOut, page, hasMore } = names
  const at = (to: number) =>
    `/studies/${studyId}/design/names?word=${encodeURIComponent(chosen?.word ?? '')}&page=${to}#found`
  return (
    <>
      <Note>
        <Link href={`/studies/${studyId}/design`}>Design</Link>
      </Note>
      <h1>Names</h1>
      <Standfirst>
        {words.length === 0 ? (
          'No prompt and no response that this study would show names a maker, a model or one of its systems.'
        ) : (
          <>
            A response that tells who made it is not blind, nor is one to a prompt that does.{' '}
            {isDraft
              ? 'Decide for each: keep it, mask the word in the prompt and both answers, or leave its items out. Opening the study freezes what is decided.'
              : 'What was decided is frozen in the protocol.'}
          </>
        )}
      </Standfirst>
      {words.length > 0 && (
        <Note role="status">
          {open === 0
            ? 'Nothing is open.'
            : `${count(open, 'finding is', 'findings are')} open: annotators read them as they are.`}{' '}
          {count(itemsLeftOut, 'item is', 'items are')} left out.{' '}
          <a href={`/api/studies/${studyId}/names.csv`}>Record (CSV)</a>
        </Note>
      )}
      {texts.length > 0 && (
        <Section aria-labelledby="texts">
          <h2 id="texts">In your own texts</h2>
          <Prose>
            What annotators read around the answers, from the page where they join on, names a maker, a model or a
            system of this study. Who reads it knows what is compared.
          </Prose>
          <TextTable studyId={studyId} found={texts} keep={isDraft ? keep : null} />
        </Section>
      )}
      {words.length > 0 && (
        <Section aria-labelledby="words">
          <h2 id="words">In prompts and responses</h2>
          {isDraft && (
            <Note className="mb-3">
              “All” decides everywhere, also where something else was decided. Choose a word to decide text by text.
            </Note>
          )}
          <WordTable studyId={studyId} words={words} chosen={chosen?.word ?? null} decide={isDraft ? decide : null} />
        </Section>
      )}
      {chosen && (
        <Section aria-labelledby="found">
          <h2 id="found">“{chosen.word}”</h2>
          {isDraft && chosen.open > 1 && (
            <div className="flex flex-wrap items-center gap-[0.6rem] mb-4">
              <span>All {chosen.open.toLocaleString('en')} that are open:</span>
              <DecideButtons
                {...{ studyId, decide, decision: null, foundIn: null }}
                word={chosen.word}
                label={`All that are open of ${chosen.word}`}
              />
            </div>
          )}
          <NamedList studyId={studyId} rows={rows} decide={isDraft ? decide : null} />
          <div className="flex flex-wrap items-center gap-[0.6rem] mt-4">
            {page > 0 && <LinkButton href={at(page)}>Earlier</LinkButton>}
            {hasMore && <LinkButton href={at(page + 2)}>Later</LinkButton>}
          </div>
        </Section>
      )}
      <Note className="mt-6">
        Looked for: this study’s systems, also without size or version; built-in names of makers and models; in English
        and Korean, sentences in which an answer tells what it is or who made it; and the admins’ list. Spelling does
        not matter. What is stored stays as it was uploaded.
      </Note>
    </>
  )
}
