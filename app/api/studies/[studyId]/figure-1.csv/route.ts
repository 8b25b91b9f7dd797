import { serveFigure } from '@/lib/exports/figure-file'
import { route } from '@/lib/server/route'
import { figureSource } from '../figures/[file]/sources'

export const GET = route({ needs: 'study:results' }, async (access, { request }) =>
  serveFigure(request, await figureSource(access, 'figure-1', new URL(request.url)), 'csv'),
)
