import Box from '@mui/material/Box'
import { useThumbnail } from './photos'

interface Props {
  name: string
  /** Its photo, once the hospital has one. */
  photo?: { id: string } | null
  size?: number
}

/** An animal: a rounded square where people are round, tinted by the name so that it looks the same everywhere. */
export function PetAvatar({ name, photo, size = 32 }: Props) {
  const src = useThumbnail(photo?.id ?? null)
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7)
  return (
    <Box
      aria-hidden
      sx={{
        width: size,
        height: size,
        flex: 'none',
        display: 'grid',
        placeItems: 'center',
        overflow: 'hidden',
        borderRadius: `${Math.round(size * 0.28)}px`,
        fontSize: size * 0.44,
        fontWeight: 650,
        color: '#ffffff',
        background: `linear-gradient(150deg, hsl(${hue} 34% 38%), hsl(${(hue + 24) % 360} 36% 27%))`,
        '& img': { width: '100%', height: '100%', objectFit: 'cover' },
      }}
    >
      {src ? <img src={src} alt="" /> : (name.trim()[0] ?? '?').toUpperCase()}
    </Box>
  )
}
