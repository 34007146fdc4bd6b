-- Two filters at once: what the first lets pass is looked at in its index, where the others' columns stand too, and only what passes
-- all of them is read from the table.

drop index call_record_page_user;
drop index call_record_page_calling;
drop index call_record_page_caller;
drop index call_record_page_called;
create index call_record_page_user on call_record (user_login, started_at desc, id desc, outcome, caller, called);
create index call_record_page_calling on call_record (calling_login, started_at desc, id desc, outcome, caller, called);
create index call_record_page_caller on call_record (caller, started_at desc, id desc, outcome);
create index call_record_page_called on call_record (called, started_at desc, id desc, outcome);
