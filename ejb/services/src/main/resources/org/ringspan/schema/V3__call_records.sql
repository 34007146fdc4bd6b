-- What is kept of calls. A record has two halves, written apart; either may arrive first.
-- node and run say which start of which server took the call in: an open record of an earlier run was cut off.

-- Rows are keyed in the order of their arrival: random keys would touch a page of every index a call.
create table call_record (
  id bigint primary key,
  call_id varchar(64) not null unique,
  node varchar(64) not null,
  run bigint not null,
  started_at timestamp(6) with time zone,
  called varchar(255),
  user_login varchar(64),
  caller_name varchar(255),
  caller varchar(255),
  caller_private boolean,
  ended_at timestamp(6) with time zone,
  outcome varchar(16),
  answered_at timestamp(6) with time zone,
  answered_by varchar(255),
  status integer,
  detail varchar(200)
);
create index call_record_started on call_record (started_at);
create index call_record_open on call_record (node, outcome);

-- One row a planned leg. delay_ms is set on legs that ring, reason on legs that don't.
create table call_record_leg (
  call_record_id bigint not null references call_record (id) on delete cascade,
  position integer not null,
  kind varchar(16) not null,
  target varchar(255) not null,
  rings boolean not null,
  delay_ms bigint,
  reason varchar(32),
  primary key (call_record_id, position)
);
