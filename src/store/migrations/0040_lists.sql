-- Open records per system: the counts of the side bar and the lights of the district.
create index record_open on zs.record (division, system, organ) include (next_due, due_status) where closed_on is null;
