-- Two filters at once: what the first lets pass is looked at in its index, where the others' columns stand too, and only what passes
-- all of them is read from the table. It takes minutes with millions of calls; cut off, it begins anew.

drop index if exists call_record_page_user;
drop index if exists call_record_page_calling;
drop index if exists call_record_page_caller;
drop index if exists call_record_page_called;
create index if not exists call_record_page_user on call_record (user_login, started_at desc, id desc, outcome, caller, called);
create index if not exists call_record_page_calling on call_record (calling_login, started_at desc, id desc, outcome, caller, called);
create index if not exists call_record_page_caller on call_record (caller, started_at desc, id desc, outcome);
create index if not exists call_record_page_called on call_record (called, started_at desc, id desc, outcome);

-- What a month's statistics read is in the index.
create index if not exists call_sum_read on call_sum (slot, outcome, place, calls);
