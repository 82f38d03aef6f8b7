import Avatar from '@mui/material/Avatar'
import { initialsOf } from './format'

/** A person or an animal by initials, tinted by the name so that the same one looks the same everywhere. */
export function PersonAvatar({
  name,
  initials,
  src,
  size = 32,
}: {
  name: string
  initials?: string
  src?: string | null
  size?: number
}) {
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7)
  return (
    <Avatar
      aria-hidden
      src={src ?? undefined}
      sx={{
        width: size,
        height: size,
        fontSize: size * 0.38,
        fontWeight: 650,
        backgroundColor: `hsl(${hue} 32% 32%)`,
        color: '#ffffff',
      }}
    >
      {initials ?? initialsOf(name)}
    </Avatar>
  )
}
