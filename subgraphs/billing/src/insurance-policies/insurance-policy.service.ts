import type { Context } from '@vetgraph/kit/context'
import { authorize, sightOf } from '@vetgraph/kit/access/authorize'
import { transact } from '@vetgraph/kit/database/db'
import { notFound } from '@vetgraph/kit/errors'
import { entity } from '@vetgraph/kit/reads/entity'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { once } from '@vetgraph/kit/work/idempotency'
import { writing } from '@vetgraph/kit/work/writing'
import { and, desc, eq } from 'drizzle-orm'
import { type InsurancePolicyRow, insurancePolicies } from './insurance-policy.table.ts'
import type { CreateInsurancePolicyInput, UpdateInsurancePolicyInput } from './insurance-policy.types.ts'

/** A policy as it is read. */
export type PolicyShown = InsurancePolicyRow

/** Staff who see invoices see every policy, an owner the own ones (AU4). */
function seenBy(ctx: Context) {
  const sight = sightOf(ctx, 'invoice:read')
  return { household: sight.all ? null : sight.ownerId }
}

const visible = ({ household }: Places<ReturnType<typeof seenBy>>) =>
  household ? eq(insurancePolicies.ownerId, household) : undefined

const reading = entity({
  table: insurancePolicies,
  type: 'InsurancePolicy',
  noun: 'policy',
  always: ['id'],
  takes: {},
  seen: seenBy,
  visible,
  whole: true,
  from: (db, columns) => db.select(columns).from(insurancePolicies).$dynamic(),
})

export const { find: findPolicy, get: getPolicy, read: readPolicies } = reading

const policiesOf = statement(
  (db, { petIds, ...seen }: Places<{ petIds: readonly string[]; household: string | null }>) =>
    db
      .select()
      .from(insurancePolicies)
      .where(and(among(insurancePolicies.petId, petIds), visible(seen)))
      .orderBy(desc(insurancePolicies.validFrom), desc(insurancePolicies.id)),
)

const readPoliciesOf = async (ctx: Context, petIds: readonly string[]) =>
  (await policiesOf(ctx, { petIds, ...seenBy(ctx) })).map((row): readonly [string, InsurancePolicyRow] => [
    row.petId,
    row,
  ])

/** The policies of a pet, the latest first. */
export const listPoliciesOf = (ctx: Context, petId: string): Promise<InsurancePolicyRow[]> =>
  groupLoaderOf(ctx, readPoliciesOf).load(asId(petId))

const saved = writing({
  table: insurancePolicies,
  type: 'InsurancePolicy',
  noun: 'policy',
  values: ({ petId, insurer, number, validFrom, validUntil, coverPercent, excess, excessCurrency }) => ({
    petId,
    insurer,
    number,
    validFrom,
    validUntil,
    coverPercent,
    excess,
    excessCurrency,
  }),
})

const saidBy = ({
  insurer,
  number,
  validFrom,
  validUntil,
  coverPercent,
  excess,
}: Omit<CreateInsurancePolicyInput, 'petId'>) => ({
  insurer,
  number,
  validFrom,
  validUntil: validUntil ?? null,
  coverPercent: coverPercent ?? null,
  excess: excess?.amount ?? null,
  excessCurrency: excess?.currency ?? null,
})

/** Notes by whom a pet is insured. */
export async function createInsurancePolicy(
  ctx: Context,
  input: CreateInsurancePolicyInput,
): Promise<InsurancePolicyRow> {
  authorize(ctx, 'invoice:read')
  authorize(ctx, 'insurance:write')
  const petId = asId(input.petId)
  const [pet] = await ctx.askPeer('Pet', [petId], 'id owner { id }')
  const owner = pet?.['owner'] as { id: string } | null | undefined
  if (!owner) throw notFound('pet', 'petId')
  const id = await once(
    ctx,
    'insurance-policy.create',
    input,
    async (ctx) => (await saved.add(ctx, { petId, ownerId: owner.id, ...saidBy(input) })).id,
  )
  return getPolicy(ctx, id)
}

/** Changes what a policy says; claims that were made by it keep what they say. */
export async function updateInsurancePolicy(
  ctx: Context,
  { id, version, ...input }: UpdateInsurancePolicyInput,
): Promise<InsurancePolicyRow> {
  authorize(ctx, 'invoice:read')
  authorize(ctx, 'insurance:write')
  await transact(ctx, async (ctx) => {
    await saved.change(ctx, await saved.lock(ctx, id, version), saidBy(input))
  })
  return getPolicy(ctx, id)
}
