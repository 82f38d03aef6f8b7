import type { ApolloCache } from '@apollo/client'
import Archive from '@mui/icons-material/ArchiveOutlined'
import HeartBroken from '@mui/icons-material/HeartBrokenOutlined'
import SwapHoriz from '@mui/icons-material/SwapHoriz'
import Undo from '@mui/icons-material/Undo'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { useToast } from '../../ui/toasts'
import { Can } from '../../ui/viewer'
import { ArchivePatientDialog } from './ArchivePatientDialog'
import { type PatientForm_petFragment, useReactivatePetMutation, useUndoDeathMutation } from './pets.gen'
import { RecordDeathDialog } from './RecordDeathDialog'
import { TransferDialog } from './TransferDialog'

/** The lists of patients are read anew: one has come or gone. */
const relist = (cache: ApolloCache) => void cache.evict({ fieldName: 'pets' })

/** The buttons that change whether a patient still comes. */
export function StatusActions({ pet }: { pet: PatientForm_petFragment }) {
  const [open, setOpen] = useState<'archive' | 'death' | 'transfer' | null>(null)
  const toast = useToast()
  const [reactivate] = useReactivatePetMutation({ update: relist })
  const [undoDeath] = useUndoDeathMutation({ update: relist })
  const bringBack = async () => {
    const variables = { input: { id: pet.id, version: pet.version } }
    try {
      await (pet.status === 'DECEASED' ? undoDeath({ variables }) : reactivate({ variables }))
      toast({ message: `${pet.name} is active again.` })
    } catch (error) {
      toast({ message: problemOf(error).message, severity: 'error' })
    }
  }
  const isAlive = pet.status === 'ACTIVE' || pet.status === 'INACTIVE'
  return (
    <>
      {pet.status === 'ACTIVE' && (
        <Can do="pet:archive">
          <Button color="inherit" startIcon={<Archive />} onClick={() => setOpen('archive')}>
            Make inactive
          </Button>
        </Can>
      )}
      {isAlive && (
        <Can do="pet:transfer">
          <Button color="inherit" startIcon={<SwapHoriz />} onClick={() => setOpen('transfer')}>
            Change owner
          </Button>
        </Can>
      )}
      {isAlive && (
        <Can do="pet:record-death">
          <Button color="inherit" startIcon={<HeartBroken />} onClick={() => setOpen('death')}>
            Record death
          </Button>
        </Can>
      )}
      {pet.status !== 'ACTIVE' && (
        <Can do={pet.status === 'DECEASED' ? 'pet:record-death' : 'pet:archive'}>
          <Button startIcon={<Undo />} onClick={() => void bringBack()}>
            {pet.status === 'DECEASED' ? 'Undo death' : 'Reactivate'}
          </Button>
        </Can>
      )}
      {open === 'archive' && <ArchivePatientDialog pet={pet} onClose={() => setOpen(null)} />}
      {open === 'transfer' && <TransferDialog pet={pet} onClose={() => setOpen(null)} />}
      {open === 'death' && <RecordDeathDialog pet={pet} onClose={() => setOpen(null)} />}
    </>
  )
}
