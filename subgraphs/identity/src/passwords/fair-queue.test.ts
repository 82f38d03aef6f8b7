import { ErrorCode } from '@vetgraph/kit/errors'
import { expect, test } from 'vitest'
import { FairQueue } from './fair-queue.ts'

const staying = new AbortController().signal

/** A queue whose work ends when the test says so, and what was begun in it. */
function queueOf(concurrency: number, maxWaiting: number) {
  const queue = new FairQueue({ concurrency, maxWaiting })
  const begun: string[] = []
  const ends: Array<() => void> = []
  const ask = (caller: string, name: string, signal = staying) =>
    queue
      .run(caller, signal, async () => {
        begun.push(name)
        await new Promise<void>((resolve) => ends.push(resolve))
        return name
      })
      .catch((error: { code: ErrorCode }) => error.code)
  const endOne = async () => {
    ends.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { queue, begun, ask, endOne }
}

test('callers take turns, however much each of them wants', async () => {
  const { begun, ask, endOne } = queueOf(1, 10)
  for (const name of ['a1', 'a2', 'a3', 'a4']) void ask('a', name)
  void ask('b', 'b1')
  void ask('c', 'c1')
  for (let i = 0; i < 6; i += 1) await endOne()
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'a4'])
})

test('when it is full, the caller with the most tasks loses the newest, and nobody with fewer', async () => {
  const { queue, begun, ask, endOne } = queueOf(1, 3)
  const answers = ['a1', 'a2', 'a3', 'a4'].map((name) => ask('a', name))
  expect(await ask('a', 'a5')).toBe(ErrorCode.TOO_MANY_REQUESTS)
  void ask('b', 'b1')
  expect(await answers[3]).toBe(ErrorCode.TOO_MANY_REQUESTS)
  // Two, one and none: the third caller would take from the first; the next with as much takes from nobody.
  void ask('c', 'c1')
  expect(await answers[2]).toBe(ErrorCode.TOO_MANY_REQUESTS)
  expect(await ask('d', 'd1')).toBe(ErrorCode.TOO_MANY_REQUESTS)
  expect(queue.waiting).toBe(3)
  for (let i = 0; i < 4; i += 1) await endOne()
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1'])
})

test('a task whose caller has left is never started, and frees its place at once', async () => {
  const { queue, begun, ask, endOne } = queueOf(1, 2)
  void ask('a', 'a1')
  const leaving = new AbortController()
  const left = [ask('b', 'b1', leaving.signal), ask('b', 'b2', leaving.signal)]
  expect(queue.waiting).toBe(2)
  leaving.abort()
  expect(await Promise.all(left)).toEqual([ErrorCode.CANCELLED, ErrorCode.CANCELLED])
  expect(await ask('b', 'b3', leaving.signal)).toBe(ErrorCode.CANCELLED)
  const staying = ask('c', 'c1')
  await endOne()
  await endOne()
  expect(await staying).toBe('c1')
  expect(begun).toEqual(['a1', 'c1'])
})

test('work that fails gives its turn to the next', async () => {
  const queue = new FairQueue({ concurrency: 1, maxWaiting: 1 })
  const failed = queue.run('a', staying, () => Promise.reject(new Error('no')))
  const next = queue.run('b', staying, () => Promise.resolve('done'))
  await expect(failed).rejects.toThrow('no')
  expect(await next).toBe('done')
})
