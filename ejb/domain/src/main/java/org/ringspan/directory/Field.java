package org.ringspan.directory;

/** What a user has from the directory, and the attribute that it is read from by default. */
public enum Field {
  LOGIN("sAMAccountName"),
  NAME("displayName"),
  /** Who has none is left out. */
  MAIL("mail"),
  /** The number inside the company, digits. */
  NUMBER("ipPhone"),
  /** The same number for others, E.164. */
  DID("telephoneNumber"),
  /** The first remote destination, E.164. */
  MOBILE("mobile");

  private final String usualAttribute;

  Field(String usualAttribute) {
    this.usualAttribute = usualAttribute;
  }

  /** The attribute of Active Directory that usually holds it. */
  public String usualAttribute() {
    return usualAttribute;
  }
}
