import { appendFile } from 'node:fs/promises'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { plan } from '@vetgraph/kit/work/work'
import type { FlattenedJWS } from 'jose'

const deadline = 10_000

interface Shipment {
  checkpoint: FlattenedJWS
}

/**
 * Plans sending a checkpoint to the operator's file or webhook; the job queue retries failures.
 * no authorization: it is scheduled work.
 * no audit: nothing of the hospital changes.
 */
export async function shipCheckpoint(ctx: Context, checkpoint: FlattenedJWS) {
  const { checkpointFile, checkpointUrl } = ctx.settings
  const shipment: Shipment = { checkpoint }
  await transact(ctx, async (ctx) => {
    if (checkpointFile) await plan(ctx, 'append-checkpoint', { ...shipment })
    if (checkpointUrl) await plan(ctx, 'post-checkpoint', { ...shipment })
  })
}

/** Appends a checkpoint to the operator's file, one on each line. */
export async function appendCheckpoint({ settings }: Context, { checkpoint }: Shipment) {
  if (settings.checkpointFile) await appendFile(settings.checkpointFile, `${JSON.stringify(checkpoint)}\n`)
}

/** Posts a checkpoint to the operator's webhook; anything but a 2xx is a failure. */
export async function postCheckpoint({ settings }: Context, { checkpoint }: Shipment) {
  if (!settings.checkpointUrl) return
  const { ok, status } = await fetch(settings.checkpointUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(checkpoint),
    redirect: 'error',
    signal: AbortSignal.timeout(deadline),
  })
  if (!ok) throw new Error(`AUDIT_CHECKPOINT_URL answered ${status}.`)
}
