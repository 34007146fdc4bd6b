package org.ringspan.desk;

/**
 * By what a telephone names a dialog that it may replace. The names are made up for this: those of
 * the dialogs at mobiles and trunks are told to nobody, and the handle stays when the user hangs up
 * at one telephone and the call goes on at another.
 *
 * @param callId a Call-ID (RFC 3261 section 25.1)
 * @param localTag a token, for the side of the telephone's user
 * @param remoteTag a token, for the side that the user talks with
 */
public record DialogHandle(String callId, String localTag, String remoteTag) {
  /**
   * Whether a Replaces means it.
   *
   * <p>rfc3891#section-3: "the to-tag parameter is compared to the local tag, and the from-tag
   * parameter is compared to the remote tag" of who receives it. We receive it in the place of the
   * other side, whose local tag is the user's remote one; telephones that take the document for
   * ours name them the other way round, and can mean nothing else.
   */
  public boolean isMeantBy(Replaces.Dialog named) {
    return callId.equals(named.callId())
        && (remoteTag.equals(named.toTag()) && localTag.equals(named.fromTag())
            || localTag.equals(named.toTag()) && remoteTag.equals(named.fromTag()));
  }
}
