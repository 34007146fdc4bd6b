package org.ringspan.console.session;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ringspan.identity.Role;

/** Which role a page takes. */
final class PageRoles {
  private static final Set<String> FOR_ADMINISTRATORS =
      Set.of(
          "/console/audit",
          "/console/directory",
          "/console/directory-events",
          "/console/imports",
          "/console/provisioning",
          "/console/secrets",
          "/console/setup",
          "/console/edit");
  private static final String ENDING = ".xhtml";

  private PageRoles() {}

  /**
   * The least role that may open a page; empty: everybody, also those who aren't logged in.
   *
   * @param path below the context root, as the container has decoded it
   */
  static Optional<Role> least(String path) {
    // There are file systems for which both cases are the same file.
    String lower = path.toLowerCase(Locale.ROOT);
    String page =
        lower.endsWith(ENDING) ? lower.substring(0, lower.length() - ENDING.length()) : lower;
    if (FOR_ADMINISTRATORS.contains(page) || isBelow("/console/export", page)) {
      return Optional.of(Role.ADMINISTRATOR);
    }
    if (isBelow("/console", page)) {
      return Optional.of(Role.SUPPORT);
    }
    return isBelow("/me", page) || page.equals("/enter")
        ? Optional.of(Role.USER)
        : Optional.empty();
  }

  private static boolean isBelow(String folder, String page) {
    return page.equals(folder) || page.startsWith(folder + "/");
  }
}
