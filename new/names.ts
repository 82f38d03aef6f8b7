/** The forms of a noun that a feature is named by. */
export interface Names {
  subgraph: string
  /** `cold-store` */
  kebab: string
  /** `cold-stores` */
  folder: string
  /** `cold_stores` */
  table: string
  /** `coldStore` */
  one: string
  /** `coldStores` */
  many: string
  /** `ColdStore` */
  type: string
  /** `ColdStores` */
  types: string
  /** `cold store` */
  words: string
  /** `Cold stores` */
  title: string
}

const pluralOf = (noun: string) => {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`
  return /(s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`
}

const camel = (kebab: string) =>
  kebab.replaceAll(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase())
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

export function namesOf(subgraph: string, kebab: string): Names {
  const folder = pluralOf(kebab)
  const [one, many] = [camel(kebab), camel(folder)]
  return {
    subgraph,
    kebab,
    folder,
    table: folder.replaceAll('-', '_'),
    one,
    many,
    type: capital(one),
    types: capital(many),
    words: kebab.replaceAll('-', ' '),
    title: capital(folder.replaceAll('-', ' ')),
  }
}
