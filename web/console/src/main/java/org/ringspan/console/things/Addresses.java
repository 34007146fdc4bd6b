package org.ringspan.console.things;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.ringspan.configuration.boundary.ResourceKind;

/** Where the pages of things are. */
public final class Addresses {
  private Addresses() {}

  /** A value as part of an address. */
  public static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** The page of a user. */
  public static String user(String id) {
    return "/console/user?id=" + encoded(id);
  }

  /** The page where a thing is changed, or only shown to those who may not. */
  public static String thing(ResourceKind kind, String key, boolean mayChange) {
    return (mayChange ? "/console/edit?kind=" : "/console/view?kind=")
        + kind.plural()
        + "&key="
        + encoded(key);
  }

  /** The page where things of a kind are listed. */
  public static String list(ResourceKind kind) {
    return switch (kind) {
      case USER -> "/console/users";
      case DEVICE -> "/console/devices";
      case TRUNK -> "/console/trunks";
      case DIAL_PLAN_SETTINGS, VOICEMAIL, REACH -> "/console/settings";
      default -> "/console/things?kind=" + kind.plural();
    };
  }
}
