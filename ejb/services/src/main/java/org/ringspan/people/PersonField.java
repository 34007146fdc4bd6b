package org.ringspan.people;

/** By what people are looked for and put in order. */
public enum PersonField {
  ID,
  LOGIN,
  NAME,
  MAIL,
  /** The kind of the mail address; there is one address, for work. */
  MAIL_KIND,
  ACTIVE,
  ROLE,
  /** Any number of a line or a destination. */
  NUMBER,
  /** Any group that has the user as a member itself. */
  GROUP,
  EXTERNAL_ID,
  GIVEN_NAME,
  FAMILY_NAME,
  TITLE,
  USER_TYPE,
  EMPLOYEE_NUMBER,
  COST_CENTER,
  ORGANIZATION,
  DIVISION,
  DEPARTMENT,
  MANAGER,
  CREATED,
  MODIFIED
}
