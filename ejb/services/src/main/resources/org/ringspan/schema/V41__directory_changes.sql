-- Changes of the directory are followed one by one.

alter table directory_setting add column follow boolean default false not null;

create table directory_following (
  organisation_id bigint primary key references directory_setting (organisation_id) on delete cascade,
  -- How far changes were read: a line for each controller.
  bookmark varchar(1000000) not null,
  full_run_wanted boolean not null,
  paused varchar(2000),
  changed_at timestamp(6) with time zone
);

-- FULL or CHANGES
alter table directory_run add column kind varchar(16) default 'FULL' not null;
create index directory_run_kind on directory_run (kind, started_at desc);
