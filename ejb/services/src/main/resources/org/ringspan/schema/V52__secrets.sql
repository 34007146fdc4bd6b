-- Secrets that the server needs to log in elsewhere, sealed by the key in a file outside the database.

create table secret (
  name varchar(64) primary key,
  sealed bytea not null,
  changed_at timestamp(6) with time zone not null,
  changed_by varchar(255) not null
);
