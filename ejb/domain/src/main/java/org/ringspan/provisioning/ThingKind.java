package org.ringspan.provisioning;

/** What is told. */
public enum ThingKind {
  USER,
  GROUP
}
