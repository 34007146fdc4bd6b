package org.ringspan.activedirectory.simulator;

import com.unboundid.ldap.sdk.ResultCode;

/** A refusal with the text that Active Directory writes. */
final class DirectoryError extends Exception {
  private static final long serialVersionUID = 1L;

  /** The LDAP code. */
  final transient ResultCode code;

  DirectoryError(ResultCode code, String diagnostic) {
    super(diagnostic);
    this.code = code;
  }

  static DirectoryError noSuchObject(String name) {
    return new DirectoryError(
        ResultCode.NO_SUCH_OBJECT,
        "0000208D: NameErr: DSID-0310028B, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'"
            + name
            + "'\n");
  }

  static DirectoryError exists() {
    return new DirectoryError(
        ResultCode.ENTRY_ALREADY_EXISTS,
        "00002071: UpdErr: DSID-031B0F0A, problem 6005 (ENTRY_EXISTS), data 0\n");
  }

  static DirectoryError accessDenied() {
    return new DirectoryError(
        ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
        "00002098: SecErr: DSID-031514A0, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n");
  }

  static DirectoryError tooLong(String attribute) {
    return new DirectoryError(
        ResultCode.CONSTRAINT_VIOLATION,
        "00002082: AtrErr: DSID-03151907, #1:\n\t0: 00002082: DSID-03151907, problem 1005"
            + " (CONSTRAINT_ATT_TYPE), data 0, Att "
            + attribute
            + "\n");
  }

  static DirectoryError valueExists() {
    return new DirectoryError(
        ResultCode.ATTRIBUTE_OR_VALUE_EXISTS,
        "00002083: AtrErr: DSID-03151830, #1: problem 1006 (ATT_OR_VALUE_EXISTS), data 0\n");
  }

  static DirectoryError noSuchValue() {
    return new DirectoryError(
        ResultCode.NO_SUCH_ATTRIBUTE,
        "00002085: AtrErr: DSID-03152D62, #1: problem 1001 (NO_ATTRIBUTE_OR_VAL), data 0\n");
  }

  static DirectoryError undefined(String attribute) {
    return new DirectoryError(
        ResultCode.NO_SUCH_ATTRIBUTE,
        "0000200C: LdapErr: DSID-0C0910F0, comment: Error in attribute conversion operation, data 0, "
            + attribute
            + "\n");
  }

  static DirectoryError badReference(String value) {
    return new DirectoryError(
        ResultCode.CONSTRAINT_VIOLATION,
        "000020B5: AtrErr: DSID-03152A29, #1: problem 1005 (CONSTRAINT_ATT_TYPE), data 0, "
            + value);
  }

  static DirectoryError login(int subcode) {
    return new DirectoryError(
        ResultCode.INVALID_CREDENTIALS,
        "80090308: LdapErr: DSID-0C090446, comment: AcceptSecurityContext error, data "
            + Integer.toHexString(subcode)
            + ", v4563");
  }

  static DirectoryError notLoggedIn() {
    return new DirectoryError(
        ResultCode.OPERATIONS_ERROR,
        "000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful"
            + " bind must be completed on the connection., data 0, v4563");
  }

  static DirectoryError badControl() {
    return new DirectoryError(
        ResultCode.UNWILLING_TO_PERFORM,
        "00000057: LdapErr: DSID-0C090D11, comment: Error processing control, data 0, v4563");
  }
}
