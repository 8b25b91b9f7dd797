import { db } from '@/lib/db/client'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { expect, test } from './fixtures'
import { judgeSome, signInByForm } from './steps'

const PAYLOADS = [
  '<script>window.hacked = 1</script>',
  '<img src=x onerror="window.hacked = 1">',
  '[a link](javascript:window.hacked=1)',
  '<svg onload="window.hacked = 1"><style>body { display: none }</style></svg>',
  '![an image](https://tracker.example/pixel.png)',
  '<a href="data:text/html,<script>window.hacked=1</script>">x</a>',
]

test('script in prompt, responses, system name, title and annotator’s name is text everywhere', async ({
  page,
  signIn,
}) => {
  const { studyId, promptSet } = await makeOpenStudy({ prompts: 2, design: { looks: 'ANYTIME' } })
  const messages = (role: string) => [{ role, content: PAYLOADS.join('\n\n') }]
  await db.prompt.updateMany({
    where: { promptSetId: promptSet.id },
    data: { messages: messages('user'), category: PAYLOADS[0] ?? '' },
  })
  await db.systemResponse.updateMany({
    where: { promptSetId: promptSet.id },
    data: { messages: messages('assistant') },
  })
  const name = `${PAYLOADS[1]} ${studyId}`
  const system = await db.system.create({ data: { name } })
  await db.systemResponse.updateMany({
    where: { promptSetId: promptSet.id, system: { name: 'Baseline 1' } },
    data: { systemId: system.id },
  })
  await db.studySystem.updateMany({ where: { studyId, focal: false }, data: { systemId: system.id } })
  await db.study.update({ where: { id: studyId }, data: { title: PAYLOADS[0] ?? '', framing: PAYLOADS[1] ?? '' } })
  const [annotator] = await enrolPeople(studyId, 1)
  await db.user.update({ where: { id: annotator?.actor.id ?? '' }, data: { name: PAYLOADS[1] ?? '' } })

  const foreign: string[] = []
  page.on('request', (request) => new URL(request.url()).hostname !== 'localhost' && foreign.push(request.url()))
  page.on('dialog', (dialog) => foreign.push(dialog.message()))
  const harmless = async () => {
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(foreign).toEqual([])
  }

  await signIn(page, annotator?.actor.id ?? '')
  await page.goto('/')
  await harmless()
  await page.goto(`/annotate/${studyId}`)
  await expect(page.locator('.md').getByText('window.hacked = 1').first()).toBeVisible()
  await expect(page.locator('.md a, .md img, .md script, .md svg, .md style')).toHaveCount(0)
  await judgeSome(page, 2, () => 'left')
  await harmless()

  await page.context().clearCookies()
  await signInByForm(page, 'admin@example.org', 'a password for the tests')
  for (const path of ['', '/design', '/annotators', '/results', '/export', '/preview']) {
    await page.goto(`/studies/${studyId}${path}`)
    await harmless()
  }
  for (const path of ['/', `/prompt-sets/${promptSet.id}`, '/admin/people', '/admin/audit']) {
    await page.goto(path)
    await harmless()
  }
  // On its own the figure is an SVG document, in which a script would run.
  await page.goto(`/api/studies/${studyId}/figures/figure-1.svg`).catch(() => undefined)
  await harmless()
})
