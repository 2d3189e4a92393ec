import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { PracticeSetting, Recomputed } from '#api/contract.ts'
import { get, post, put, queries } from '../api.ts'
import { inWords } from './admin-calendar.tsx'
import { TextField } from './admin-field.tsx'
import { Drawer } from './drawer.tsx'
import { ErrorNote, Loading, RefusalNote, refusalsOf } from './refusals.tsx'
import './admin-practice.css'

/** 办理设置: the terms that the law leaves to local custom, each with its usual and its present amount. */
export function PracticeSettings() {
  const settings = useQuery({
    queryKey: ['admin', 'practice'],
    queryFn: () => get<readonly PracticeSetting[]>('/admin/practice'),
  })
  const [editing, setEditing] = useState<PracticeSetting>()
  if (settings.error) return <ErrorNote error={settings.error} />
  if (!settings.data) return <Loading />
  const changed = settings.data.filter(s => s.now !== s.usual).length
  return (
    <>
      <div className="chips">
        <span className="mut">
          法律没有规定、由本地惯例确定的期限和时间，共{settings.data.length}项，
          {changed ? `${changed}项与默认不同` : '都与默认相同'}。法律规定的期限不在这里，也不能修改。
        </span>
      </div>
      <table className="tbl sheet practice">
        <caption className="vh">办理设置</caption>
        <thead>
          <tr>
            <th scope="col">设置</th>
            <th scope="col">默认</th>
            <th scope="col">现行</th>
            <th scope="col">
              <span className="vh">操作</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {settings.data.map(s => (
            <tr key={s.key}>
              <td>
                <span className="mut">{s.systemName}　</span>
                <b>{s.name}</b>
                <p className="sm mut">{s.meaning}</p>
              </td>
              <td className="mut">{amountOf(s, s.usual)}</td>
              <td>{s.now === s.usual ? amountOf(s, s.now) : <b>{amountOf(s, s.now)}</b>}</td>
              <td className="nb">
                <button
                  className="link"
                  type="button"
                  aria-label={`修改${s.systemName}的“${s.name}”`}
                  onClick={() => setEditing(s)}
                >
                  修改
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {editing ? <PracticeForm setting={editing} close={() => setEditing(undefined)} /> : null}
    </>
  )
}

const amountOf = ({ unit }: PracticeSetting, amount: number): string => `${amount}${unit}`

/** First the limits that move are counted, then the amount is set. */
function PracticeForm({ setting, close }: { setting: PracticeSetting; close: () => void }) {
  const id = useId()
  const [typed, setTyped] = useState(String(setting.now))
  const amount = typed.trim() === '' ? Number.NaN : Number(typed)
  const at = `/admin/practice/${setting.key}`
  const preview = useMutation({
    mutationFn: () => post<Recomputed>(`${at}/preview`, { amount }).then(change => ({ change, amount })),
  })
  const save = useMutation({
    mutationFn: () => put<Recomputed>(at, { amount }),
    onSuccess: async () => {
      await queries.invalidateQueries()
      close()
    },
  })
  // What was counted holds for the amount that was asked about.
  const counted = preview.data?.amount === amount ? preview.data.change : undefined
  const pending = preview.isPending || save.isPending
  return (
    <Drawer heading={id} close={close}>
      <form
        onSubmit={e => {
          e.preventDefault()
          if (pending) return
          if (counted) save.mutate()
          else preview.mutate()
        }}
        style={{ display: 'contents' }}
      >
        <h2 id={id}>
          {setting.systemName}：{setting.name}
        </h2>
        <div className="body">
          <p className="mut">{setting.meaning}</p>
          <div className="grid">
            <TextField
              label={`改为（${setting.unit}，${setting.least}至${setting.most}）`}
              required
              inputMode="numeric"
              value={typed}
              change={setTyped}
            />
          </div>
          <p className="sm mut">
            默认{amountOf(setting, setting.usual)}，现行{amountOf(setting, setting.now)}。
          </p>
          {counted ? (
            <p role="status">
              改为{amountOf(setting, amount)}之后：{inWords(counted)}
            </p>
          ) : null}
          <RefusalNote refusals={refusalsOf(preview.error ?? save.error)} title="没有修改" />
        </div>
        <div className="submit">
          <button className="btn pri" type="submit" aria-disabled={pending}>
            {pending ? '正在计算' : counted ? `确认改为${amountOf(setting, amount)}` : '看哪些期限会移动'}
          </button>
          <button className="btn" type="button" onClick={close}>
            取消
          </button>
        </div>
      </form>
    </Drawer>
  )
}
