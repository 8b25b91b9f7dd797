/** Says that this process serves. It asks nothing of the database, so that a balancer may call it as often as it likes. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } })
}
