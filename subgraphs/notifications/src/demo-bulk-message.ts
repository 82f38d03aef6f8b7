import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { addMinutes } from '@vetgraph/kit/time'
import {
  bulkMessageRecipients,
  BulkMessagePurpose,
  bulkMessages,
  LeftOutReason,
} from './bulk-messages/bulk-message.table.ts'
import { MessageStatus } from './reminders/reminder.table.ts'

const fortnight = 14 * 24 * 60
const written = 18

/** A message of two weeks ago that has reached most of its clients. */
export async function loadBulkMessage(ctx: Context, { owners, pets, locations, staff }: DemoPlan) {
  const createdAt = addMinutes(ctx.now(), -fortnight)
  const finishedAt = addMinutes(createdAt, 1)
  const id = demoId('bulk-message', 0)
  const recipients = owners.slice(0, written).map(({ id: ownerId }, place) => {
    const reason = [LeftOutReason.NO_ADDRESS, LeftOutReason.PATIENT_INACTIVE][place - written + 2] ?? null
    return {
      ...{ id: demoId('bulk-recipient', place), bulkMessageId: id, ownerId, reason },
      petIds: pets.filter((pet) => pet.ownerId === ownerId).map((pet) => pet.id),
      status: reason ? MessageStatus.NOT_SENT : MessageStatus.SENT,
      decidedAt: finishedAt,
    }
  })
  const leftOut = recipients.filter(({ reason }) => reason).length
  await insertRows(ctx, bulkMessages, [
    {
      ...{ id, purpose: BulkMessagePurpose.SERVICE, locationId: locations[0]!.id },
      subject: 'No electricity on Thursday afternoon',
      body: 'The street is without electricity from two o’clock on. Please call us to move the visit of {{ pets }}.',
      ...{ recipients: recipients.length, sent: recipients.length - leftOut, leftOut, stopped: 0 },
      ...{ createdById: staff[0]!.id, createdAt, finishedAt, stoppedById: null },
    },
  ])
  await insertRows(ctx, bulkMessageRecipients, recipients)
}
