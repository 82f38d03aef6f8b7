import { useEffect } from 'react'

const forms = new Set<symbol>()

/** Counts a form among those that are half filled, while it is. */
export function useUnsaved(filled: boolean) {
  useEffect(() => {
    if (!filled) return
    const form = Symbol('form')
    forms.add(form)
    return () => void forms.delete(form)
  }, [filled])
}

/** In how many forms of this page something stands that nobody has saved. */
export const unsavedForms = (): number => forms.size
