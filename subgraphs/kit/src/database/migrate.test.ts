import { expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { cloneDatabase } from '../testing/subgraph.ts'
import { connect } from './connect.ts'
import { makeRole } from './migrate.ts'

test('databases of one server that are migrated at the same moment make the same roles', async () => {
  const databases = await Promise.all([cloneDatabase(), cloneDatabase()])
  const sessions = databases.flatMap(({ url }) =>
    Array.from({ length: 4 }, () => connect(url, { max: 1, onnotice: () => {} })),
  )
  const role = `vetgraph_${newId().replaceAll('-', '')}`
  try {
    const makeOften = async (sql: (typeof sessions)[number]) => {
      for (let time = 0; time < 25; time++) await makeRole(sql, role, databases[0]!.secret)
    }
    await Promise.all(sessions.map(makeOften))
    const made = await sessions[0]!`select rolcanlogin from pg_roles where rolname = ${role}`
    expect([...made]).toEqual([{ rolcanlogin: true }])
  } finally {
    await sessions[0]!.unsafe(`drop role if exists ${role}`)
    await Promise.all(sessions.map((sql) => sql.end()))
    await Promise.all(databases.map((database) => database.drop()))
  }
})
