package org.ringspan.e2e;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The end-to-end tests are run by two processes at once, each with servers and a network of its
 * own. This half has most of what is about calls; both end with {@link QuietServerIT}. Which class
 * is where doesn't matter, as long as both take about as long.
 */
@Suite
@SelectPackages("org.ringspan.e2e")
@IncludeClassNamePatterns({FirstHalfIT.CLASSES, FirstHalfIT.LAST})
class FirstHalfIT {
  static final String CLASSES =
      ".*\\.(Access|Anchor|Audio|CallEvents|Callers|Calls|Cluster|Declines|Desk|Figures|Fork|Forwarding"
          + "|Hunt|InDialog|Join|MailboxCalls|Mobility|Move|Park|Races|Rtpengine|SessionTimers"
          + "|SingleNumberReach|Sipp|SlowTimers|Timers|UserControl|Voicemail|WaysToDestinations)IT";

  static final String LAST = ".*\\.QuietServerIT";
}
