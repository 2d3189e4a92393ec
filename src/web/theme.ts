import type { ThemeConfig } from 'antd'
import { useSyncExternalStore } from 'react'

type Palette = Readonly<
  Record<
    | 'dai'
    | 'onDai'
    | 'daiWash'
    | 'seal'
    | 'sealWash'
    | 'amber'
    | 'amberWash'
    | 'bamboo'
    | 'bambooWash'
    | 'ink'
    | 'ink2'
    | 'mark'
    | 'paper'
    | 'sheet'
    | 'sunk'
    | 'line2'
    | 'line'
    | 'float',
    string
  >
>

const light: Palette = {
  dai: '#1E3A5F',
  onDai: '#FFFFFF',
  daiWash: '#EDF1F6',
  seal: '#B3261E',
  sealWash: '#FBEEEC',
  amber: '#8A5A00',
  amberWash: '#FAF2E0',
  bamboo: '#2F6B4F',
  bambooWash: '#ECF3EF',
  ink: '#1F2328',
  ink2: '#5B6169',
  mark: '#8C8A84',
  paper: '#FBFAF7',
  sheet: '#FFFFFF',
  sunk: '#F4F2EC',
  line2: '#D2CCBF',
  line: '#E7E3DA',
  float: '0 8px 28px rgba(31,35,40,.12), 0 1px 3px rgba(31,35,40,.08)',
}
const dark: Palette = {
  dai: '#9DB8DA',
  onDai: '#10161E',
  daiWash: '#222C39',
  seal: '#FF8A80',
  sealWash: '#38211F',
  amber: '#F0B94B',
  amberWash: '#322918',
  bamboo: '#7CC4A0',
  bambooWash: '#1C2B24',
  ink: '#E8E6E1',
  ink2: '#A8ABB0',
  mark: '#7C818A',
  paper: '#16181C',
  sheet: '#1D2026',
  sunk: '#121417',
  line2: '#454A53',
  line: '#30343B',
  float: '0 10px 32px rgba(0,0,0,.5), 0 0 0 1px #30343B',
}

/** The design language (docs/design.md) as Ant Design tokens; both themes have their own values, none is derived. */
export function themeOf(isDark: boolean, still: boolean): ThemeConfig {
  const c = isDark ? dark : light
  return {
    cssVar: { key: 'zs' },
    hashed: false,
    token: {
      colorPrimary: c.dai,
      colorInfo: c.dai,
      colorLink: c.dai,
      colorTextLightSolid: c.onDai,
      colorPrimaryBg: c.daiWash,
      controlItemBgActive: c.daiWash,
      colorError: c.seal,
      colorErrorBg: c.sealWash,
      colorWarning: c.amber,
      colorWarningBg: c.amberWash,
      colorSuccess: c.bamboo,
      colorSuccessBg: c.bambooWash,
      colorText: c.ink,
      colorTextSecondary: c.ink2,
      colorTextTertiary: c.ink2,
      colorTextDescription: c.ink2,
      colorTextPlaceholder: c.ink2,
      colorTextDisabled: c.ink2,
      colorTextQuaternary: c.mark,
      colorBgLayout: c.paper,
      colorBgContainer: c.sheet,
      colorBgElevated: c.sheet,
      colorFillAlter: c.sunk,
      colorFillTertiary: c.sunk,
      controlItemBgHover: c.sunk,
      colorBgContainerDisabled: c.sunk,
      colorBorder: c.line2,
      colorBorderSecondary: c.line,
      colorSplit: c.line,
      boxShadow: 'none',
      boxShadowSecondary: c.float,
      fontFamily: '"PingFang SC","HarmonyOS Sans SC","MiSans","Noto Sans CJK SC","Microsoft YaHei",sans-serif',
      fontSize: 14,
      lineHeight: 1.5714,
      fontWeightStrong: 600,
      borderRadius: 6,
      borderRadiusSM: 4,
      borderRadiusLG: 6,
      controlHeight: 32,
      controlHeightSM: 28,
      controlHeightLG: 36,
      controlOutline: c.daiWash,
      controlOutlineWidth: 3,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
      motion: !still,
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 400,
        paddingInline: 14,
        paddingInlineSM: 10,
      },
      Input: { paddingInline: 11, activeShadow: `0 0 0 3px ${c.daiWash}` },
      Select: { optionSelectedBg: c.daiWash, optionSelectedFontWeight: 600 },
      Tooltip: { colorBgSpotlight: c.ink },
    },
  }
}

const wantsDark = matchMedia('(prefers-color-scheme: dark)')
const wantsStill = matchMedia('(prefers-reduced-motion: reduce)')
const listeners = new Set<() => void>()
const tell = () => {
  for (const l of listeners) l()
}
wantsDark.addEventListener('change', tell)
wantsStill.addEventListener('change', tell)

const root = document.documentElement
const saved = localStorage.getItem('theme')
if (saved) root.dataset.theme = saved

const darkNow = () => (root.dataset.theme ? root.dataset.theme === 'dark' : wantsDark.matches)
const subscribe = (l: () => void) => {
  listeners.add(l)
  return () => listeners.delete(l)
}
export const useDark = (): boolean => useSyncExternalStore(subscribe, darkNow)
export const useStill = (): boolean => useSyncExternalStore(subscribe, () => wantsStill.matches)
export function switchTheme(): void {
  root.dataset.theme = darkNow() ? 'light' : 'dark'
  localStorage.setItem('theme', root.dataset.theme)
  tell()
}
