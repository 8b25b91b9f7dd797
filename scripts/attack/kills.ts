import { type Attack, finding } from './attack'
import { type Acknowledged, findBroken, judgeOn } from './judge'

/** How many verdicts are taken between one kill and the next. */
const BETWEEN = 60

/** The app, the database and both are killed while people judge; then what was acknowledged is held against what is kept. */
export const kills: Attack = {
  name: 'kills',
  does: 'kills app and database while annotators judge',
  async run({ ask, cast, killApp, killDatabase }) {
    const acknowledged: Acknowledged[] = []
    let over = false
    const judging = cast.annotators.map(({ cookie }) =>
      judgeOn(ask, cast.studyId, cookie, { acknowledged, isOver: () => over }),
    )
    const both = () => Promise.all([killDatabase(), killApp()])
    for (const kill of [killApp, killDatabase, killApp, killDatabase, both]) {
      await taken(acknowledged, acknowledged.length + BETWEEN)
      await kill()
    }
    await taken(acknowledged, acknowledged.length + BETWEEN)
    over = true
    await Promise.all(judging)
    const measured = `${acknowledged.length} acknowledged, killed 6 times`
    return [
      finding(
        'no verdict is lost, doubled, over k or on a wrong side',
        await findBroken(cast.studyId, acknowledged),
        measured,
      ),
    ]
  },
}

/** Resolves when so many verdicts are acknowledged. */
async function taken(acknowledged: readonly Acknowledged[], count: number): Promise<void> {
  while (acknowledged.length < count) await new Promise((resolve) => setTimeout(resolve, 50))
}
