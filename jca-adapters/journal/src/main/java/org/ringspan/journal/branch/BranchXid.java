package org.ringspan.journal.branch;

import java.util.HexFormat;
import javax.transaction.xa.Xid;

/**
 * The name of a branch as the transaction manager gave it, comparable.
 *
 * @param formatId which form the other parts have; -1 is the null XID and none of ours
 * @param globalId 1 to 64 bytes as hexadecimal digits
 * @param qualifier 0 to 64 bytes as hexadecimal digits
 */
public record BranchXid(int formatId, String globalId, String qualifier) implements Xid {

  private static final HexFormat HEX = HexFormat.of();

  /**
   * A name.
   *
   * @throws IllegalArgumentException when it isn't one
   */
  public BranchXid {
    if (formatId == -1
        || globalId.isEmpty()
        || globalId.length() > 2 * MAXGTRIDSIZE
        || qualifier.length() > 2 * MAXBQUALSIZE) {
      throw new IllegalArgumentException("not the name of a branch");
    }
  }

  /**
   * The name of somebody else's Xid.
   *
   * @throws IllegalArgumentException when it isn't one
   */
  public static BranchXid of(Xid xid) {
    return xid instanceof BranchXid own
        ? own
        : of(xid.getFormatId(), xid.getGlobalTransactionId(), xid.getBranchQualifier());
  }

  /**
   * A name from its bytes.
   *
   * @throws IllegalArgumentException when it isn't one
   */
  public static BranchXid of(int formatId, byte[] globalId, byte[] qualifier) {
    return new BranchXid(formatId, HEX.formatHex(globalId), HEX.formatHex(qualifier));
  }

  @Override
  public int getFormatId() {
    return formatId;
  }

  @Override
  public byte[] getGlobalTransactionId() {
    return HEX.parseHex(globalId);
  }

  @Override
  public byte[] getBranchQualifier() {
    return HEX.parseHex(qualifier);
  }

  @Override
  public String toString() {
    return Integer.toHexString(formatId) + ":" + globalId + ":" + qualifier;
  }
}
