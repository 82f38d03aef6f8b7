import { hashOf } from '@vetgraph/kit/access/secret'
import { requireViewer } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { badInput } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import type { Place } from './move.service.ts'
import { witnessings, witnessMissing } from './witnessing.table.ts'

export interface Witnessed {
  witnessProof?: string | null
}

/** What is the same when it is asked for again: the proof is another one then. */
export const repeatable = <Input extends Witnessed>(input: Input) => ({ ...input, witnessProof: undefined })

interface ProofAnswer {
  witness: { id: string } | null
  actor: { id: string } | null
  location: { id: string } | null
}

/**
 * The witness whom a controlled item demands, in the open transaction: somebody else, who has proved it to identity for
 * this viewer and location a moment ago (I10). Null for other items.
 */
export async function witnessingOf(
  ctx: Context,
  { item, location }: Place,
  proof: string | null | undefined,
): Promise<string | null> {
  if (!item.controlled) return null
  if (!proof) throw witnessMissing()
  const actorId = requireViewer(ctx).userId
  const [answer] = await ctx.askPeer('WitnessProof', [proof], 'witness { id } actor { id } location { id }')
  const proved = (answer ?? null) as unknown as ProofAnswer | null
  if (!proved?.witness || proved.actor?.id !== actorId || proved.location?.id !== location.id)
    throw badInput('witnessProof', 'The proof of the witness has ended: they prove it again.')
  const id = newId()
  await ctx.db.insert(witnessings).values({
    id,
    proofHash: hashOf(proof),
    actorId,
    witnessId: proved.witness.id,
    locationId: location.id,
    at: ctx.now(),
  })
  return id
}
