-- What the home page and the supervision page ask of all years at once; each of these covers the few rows that matter.
create index record_paused on zs.record (division, updated_at) include (organ, organs) where due_status = 'paused';
create index record_unhandled on zs.record (division, opened_on, system) include (organ, organs)
  where closed_on is null and handler is null;
-- Open records on which a limit runs or stands still: the lights.
create index record_lit on zs.record (division, system, organ) include (organs, next_due, due_status)
  where closed_on is null and due_status is not null;
-- Facts that were entered more than 15 days after their day.
create index event_entered_late on zs.event (division, recorded_at)
  where origin in ('user', 'portal') and ((recorded_at at time zone 'Asia/Shanghai')::date - occurred_on) > 15;
-- Counted without visiting the rows.
drop index zs.record_changed;
create index record_changed on zs.record (division, updated_at desc) include (organ, organs);
