import { randomUUID } from 'node:crypto'
import { asRole } from '@vetgraph/kit/testing/subgraph'
import type { WalkHospital } from './hospital.ts'
import { backstage, type Household } from './people.ts'

/** The client and the hospital write to each other, and staff about it. */
export async function converse(
  hospital: WalkHospital,
  { word, ownerId, userId }: Pick<Household, 'word' | 'ownerId' | 'userId'>,
) {
  const send = 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { id } }'
  await hospital.do(send, { input: { text: `${word} asks` } }, asRole('OWNER', { userId, ownerId }))
  await hospital.do(send, { input: { ownerId, text: `${word} is answered` } })
  const [row] = await hospital.sql`select id from notifications.conversations where owner_id = ${ownerId}`
  await hospital.mutate('addConversationNote', { conversationId: row!['id'], text: `${backstage}: insists` })
}

/** A reminder that stands in the plan. */
export async function remind(hospital: WalkHospital, ownerId: string, petId: string, word: string) {
  const [location] = await hospital.locations()
  await hospital.sql`
    insert into notifications.reminders (id, rule_id, kind, owner_id, pet_id, source_id, pet_name, what,
      location_id, time_zone, due_on, due, step, send_at, send_on, status)
    select ${randomUUID()}, id, kind, ${ownerId}, ${petId}, ${randomUUID()}, ${word}, ${`${word}’s booster`},
      ${location!.id}, 'UTC', current_date + 9, 'walk', -1, now() + interval '8 days', current_date + 8, 'PLANNED'
    from notifications.reminder_rules limit 1`
}
