import Button from '@mui/material/Button'
import { problemOf } from './errors'
import { useToast } from './toasts'

interface Retirable {
  id: string
  version: number
  name: string
  active: boolean
}

type Change = Pick<Retirable, 'id' | 'version' | 'active'>

/** What is told of it, after its name: “is retired”, “can be booked again”. */
interface Words {
  retired: string
  back: string
}

/** Retires something or brings it back, at once and with an undo. */
export function useRetire(
  change: (input: Change) => Promise<Retirable | null | undefined>,
  { retired, back }: Words,
) {
  const toast = useToast()
  return async function setActive({ id, version, name, active }: Retirable, undoable = true): Promise<void> {
    try {
      const changed = await change({ id, version, active: !active })
      toast({
        message: `${name} ${active ? retired : back}.`,
        ...(undoable && changed && { action: { label: 'Undo', run: () => void setActive(changed, false) } }),
      })
    } catch (error) {
      toast({ message: problemOf(error).message, severity: 'error' })
    }
  }
}

interface Props {
  thing: Pick<Retirable, 'name' | 'active'>
  onClick: () => void
}

/** Retires the thing of a row or brings it back. */
export function RetireButton({ thing: { name, active }, onClick }: Props) {
  const verb = active ? 'Retire' : 'Bring back'
  return (
    <Button
      size="small"
      color={active ? 'error' : 'primary'}
      onClick={onClick}
      aria-label={`${verb} ${name}`}
    >
      {verb}
    </Button>
  )
}
