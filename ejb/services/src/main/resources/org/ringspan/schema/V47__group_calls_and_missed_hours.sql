-- For which members of hunt groups a call rang. What a history is asked by stands here, too, so that one index answers it: a member of a
-- busy group has many such calls, and they aren't read one by one from the table of calls. Calls from before have no members here.

create table call_record_member (
  id bigint not null references call_record (id) on delete cascade,
  user_login varchar(64) not null,
  hunt_group varchar(64) not null,
  answered_by varchar(64),
  started_at timestamp(6) with time zone,
  outcome varchar(16),
  caller varchar(255),
  called varchar(255),
  primary key (id, user_login)
);
create index call_record_page_member on call_record_member (user_login, started_at desc, id desc, outcome, caller, called);

-- Of how many missed calls a user was told by letters within an hour that began with the first of them, and how many were left out.

create table mail_missed_hour (
  user_id bigint not null references app_user (id) on delete cascade,
  began timestamp(6) with time zone not null,
  letters integer not null,
  left_out integer not null,
  primary key (user_id, began)
);
create index mail_missed_hour_began on mail_missed_hour (began);
