import { type RefCallback, useLayoutEffect, useRef, useState } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router'

/**
 * Another page begins at its top, with the keyboard in it; going back finds it where it was left. The window itself
 * never scrolls, so neither the browser nor the router would do it.
 */
export function usePageStart(): RefCallback<HTMLElement> {
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const { key, pathname, hash } = useLocation()
  const type = useNavigationType()
  const left = useRef(new Map<string, number>())
  const before = useRef(pathname)

  // Before the browser paints: a shorter page would move the scroll position, and that would be remembered.
  useLayoutEffect(() => {
    if (!scroller) return
    const positions = left.current
    const remember = () => positions.set(key, scroller.scrollTop)
    if (before.current !== pathname) {
      before.current = pathname
      if (!hash) scroller.scrollTop = type === NavigationType.Pop ? (positions.get(key) ?? 0) : 0
      if (document.activeElement === document.body) scroller.focus({ preventScroll: true })
    }
    scroller.addEventListener('scroll', remember, { passive: true })
    return () => scroller.removeEventListener('scroll', remember)
  }, [scroller, key, pathname, hash, type])
  return setScroller
}
