import { db } from '@/lib/db/client'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { expect, test } from './fixtures'
import { judgeSome } from './steps'

/** Turns the text after it around, hides, looks like what it is not. */
const DISGUISED = '\u202egnihtemos\u2066 Bob\u200b\u200d \u0410dmin\ufeff'
const TRICKS = [
  '<div style="position:fixed;inset:0;background:red">over everything</div>',
  '<style>#verdict { display: none }</style>',
  '<svg><a xlink:href="javascript:window.hacked=1"><text>click</text></a></svg>',
  '<math><mtext><style><img src=x onerror="window.hacked = 1"></style></mtext></math>',
  '$\\href{javascript:window.hacked=1}{x}$ $\\htmlStyle{position:fixed}{y}$ $\\includegraphics{https://tracker.example/x.png}$',
  '<iframe srcdoc="<script>parent.hacked = 1</script>"></iframe><form action="https://tracker.example"><button>send</button></form>',
  '[x][y]\n\n[y]: javascript:window.hacked=1',
]

test('tricks of style, nesting, direction and length stay inside their pane, and the pair can be judged', async ({
  page,
  signIn,
}) => {
  test.setTimeout(180_000)
  const { studyId, promptSet } = await makeOpenStudy({ prompts: 3 })
  const nested = Array.from({ length: 10_000 }, (_, depth) => `${'  '.repeat(Math.min(depth, 400))}- ${depth}`).join(
    '\n',
  )
  const quoted = `${'>'.repeat(10_000)} deep`
  const long = 'A sentence of a very long response, as some models write them. '.repeat(3200).slice(0, 200_000)
  const texts = [[...TRICKS, DISGUISED].join('\n\n'), `${nested}\n\n${quoted}`, long]
  const prompts = await db.prompt.findMany({ where: { promptSetId: promptSet.id }, orderBy: { position: 'asc' } })
  for (const [index, { id }] of prompts.entries())
    await db.systemResponse.updateMany({
      where: { promptId: id },
      data: { messages: [{ role: 'assistant', content: texts[index] ?? '' }] },
    })
  await db.study.update({ where: { id: studyId }, data: { title: DISGUISED, framing: DISGUISED } })
  const [annotator] = await enrolPeople(studyId, 1)
  const foreign: string[] = []
  page.on('request', (request) => new URL(request.url()).hostname !== 'localhost' && foreign.push(request.url()))
  await signIn(page, annotator?.actor.id ?? '')
  await page.goto(`/annotate/${studyId}`)
  for (let number = 1; number <= 3; number++) {
    await expect(page.getByText(`${number} of 3`, { exact: true })).toBeVisible()
    const panes = page.locator('[data-answer]:visible')
    await expect(panes).toHaveCount(2)
    const [left, right] = await Promise.all([0, 1].map((index) => panes.nth(index).boundingBox()))
    expect([right?.y, right?.width]).toEqual([left?.y, left?.width])
    const found = await page.evaluate(() => {
      const verdict = document.querySelector('#verdict [role=group] button')?.getBoundingClientRect()
      const middle = verdict && document.elementFromPoint(verdict.x + verdict.width / 2, verdict.y + verdict.height / 2)
      return {
        hacked: 'hacked' in window,
        isOnTop: middle?.closest('#verdict') !== null,
        sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        alive: document.querySelectorAll('.md :is(a, img, script, style, iframe, form, button:not(.copy), [onerror])')
          .length,
        // Direction marks must not reach past their text.
        open: [...document.querySelectorAll('.md, [data-part=title], [data-part=framing]')]
          .filter((each) => !/isolate|plaintext/.test(getComputedStyle(each).unicodeBidi))
          .map((each) => each.className),
      }
    })
    expect(found).toEqual({ hacked: false, isOnTop: true, sideways: 0, alive: 0, open: [] })
    await judgeSome(page, 1, () => 'tie')
  }
  await expect(page.getByRole('heading', { name: /^Done/ })).toBeVisible()
  expect(await db.judgment.count({ where: { studyId } })).toBe(3)
  expect(foreign).toEqual([])
})
