-- Divisions, organs, people, sessions, calendar and settings: small tables that every node of a cluster holds in full
-- (reference tables), so their keys need not begin with the division.

-- The application signs in as this role. It owns nothing, obeys row security, and has only what is granted below.
-- A login without a password: reachable through the trusted socket of the embedded server, or by `set role`.
do $$
begin
  if not exists (select from pg_roles where rolname = 'zhunsheng_app') then
    create role zhunsheng_app login nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
exception when duplicate_object or unique_violation then null; -- another database of the same server was first
end
$$;
do $$
begin
  if not pg_has_role(current_user, 'zhunsheng_app', 'member') then
    execute format('grant zhunsheng_app to %I', current_user);
  end if;
end
$$;
grant usage on schema zs to zhunsheng_app;

create table zs.division (
  code text primary key,
  name text not null,
  parent text,
  -- A division of simulated data: marked on every screen and never published.
  demo boolean not null default false
);

create table zs.organ (
  division text not null references zs.division,
  code text not null,
  name text not null,
  -- Name in case numbers, e.g. `准公` of 准公罚决〔2024〕12号.
  short text not null,
  kind text not null,
  parent text,
  active boolean not null default true,
  primary key (division, code)
);

create table zs.person (
  id uuid primary key,
  division text not null,
  organ text not null,
  name text not null,
  account text not null unique,
  password_hash text not null,
  -- The password was set by an administrator: nothing else may be done before it is changed.
  must_change boolean not null default true,
  failed int not null default 0,
  locked_until timestamptz,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  foreign key (division, organ) references zs.organ (division, code)
);
create index person_by_organ on zs.person (division, organ);

create table zs.person_role (
  person uuid not null references zs.person,
  division text not null,
  role text not null,
  primary key (person, role)
);

create table zs.session (
  -- SHA-256 of the token: who reads this table cannot sign in with it.
  id_hash bytea primary key,
  person uuid not null references zs.person,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ip text,
  agent text,
  revoked_at timestamptz
);
create index session_by_person on zs.session (person);

-- One year of rest days and make-up workdays, as the State Council office published it and an administrator entered it.
create table zs.calendar_year (
  year int primary key,
  entry jsonb not null,
  source text not null,
  published_on date not null,
  entered_by text not null,
  entered_at timestamptz not null default now()
);

-- Amounts of limits that local custom fixes, name of the platform, and the like.
create table zs.setting (
  division text not null references zs.division,
  key text not null,
  value jsonb not null,
  changed_at timestamptz not null default now(),
  changed_by text not null,
  primary key (division, key)
);

grant select, insert, update on zs.division, zs.organ, zs.person, zs.session, zs.calendar_year, zs.setting to zhunsheng_app;
grant select, insert, delete on zs.person_role to zhunsheng_app;
grant delete on zs.setting to zhunsheng_app;
