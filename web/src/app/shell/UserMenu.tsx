import DarkMode from '@mui/icons-material/DarkModeOutlined'
import Keyboard from '@mui/icons-material/KeyboardOutlined'
import LightMode from '@mui/icons-material/LightModeOutlined'
import Lock from '@mui/icons-material/LockOutlined'
import Logout from '@mui/icons-material/Logout'
import ManageAccounts from '@mui/icons-material/ManageAccountsOutlined'
import SettingsBrightness from '@mui/icons-material/SettingsBrightness'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Divider from '@mui/material/Divider'
import ListItemIcon from '@mui/material/ListItemIcon'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useColorScheme } from '@mui/material/styles'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link } from 'react-router'
import { useLogoutMutation } from '../session/session.gen'
import { PersonAvatar } from '../../ui/PersonAvatar'
import { Hidden } from '../../ui/Hidden'
import { useViewer } from '../../ui/viewer'
import { forgetEverything } from '../apollo/client'
import { useMyPortraitQuery } from './shell.gen'

const schemes = [
  { mode: 'light', label: 'Light', icon: LightMode },
  { mode: 'dark', label: 'Dark', icon: DarkMode },
  { mode: 'system', label: 'Same as the computer', icon: SettingsBrightness },
] as const

interface Props {
  onShortcuts: () => void
  /** At a shared workstation only. */
  onLock: (() => void) | null
}

export function UserMenu({ onShortcuts, onLock }: Props) {
  const viewer = useViewer()
  const { mode, setMode } = useColorScheme()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [logout] = useLogoutMutation()
  const portrait = useMyPortraitQuery().data?.me?.photoUrl
  const close = () => setAnchor(null)
  const leave = async () => {
    close()
    // Without a connection the cookie cannot be revoked, but this screen must be left all the same.
    await logout().catch(() => {})
    await forgetEverything()
  }
  return (
    <>
      <ButtonBase
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        sx={{ borderRadius: '50%', width: { xs: 44, md: 36 }, height: { xs: 44, md: 36 } }}
      >
        <PersonAvatar name={viewer.name} initials={viewer.initials} src={portrait} size={32} />
        <Hidden>Account of {viewer.name}</Hidden>
      </ButtonBase>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={close}
        slotProps={{ list: { 'aria-label': 'Account' } }}
      >
        <Box component="li" role="presentation" sx={{ px: 2, pt: 0.5, pb: 1, minWidth: 230 }}>
          <Typography sx={{ fontWeight: 650 }}>{viewer.name}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {viewer.title ?? viewer.email}
          </Typography>
        </Box>
        <Divider component="li" aria-hidden />
        <MenuItem component={Link} to="/profile" onClick={close}>
          <ListItemIcon>
            <ManageAccounts fontSize="small" />
          </ListItemIcon>
          Your account
        </MenuItem>
        <Divider component="li" aria-hidden />
        {schemes.map(({ mode: value, label, icon: Icon }) => (
          <MenuItem
            key={value}
            role="menuitemradio"
            aria-checked={mode === value}
            selected={mode === value}
            onClick={() => setMode(value)}
          >
            <ListItemIcon>
              <Icon fontSize="small" />
            </ListItemIcon>
            {label}
          </MenuItem>
        ))}
        <Divider component="li" aria-hidden />
        <MenuItem
          onClick={() => {
            close()
            onShortcuts()
          }}
        >
          <ListItemIcon>
            <Keyboard fontSize="small" />
          </ListItemIcon>
          Keyboard shortcuts
        </MenuItem>
        {onLock && (
          <MenuItem
            onClick={() => {
              close()
              onLock()
            }}
          >
            <ListItemIcon>
              <Lock fontSize="small" />
            </ListItemIcon>
            Lock, or change over
          </MenuItem>
        )}
        <MenuItem onClick={() => void leave()}>
          <ListItemIcon>
            <Logout fontSize="small" />
          </ListItemIcon>
          Sign out
        </MenuItem>
      </Menu>
    </>
  )
}
