package org.ringspan.activedirectory;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Error codes that Active Directory writes into the text of a refusal, as data. The numbers are
 * those of Windows (MS-ERREF 2.2).
 */
public enum VendorCode {
  /** There is no such user. */
  NO_SUCH_USER(0x525, "there is no such user"),
  /** The password or the name is wrong. */
  INVALID_CREDENTIALS(0x52e, "the password or the name is wrong"),
  /** A restriction of the account, such as an empty password. */
  ACCOUNT_RESTRICTION(0x52f, "a restriction of the account, such as an empty password"),
  /** The account may not log in at this time. */
  LOGON_HOURS(0x530, "the account may not log in at this time"),
  /** The account may not log in from this machine. */
  WORKSTATION(0x531, "the account may not log in from this machine"),
  /** The password has expired. */
  PASSWORD_EXPIRED(0x532, "the password has expired"),
  /** The account is disabled. */
  ACCOUNT_DISABLED(0x533, "the account is disabled"),
  /** The account is in too many groups. */
  TOO_MANY_GROUPS(0x568, "the account is in too many groups"),
  /** The account lacks the right for this kind of login. */
  LOGON_TYPE(0x569, "the account lacks the right for this kind of login"),
  /** The account has expired. */
  ACCOUNT_EXPIRED(0x701, "the account has expired"),
  /** The password must be changed first. */
  MUST_CHANGE_PASSWORD(0x773, "the password must be changed first"),
  /** The account is locked after wrong passwords. */
  ACCOUNT_LOCKED(0x775, "the account is locked after wrong passwords"),
  /** Nobody has logged in on this connection. */
  NOT_LOGGED_IN(0x4dc, "nobody has logged in on this connection"),
  /** The account has no right to do so. */
  ACCESS_DENIED(0x5, "the account has no right to do so"),
  /** A control or a value means nothing to the controller. */
  INVALID_PARAMETER(0x57, "a control or a value means nothing to the controller"),
  /** The account lacks a privilege. */
  PRIVILEGE_NOT_HELD(0x522, "the account lacks a privilege"),
  /** A user of this name exists already. */
  USER_EXISTS(0x524, "a user of this name exists already"),
  /** A group of this name exists already. */
  GROUP_EXISTS(0x526, "a group of this name exists already"),
  /** The object is in the group already. */
  MEMBER_IN_GROUP(0x528, "the object is in the group already"),
  /** The object isn't in the group. */
  MEMBER_NOT_IN_GROUP(0x529, "the object isn't in the group"),
  /** The password doesn't meet the policy. */
  PASSWORD_POLICY(0x52d, "the password doesn't meet the policy"),
  /** The attribute or the value isn't there. */
  NO_ATTRIBUTE_OR_VALUE(0x200a, "the attribute or the value isn't there"),
  /** A value isn't of the attribute's syntax. */
  INVALID_SYNTAX(0x200b, "a value isn't of the attribute's syntax"),
  /** There is no attribute of this name. */
  UNDEFINED_ATTRIBUTE(0x200c, "there is no attribute of this name"),
  /** The attribute or the value is there already. */
  ATTRIBUTE_OR_VALUE_EXISTS(0x200d, "the attribute or the value is there already"),
  /** The controller is busy. */
  BUSY(0x200e, "the controller is busy"),
  /** The controller isn't available. */
  UNAVAILABLE(0x200f, "the controller isn't available"),
  /** Objects of this class can't be so. */
  CLASS_VIOLATION(0x2014, "objects of this class can't be so"),
  /** The object has others below it. */
  NOT_ON_NON_LEAF(0x2015, "the object has others below it"),
  /** A name is changed by renaming only. */
  NOT_ON_NAME(0x2016, "a name is changed by renaming only"),
  /** Objects don't move between domains this way. */
  CROSS_DOMAIN_MOVE(0x2018, "objects don't move between domains this way"),
  /** The controller requires TLS or signing. */
  STRONGER_LOGIN(0x2028, "the controller requires TLS or signing"),
  /** Another server holds this part of the directory. */
  REFERRAL(0x202b, "another server holds this part of the directory"),
  /** The controller doesn't know a control that was required. */
  UNKNOWN_CONTROL(0x202c, "the controller doesn't know a control that was required"),
  /** The controller requires encryption. */
  CONFIDENTIALITY(0x202d, "the controller requires encryption"),
  /** A value breaks a constraint of the attribute. */
  CONSTRAINT_VIOLATION(0x202f, "a value breaks a constraint of the attribute"),
  /** The controller is unwilling to do so. */
  UNWILLING(0x2035, "the controller is unwilling to do so"),
  /** An object of this name exists already. */
  OBJECT_EXISTS(0x2071, "an object of this name exists already"),
  /** This attribute can't be changed so. */
  ILLEGAL_MODIFICATION(0x2077, "this attribute can't be changed so"),
  /** An attribute is missing that objects of this class must have. */
  MISSING_ATTRIBUTE(0x207c, "an attribute is missing that objects of this class must have"),
  /** Objects of this class don't have this attribute. */
  ATTRIBUTE_NOT_IN_CLASS(0x207d, "objects of this class don't have this attribute"),
  /** Values can't be added to this attribute. */
  VALUES_NOT_ADDED(0x2080, "values can't be added to this attribute"),
  /** The attribute has one value only. */
  SINGLE_VALUE(0x2081, "the attribute has one value only"),
  /** A value is smaller or larger than the attribute allows. */
  RANGE_CONSTRAINT(0x2082, "a value is smaller or larger than the attribute allows"),
  /** The attribute has this value already. */
  VALUE_EXISTS(0x2083, "the attribute has this value already"),
  /** The object doesn't have this attribute. */
  NO_SUCH_ATTRIBUTE(0x2084, "the object doesn't have this attribute"),
  /** The attribute doesn't have this value. */
  NO_SUCH_VALUE(0x2085, "the attribute doesn't have this value"),
  /** There is no such container. */
  NO_PARENT(0x2089, "there is no such container"),
  /** The object has others below it. */
  CHILDREN_EXIST(0x208c, "the object has others below it"),
  /** There is no such object. */
  NO_SUCH_OBJECT(0x208d, "there is no such object"),
  /** The name isn't well-formed. */
  BAD_NAME(0x208f, "the name isn't well-formed"),
  /** The account has no right to do so. */
  INSUFFICIENT_RIGHTS(0x2098, "the account has no right to do so"),
  /** A value names an object that isn't there. */
  BAD_REFERENCE(0x20b5, "a value names an object that isn't there"),
  /** The account may not read changes. */
  REPLICATION_DENIED(0x2105, "the account may not read changes"),
  /** This service name is taken in the forest. */
  SERVICE_NAME_TAKEN(0x21c7, "this service name is taken in the forest"),
  /** This login name is taken in the forest. */
  LOGIN_NAME_TAKEN(0x21c8, "this login name is taken in the forest");

  private static final Pattern SUBCODE = Pattern.compile("\\bdata ([0-9a-fA-F]{1,8})\\b");
  private static final Pattern EXTENDED = Pattern.compile("^([0-9a-fA-F]{8}):");
  private final int number;
  private final String words;

  VendorCode(int number, String words) {
    this.number = number;
    this.words = words;
  }

  /** The number. */
  public int number() {
    return number;
  }

  /** The number as Windows writes it, {@code 0x52e}. */
  public String hexadecimal() {
    return "0x" + Integer.toHexString(number).toLowerCase(Locale.ROOT);
  }

  /** What it means. */
  public String words() {
    return words;
  }

  /** The code of a number. */
  public static Optional<VendorCode> of(int number) {
    for (var code : values()) {
      if (code.number == number) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }

  /**
   * The code in a diagnostic text: {@code 80090308: LdapErr: DSID-0C090446, comment:
   * AcceptSecurityContext error, data 52e, v4563} for a login, {@code 00002098: SecErr: …} for the
   * rest. The text is the peer's and is taken for nothing more.
   */
  public static Optional<VendorCode> inDiagnostic(String diagnostic) {
    var start = diagnostic.substring(0, Math.min(diagnostic.length(), 500));
    var extended = EXTENDED.matcher(start);
    var number = extended.find() ? Integer.parseUnsignedInt(extended.group(1), 16) : 0;
    // An error of the security package, whose own "data" tells why; elsewhere "data" is a detail.
    if (number == 0 || number >>> 16 == 0x8009) {
      var subcode = SUBCODE.matcher(start);
      if (subcode.find()) {
        return of(Integer.parseUnsignedInt(subcode.group(1), 16));
      }
    }
    return of(number);
  }
}
