import ImageOutlined from '@mui/icons-material/ImageOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormHelperText from '@mui/material/FormHelperText'
import { useController } from 'react-hook-form'
import { PictureChoice } from '../../ui/PictureChoice'

const size = { width: 600, height: 200 }

/** A picture as PNG, made small enough for a letterhead; throws when it is none. */
async function readLogo(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, size.width / picture.width, size.height / picture.height)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return canvas.toDataURL('image/png')
}

/** The hospital’s logo, which is sent with the form around it. */
export function LogoField() {
  const { field, fieldState } = useController<{ logo: string }>({ name: 'logo' })
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
      <Box
        sx={{
          display: 'grid',
          placeItems: 'center',
          width: 156,
          height: 64,
          p: 0.75,
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          // Documents are white, whatever the screen is.
          backgroundColor: '#fff',
          color: '#5b6663',
          fontSize: '0.8125rem',
        }}
      >
        {field.value ? (
          <Box
            component="img"
            src={field.value}
            alt="Logo"
            sx={{ maxWidth: '100%', maxHeight: 50, objectFit: 'contain' }}
          />
        ) : (
          'No logo yet'
        )}
      </Box>
      <PictureChoice label="Logo" read={readLogo} onChoose={field.onChange} startIcon={<ImageOutlined />}>
        {field.value ? 'Change the logo' : 'Add a logo'}
      </PictureChoice>
      {field.value && (
        <Button color="inherit" onClick={() => field.onChange('')}>
          Remove
        </Button>
      )}
      <FormHelperText error={fieldState.error !== undefined} sx={{ flexBasis: '100%', m: 0 }}>
        {fieldState.error?.message ?? 'On documents and in the portal. Made to fit 600 × 200 pixels.'}
      </FormHelperText>
    </Box>
  )
}
