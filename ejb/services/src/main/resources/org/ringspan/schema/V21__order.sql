-- The order of a user's lines and devices, now that they can be changed: the first line is the one a user is called by.
-- Rows of before keep the order in which they were made.

alter table phone_line add column position integer default 0 not null;
alter table device add column position integer default 0 not null;

-- One by one, so that of two entries the later has the larger number, whichever server has written it.
create sequence audit_number start with 1 increment by 1;
