import { expect, test } from 'vitest'
import { PlanningQueue } from './planning-queue.ts'

/** Work that is done when it is told to be. */
function work() {
  let finish = () => {}
  const done = new Promise<void>((resolve) => {
    finish = resolve
  })
  return { done, finish }
}

test('one piece of work is done at a time, for each caller in turn', async () => {
  const queue = new PlanningQueue()
  const said: string[] = []
  let atOnce = 0
  const piece = (caller: string, name: string) =>
    queue.run(caller, async () => {
      expect(++atOnce).toBe(1)
      said.push(name)
      await Promise.resolve()
      atOnce -= 1
      return name
    })
  const flood = ['a1', 'a2', 'a3', 'a4'].map((name) => piece('a', name))
  const results = await Promise.all([...flood, piece('b', 'b1'), piece('c', 'c1'), piece('b', 'b2')])
  expect(said).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
  expect(results).toEqual(['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2'])
})

test('a failed task rejects for its caller, and the next one runs', async () => {
  const queue = new PlanningQueue()
  const failed = queue.run('a', () => {
    throw new Error('no')
  })
  await expect(failed).rejects.toThrow('no')
  expect(await queue.run('a', () => 1)).toBe(1)
})

test('a caller may have a hundred tasks waiting; one more is refused, and nobody else’s', async () => {
  const queue = new PlanningQueue()
  const { done, finish } = work()
  const first = queue.run('a', () => done)
  const waiting = Array.from({ length: 100 }, () => queue.run('a', () => {}))
  await expect(queue.run('a', () => {})).rejects.toMatchObject({
    extensions: { code: 'TOO_MANY_REQUESTS', policy: 'new-operations', limit: 100 },
  })
  const other = queue.run('b', () => 'b')
  finish()
  expect(await other).toBe('b')
  await Promise.all([first, ...waiting])
})
