-- Open records in the order of their last day; those on which no limit runs (stopped, or the party's turn) at the end.
create index record_by_due on zs.record (division, system, coalesce(next_due, date '9999-12-31'), id) where closed_on is null;
