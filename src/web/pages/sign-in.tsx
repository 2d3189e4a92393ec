import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Session } from '#api/contract.ts'
import { becomes, post, queries } from '../api.ts'
import { useTitle } from '../hooks.ts'
import { Plumb } from '../parts/icons.tsx'
import { RefusalNote, refusalsOf } from '../parts/refusals.tsx'

/** 登录；初始密码须先修改。 */
export function SignInPage({ mustChange }: { mustChange: Session | undefined }) {
  useTitle(mustChange ? '修改密码' : '登录')
  return (
    <main id="main" className="signin">
      {mustChange ? <ChangePassword session={mustChange} /> : <SignIn />}
    </main>
  )
}

const Head = ({ title, note }: { title: string; note: string }) => (
  <>
    <div className="mark" aria-hidden="true">
      <Plumb />
    </div>
    <h1>{title}</h1>
    <p className="mut">{note}</p>
  </>
)

function SignIn() {
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: () => post<Session>('/session', { account, password }),
    onSuccess: becomes,
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (account && password) signIn.mutate()
  }
  return (
    <form onSubmit={submit} aria-label="登录">
      <Head title="准绳" note="以事实为根据，以法律为准绳" />
      <div className="fld">
        <label htmlFor="account">账号</label>
        <input
          id="account"
          className="fi"
          name="account"
          autoComplete="username"
          required
          value={account}
          onChange={e => setAccount(e.target.value)}
        />
      </div>
      <div className="fld">
        <label htmlFor="password">密码</label>
        <input
          id="password"
          className="fi"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={e => setPassword(e.target.value)}
        />
      </div>
      <RefusalNote refusals={refusalsOf(signIn.error)} title="没有登录" />
      <button className="btn pri wide" type="submit" disabled={signIn.isPending}>
        登录
      </button>
    </form>
  )
}

function ChangePassword({ session }: { session: Session }) {
  const [old, setOld] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () => post('/session/password', { old, new: next }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['session'] }),
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    change.mutate()
  }
  return (
    <form onSubmit={submit} aria-label="修改密码">
      <Head title="修改密码" note={`${session.person.name}，初始密码须先修改，修改后即可办理业务。`} />
      <div className="fld">
        <label htmlFor="old">现在的密码</label>
        <input
          id="old"
          className="fi"
          type="password"
          autoComplete="current-password"
          required
          value={old}
          onChange={e => setOld(e.target.value)}
        />
      </div>
      <div className="fld">
        <label htmlFor="next">新密码</label>
        <input
          id="next"
          className="fi"
          type="password"
          autoComplete="new-password"
          required
          value={next}
          onChange={e => setNext(e.target.value)}
        />
      </div>
      <RefusalNote refusals={refusalsOf(change.error)} title="没有修改" />
      <button className="btn pri wide" type="submit" disabled={change.isPending}>
        修改密码
      </button>
    </form>
  )
}
