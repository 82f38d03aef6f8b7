import type { Context } from '@vetgraph/kit/context'
import { badInput } from '@vetgraph/kit/errors'
import { requiredText } from '@vetgraph/kit/text'
import type { BreedRow, SpeciesRow } from './species.table.ts'

const maxSynonyms = 20

/** A term's values as the graph shows them: for the audit, and beside a stale save. */
export const valuesOf = ({ name, synonyms, retiredAt }: SpeciesRow | BreedRow) => ({
  name,
  synonyms,
  retired: retiredAt !== null,
})

/** The synonyms, each once, in the order given. */
export function synonymsOf(texts: readonly string[] | null | undefined): string[] {
  const synonyms = [...new Set((texts ?? []).map((text, n) => requiredText(`synonyms.${n}`, text)))]
  if (synonyms.length > maxSynonyms) throw badInput('synonyms', `At most ${maxSynonyms} synonyms.`)
  return synonyms
}

interface TermChange {
  name?: string | null
  synonyms?: string[] | null
  retired?: boolean | null
}

/** What a change makes of a term; one that is retired again keeps its day. */
export const termAfter = (
  ctx: Context,
  { retiredAt }: SpeciesRow | BreedRow,
  { synonyms, retired }: TermChange,
) => ({
  ...(synonyms !== undefined && { synonyms: synonymsOf(synonyms) }),
  ...(retired != null && { retiredAt: retired ? (retiredAt ?? ctx.now()) : null }),
})
