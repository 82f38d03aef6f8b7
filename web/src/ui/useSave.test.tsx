// @vitest-environment jsdom
import { CombinedGraphQLErrors } from '@apollo/client/errors'
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { useSave } from './useSave'

afterEach(cleanup)

const stale = new CombinedGraphQLErrors({
  data: {},
  errors: [{ message: 'Newer', extensions: { code: 'CONFLICT', field: 'version' } }],
})
const lost = new TypeError('Failed to fetch')

/** A form over a client at a server that stores without blanks and may lose an answer. */
function aForm() {
  const server = { version: 1, name: 'Ann', losesAnswer: false }
  const { result } = renderHook(() =>
    useSave({
      labels: { name: 'Name' },
      thing: server,
      valuesOf: ({ name }) => ({ name }),
      latest: async () => ({ ...server }),
      save: async ({ name }, { version }) => {
        if (version !== server.version) throw stale
        server.name = name.trim()
        server.version += 1
        if (server.losesAnswer) throw lost
      },
    }),
  )
  const save = async (name: string) => {
    act(() => result.current.fields.setValue('name', name))
    await act(() => result.current.submit())
  }
  return { server, result, save }
}

it('does not say that somebody else saved what a save of its own did, whose answer was lost', async () => {
  const { server, result, save } = aForm()
  server.losesAnswer = true
  await save('Anna ')
  expect(result.current.problem?.code).toBe('OFFLINE')
  server.losesAnswer = false
  await save('Anna ')
  expect(result.current).toMatchObject({ problem: null, notice: null })
})

it('saves what was typed after that over its own version', async () => {
  const { server, result, save } = aForm()
  server.losesAnswer = true
  await save('Anna')
  server.losesAnswer = false
  await save('Annabel')
  expect(server.name).toBe('Annabel')
  expect(result.current).toMatchObject({ problem: null, notice: null })
})

it('still says what somebody else saved', async () => {
  const { server, result, save } = aForm()
  Object.assign(server, { version: 2, name: 'Hannah' })
  await save('Anna')
  expect(result.current.notice).not.toBeNull()
  expect(server.name).toBe('Hannah')
})
