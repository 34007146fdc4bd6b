-- What users are sent by mail, and the letters that wait to be sent (ADR 67).

alter table app_user add column mail_address varchar(254);
alter table app_user add column mail_new_messages varchar(16) default 'NOTICE' not null;
alter table app_user add column mail_marks_heard boolean default false not null;
alter table app_user add column mail_missed_calls boolean default false not null;

-- In which call a message was left: the call is told by the message's letter, not once more.
alter table voice_message add column call_id varchar(255);
create index voice_message_call on voice_message (call_id);

create table mail_letter (
  id bigint primary key,
  kind varchar(16) not null,
  user_id bigint not null references app_user (id) on delete cascade,
  -- The number of a message, the id of a call, or when somebody was locked out.
  about varchar(255) not null,
  detail varchar(255) not null,
  -- The same each time it is sent, so that doubles are recognised.
  message_id varchar(64) not null,
  queued_at timestamp(6) with time zone not null,
  due_at timestamp(6) with time zone not null,
  give_up_at timestamp(6) with time zone not null,
  attempts integer not null,
  -- Somebody sends it until then.
  leased_until timestamp(6) with time zone,
  without_recording boolean not null,
  given_up boolean not null,
  last_error varchar(500),
  constraint mail_letter_once unique (kind, user_id, about)
);
create index mail_letter_due on mail_letter (given_up, due_at);
create sequence mail_letter_number start with 1 increment by 1;
