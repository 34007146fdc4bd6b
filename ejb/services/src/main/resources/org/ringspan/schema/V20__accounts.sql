-- Accounts: a third role, users that may not log in, and hashes that the server's own realm can check.

alter table app_user add column account_role varchar(16) default 'USER' not null
  check (account_role in ('USER', 'SUPPORT', 'ADMINISTRATOR'));
update app_user set account_role = role;
alter table app_user drop column role;
alter table app_user rename column account_role to role;

alter table app_user add column enabled boolean default true not null;

-- PBKDF2 with HMAC-SHA-512, 64 bytes; hash and salt in base64. The hashes of before were half as long and nothing used them.
alter table app_user add column password_salt varchar(64);
alter table app_user add column password_iterations integer;
update app_user set password_hash = null;

-- Who did what, when. Texts are JSON and hold no secrets.
create table audit_entry (
  id bigint primary key,
  at timestamp(6) with time zone not null,
  actor varchar(64) not null,
  source varchar(64),
  action varchar(32) not null,
  kind varchar(32) not null,
  name varchar(400) not null,
  before_text varchar(1000000),
  after_text varchar(1000000),
  undoes bigint
);
create index audit_entry_thing on audit_entry (kind, name, id);
create index audit_entry_actor on audit_entry (actor, id);
