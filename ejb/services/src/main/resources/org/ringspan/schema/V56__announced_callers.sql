-- Whether who answers at a remote destination, and is to press a key, hears first who calls.

alter table reach_setting add column announce_caller boolean default false not null;
