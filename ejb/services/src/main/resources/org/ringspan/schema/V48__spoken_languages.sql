-- In which language the server speaks by telephone: to a user (none: the company's), and to everybody else.

alter table app_user add column voice_language varchar(8);
alter table reach_setting add column voice_language varchar(8) default 'en' not null;
