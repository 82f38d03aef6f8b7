import PhotoCamera from '@mui/icons-material/PhotoCameraOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { type ChangeEvent, useRef, useState } from 'react'
import { problemOf } from '../../ui/errors'
import { PersonAvatar } from '../../ui/PersonAvatar'
import { useToast } from '../../ui/toasts'
import { readPhoto } from './photo'
import { useRemoveMyPhotoMutation, useSetMyPhotoMutation } from './profile.gen'

interface Props {
  name: string
  initials: string
  photoUrl: string | null
}

/** One's own picture: any picture will do, it is cut and made small here before it is sent. */
export function Portrait({ name, initials, photoUrl }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const [setPhoto] = useSetMyPhotoMutation()
  const [removePhoto] = useRemoveMyPhotoMutation()

  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    target.value = ''
    if (!file) return
    setBusy(true)
    const photo = await readPhoto(file).catch(() => null)
    if (photo) {
      await setPhoto({ variables: { input: photo } }).catch((failure: unknown) =>
        toast({ message: problemOf(failure).message, severity: 'error' }),
      )
    } else toast({ message: `${file.name} is not a picture that this browser can read.`, severity: 'error' })
    setBusy(false)
  }
  const remove = () =>
    removePhoto().catch((failure: unknown) =>
      toast({ message: problemOf(failure).message, severity: 'error' }),
    )
  return (
    <Box sx={{ display: 'grid', justifyItems: 'center', gap: 1 }}>
      <PersonAvatar name={name} initials={initials} src={photoUrl} size={96} />
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label="Picture"
        onChange={(event) => void choose(event)}
      />
      <Button
        size="small"
        variant="outlined"
        color="inherit"
        startIcon={<PhotoCamera />}
        loading={busy}
        onClick={() => input.current?.click()}
      >
        {photoUrl ? 'Change' : 'Add a picture'}
      </Button>
      {photoUrl && (
        <Button size="small" color="inherit" onClick={() => void remove()}>
          Remove
        </Button>
      )}
    </Box>
  )
}
