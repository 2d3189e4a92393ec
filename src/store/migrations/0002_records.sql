-- The log and what is projected from it. Every key begins with the division, which is the distribution column of a
-- cluster; a transaction stays within one division.

-- One row per fact, never changed. `body` is the canonical text of the whole event, exactly as hashed:
-- hash = SM3(prev || body). The other columns repeat parts of it for queries; verification derives them again.
-- Not partitioned by year: the key of a partitioned table would have to contain the year, and (division, record, seq)
-- could then no longer be unique, which is what keeps a chain from forking. A district writes some million events a
-- year; the one index is read only by record, and rows are appended in the order of their pages.
create table zs.event (
  division text not null,
  record uuid not null,
  seq int not null check (seq > 0),
  recorded_at timestamptz not null,
  occurred_on date not null,
  system text not null,
  version text not null,
  action text not null,
  actor text not null,
  origin text not null,
  command text not null,
  body text not null,
  prev bytea not null check (octet_length(prev) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (division, record, seq)
);

-- What each record is now: the fold of its events. Lists, filters and clocks read this one row.
create table zs.record (
  division text not null,
  id uuid not null,
  system text not null,
  version text not null,
  number text not null,
  title text not null,
  organ text not null,
  -- Other organs that take part and may read it.
  organs text[] not null default '{}',
  handler text,
  stage text not null,
  outcome text,
  opened_on date not null,
  closed_on date,
  seq int not null,
  head bytea not null,
  updated_at timestamptz not null,
  -- Last day in law of the running limit that ends first, its code; `running`, or `paused` when all stand still.
  next_due date,
  next_limit text,
  due_status text,
  -- Values of the fields that the declaration lists.
  listed jsonb not null,
  state jsonb not null,
  primary key (division, id),
  unique (division, system, number)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
create index record_list on zs.record (division, system, opened_on desc, id desc);
create index record_list_of_organ on zs.record (division, organ, system, opened_on desc, id desc);
create index record_by_stage on zs.record (division, system, stage, opened_on desc, id desc);
create index record_due on zs.record (division, next_due) where next_due is not null;
create index record_due_of_organ on zs.record (division, organ, next_due) where next_due is not null;
create index record_by_handler on zs.record (division, handler) where handler is not null and closed_on is null;
create index record_changed on zs.record (division, updated_at);

-- The organs besides the handling one that take part in a record, one row each, so that their list is one index scan
-- (row security lets no index over the array be used).
create table zs.participation (
  division text not null,
  organ text not null,
  system text not null,
  opened_on date not null,
  record uuid not null,
  primary key (division, record, organ)
);
create index participation_list on zs.participation (division, organ, system, opened_on desc, record desc);

-- Words of number, title, parties and texts. Apart from the record, whose frequent updates would rewrite the index of all
-- words each time. Read through zs.matching only.
create table zs.search (
  division text not null,
  record uuid not null,
  system text not null,
  opened_on date not null,
  words tsvector not null,
  primary key (division, record)
);
create index search_words on zs.search using gin (words);
-- With default statistics the planner walks the date index for rare words: measured 558 ms against 1–9 ms.
alter table zs.search alter column words set statistics 1000;

-- Limits of open matters that have started, and those still running after the close.
create table zs.deadline (
  division text not null,
  record uuid not null,
  code text not null,
  system text not null,
  organ text not null,
  organs text[],
  status text not null check (status in ('running', 'paused', 'kept', 'late')),
  -- MAX, MIN or POWER of the declaration; only a MAX that binds the authority makes it late.
  kind text not null,
  bears text not null,
  start_on date not null,
  strict_on date not null,
  final_on date not null,
  -- Of a limit of hours: the time of day.
  final_at text,
  met_on date,
  provisional boolean not null default false,
  primary key (division, record, code)
);
create index deadline_running on zs.deadline (division, final_on) where status = 'running';
create index deadline_running_of_organ on zs.deadline (division, organ, final_on) where status = 'running';

-- What each record adds to each figure: the rows behind the numbers of the report.
create table zs.contribution (
  division text not null,
  record uuid not null,
  figure text not null,
  system text not null,
  organ text not null,
  organs text[],
  on_day date not null,
  -- Of a stock: first day on which it no longer counts.
  until_day date,
  amount bigint not null,
  -- Of a distinct figure: the value that counts once.
  key text,
  primary key (division, record, figure)
);
create index contribution_by_day on zs.contribution (division, system, figure, on_day)
  include (amount, until_day, key, organ);

-- Who takes part in what: look-up by name or number, duplicates.
create table zs.party (
  division text not null,
  record uuid not null,
  position int not null,
  role text not null,
  kind text not null,
  name text not null,
  number text,
  phone text,
  system text not null,
  organ text not null,
  organs text[],
  primary key (division, record, position)
);
create index party_by_number on zs.party (division, number) where number is not null;
create index party_by_name on zs.party (division, name text_pattern_ops);

-- Links as their holder's log tells them; `other` is the record at the far end.
create table zs.link (
  division text not null,
  record uuid not null,
  id text not null,
  kind text not null,
  system text not null,
  other uuid not null,
  other_system text not null,
  other_number text not null,
  organ text not null,
  organs text[],
  primary key (division, record, id)
);
create index link_by_other on zs.link (division, other);

-- Last number given in a series of an organ in a year. Numbers have no gaps: one that is rolled back is given again.
create table zs.counter (
  division text not null,
  organ text not null,
  series text not null,
  year int not null,
  last bigint not null,
  primary key (division, organ, series, year)
);

-- Commands that were carried out, so that a retry changes nothing twice and gets the first answer.
create table zs.command (
  division text not null,
  person text not null,
  key text not null,
  -- SM3 of the request: the same key for another request is a mistake of the client.
  digest text not null,
  response jsonb not null,
  at timestamptz not null default now(),
  primary key (division, person, key)
);
create index command_by_time on zs.command (division, at);

-- Anchors: each covers the heads of all records that changed since the one before, and the anchor before. The newest one
-- kept elsewhere proves that neither last events nor whole records were taken away.
create table zs.anchor (
  division text not null,
  n int not null check (n > 0),
  at timestamptz not null,
  records int not null,
  heads_hash bytea not null,
  prev bytea not null,
  hash bytea not null,
  primary key (division, n)
);
create table zs.anchor_head (
  division text not null,
  n int not null,
  record uuid not null,
  seq int not null,
  head bytea not null,
  primary key (division, record, n),
  foreign key (division, n) references zs.anchor (division, n)
);
create index anchor_head_by_anchor on zs.anchor_head (division, n);

-- Files by the SM3 of their content; the bytes lie in the folder of files. Who may read one follows from the record
-- whose state names it.
create table zs.file (
  division text not null,
  hash text not null,
  organ text not null,
  bytes bigint not null,
  type text not null,
  name text not null,
  at timestamptz not null default now(),
  primary key (division, hash, organ)
);

-- Forms begun and not yet sent.
create table zs.draft (
  division text not null,
  person text not null,
  id uuid not null,
  system text not null,
  record uuid,
  content jsonb not null,
  changed_at timestamptz not null default now(),
  primary key (division, person, id)
);

-- Who looked at what, and what was refused.
create table zs.access_log (
  division text not null,
  id bigint generated always as identity,
  at timestamptz not null default now(),
  person text not null,
  organ text not null,
  action text not null,
  record uuid,
  detail text,
  primary key (division, id)
);
create index access_log_by_record on zs.access_log (division, record, at desc) where record is not null;
create index access_log_by_person on zs.access_log (division, person, at desc);
