-- The identity store (ADR 78): when users were made and changed, what is known of a person beyond the user, and groups.

alter table app_user add column created_at timestamp(6) with time zone default current_timestamp not null;
alter table app_user add column modified_at timestamp(6) with time zone default current_timestamp not null;

create table person_detail (
  user_id bigint primary key references app_user (id) on delete cascade,
  external_id varchar(255),
  given_name varchar(255),
  family_name varchar(255),
  title varchar(255),
  user_type varchar(255),
  employee_number varchar(255),
  cost_center varchar(255),
  organization varchar(255),
  division varchar(255),
  department varchar(255),
  manager_id bigint references app_user (id) on delete set null,
  -- What nobody searches by, as JSON.
  more varchar(20000) not null,
  version bigint not null,
  modified_at timestamp(6) with time zone not null
);
create index person_detail_external on person_detail (external_id);
create index person_detail_manager on person_detail (manager_id);

create table directory_group (
  -- From the same sequence as users, so that no user and no group have the same.
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  external_id varchar(255),
  display_name varchar(255) not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  modified_at timestamp(6) with time zone not null
);
create index directory_group_external on directory_group (external_id);
create index directory_group_name on directory_group (display_name);

-- A user or another group.
create table directory_group_member (
  group_id bigint not null references directory_group (id) on delete cascade,
  user_id bigint references app_user (id) on delete cascade,
  member_group_id bigint references directory_group (id) on delete cascade,
  unique (group_id, user_id),
  unique (group_id, member_group_id),
  check (user_id is null or member_group_id is null),
  check (user_id is not null or member_group_id is not null)
);
create index directory_group_member_user on directory_group_member (user_id);
create index directory_group_member_group on directory_group_member (member_group_id);
