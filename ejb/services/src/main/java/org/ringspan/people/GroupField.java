package org.ringspan.people;

/** By what groups are looked for and put in order. */
public enum GroupField {
  ID,
  NAME,
  EXTERNAL_ID,
  /** The id of any member, user or group. */
  MEMBER,
  CREATED,
  MODIFIED
}
