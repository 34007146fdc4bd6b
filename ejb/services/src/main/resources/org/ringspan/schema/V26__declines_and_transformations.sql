-- A user's choice that declining a call at one telephone ends it at all of them, and the search spaces in which a trunk's
-- transformation patterns are looked for.

alter table app_user add column declines_everywhere boolean default false not null;
alter table trunk add column calling_transformations varchar(64);
alter table trunk add column called_transformations varchar(64);
