/**
 * Strongly connected components of a directed graph, by Tarjan's algorithm.
 *
 * @param edges whether there is an edge from one node to another
 * @returns components in topological order: no edge leads from a later to an earlier one; nodes ascending inside each
 * @see Tarjan (1972) SIAM J. Comput. 1:146–160
 */
export function strongComponents(nodes: number, edges: (from: number, to: number) => boolean): number[][] {
  const order = new Int32Array(nodes).fill(-1)
  const low = new Int32Array(nodes)
  const stack: number[] = []
  const onStack = new Uint8Array(nodes)
  const components: number[][] = []
  let visited = 0
  const visit = (node: number): void => {
    order[node] = low[node] = visited++
    stack.push(node)
    onStack[node] = 1
    for (let next = 0; next < nodes; next++) {
      if (next === node || !edges(node, next)) continue
      if (order[next] === -1) visit(next)
      if (onStack[next]) low[node] = Math.min(low[node] as number, low[next] as number)
    }
    if (low[node] !== order[node]) return
    const component = stack.splice(stack.indexOf(node))
    for (const member of component) onStack[member] = 0
    components.unshift(component.sort((a, b) => a - b))
  }
  for (let node = 0; node < nodes; node++) if (order[node] === -1) visit(node)
  return components
}
