package org.ringspan.record;

/** The methods a ladder tells apart; what is sent under another name is OTHER. */
public enum SipMethod {
  OTHER,
  INVITE,
  ACK,
  BYE,
  CANCEL,
  OPTIONS,
  REGISTER,
  PRACK,
  SUBSCRIBE,
  NOTIFY,
  PUBLISH,
  INFO,
  REFER,
  MESSAGE,
  UPDATE;

  /** The method of this name; methods are case-sensitive (RFC 3261 section 7.1). */
  public static SipMethod named(String name) {
    return switch (name) {
      case "INVITE" -> INVITE;
      case "ACK" -> ACK;
      case "BYE" -> BYE;
      case "CANCEL" -> CANCEL;
      case "OPTIONS" -> OPTIONS;
      case "REGISTER" -> REGISTER;
      case "PRACK" -> PRACK;
      case "SUBSCRIBE" -> SUBSCRIBE;
      case "NOTIFY" -> NOTIFY;
      case "PUBLISH" -> PUBLISH;
      case "INFO" -> INFO;
      case "REFER" -> REFER;
      case "MESSAGE" -> MESSAGE;
      case "UPDATE" -> UPDATE;
      default -> OTHER;
    };
  }
}
