import type { Id, Side } from './arguments.ts'
import { idsIn, type Row, type Rows } from './rows.ts'

/** Copies and bookkeeping: no client ever names them by id. */
const behindTheScenes = /\.(audit_head|idempotency_keys|drizzle_migrations|\w+_refs)$/

const singular = (table: string) =>
  table
    .slice(table.indexOf('.') + 1)
    .replace(/ies$/, 'y')
    .replace(/s$/, '')

const snake = (name: string) => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()

const idsOfRows = (rows: readonly string[], column = 'id') =>
  rows.map((row) => (JSON.parse(row) as Row)[column]).filter((id): id is string => typeof id === 'string')

/** How many ids of a kind are tried, and how many of each when a name does not say which kind it means. */
const most: Readonly<Record<Side, [ofTheKind: number, ofEach: number]>> = {
  own: [2, 1],
  foreign: [3, 1],
  hospital: [1, 1],
}

/** Whether a field speaks of a kind: `reactivate_user` is not about an act. */
const speaksOf = (field: string, kind: string) => new RegExp(`(^|_)${kind}(s|_|$)`).test(field)

/** Things that the graph calls by what they are to a visit, an account or a client. */
const called: Readonly<Record<string, string>> = {
  vet: 'user',
  account_entry: 'journal_entry',
  message: 'reminder',
}

/** The entities by owner: what a caller may know, what it must not, and what belongs to the hospital. */
export class Ground {
  private readonly byKind = new Map<string, Id[]>()
  /** Every id of what is not the caller's. */
  readonly foreignIds: ReadonlySet<string>

  constructor(sides: Readonly<Record<Side, Rows>>) {
    for (const side of ['own', 'foreign', 'hospital'] as const) {
      for (const [table, rows] of sides[side]) {
        if (behindTheScenes.test(table)) continue
        const kind = singular(table)
        const ids = idsOfRows([...rows]).map((id) => ({ id, side }))
        if (ids.length === 0) continue
        this.byKind.set(kind, [...(this.byKind.get(kind) ?? []), ...ids])
      }
    }
    const vets = idsOfRows([...(sides.hospital.get('scheduling.appointments') ?? [])], 'vet_id').sort()
    if (vets[0]) this.byKind.set('vet', [{ id: vets[0], side: 'hospital' }])
    // The location where the other household has its visits comes first, because its held times are there.
    const theirs = new Set(
      idsOfRows([...(sides.foreign.get('scheduling.appointments') ?? [])], 'location_id'),
    )
    const places = this.byKind.get('location') ?? []
    this.byKind.set('location', [
      ...places.filter(({ id }) => theirs.has(id)),
      ...places.filter(({ id }) => !theirs.has(id)),
    ])
    const of = (side: Side) => [...sides[side].values()].flatMap((rows) => idsOfRows([...rows]))
    const known = new Set([...of('hospital'), ...of('own')])
    this.foreignIds = new Set(of('foreign').filter((id) => !known.has(id)))
  }

  private kinds(fits: (kind: string) => boolean): string[] {
    return [...this.byKind.keys()].filter(fits)
  }

  /** The kinds a name speaks of; it may leave out how a kind begins: `type`, `item`. */
  private kindsNamed(name: string): string[] {
    return this.kinds((kind) => kind === name || kind.endsWith(`_${name}`))
  }

  /** The same of a name as the graph has it, `Message`: a reminder, or what was written in a conversation. */
  private kindsCalled(name: string): string[] {
    const word = snake(name)
    return [called[word], word].flatMap((each) => (each ? this.kindsNamed(each) : []))
  }

  /**
   * The ids that may stand where a name speaks of them, `petId`. A bare `id` is that of what the field answers
   * or speaks of; where nothing tells what is meant, one of everything.
   */
  idsOf(name: string, field: string, answers: string): readonly Id[] {
    const word = snake(name).replace(/_?ids?$/, '')
    const kinds =
      word === ''
        ? this.kinds((kind) => speaksOf(snake(field), kind) || this.kindsCalled(answers).includes(kind))
        : this.kindsCalled(word)
    // Who is named as the vet: one who is, and accounts of others who are not.
    if (word === 'vet') kinds.unshift('vet')
    const [wanted, each] =
      kinds.length > 0 ? [[...new Set(kinds)], 0 as const] : [this.kinds(() => true), 1 as const]
    return wanted.flatMap((kind) => {
      const ids = this.byKind.get(kind) ?? []
      return (['own', 'foreign', 'hospital'] as const).flatMap((side) =>
        ids.filter((id) => id.side === side).slice(0, most[side][each]),
      )
    })
  }

  /** The things of others that the graph calls so, `MedicalRecord`. */
  foreignOf(type: string): readonly string[] {
    const word = snake(type).replace(/s$/, '')
    const name = called[word] ?? word
    const alike = this.kinds((kind) => name.endsWith(`_${kind}`) || name.startsWith(`${kind}_`))
    const [kind] = [name, ...alike.sort((a, b) => b.length - a.length)].filter((kind) =>
      this.byKind.has(kind),
    )
    const ids = (kind && this.byKind.get(kind)) || []
    return ids.filter(({ side }) => side === 'foreign').map(({ id }) => id)
  }
}

/** What of others stands in a text; an id that the caller has sent is no news. */
export function findingsIn(text: string, ground: Ground, words: readonly string[], sent: string): string[] {
  const lower = text.toLowerCase()
  const ids = [...idsIn([text])].filter((id) => id !== sent && ground.foreignIds.has(id))
  return [...words.filter((word) => lower.includes(word.toLowerCase())), ...ids]
}
