-- Pictures of people, and who is in which group of the directory.

alter table directory_setting add column avatar_attribute varchar(255);
-- One a line.
alter table directory_setting add column group_names varchar(20000) default '' not null;
alter table directory_setting add column only_members boolean default false not null;

create table user_avatar (
  user_id bigint primary key references app_user (id) on delete cascade,
  -- What the directory has said of the object when it was looked at: the same means the same picture.
  marker varchar(255) not null,
  -- SHA-256 of what the directory has; empty when it has none.
  source_hash varchar(64) not null,
  -- A square JPEG of ours; null when there is none, or none that can be used.
  picture bytea,
  -- SHA-256 of it.
  tag varchar(64)
);

create table directory_source_group (
  -- objectGUID
  id varchar(36) primary key,
  entry varchar(2000) not null,
  name varchar(255) not null,
  read_at timestamp(6) with time zone not null
);

create table directory_source_member (
  group_id varchar(36) not null references directory_source_group (id) on delete cascade,
  user_id bigint not null references app_user (id) on delete cascade,
  primary key (group_id, user_id)
);
create index directory_source_member_user on directory_source_member (user_id);
