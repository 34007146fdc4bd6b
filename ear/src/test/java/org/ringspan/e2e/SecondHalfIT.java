package org.ringspan.e2e;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The end-to-end tests that aren't in the first half: new ones are here by themselves. */
@Suite
@SelectPackages("org.ringspan.e2e")
@IncludeClassNamePatterns(".*IT")
@ExcludeClassNamePatterns({FirstHalfIT.CLASSES, ".*HalfIT"})
class SecondHalfIT {}
