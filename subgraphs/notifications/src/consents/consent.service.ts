import { audit } from '@vetgraph/kit/work/audit'
import { type Page, type PageArgs, pageOf } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { openReminderLink } from '@vetgraph/kit/contracts/reminder-links'
import { lockFor, transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { authorize, can, requireViewer, sightOf } from '@vetgraph/kit/access/authorize'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import {
  ConsentChannel,
  consentDecisions,
  ConsentPurpose,
  ConsentSource,
  consentWordings,
  type DecisionRow,
  type WordingRow,
} from './consent.table.ts'
import type { Consent, DecideConsentInput, PublishConsentWordingInput } from './consent.types.ts'

export type { DecisionRow }

const purposes = Object.values(ConsentPurpose)
const channels = Object.values(ConsentChannel)

const firstWordings: Record<ConsentPurpose, string> = {
  APPOINTMENT_REMINDERS: 'The hospital may remind me of my booked visits and tell me when they change.',
  HEALTH_REMINDERS: 'The hospital may tell me when vaccinations and check-ups of my animals fall due.',
  NEWS: 'The hospital may send me its news and offers.',
  SURVEYS: 'The hospital may ask me how satisfied I was with a visit.',
}

/**
 * Gives every purpose the words that come with the software, where there are none yet.
 * no authorization: it happens at start. no audit: the software changes, nobody changes it.
 */
export const addFirstWordings = (ctx: Context) =>
  transact(ctx, async (ctx) => {
    await ctx.db
      .insert(consentWordings)
      .values(
        purposes.map((purpose) => ({ purpose, version: 1, text: firstWordings[purpose], since: ctx.now() })),
      )
      .onConflictDoNothing()
  })

const currentWordings = (ctx: Context): Promise<WordingRow[]> =>
  ctx.db
    .selectDistinctOn([consentWordings.purpose])
    .from(consentWordings)
    .orderBy(consentWordings.purpose, desc(consentWordings.version))

/** What clients are and were asked: for each purpose the words of today, then the older ones. */
export async function listWordings(ctx: Context): Promise<WordingRow[]> {
  requireViewer(ctx)
  return ctx.db
    .select()
    .from(consentWordings)
    .orderBy(asc(consentWordings.purpose), desc(consentWordings.version))
}

/** Pet owners cannot see other households' decisions (AU4). */
function visibleOwners(ctx: Context, ownerIds: readonly string[]): string[] {
  const sight = sightOf(ctx, 'consent:read')
  return ownerIds.filter((id) => sight.all || id === sight.ownerId)
}

async function readDecisions(ctx: Context, ownerIds: readonly string[]) {
  const latest = await ctx.db
    .selectDistinctOn([consentDecisions.ownerId, consentDecisions.purpose, consentDecisions.channel])
    .from(consentDecisions)
    .where(inArray(consentDecisions.ownerId, visibleOwners(ctx, ownerIds)))
    .orderBy(
      consentDecisions.ownerId,
      consentDecisions.purpose,
      consentDecisions.channel,
      desc(consentDecisions.version),
    )
  return latest.map((row): [string, DecisionRow] => [row.ownerId, row])
}

/**
 * The latest decisions of some owners for a channel.
 * no authorization: the hospital's own work asks before it writes to somebody.
 */
export const latestDecisions = (ctx: Context, ownerIds: readonly string[], channel: ConsentChannel) =>
  ctx.db
    .selectDistinctOn([consentDecisions.ownerId, consentDecisions.purpose])
    .from(consentDecisions)
    .where(and(inArray(consentDecisions.ownerId, [...ownerIds]), eq(consentDecisions.channel, channel)))
    .orderBy(consentDecisions.ownerId, consentDecisions.purpose, desc(consentDecisions.version))

/** The consent of an owner for every purpose and channel, asked or not. */
export async function consentsOf(ctx: Context, { id }: { id: string }): Promise<Consent[]> {
  sightOf(ctx, 'consent:read')
  const [decisions, wordings] = await Promise.all([
    groupLoaderOf(ctx, readDecisions).load(id),
    currentWordings(ctx),
  ])
  return wordings.flatMap((wording) =>
    channels.map((channel): Consent => {
      const decision =
        decisions.find((known) => known.purpose === wording.purpose && known.channel === channel) ?? null
      const outdated = decision !== null && decision.granted && decision.wordingVersion !== wording.version
      return { purpose: wording.purpose, channel, wording, decision, outdated }
    }),
  )
}

/** Every decision of a client, newest first. */
export async function listDecisions(
  ctx: Context,
  { id }: { id: string },
  page: PageArgs,
): Promise<Page<DecisionRow>> {
  const wanted = inArray(consentDecisions.ownerId, visibleOwners(ctx, [id]))
  return pageOf<DecisionRow>(page, {
    key: consentDecisions.decidedAt,
    id: consentDecisions.id,
    direction: 'desc',
    keyOf: ({ decidedAt }) => decidedAt,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(consentDecisions)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(consentDecisions, wanted),
  })
}

/** The client, whom the viewer must be or be allowed to write down decisions of. */
async function ownerToDecide(ctx: Context, ownerId: string): Promise<ConsentSource> {
  const viewer = requireViewer(ctx)
  const isOwn = viewer.ownerId === ownerId && can(viewer, 'own-household:read')
  if (isOwn) return ConsentSource.PORTAL
  // For pet owners, another household's owner is NOT_FOUND as if it did not exist.
  if (can(viewer, 'own-household:read') && !can(viewer, 'consent:write')) throw notFound('owner', 'ownerId')
  authorize(ctx, 'consent:write')
  const [owner] = await ctx.askPeer('Owner', [asId(ownerId)], 'id')
  if (!owner) throw notFound('owner', 'ownerId')
  return ConsentSource.FRONT_DESK
}

type Asked = Pick<DecisionRow, 'ownerId' | 'purpose' | 'channel'>

const latestDecision = async (ctx: Context, input: Asked): Promise<DecisionRow | undefined> =>
  (
    await ctx.db
      .select()
      .from(consentDecisions)
      .where(
        and(
          eq(consentDecisions.ownerId, input.ownerId),
          eq(consentDecisions.purpose, input.purpose),
          eq(consentDecisions.channel, input.channel),
        ),
      )
      .orderBy(desc(consentDecisions.version))
      .limit(1)
  )[0]

/**
 * Writes down what a client decided about the words of today; withdrawing is as easy as agreeing (C4).
 * Deciding the same again writes nothing.
 */
export async function decideConsent(ctx: Context, input: DecideConsentInput): Promise<Consent> {
  const viewer = requireViewer(ctx)
  const source = await ownerToDecide(ctx, input.ownerId)
  return transact(ctx, async (ctx) => {
    await lockFor(ctx, `consents ${input.ownerId}`)
    const [wording] = await ctx.db
      .select()
      .from(consentWordings)
      .where(eq(consentWordings.purpose, input.purpose))
      .orderBy(desc(consentWordings.version))
      .limit(1)
    // A withdrawal does not need the current wording.
    if (!wording || (input.granted && wording.version !== input.wordingVersion)) {
      throw conflict('The words have changed: read them and decide again.', {
        field: 'wordingVersion',
        current: { version: wording?.version, text: wording?.text },
      })
    }
    const before = await latestDecision(ctx, input)
    const answer = (decision: DecisionRow): Consent => ({
      purpose: input.purpose,
      channel: input.channel,
      wording,
      decision,
      outdated: false,
    })
    if (before?.granted === input.granted && before.wordingVersion === wording.version) return answer(before)
    const { ownerId, purpose, channel, granted } = input
    const decision = { ownerId, purpose, channel, granted, wordingVersion: wording.version }
    return answer(await record(ctx, before, { ...decision, source, recordedById: viewer.userId }))
  })
}

/** Adds a decision after the one before it. */
async function record(
  ctx: Context,
  before: DecisionRow | undefined,
  decided: Omit<DecisionRow, 'id' | 'version' | 'decidedAt'>,
): Promise<DecisionRow> {
  const [decision] = await ctx.db
    .insert(consentDecisions)
    .values({ ...decided, id: newId(), version: (before?.version ?? 0) + 1, decidedAt: ctx.now() })
    .returning()
  const { ownerId, purpose, channel, granted, wordingVersion, source } = decided
  await audit(ctx, granted ? 'consent.grant' : 'consent.withdraw', {
    entity: 'Owner',
    entityId: ownerId,
    before: before && { granted: before.granted, wordingVersion: before.wordingVersion },
    after: { purpose, channel, granted, wordingVersion, source },
  })
  return decision!
}

const ofNews = [ConsentPurpose.NEWS]
const ofReminders = [ConsentPurpose.APPOINTMENT_REMINDERS, ConsentPurpose.HEALTH_REMINDERS]

/**
 * Withdraws the consent to reminders or news by e-mail for whoever has the link of one (RFC 8058); a repetition writes nothing.
 * no authorization: the link is the right.
 */
export async function withdrawByLink(ctx: Context, token: string): Promise<boolean> {
  const { ownerId, isNews } = openReminderLink(ctx, token)
  return transact(ctx, async (ctx) => {
    await lockFor(ctx, `consents ${ownerId}`)
    for (const purpose of isNews ? ofNews : ofReminders) {
      const before = await latestDecision(ctx, { ownerId, purpose, channel: ConsentChannel.EMAIL })
      if (!before?.granted) continue
      const { channel, wordingVersion } = before
      const withdrawn = { ownerId, purpose, channel, granted: false, wordingVersion }
      await record(ctx, before, { ...withdrawn, source: ConsentSource.LINK, recordedById: null })
    }
    return true
  })
}

const shortest = 20
const longest = 2000

/** Changes what clients are asked from now on; what they agreed to before stays what it was (C4). */
export async function publishWording(ctx: Context, input: PublishConsentWordingInput): Promise<WordingRow> {
  authorize(ctx, 'hospital:write')
  const text = input.text.trim()
  if (text.length < shortest || text.length > longest) {
    throw badInput('text', `The words must have ${shortest} to ${longest} characters.`)
  }
  return transact(ctx, async (ctx) => {
    const [before] = await ctx.db
      .select()
      .from(consentWordings)
      .where(and(eq(consentWordings.purpose, input.purpose), eq(consentWordings.version, input.basedOn)))
    if (!before) throw badInput('basedOn', 'There is no such version.')
    const row = { purpose: input.purpose, version: input.basedOn + 1, text, since: ctx.now() }
    await ctx.db.insert(consentWordings).values(row)
    await audit(ctx, 'consent.publish', {
      entity: 'ConsentWording',
      entityId: `${input.purpose} ${row.version}`,
      before: { text: before.text },
      after: { text },
    })
    return row
  })
}
