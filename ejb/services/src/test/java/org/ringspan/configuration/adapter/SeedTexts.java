package org.ringspan.configuration.adapter;

/** Seed documents. */
final class SeedTexts {
  /** Everything that can stand in one. */
  static final String COMPANY =
      """
      {"domain": "ringspan.test",
       "users": [
         {"id": "alice", "name": "Alice Adams", "role": "user", "mobility": true,
          "voiceAccess": false, "mailAddress": "alice@example.com",
          "mailNewMessages": "recording", "mailMarksHeard": true, "mailMissedCalls": true,
          "language": "de",
          "lines": [{"number": "51234", "did": "+14085551234", "voicemail": true}],
          "devices": [
            {"name": "alice-desk", "lines": ["51234"], "devicePool": "munich",
             "mediaEncryption": "sdes"},
            {"name": "alice-laptop", "lines": ["51234", "51235"],
             "mediaEncryption": "dtls"}],
          "remoteDestinations": [
            {"number": "+14085557890", "name": "mobile", "mobilePhone": true,
             "singleNumberReach": true, "delayBeforeRinging": 4000, "answerTooSoon": 1500,
             "answerTooLate": 19000,
             "voicemailAvoidance": "user-control",
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
       "trunks": [
         {"name": "pstn", "host": "127.0.0.1", "port": 5070, "transport": "udp"},
         {"name": "carrier", "transport": "udp", "channels": 30, "supervision": false,
          "peers": [{"host": "192.0.2.1", "port": 5060, "priority": 1},
                    {"host": "2001:db8::1", "port": 5062, "priority": 2, "weight": 7}],
          "acceptance": {"by": "digest", "name": "carrier-in"}, "login": "ringspan",
          "devicePool": "munich", "digits": "in-band",
          "numbers": {"called": {"form": "national", "region": "DE", "prefix": "0"},
                      "calling": {"form": "e164"}, "incomingRegion": "DE",
                      "incomingPrefix": "89"},
          "caller": {"policy": "own", "mainNumber": "+498912340", "redirection": "both",
                     "trusted": false},
          "probed": false},
         {"name": "sbc", "domain": "Sip.Carrier.Example", "transport": "tls",
          "acceptance": {"by": "address"}, "mediaEncryption": "sdes"},
         {"name": "border", "host": "192.0.2.7", "port": 5061, "transport": "tls",
          "acceptance": {"by": "tls-name", "name": "Border.Carrier.Example"}}],
       "routeGroups": [
         {"name": "germany", "trunks": ["carrier", "sbc"], "distribution": "circular"},
         {"name": "usa", "trunks": ["pstn"]}],
       "routeLists": [{"name": "mobiles", "groups": ["<local>", "usa", "germany"]}],
       "devicePools": [{"name": "munich", "localRouteGroup": "germany"}, {"name": "bare"}],
       "huntGroups": [
         {"name": "sales", "number": "52000", "did": "+14085552000", "algorithm": "in-order",
          "members": [{"line": "51235", "loggedIn": false, "ringFor": 20000}, {"line": "51234"}],
          "ringFor": 10000, "mobiles": false, "mailboxOf": "51234"},
         {"name": "all", "number": "52001", "algorithm": "ring-all",
          "forwardTo": "52000"}],
       "parkNumbers": [
         {"name": "hall", "first": "53000", "last": "53009", "prefix": "*5", "reversion": 120000,
          "revertTo": "51234"},
         {"name": "door", "first": "53100", "prefix": "8"}],
       "voicemail": {"pilot": "59999", "routedAs": "+14085559999", "trunk": "pstn"},
       "forwardNoAnswer": 20000}
      """;

  private SeedTexts() {}
}
