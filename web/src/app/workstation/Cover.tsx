import { type ReactNode, useLayoutEffect, useState } from 'react'
import { createPortal } from 'react-dom'

/** Takes the whole screen: what is beneath, dialogs included, can be neither seen nor reached, and stays as it is. */
export function Cover({ children }: { children: ReactNode }) {
  const [place] = useState(() => document.createElement('div'))
  // Before the children's effects: what is not on the page cannot be focused.
  useLayoutEffect(() => {
    const hidden = new Map<HTMLElement, string>()
    const hide = () => {
      for (const element of document.body.children) {
        if (!(element instanceof HTMLElement) || element === place || hidden.has(element)) continue
        hidden.set(element, element.style.visibility)
        element.inert = true
        element.style.visibility = 'hidden'
      }
    }
    document.body.append(place)
    hide()
    // Whatever opens meanwhile opens beneath.
    const observer = new MutationObserver(hide)
    observer.observe(document.body, { childList: true })
    return () => {
      observer.disconnect()
      for (const [element, visibility] of hidden) {
        element.inert = false
        element.style.visibility = visibility
      }
      place.remove()
    }
  }, [place])
  return createPortal(children, place)
}
