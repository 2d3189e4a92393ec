import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { type ReactNode, useId, useState } from 'react'
import { get, patch, post, put, queries } from '../api.ts'
import { useTitle } from '../hooks.ts'
import { CalendarYears } from '../parts/admin-calendar.tsx'
import { SelectField, TextField } from '../parts/admin-field.tsx'
import { PracticeSettings } from '../parts/admin-practice.tsx'
import { Drawer } from '../parts/drawer.tsx'
import { Glyph } from '../parts/icons.tsx'
import { ErrorNote, Loading, RefusalNote, refusalsOf } from '../parts/refusals.tsx'
import { ScrollRegion } from '../parts/scroll-region.tsx'
import { moment } from '../parts/words.tsx'

type Organ = { code: string; name: string; short: string; kind: string; parent?: string; active: boolean }
type Person = {
  id: string
  organ: string
  name: string
  account: string
  roles: readonly string[]
  active: boolean
  mustChange: boolean
  lockedUntil?: string
}
type Catalogue = {
  roles: readonly { code: string; name: string }[]
  organKinds: readonly { code: string; name: string }[]
}
type Audit = {
  rows: readonly {
    id: number
    at: string
    personName: string
    organName: string
    action: string
    record: string | null
    detail: string | null
  }[]
}

const tabs = [
  ['people', '人员与岗位'],
  ['organs', '单位'],
  ['calendar', '节假日'],
  ['practice', '办理设置'],
  ['audit', '操作日志'],
] as const

/** 系统管理: organisations, people and roles, the year's schedule of rest days, local terms, who did what. */
export function AdminPage() {
  const { tab = 'people' } = useSearch({ strict: false }) as { tab?: string }
  useTitle('系统管理')
  return (
    <>
      <div className="hd">
        <h1>系统管理</h1>
      </div>
      <nav className="views" aria-label="系统管理">
        {tabs.map(([code, name]) => (
          <Link key={code} to="/admin" search={{ tab: code }} aria-current={tab === code ? 'page' : undefined}>
            {name}
          </Link>
        ))}
      </nav>
      {tab === 'organs' ? (
        <Organs />
      ) : tab === 'calendar' ? (
        <CalendarYears />
      ) : tab === 'practice' ? (
        <PracticeSettings />
      ) : tab === 'audit' ? (
        <AuditLog />
      ) : (
        <People />
      )}
    </>
  )
}

const useCatalogue = () =>
  useQuery({ queryKey: ['admin', 'catalogue'], queryFn: () => get<Catalogue>('/admin/catalogue'), staleTime: Infinity })
    .data
const useOrgans = () => useQuery({ queryKey: ['admin', 'organs'], queryFn: () => get<Organ[]>('/admin/organs') })
const again = (key: string) => () => queries.invalidateQueries({ queryKey: ['admin', key] })

function People() {
  const catalogue = useCatalogue()
  const organs = useOrgans()
  const people = useQuery({ queryKey: ['admin', 'people'], queryFn: () => get<Person[]>('/admin/people') })
  const [editing, setEditing] = useState<Person | 'new'>()
  const [made, setMade] = useState<{ account: string; password: string }>()
  const [q, setQ] = useState('')
  const reset = useMutation({
    mutationFn: (p: Person) =>
      post<{ password: string }>(`/admin/people/${p.id}/password`).then(r => ({ account: p.account, ...r })),
    onSuccess: setMade,
  })
  if (people.error) return <ErrorNote error={people.error} />
  if (!people.data || !organs.data || !catalogue) return <Loading />
  const organName = (code: string) => organs.data.find(o => o.code === code)?.name ?? code
  const shown = people.data.filter(p => !q || `${p.name}${p.account}${organName(p.organ)}`.includes(q))
  return (
    <>
      <div className="chips">
        <label className="find s" style={{ margin: 0 }}>
          <span className="vh">查找人员</span>
          <input type="search" value={q} placeholder="姓名、账号、单位" onChange={e => setQ(e.target.value)} />
        </label>
        <button className="btn pri" type="button" onClick={() => setEditing('new')}>
          登记人员
        </button>
        <span className="mut">{shown.length}人</span>
      </div>
      {made ? (
        <p className="note" role="status">
          <b>
            <Glyph of="warn" />
            账号 {made.account} 的密码是 {made.password}
          </b>
          只显示这一次，请当面交给本人；首次登录须修改。
        </p>
      ) : null}
      <ScrollRegion className="hx" name="人员">
        <table className="tbl sheet">
          <caption className="vh">人员</caption>
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">账号</th>
              <th scope="col">单位</th>
              <th scope="col">岗位</th>
              <th scope="col">状态</th>
              <th scope="col">
                <span className="vh">操作</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(p => (
              <tr key={p.id}>
                <td className="nb">{p.name}</td>
                <td className="nb">{p.account}</td>
                <td>{organName(p.organ)}</td>
                <td>{p.roles.map(r => catalogue.roles.find(c => c.code === r)?.name ?? r).join('、')}</td>
                <td className="nb">
                  {p.active ? (
                    p.lockedUntil && p.lockedUntil > new Date().toISOString() ? (
                      <span className="amber">已锁定</span>
                    ) : p.mustChange ? (
                      '未改初始密码'
                    ) : (
                      '在用'
                    )
                  ) : (
                    <span className="mut">已停用</span>
                  )}
                </td>
                <td className="nb">
                  <button className="link" type="button" onClick={() => setEditing(p)}>
                    修改
                  </button>
                  {'　'}
                  <button
                    className="link"
                    type="button"
                    onClick={() => window.confirm(`确定重置${p.name}的密码吗？其所有登录随即失效。`) && reset.mutate(p)}
                  >
                    重置密码
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <ErrorNote error={reset.error} />
      {editing ? (
        <PersonForm
          person={editing === 'new' ? undefined : editing}
          organs={organs.data}
          catalogue={catalogue}
          close={() => setEditing(undefined)}
          made={setMade}
        />
      ) : null}
    </>
  )
}

function PersonForm({
  person,
  organs,
  catalogue,
  close,
  made,
}: {
  person: Person | undefined
  organs: readonly Organ[]
  catalogue: Catalogue
  close: () => void
  made: (m: { account: string; password: string }) => void
}) {
  const [name, setName] = useState(person?.name ?? '')
  const [account, setAccount] = useState(person?.account ?? '')
  const [organ, setOrgan] = useState(person?.organ ?? organs[0]?.code ?? '')
  const [roles, setRoles] = useState<readonly string[]>(person?.roles ?? [])
  const [active, setActive] = useState(person?.active ?? true)
  const save = useMutation({
    mutationFn: async () => {
      if (person) return patch<void>(`/admin/people/${person.id}`, { name, organ, roles, active })
      const added = await post<{ account: string; password: string }>('/admin/people', { name, account, organ, roles })
      made(added)
    },
    onSuccess: () => {
      void again('people')()
      close()
    },
  })
  return (
    <FormDrawer title={person ? '修改人员' : '登记人员'} save={save.mutate} error={save.error} close={close}>
      <div className="grid">
        <TextField label="姓名" required value={name} change={setName} />
        <TextField label="账号" required disabled={person !== undefined} value={account} change={setAccount} />
        <SelectField label="单位" value={organ} change={setOrgan} options={organs.filter(o => o.active)} />
        {person ? (
          <div className="fld">
            <span className="lb">状态</span>
            <label>
              <input type="checkbox" checked={active} onChange={e => setActive(e.target.checked)} />
              　在用（停用后不能登录，过去的办理仍在其名下）
            </label>
          </div>
        ) : null}
      </div>
      <div className="fld">
        <span className="lb" id="roles">
          岗位
        </span>
        <div className="ticks" role="group" aria-labelledby="roles">
          {catalogue.roles.map(r => (
            <label key={r.code}>
              <input
                type="checkbox"
                checked={roles.includes(r.code)}
                onChange={e => setRoles(e.target.checked ? [...roles, r.code] : roles.filter(x => x !== r.code))}
              />
              <span>{r.name}</span>
            </label>
          ))}
        </div>
      </div>
    </FormDrawer>
  )
}

/** What is registered or changed at the side of the page: saved or left. */
function FormDrawer({
  title,
  save,
  error,
  close,
  children,
}: {
  title: string
  save: () => void
  error: unknown
  close: () => void
  children: ReactNode
}) {
  const id = useId()
  return (
    <Drawer heading={id} close={close}>
      <form
        onSubmit={e => {
          e.preventDefault()
          save()
        }}
        style={{ display: 'contents' }}
      >
        <h2 id={id}>{title}</h2>
        <div className="body">
          {children}
          <RefusalNote refusals={refusalsOf(error)} title="没有保存" />
        </div>
        <div className="submit">
          <button className="btn pri" type="submit">
            保存
          </button>
          <button className="btn" type="button" onClick={close}>
            取消
          </button>
        </div>
      </form>
    </Drawer>
  )
}

function Organs() {
  const catalogue = useCatalogue()
  const organs = useOrgans()
  const [draft, setDraft] = useState<Organ & { readonly isNew?: true }>()
  const save = useMutation({
    mutationFn: ({ isNew, code, parent, name, short, kind, active }: NonNullable<typeof draft>) => {
      const body = { name, short, kind, active, ...(parent ? { parent } : {}) }
      return isNew ? post('/admin/organs', { ...body, code }) : put(`/admin/organs/${code}`, body)
    },
    onSuccess: () => {
      void again('organs')()
      setDraft(undefined)
    },
  })
  if (organs.error) return <ErrorNote error={organs.error} />
  if (!organs.data || !catalogue) return <Loading />
  const kind = (code: string) => catalogue.organKinds.find(k => k.code === code)?.name ?? code
  return (
    <>
      <div className="chips">
        <button
          className="btn pri"
          type="button"
          onClick={() => setDraft({ isNew: true, code: '', name: '', short: '', kind: 'agency', active: true })}
        >
          登记单位
        </button>
        <span className="mut">{organs.data.length}个单位。单位不能删除，只能停用。</span>
      </div>
      <table className="tbl sheet">
        <caption className="vh">单位</caption>
        <thead>
          <tr>
            <th scope="col">代码</th>
            <th scope="col">名称</th>
            <th scope="col">案号简称</th>
            <th scope="col">类型</th>
            <th scope="col">状态</th>
            <th scope="col">
              <span className="vh">操作</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {organs.data.map(o => (
            <tr key={o.code}>
              <td>{o.code}</td>
              <td>{o.name}</td>
              <td>{o.short}</td>
              <td>{kind(o.kind)}</td>
              <td>{o.active ? '在用' : <span className="mut">已停用</span>}</td>
              <td>
                <button className="link" type="button" onClick={() => setDraft(o)}>
                  修改
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {draft ? (
        <FormDrawer
          title={draft.isNew ? '登记单位' : '修改单位'}
          save={() => save.mutate(draft)}
          error={save.error}
          close={() => setDraft(undefined)}
        >
          <div className="grid">
            <TextField
              label="代码"
              required
              disabled={!draft.isNew}
              value={draft.code}
              change={code => setDraft({ ...draft, code })}
            />
            <TextField label="名称" required value={draft.name} change={name => setDraft({ ...draft, name })} />
            <TextField label="案号简称" required value={draft.short} change={short => setDraft({ ...draft, short })} />
            <SelectField
              label="类型"
              value={draft.kind}
              change={kind => setDraft({ ...draft, kind })}
              options={catalogue.organKinds}
            />
            <SelectField
              label="上级单位"
              value={draft.parent ?? ''}
              change={parent => setDraft({ ...draft, parent })}
              options={[{ code: '', name: '无' }, ...organs.data.filter(o => o.active && o.code !== draft.code)]}
            />
            <div className="fld">
              <label>
                <input
                  type="checkbox"
                  checked={draft.active}
                  onChange={e => setDraft({ ...draft, active: e.target.checked })}
                />
                　在用
              </label>
            </div>
          </div>
        </FormDrawer>
      ) : null}
    </>
  )
}

function AuditLog() {
  const [before, setBefore] = useState<number>()
  const log = useQuery({
    queryKey: ['admin', 'audit', before],
    queryFn: () => get<Audit>(`/admin/audit${before ? `?before=${before}` : ''}`),
    placeholderData: p => p,
  })
  if (log.error) return <ErrorNote error={log.error} />
  if (!log.data) return <Loading />
  return (
    <>
      <ScrollRegion className="hx" name="操作日志">
        <table className="tbl sheet dense">
          <caption className="vh">操作日志</caption>
          <thead>
            <tr>
              <th scope="col">时间</th>
              <th scope="col">谁</th>
              <th scope="col">做了什么</th>
              <th scope="col">案件</th>
              <th scope="col">说明</th>
            </tr>
          </thead>
          <tbody>
            {log.data.rows.map(r => (
              <tr key={r.id}>
                <td className="nb">{moment(r.at)}</td>
                <td className="nb">
                  {r.personName}　<span className="mut">{r.organName}</span>
                </td>
                <td>{auditNames[r.action] ?? '办理'}</td>
                <td>
                  {r.record ? (
                    <Link to="/record/$id" params={{ id: r.record }} search={{}}>
                      查看
                    </Link>
                  ) : null}
                </td>
                <td>{detailOf(r.detail)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <div className="foot">
        <span>最多显示 100 条</span>
        <div>
          {before ? (
            <button className="btn s" type="button" onClick={() => setBefore(undefined)}>
              回到最新
            </button>
          ) : null}
          <button
            className="btn s"
            type="button"
            disabled={log.data.rows.length < 100}
            onClick={() => setBefore(log.data.rows.at(-1)?.id)}
          >
            更早的
          </button>
        </div>
      </div>
    </>
  )
}

const auditNames: Readonly<Record<string, string>> = {
  'sign-in': '登录',
  'sign-in-failed': '登录失败',
  'sign-out': '退出',
  refused: '被拒绝',
  open: '登记',
  organ: '修改单位',
  person: '登记人员',
  'person-change': '修改人员',
  'password-reset': '重置密码',
  'password-change': '修改密码',
  division: '修改地区',
  view: '查看',
  locked: '账号锁定',
  calendar: '录入节假日安排',
  setting: '修改办理设置',
}

/** Refusals are kept as structured entries; people read their message. */
function detailOf(detail: string | null): string {
  if (!detail) return ''
  try {
    const parsed = JSON.parse(detail) as { message?: string }
    return parsed.message ?? ''
  } catch {
    return detail
  }
}
