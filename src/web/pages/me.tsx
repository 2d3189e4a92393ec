import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { post } from '../api.ts'
import { useMe, useSystems, useTitle } from '../hooks.ts'
import { draftsOf, forgetDraft } from '../parts/drafts.ts'
import { RefusalNote, refusalsOf } from '../parts/refusals.tsx'
import { signOut } from '../shell.tsx'
import { switchTheme, useDark } from '../theme.ts'
import './me.css'

/** 我的: who I am here, what I began and did not finish, the password, the theme. */
export function MePage() {
  const me = useMe()
  const dark = useDark()
  useTitle('我的')
  return (
    <>
      <div className="hd">
        <div>
          <h1>{me.person.name}</h1>
          <p>
            {me.organ.name}　账号 {me.person.account}
          </p>
        </div>
        <div className="acts">
          <button className="btn" type="button" onClick={switchTheme}>
            {dark ? '换成浅色' : '换成深色'}
          </button>
          <button className="btn" type="button" onClick={() => void signOut()}>
            退出
          </button>
        </div>
      </div>
      <div className="two">
        <div className="stack">
          <Drafts person={me.person.id} />
          <section aria-labelledby="roles">
            <div className="sec">
              <h2 id="roles">
                岗位<span>{me.roles.length}</span>
              </h2>
              <span className="mut">由系统管理员登记</span>
            </div>
            <ul className="rows">
              {me.roles.map(r => (
                <li key={r.code}>{r.name}</li>
              ))}
            </ul>
            <p className="sm mut pad">
              {me.seesDivision ? '可以查看全区的事项。' : '可以查看本单位办理和参加的事项。'}
              {me.idleMinutes ? `${me.idleMinutes}分钟没有操作，自动退出。` : ''}
            </p>
          </section>
        </div>
        <Password />
      </div>
    </>
  )
}

function Drafts({ person }: { person: string }) {
  const systems = useSystems().data ?? []
  const [, redraw] = useState(0)
  const drafts = draftsOf(person)
  const nameOf = (code: string) => systems.find(s => s.code === code)?.name ?? code
  return (
    <section aria-labelledby="drafts">
      <div className="sec">
        <h2 id="drafts">
          没有登记完的<span>{drafts.length}</span>
        </h2>
        <span className="mut">存在这台电脑的浏览器里</span>
      </div>
      <ul className="rows dc">
        {drafts.map(d => (
          <li key={d.key}>
            {d.rows ? (
              <Link to="/batch/$system" params={{ system: d.system }} search={{}}>
                {nameOf(d.system)}　成批登记 {d.rows} 行
              </Link>
            ) : (
              <Link to="/open/$system" params={{ system: d.system }} search={{}}>
                {nameOf(d.system)}
              </Link>
            )}
            <span className="mut">
              {d.savedAt} 存　
              <button
                className="link"
                type="button"
                onClick={() => {
                  forgetDraft(d.key)
                  redraw(n => n + 1)
                }}
              >
                删去
              </button>
            </span>
          </li>
        ))}
      </ul>
      {drafts.length ? null : <p className="mut pad">登记表填了一部分就离开的，在这里接着填。</p>}
    </section>
  )
}

function Password() {
  const [old, setOld] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () => post('/session/password', { old, new: next }),
    onSuccess: () => {
      setOld('')
      setNext('')
    },
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (old && next && !change.isPending) change.mutate()
  }
  return (
    <section aria-labelledby="pw">
      <div className="sec">
        <h2 id="pw">修改密码</h2>
      </div>
      <form className="password" onSubmit={submit}>
        <div className="fld">
          <label htmlFor="old">现在的密码</label>
          <input
            id="old"
            className="fi"
            type="password"
            autoComplete="current-password"
            value={old}
            onChange={e => setOld(e.target.value)}
          />
        </div>
        <div className="fld">
          <label htmlFor="new">新密码</label>
          <input
            id="new"
            className="fi"
            type="password"
            autoComplete="new-password"
            value={next}
            onChange={e => setNext(e.target.value)}
          />
        </div>
        <RefusalNote refusals={refusalsOf(change.error)} title="没有修改" />
        {change.isSuccess ? (
          <p className="sm bamboo" role="status">
            密码已修改。
          </p>
        ) : null}
        <button className={old && next ? 'btn pri' : 'btn off'} type="submit" aria-disabled={!old || !next}>
          修改密码
        </button>
      </form>
    </section>
  )
}
