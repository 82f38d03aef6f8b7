import type { Names } from './names.ts'

/** The files of a feature in its subgraph: a name that is there once, retired instead of deleted. */
export function serverFiles(names: Names): Readonly<Record<string, string>> {
  const { subgraph, kebab, table, one, many, type, types, words } = names
  return {
    [`${kebab}.table.ts`]: `import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { ${subgraph}Schema } from '../database.ts'

export const ${many} = ${subgraph}Schema.table(
  '${table}',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    active: boolean('active').notNull().default(true),
    ...saves(),
  },
  (table) => [
    index('${table}_by_name').on(table.name, table.id),
    uniqueIndex('${table}_name_once')
      .on(sql\`lower(\${table.name})\`)
      .where(sql\`active\`),
  ],
)

explainConstraint('${table}_name_once', () =>
  conflict('Another ${words} has this name.', { field: 'name' }),
)

export type ${type}Row = typeof ${many}.$inferSelect
`,
    [`${kebab}.types.ts`]: `import { connectionOf } from '@vetgraph/kit/reads/connection'
import { BasedOnVersion, Id, Text, Version } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A ${words}.' })
export class ${type} {
  @Id()
  id!: string

  @Field(() => String, { description: 'Its name.' })
  name!: string

  @Field(() => Boolean, { description: 'Whether it is in use; false once it is retired.' })
  active!: boolean

  @Version()
  version!: number
}

@ObjectType({ description: 'A page of ${words} entries.' })
export class ${type}Connection extends connectionOf(() => ${type}, '${type}', '${words} entries') {}

@InputType({ description: 'A new ${words}.' })
export class Create${type}Input {
  @Text({ description: 'Its name. CONFLICT when another one has it.' })
  name!: string
}

@InputType({ description: 'A change to a ${words}; omitted fields stay unchanged.' })
export class Update${type}Input {
  @Field(() => ID, { description: 'The id of the ${words}.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, description: 'Its name.' })
  name?: string | null

  @Field(() => Boolean, { nullable: true, description: 'False retires it, true reactivates it.' })
  active?: boolean | null
}
`,
    [`${kebab}.service.ts`]: `import type { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { entity } from '@vetgraph/kit/reads/entity'
import { once } from '@vetgraph/kit/work/idempotency'
import { heard } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { authorize } from '@vetgraph/kit/access/authorize'
import { changesOf, writing } from '@vetgraph/kit/work/writing'
import { eq } from 'drizzle-orm'
import { type ${type}Row, ${many} } from './${kebab}.table.ts'
import type { Create${type}Input, Update${type}Input } from './${kebab}.types.ts'

export type ${type}Signal = { ${one}Id: string }

const reading = entity({
  table: ${many},
  type: '${type}',
  noun: '${words}',
  always: ['id'],
  takes: {},
  seen: (ctx) => {
    authorize(ctx, '${kebab}:read')
    return {}
  },
  visible: () => undefined,
  from: (db, columns) => db.select(columns).from(${many}).$dynamic(),
})

export const { find: find${type}, get: get${type} } = reading

const listed = reading.list({
  wanted: (withRetired: boolean) => ({ present: withRetired ? null : true }),
  matching: ({ present }) => (present ? eq(${many}.active, true) : undefined),
  order: () => ({ key: ${many}.name, id: ${many}.id, direction: 'asc' }),
})

/** By name: those in use, or with the retired ones. */
export const list${types} = (ctx: Context, args: PageArgs, withRetired: boolean) =>
  listed(ctx, args, withRetired)

const saved = writing({
  table: ${many},
  type: '${type}',
  noun: '${words}',
  values: ({ name, active }) => ({ name, active }),
  announce: (ctx, { id }) => signal(ctx, '${kebab}', { ${one}Id: id } satisfies ${type}Signal),
})

export async function create${type}(ctx: Context, input: Create${type}Input): Promise<${type}Row> {
  authorize(ctx, '${kebab}:write')
  const id = await once(ctx, '${kebab}.create', input, async (ctx) => (await saved.add(ctx, input)).id)
  return get${type}(ctx, id)
}

export async function update${type}(ctx: Context, input: Update${type}Input): Promise<${type}Row> {
  authorize(ctx, '${kebab}:write')
  return transact(ctx, async (ctx) => {
    const before = await saved.lock(ctx, input.id, input.version)
    return saved.change(ctx, before, changesOf(${many}, input, ['name', 'active']))
  })
}

export function watch${types}(ctx: Context) {
  authorize(ctx, '${kebab}:read')
  return heard<${type}Signal>(ctx.live, '${kebab}', () => true)
}
`,
    [`${kebab}.resolver.ts`]: `import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/work/signals'
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql'
import {
  create${type},
  find${type},
  get${type},
  list${types},
  type ${type}Signal,
  update${type},
  watch${types},
} from './${kebab}.service.ts'
import { Create${type}Input, ${type}, ${type}Connection, Update${type}Input } from './${kebab}.types.ts'

@Resolver(() => ${type})
export class ${type}Resolver {
  @Query(() => ${type}, { nullable: true, description: 'A ${words} by id; null if there is none.' })
  ${one}(
    @Arg('id', () => ID, { description: 'The id of the ${words}.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<${type} | null> {
    return find${type}(ctx, id)
  }

  @Query(() => ${type}Connection, { description: 'Every ${words} in use, by name.' })
  async ${many}(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('withRetired', () => Boolean, { defaultValue: false, description: 'Whether to include retired ones.' })
    withRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<${type}Connection> {
    return new ${type}Connection(await list${types}(ctx, args, withRetired))
  }

  @Mutation(() => ${type}, {
    description: 'Adds a ${words}. A repeated request with the same Idempotency-Key returns the first one.',
  })
  create${type}(
    @Arg('input', () => Create${type}Input, { description: 'The new ${words}.' }) input: Create${type}Input,
    @Ctx() ctx: Context,
  ): Promise<${type}> {
    return create${type}(ctx, input)
  }

  @Mutation(() => ${type}, { description: 'Renames, retires or reactivates a ${words}.' })
  update${type}(
    @Arg('input', () => Update${type}Input, { description: 'The fields to change.' }) input: Update${type}Input,
    @Ctx() ctx: Context,
  ): Promise<${type}> {
    return update${type}(ctx, input)
  }

  @Subscription(() => ${type}, {
    description: 'Every ${words} that is added or changed, as it happens.',
    subscribe: hears(watch${types}),
  })
  ${one}Changed(@Root() change: ${type}Signal, @Ctx() ctx: Context): Promise<${type}> {
    return get${type}(ctx, change.${one}Id)
  }
}
`,
    'feature.ts': `import type { Feature } from '@vetgraph/kit/contracts/feature'
import { ${type}Resolver } from './${kebab}.resolver.ts'

export const feature: Feature = {
  resolvers: [${type}Resolver],
  permissions: {
    '${kebab}:read': { allows: 'See every ${words}' },
    '${kebab}:write': { allows: 'Add, rename and retire a ${words}' },
  },
}
`,
    [`${kebab}.factory.ts`]: `import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { create${type} } from './${kebab}.service.ts'

export const ${/^[aeiou]/.test(one) ? 'an' : 'a'}${type} = (hospital: TestSubgraph, name: string) =>
  create${type}(hospital.context(), { name })
`,
    [`${kebab}.test.ts`]: `import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ${subgraph} } from '../schema.ts'
import { ${/^[aeiou]/.test(one) ? 'an' : 'a'}${type} } from './${kebab}.factory.ts'

const create = 'mutation ($input: Create${type}Input!) { create${type}(input: $input) { id name active version } }'
const update = 'mutation ($input: Update${type}Input!) { update${type}(input: $input) { name active version } }'
const list = 'query ($all: Boolean!) { ${many}(withRetired: $all) { nodes { name } totalCount } }'

const admin = asRole('ADMIN')
let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(${subgraph})
})
afterAll(() => hospital.close())

test('a new ${words} is audited, and its name is there once whatever its case', async () => {
  const { data } = await hospital.graphql(admin, create, { input: { name: ' First ' } })
  const { id } = data['create${type}'] as { id: string }
  expect(data['create${type}']).toEqual({ id, name: 'First', active: true, version: 1 })
  expect(await hospital.audited(id)).toMatchObject([{ action: '${kebab}.create', after: { name: 'First' } }])
  const { errors } = await hospital.graphql(admin, create, { input: { name: 'FIRST' } })
  expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'name' }])
})

test('a retired ${words} is not listed any more; a stale save is told what is there now', async () => {
  const { id } = await ${/^[aeiou]/.test(one) ? 'an' : 'a'}${type}(hospital, 'Second')
  const retire = () => hospital.graphql(admin, update, { input: { id, version: 1, active: false } })
  const names = async (all: boolean) => JSON.stringify((await hospital.graphql(admin, list, { all })).data)
  expect((await retire()).data['update${type}']).toEqual({ name: 'Second', active: false, version: 2 })
  expect(await names(false)).not.toContain('Second')
  expect(await names(true)).toContain('Second')
  expect((await retire()).errors).toMatchObject([
    { code: 'CONFLICT', extensions: { current: { active: false } } },
  ])
})

test('whoever may not edit is refused, and so is an empty name', async () => {
  const { errors } = await hospital.graphql(asRole('RECEPTIONIST'), create, { input: { name: 'Third' } })
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
  const empty = await hospital.graphql(admin, create, { input: { name: ' ' } })
  expect(empty.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'name' }])
})
`,
  }
}
