-- What a server of the schema V14 has stored: the same company with a dial plan, trunks in groups, forwards and a profile.
alter sequence ringspan_id restart with 101;
update configuration_version set version = 7;
insert into organisation (id, domain) values (1, 'ringspan.test');
insert into app_user (id, organisation_id, login, name, role, mobility, password_hash) values
  (2, 1, 'alice', 'Alice Adams', 'USER', true, 'sealed-password-of-alice'),
  (3, 1, 'admin', 'Admin', 'ADMINISTRATOR', false, null);
insert into dial_partition (id, organisation_id, position, name) values (20, 1, 0, 'internal'), (21, 1, 1, 'national');
insert into search_space (id, organisation_id, position, name) values (22, 1, 0, 'everybody');
insert into search_space_partition (search_space_id, position, partition_id, system_name) values
  (22, 0, 20, null), (22, 1, 21, null), (22, 2, null, '<dids>');
insert into route_group (id, organisation_id, name, distribution) values (23, 1, 'carriers', 'CIRCULAR');
insert into trunk (id, organisation_id, position, name, transport, acceptance, channels) values
  (8, 1, 0, 'pstn', 'UDP', 'ADDRESS_PORT', 30),
  (9, 1, 1, 'secure', 'TLS', 'ADDRESS', 0);
insert into trunk_peer (trunk_id, position, address, port, priority, weight) values
  (8, 0, '127.0.0.1', 5070, 0, 0), (9, 0, '127.0.0.2', 5061, 0, 0);
insert into route_group_trunk (route_group_id, position, trunk_id) values (23, 0, 8), (23, 1, 9);
insert into route_list (id, organisation_id, name) values (24, 1, 'outside');
insert into route_list_entry (route_list_id, position, route_group_id, is_local) values (24, 0, null, true), (24, 1, 23, false);
insert into device_pool (id, organisation_id, name, local_route_group_id) values (25, 1, 'boston', 23);
insert into route_pattern (id, organisation_id, position, partition_id, pattern, route_list, urgent, call_class, off_net,
    called_discard, called_prefix, calling_external, calling_prefix, calling_presentation) values
  (26, 1, 0, 21, '9.1[2-9]XX[2-9]XXXXXX', 'outside', false, 'NATIONAL', true, 'PRE_DOT', '+', true, '', 'DEFAULT');
insert into dial_plan_setting (organisation_id, outside_prefix, phone_space_id, line_partition_id) values (1, '9', 22, 20);
insert into phone_line (id, organisation_id, user_id, number, did, voicemail, forward_no_answer_ms, partition_id,
    search_space_id, forward_all, forward_busy_internal, forward_no_answer_internal, busy_trigger) values
  (4, 1, 2, '51234', '+14085551234', true, 20000, 20, 22, null, 'VOICEMAIL', 'VOICEMAIL', 8),
  (5, 1, 2, '51235', null, false, 15000, null, null, '51234', null, null, 2);
insert into device (id, organisation_id, user_id, name, ha1_md5, ha1_sha256, device_pool_id) values
  (6, 1, 2, 'alice-desk', 'sealed-md5', 'sealed-sha256', 25);
insert into device_line (device_id, position, line_id) values (6, 0, 4), (6, 1, 5);
insert into reach_profile (user_id, all_lines, rerouting_space_id, device_pool_id) values (2, false, 22, 25);
insert into reach_profile_line (user_id, position, line_id) values (2, 0, 4);
insert into remote_destination (id, user_id, position, number, name, mobile_phone, single_number_reach,
    delay_before_ringing_ms, answer_too_soon_ms, answer_too_late_ms, access_list_kind, ring_time_zone) values
  (7, 2, 0, '914085557890', 'mobile', true, true, 4000, 1500, 19000, 'BLOCKED', 'America/Los_Angeles');
insert into access_list_member (remote_destination_id, position, kind, mask) values
  (7, 0, 'NUMBER', '+14085550666'), (7, 1, 'PRIVATE', null);
insert into ring_period (remote_destination_id, position, days, from_minute, to_minute) values
  (7, 0, 31, 480, 1080);
insert into reach_setting (organisation_id, matching_digits, inbound_space, calls_per_user) values (1, 10, 'TRUNK', 3);
insert into voicemail_setting (organisation_id, pilot, routed_as, trunk_id) values (1, '59999', '+14085559999', 8);
insert into registration_binding (device_id, position, contact, transport, address, port, call_id, cseq, expires_at) values
  (6, 0, '<sip:alice-desk@127.0.0.3:5062>', 'UDP', '127.0.0.3', 5062, 'c1@127.0.0.3', 4, '2036-01-01 10:00:00+00');
insert into call_record (id, call_id, node, run, started_at, origin_kind, origin_name, called, user_login, caller_name,
    caller, caller_private, ended_at, outcome, answered_at, answered_by, status, detail) values
  (1000000000000, 'ended-call', 'ringspan-1', 1, '2026-01-02 10:00:00+00', 'TRUNK', 'pstn', '51234', 'alice', '',
   '+14085550100', false, '2026-01-02 10:01:00+00', 'ANSWERED', '2026-01-02 10:00:05+00', 'alice-desk', 200, ''),
  (1000000000001, 'open-call', 'ringspan-1', 1, '2026-01-02 10:02:00+00', 'TRUNK', 'pstn', '51234', 'alice', '',
   '+14085550100', false, null, null, null, null, null, null);
insert into call_record_leg (call_record_id, position, kind, target, rings, delay_ms, reason, leg, attempt, name, detail,
    invited_ms, answered_ms, status, ending) values
  (1000000000000, 0, 'DEVICE', 'alice-desk', true, 0, null, 1, 1, 'alice-desk', '', 3, 5000, 200, 'answered'),
  (1000000000000, 1, 'DESTINATION', '+14085557890', false, null, 'OUTSIDE_RING_SCHEDULE', 2, 0, 'mobile', '',
   null, null, null, '')
