import { useEffect } from 'react'

/** Tabs of one browser are one person: a touch in one of them counts in all. */
const storageKey = 'vetgraph.touched'
const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const
const noteEvery = 2_000
const lookEvery = 1_000

/** Calls back once nobody has touched the page for so many minutes; null waits for nothing. */
export function useIdle(minutes: number | null, onIdle: () => void) {
  useEffect(() => {
    if (minutes === null) return
    let noted = 0
    const touch = () => {
      const now = Date.now()
      // Whichever way the clock was set meanwhile.
      if (Math.abs(now - noted) < noteEvery) return
      noted = now
      localStorage.setItem(storageKey, String(now))
    }
    const look = () => {
      const last = Math.max(noted, Number(localStorage.getItem(storageKey)))
      // The clock was set back: a touch that is still to come would keep the screen open until then.
      if (last > Date.now()) touch()
      else if (Date.now() - last >= minutes * 60_000) onIdle()
    }
    touch()
    for (const kind of touches) window.addEventListener(kind, touch, { capture: true, passive: true })
    document.addEventListener('visibilitychange', look)
    const timer = setInterval(look, lookEvery)
    return () => {
      for (const kind of touches) window.removeEventListener(kind, touch, { capture: true })
      document.removeEventListener('visibilitychange', look)
      clearInterval(timer)
    }
  }, [minutes, onIdle])
}
