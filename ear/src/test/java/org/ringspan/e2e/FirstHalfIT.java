package org.ringspan.e2e;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The end-to-end tests are run by two processes at once, each with servers and a network of its
 * own. This is one half of them; both halves end with {@link QuietServerIT}. Which class is where
 * doesn't matter, as long as both take about as long.
 */
@Suite
@SelectPackages("org.ringspan.e2e")
@IncludeClassNamePatterns({FirstHalfIT.CLASSES, FirstHalfIT.LAST})
class FirstHalfIT {
  static final String CLASSES = ".*\\.(AccessIT|AnchorIT)";

  static final String LAST = ".*\\.QuietServerIT";
}
