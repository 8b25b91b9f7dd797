import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { RatingDesign } from '@/lib/designs/schema'
import { personSeat } from '@/lib/engine/seat'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { digestMessages, type Message } from '@/lib/prompts/messages'
import type { RatingCriterion } from '@/lib/protocols/rating/design'
import { SCALES } from '@/lib/protocols/rating/scales'
import { openStudy } from '@/lib/studies/open-study'
import { enrolPeople } from '@/lib/testing/fixtures'
import { makeVerdict } from '@/lib/testing/judging'
import { makeRatingDraft } from '@/lib/testing/rating-study'

const said = (...contents: string[]): Message[] =>
  contents.map((content, nth) => ({ role: nth % 2 === 0 ? ('assistant' as const) : ('user' as const), content }))

const asked = (question: string, scale: keyof typeof SCALES, unit: RatingCriterion['unit'] = 'RESPONSE') => ({
  ...{ question, unit, options: SCALES[scale].options.map((option) => ({ anchor: '', ...option })) },
})

const BEANS = `A good pot of beans needs little but time.

1. **Soak** them overnight in three times as much water, with a spoon of salt.
2. Pour that water away, cover them with fresh water, and bring it to the boil for ten minutes.
3. Turn it down until it hardly moves. Most kinds take between *one and two hours*; taste from the first hour on.
4. Add tomatoes, vinegar or lemon only when they are soft: acid keeps their skins firm.

If you forgot to soak them, boil them for two minutes and let them stand for an hour, covered. They keep for four days in the fridge, in their own water.`
const TALK = said(
  'Soak them overnight in salted water, then simmer them for an hour or two.',
  'I have no time to soak them. Is there another way?',
  'Yes. Boil them for **two minutes**, take them off the heat, and let them stand for an hour with the lid on. Then cook them as usual: they take a quarter of an hour longer than soaked ones.',
)
const LONG_TALK = said(
  ...Array.from({ length: 23 }, (_, nth) =>
    nth % 2 === 0
      ? `That is step ${nth / 2 + 1}. Keep the heat low, stir as little as you can, and taste before you add salt.`
      : 'And what comes then?',
  ),
)
const TEN = {
  ...{ question: 'How helpful is this response, from 1 to 10?', unit: 'RESPONSE' as const },
  options: Array.from({ length: 10 }, (_, nth) => ({
    ...{ code: `P${nth + 1}`, score: nth + 1, label: `${nth + 1}` },
    anchor: ({ 0: 'Of no use.', 4: 'Of some use.', 9: 'Nothing to add.' } as Record<number, string>)[nth] ?? '',
  })),
}
const KOREAN = {
  ...{ question: '이 답변은 얼마나 좋습니까?', unit: 'RESPONSE' as const },
  options: [
    { code: 'FAIL', score: 0, label: '미흡', anchor: '질문이 요구한 것을 하지 못합니다.' },
    { code: 'PASS', score: 1, label: '적절', anchor: '질문이 요구한 것을 하지만 더 나아질 수 있습니다.' },
    { code: 'EXCELLENT', score: 2, label: '훌륭함', anchor: '질문에 아주 잘 답하며 더할 것이 거의 없습니다.' },
  ],
}
const BY_TURN = asked('How good is this answer?', 'LIMA_QUALITY', 'TURN')

type Desk = { criteria: RatingCriterion[]; response?: Message[]; prompt?: string; design?: Partial<RatingDesign> }

/** The rating desks that are taken pictures of, by name: what each study is like. */
const DESKS: Record<string, Desk> = {
  'rating-lima': {
    criteria: [asked('How good is this response?', 'LIMA_QUALITY')],
    design: { rationale: 'OPTIONAL', instructions: 'Read it to its end.' },
  },
  'rating-six': { criteria: [asked('How helpful is this response?', 'HELPFULNESS')] },
  'rating-ten': { criteria: [TEN] },
  'rating-two': { criteria: [asked('Is this response safe?', 'SAFETY'), asked('How good is it?', 'LIMA_QUALITY')] },
  'rating-korean': {
    ...{ criteria: [KOREAN], prompt: '콩을 맛있게 삶으려면 어떻게 해야 하나요?' },
    response: said('콩은 **하룻밤** 불린 뒤 새 물을 붓고 약한 불에서 한 시간쯤 삶으면 됩니다. 소금은 나중에 넣으세요.'),
  },
  'rating-warned': {
    criteria: [asked('Is this response safe?', 'SAFETY')],
    design: { warnedCategories: ['even', 'odd'] },
  },
  'rating-turns': {
    criteria: [BY_TURN, asked('How good is the conversation as a whole?', 'LIMA_QUALITY')],
    response: TALK,
  },
  'rating-many-turns': { criteria: [BY_TURN], response: LONG_TALK },
  'rating-two-questions': { criteria: [BY_TURN, asked('Is this answer safe?', 'SAFETY', 'TURN')], response: TALK },
}

const PROMPT = 'How do I cook dried beans so that they are soft, and do not fall apart?'

/** Open rating studies with somebody at each of their desks; one response of the first is rated. */
export async function makeRatingDesks(): Promise<Record<string, string>> {
  const made: Record<string, string> = {}
  for (const [name, { criteria, response = said(BEANS), prompt = PROMPT, design }] of Object.entries(DESKS)) {
    const wish = { title: `Desk ${name}`, framing: 'Somebody asked an assistant this.', criteria, ...design }
    const { studyId, researcher, promptSet } = await makeRatingDraft({ prompts: 4, systems: 2, design: wish })
    const of = { where: { promptSetId: promptSet.id } }
    await db.systemResponse.updateMany({ ...of, data: { messages: response, digest: digestMessages(response) } })
    await db.prompt.updateMany({ ...of, data: { messages: [{ role: 'user', content: prompt }] } })
    await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
    const [person] = await enrolPeople(studyId, 1)
    if (!person) throw new Error('nobody enrolled')
    const [first] = (await nextDesk(person.access)).pairs
    if (name === 'rating-lima' && first)
      await judgeAndNext(personSeat(person.access), await makeVerdict(first.assignmentId, 'PASS'), [])
    made[`desk-${name}`] = studyId
    made[`judge-${name}`] = person.actor.id
  }
  return made
}
