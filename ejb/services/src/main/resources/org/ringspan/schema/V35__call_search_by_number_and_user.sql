-- Calls of a user with a number, where the number has few: the user stands in the number's indexes, too, so that the calls of others with
-- it aren't read from the table. It takes minutes with millions of calls; cut off, it begins anew.

drop index if exists call_record_page_caller;
drop index if exists call_record_page_called;
create index if not exists call_record_page_caller on call_record (
  caller, started_at desc, id desc, outcome, user_login, calling_login
);
create index if not exists call_record_page_called on call_record (
  called, started_at desc, id desc, outcome, user_login, calling_login
);
