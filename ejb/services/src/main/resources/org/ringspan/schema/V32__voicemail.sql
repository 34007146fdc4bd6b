-- Mailboxes of users. The sound is in parts of eight seconds, each sealed for its place (ADR 55).

create table voice_message (
  id bigint primary key,
  user_id bigint not null references app_user (id) on delete cascade,
  left_at timestamp(6) with time zone not null,
  caller varchar(255),
  caller_name varchar(255) not null,
  samples integer not null check (samples > 0),
  saved boolean not null,
  -- Can be taken back for a day.
  deleted_at timestamp(6) with time zone
);
create index voice_message_page on voice_message (user_id, id desc);
create index voice_message_left on voice_message (left_at);
create index voice_message_deleted on voice_message (deleted_at);
create sequence voice_message_number start with 1 increment by 1;

create table voice_message_audio (
  message_id bigint not null references voice_message (id) on delete cascade,
  part integer not null,
  sealed bytea not null,
  primary key (message_id, part)
);

create table voice_greeting (
  user_id bigint primary key references app_user (id) on delete cascade,
  samples integer not null check (samples > 0),
  -- Grows with every change: what is sealed for one greeting opens for no other.
  version bigint not null
);

create table voice_greeting_audio (
  user_id bigint not null references voice_greeting (user_id) on delete cascade,
  part integer not null,
  sealed bytea not null,
  primary key (user_id, part)
);
