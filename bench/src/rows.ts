import type { Facts } from './facts.ts'
import type { Operation } from './operations.ts'

const page = 100

/** How many rows are asked for at once; a page has at most 100, so that more rows are more pages. */
export const rowCounts = [30, 300, 3000]

/** The day sheet with so many rows, as pages beside each other; null when the hospital has not that many. */
export function rowsOf(daySheet: Operation, { locationId, hundreds }: Facts, rows: number): Operation | null {
  const windows = hundreds.slice(0, Math.ceil(rows / page))
  if (windows.length * page < rows) return null
  const nodes = daySheet.query.slice(daySheet.query.indexOf('nodes {'), daySheet.query.lastIndexOf('}'))
  const pages = windows.map(
    (_, n) => `page${n}: appointments(
      first: $first, filter: { locationId: $locationId, from: $from${n}, to: $to${n} }
    ) { ${nodes}`,
  )
  const dates = windows.map((_, n) => `$from${n}: DateTime!, $to${n}: DateTime!`)
  const variables = {
    locationId,
    first: Math.min(rows, page),
    ...Object.fromEntries(
      windows.flatMap(({ from, to }, n) => [
        [`from${n}`, from],
        [`to${n}`, to],
      ]),
    ),
  }
  return {
    name: `rows-${rows}`,
    query: `query Rows($locationId: ID!, $first: Int!, ${dates.join(', ')}) { ${pages.join('\n')} }`,
    operationName: 'Rows',
    writes: false,
    variablesOf: () => variables,
  }
}
