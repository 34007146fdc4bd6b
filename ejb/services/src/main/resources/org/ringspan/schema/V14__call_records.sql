-- Records say who sent the call, what became of every leg, and why; they are written in batches and read in pages.

-- Rows of before have numbers far below.
create sequence call_record_number start with 1000000000000 increment by 500;

-- planned: the legs as they were planned, in the form of RecordCodec; legs as rows are written at the call's end.
alter table call_record add column origin_kind varchar(8);
alter table call_record add column origin_name varchar(64);
alter table call_record add column calling_login varchar(64);
alter table call_record add column ringing_at timestamp(6) with time zone;
alter table call_record add column forwarded_to varchar(255);
alter table call_record add column planned bytea;

-- One row an attempt. Times are milliseconds after the call's begin; what did not happen is null.
alter table call_record_leg add column leg integer;
alter table call_record_leg add column attempt integer;
alter table call_record_leg add column name varchar(255);
alter table call_record_leg add column detail varchar(255);
alter table call_record_leg add column too_soon_ms bigint;
alter table call_record_leg add column too_late_ms bigint;
alter table call_record_leg add column trunk varchar(64);
alter table call_record_leg add column routed varchar(255);
alter table call_record_leg add column invited_ms bigint;
alter table call_record_leg add column ringing_ms bigint;
alter table call_record_leg add column answered_ms bigint;
alter table call_record_leg add column cleared_ms bigint;
alter table call_record_leg add column status integer;
alter table call_record_leg add column ending varchar(120);

-- What happened, line by line, in the form of StoryCodec.
create table call_story (
  call_record_id bigint primary key references call_record (id) on delete cascade,
  story bytea not null
);

-- A page is the newest calls below a position: each filter has an index in that order.
drop index call_record_started;
drop index call_record_open;
create index call_record_page on call_record (started_at desc, id desc);
create index call_record_page_user on call_record (user_login, started_at desc, id desc);
create index call_record_page_calling on call_record (calling_login, started_at desc, id desc);
create index call_record_page_caller on call_record (caller, started_at desc, id desc);
create index call_record_page_called on call_record (called, started_at desc, id desc);
create index call_record_page_outcome on call_record (outcome, started_at desc, id desc);
