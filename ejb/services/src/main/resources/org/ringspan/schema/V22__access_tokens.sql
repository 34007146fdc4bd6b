-- Tokens of programs that act for users. Only a hash is kept: a token has 256 random bits, so it needs no salt.

create table access_token (
  id bigint primary key,
  user_id bigint not null references app_user (id) on delete cascade,
  name varchar(100) not null,
  hash varchar(64) not null unique,
  may_write boolean not null,
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone,
  last_used_at timestamp(6) with time zone
);
create index access_token_user on access_token (user_id, id);
create sequence access_token_number start with 1 increment by 1;
