package org.ringspan.reach;

import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.HuntGroupName;
import org.ringspan.address.UserId;

/**
 * For whom a leg of a hunt group's call rings. What the member's line and user have only so many of
 * is taken with the leg's INVITE, and given back when the call goes on to another member.
 *
 * @param group which group
 * @param member whose line it is
 * @param line by which the member takes calls
 * @param busyTrigger how many calls the line carries at a time
 * @param place which place of the group's order it is, from 0; all have the same when all ring
 */
public record HuntSeat(
    HuntGroupName group, UserId member, DirectoryNumber line, int busyTrigger, int place) {
  /** In words, without a capital. */
  public String words() {
    return "hunt group " + group + ", member " + member;
  }
}
