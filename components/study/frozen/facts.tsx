export type Fact = [name: string, value: React.ReactNode]

/** Names and what they stand for, in two columns. */
export function Facts({
  id,
  title,
  facts,
  children,
}: {
  id: string
  title: string
  facts: Fact[]
  children?: React.ReactNode
}) {
  return (
    <section className="section" aria-labelledby={`frozen-${id}`}>
      <h2 id={`frozen-${id}`}>{title}</h2>
      <table className="data frozen">
        <tbody>
          {facts.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </section>
  )
}
