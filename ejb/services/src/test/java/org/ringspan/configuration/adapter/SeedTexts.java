package org.ringspan.configuration.adapter;

/** Seed documents. */
final class SeedTexts {
  /** Everything that can stand in one. */
  static final String COMPANY =
      """
      {"domain": "ringspan.test",
       "users": [
         {"id": "alice", "name": "Alice Adams", "role": "user", "mobility": true,
          "lines": [{"number": "51234", "did": "+14085551234", "voicemail": true}],
          "devices": [
            {"name": "alice-desk", "lines": ["51234"]},
            {"name": "alice-laptop", "lines": ["51234", "51235"]}],
          "remoteDestinations": [
            {"number": "+14085557890", "name": "mobile", "mobilePhone": true,
             "singleNumberReach": true, "delayBeforeRinging": 4000, "answerTooSoon": 1500,
             "answerTooLate": 19000,
             "accessList": {"kind": "blocked",
               "members": ["+14085550666", "not available", "private"]},
             "ringSchedule": {"timeZone": "America/Los_Angeles", "periods": [
               {"days": ["MONDAY"], "from": "08:00", "to": "18:30"},
               {"days": ["SATURDAY", "SUNDAY"], "from": "22:00", "to": "00:00"}]}}]},
         {"id": "bob", "name": "Bob Brown", "role": "user", "mobility": false,
          "lines": [{"number": "51235", "forwardNoAnswer": 30000}],
          "devices": [{"name": "bob-desk", "lines": ["51235"]}], "remoteDestinations": []},
         {"id": "admin", "name": "Administrator", "role": "administrator",
          "lines": [], "devices": []}],
       "trunks": [{"name": "pstn", "host": "127.0.0.1", "port": 5070, "transport": "udp"}],
       "voicemail": {"pilot": "59999", "routedAs": "+14085559999", "trunk": "pstn"},
       "forwardNoAnswer": 20000}
      """;

  private SeedTexts() {}
}
