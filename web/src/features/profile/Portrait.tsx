import PhotoCamera from '@mui/icons-material/PhotoCameraOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { problemOf } from '../../ui/errors'
import { PersonAvatar } from '../../ui/PersonAvatar'
import { PictureChoice } from '../../ui/PictureChoice'
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
  const toast = useToast()
  const [setPhoto] = useSetMyPhotoMutation()
  const [removePhoto] = useRemoveMyPhotoMutation()

  const refused = (failure: unknown) => toast({ message: problemOf(failure).message, severity: 'error' })
  return (
    <Box sx={{ display: 'grid', justifyItems: 'center', gap: 1 }}>
      <PersonAvatar name={name} initials={initials} src={photoUrl} size={96} />
      <PictureChoice
        label="Picture"
        read={readPhoto}
        onChoose={(photo) => setPhoto({ variables: { input: photo } }).catch(refused)}
        size="small"
        startIcon={<PhotoCamera />}
      >
        {photoUrl ? 'Change' : 'Add a picture'}
      </PictureChoice>
      {photoUrl && (
        <Button size="small" color="inherit" onClick={() => void removePhoto().catch(refused)}>
          Remove
        </Button>
      )}
    </Box>
  )
}
