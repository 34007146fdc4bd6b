-- How many calls went alike, in slots of five minutes: statistics of a month read some ten thousand rows, not millions of records.
-- Calls are counted in the slot in which they began, when both halves of their record are there. Each node has rows of its own,
-- so that no two wait for each other.

-- slot: its begin, seconds since 1970. place: the kind of the leg that answered, NONE when nobody did.
create table call_sum (
  slot bigint not null,
  outcome varchar(16) not null,
  place varchar(16) not null,
  node varchar(64) not null,
  calls bigint not null,
  primary key (slot, outcome, place, node)
);

-- What is in the table already. Legs of the first version don't say when they were answered.
insert into call_sum (slot, outcome, place, node, calls)
select slot, outcome, coalesce(place, 'NONE'), node, count(*)
from (
  select
    cast(floor(extract(epoch from r.started_at) / 300) as bigint) * 300 as slot,
    r.outcome as outcome,
    r.node as node,
    case when r.answered_by is not null then (
      select l.kind from call_record_leg l
      where l.call_record_id = r.id and l.target = r.answered_by
      order by coalesce(l.answered_ms, -1) desc
      fetch first 1 row only
    ) end as place
  from call_record r
  where r.started_at is not null and r.outcome is not null
) counted
group by slot, outcome, coalesce(place, 'NONE'), node;
