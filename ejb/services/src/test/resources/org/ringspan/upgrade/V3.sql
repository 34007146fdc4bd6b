-- What a server of the first schema (V1 to V3) has stored.
alter sequence ringspan_id restart with 101;
update configuration_version set version = 7;
insert into organisation (id, domain) values (1, 'ringspan.test');
insert into app_user (id, organisation_id, login, name, role, mobility, password_hash) values
  (2, 1, 'alice', 'Alice Adams', 'USER', true, 'sealed-password-of-alice'),
  (3, 1, 'admin', 'Admin', 'ADMINISTRATOR', false, null);
insert into phone_line (id, organisation_id, user_id, number, did, voicemail, forward_no_answer_ms) values
  (4, 1, 2, '51234', '+14085551234', true, 20000),
  (5, 1, 2, '51235', null, false, 15000);
insert into device (id, organisation_id, user_id, name, ha1_md5, ha1_sha256) values
  (6, 1, 2, 'alice-desk', 'sealed-md5', 'sealed-sha256');
insert into device_line (device_id, position, line_id) values (6, 0, 4), (6, 1, 5);
insert into remote_destination (id, user_id, position, number, name, mobile_phone, single_number_reach,
    delay_before_ringing_ms, answer_too_soon_ms, answer_too_late_ms, access_list_kind, ring_time_zone) values
  (7, 2, 0, '+14085557890', 'mobile', true, true, 4000, 1500, 19000, 'BLOCKED', 'America/Los_Angeles');
insert into access_list_member (remote_destination_id, position, kind, mask) values
  (7, 0, 'NUMBER', '+14085550666'), (7, 1, 'PRIVATE', null);
insert into ring_period (remote_destination_id, position, days, from_minute, to_minute) values
  (7, 0, 31, 480, 1080);
insert into gateway (id, organisation_id, position, name, address, port, transport) values
  (8, 1, 0, 'pstn', '127.0.0.1', 5070, 'UDP'),
  (9, 1, 1, 'secure', '127.0.0.2', 5061, 'TLS');
insert into voicemail_setting (organisation_id, pilot, routed_as, gateway_id) values (1, '59999', '+14085559999', 8);
insert into registration_binding (device_id, position, contact, transport, address, port, call_id, cseq, expires_at) values
  (6, 0, '<sip:alice-desk@127.0.0.3:5062>', 'UDP', '127.0.0.3', 5062, 'c1@127.0.0.3', 4, '2036-01-01 10:00:00+00');
insert into call_record (id, call_id, node, run, started_at, called, user_login, caller_name, caller, caller_private,
    ended_at, outcome, answered_at, answered_by, status, detail) values
  (10, 'ended-call', 'ringspan-1', 1, '2026-01-02 10:00:00+00', '51234', 'alice', '', '+14085550100', false,
   '2026-01-02 10:01:00+00', 'ANSWERED', '2026-01-02 10:00:05+00', 'alice-desk', 200, ''),
  (11, 'open-call', 'ringspan-1', 1, '2026-01-02 10:02:00+00', '51234', 'alice', '', '+14085550100', false,
   null, null, null, null, null, null);
insert into call_record_leg (call_record_id, position, kind, target, rings, delay_ms, reason) values
  (10, 0, 'DEVICE', 'alice-desk', true, 0, null),
  (10, 1, 'DESTINATION', '+14085557890', false, null, 'OUTSIDE_RING_SCHEDULE')
