package org.ringspan.configuration.boundary;

import java.util.Locale;

/**
 * What the configuration is made of. Each thing is written as in a seed document; its key is what
 * it is told by among its kind.
 */
public enum ResourceKind {
  /** A user with lines, devices and destinations; key: the id. */
  USER("users"),
  /** A line, with its {@code user}; key: the number. */
  LINE("lines"),
  /** A device, with its {@code user}; key: the name. */
  DEVICE("devices"),
  TRUNK("trunks"),
  ROUTE_GROUP("route-groups"),
  ROUTE_LIST("route-lists"),
  DEVICE_POOL("device-pools"),
  PARTITION("partitions"),
  SEARCH_SPACE("search-spaces"),
  /** Key: the partition and the pattern, with a slash between. */
  ROUTE_PATTERN("route-patterns"),
  /** Key: the partition and the pattern, with a slash between. */
  TRANSLATION_PATTERN("translation-patterns"),
  /** Key: the kind, the partition and the pattern, with slashes between. */
  TRANSFORMATION_PATTERN("transformation-patterns"),
  APPLICATION_DIAL_RULE("application-dial-rules"),
  /** What holds in the dial plan where nothing else is said; one, with the key {@code default}. */
  DIAL_PLAN_SETTINGS("dial-plan-settings"),
  HUNT_GROUP("hunt-groups"),
  /** Numbers at which calls are parked; key: the name. */
  PARK_NUMBERS("park-numbers"),
  /** The mailbox; at most one, with the key {@code default}. */
  VOICEMAIL("voicemail"),
  /** What holds for single number reach; one, with the key {@code default}. */
  REACH("reach");

  /** The key of what there is one of. */
  public static final String ONLY = "default";

  private final String plural;

  ResourceKind(String plural) {
    this.plural = plural;
  }

  /** The name of all of them, as in addresses. */
  public String plural() {
    return plural;
  }

  /** The name of one of them, as people read it: {@code route group}. */
  public String singular() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether there is at most one. */
  public boolean isSingle() {
    return this == DIAL_PLAN_SETTINGS || this == VOICEMAIL || this == REACH;
  }

  /** Whether there is always one: it can be changed and neither be made nor removed. */
  public boolean isPermanent() {
    return this == DIAL_PLAN_SETTINGS || this == REACH;
  }
}
