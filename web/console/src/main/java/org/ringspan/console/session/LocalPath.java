package org.ringspan.console.session;

import java.util.regex.Pattern;

/** Where a page may send a browser: only to pages of ours. */
final class LocalPath {
  private static final Pattern FORM =
      Pattern.compile("/(console|me)(/[A-Za-z0-9._~/-]*)?(\\?[A-Za-z0-9._~=&%+/:@-]*)?");
  private static final int LONGEST = 500;

  private LocalPath() {}

  /** {@code path} when it is a page of ours, else the home page. */
  static String orHome(String path) {
    return path.length() <= LONGEST && !path.contains("//") && FORM.matcher(path).matches()
        ? path
        : "/";
  }
}
