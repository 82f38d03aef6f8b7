import { useToast } from './toasts'

/** Puts a text into the clipboard and says so; over plain HTTP a browser does not let us. */
export function useCopy() {
  const toast = useToast()
  return async (text: string, message: string) => {
    try {
      await navigator.clipboard.writeText(text)
      toast({ message })
    } catch {
      toast({
        message: 'The browser does not let us copy. Select the text and copy it.',
        severity: 'warning',
      })
    }
  }
}
