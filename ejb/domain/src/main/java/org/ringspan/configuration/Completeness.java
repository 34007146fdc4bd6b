package org.ringspan.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.UserId;
import org.ringspan.dialplan.DialPlan;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.Trunks;

/**
 * Checks that everything a configuration refers to is there. Every check throws an {@link
 * IllegalArgumentException} whose message names what is missing.
 */
final class Completeness {
  private final Map<UserId, User> users;
  private final Map<DirectoryNumber, Line> lines;
  private final Map<DeviceName, Device> devices;
  private final Trunks trunks;

  Completeness(
      Map<UserId, User> users,
      Map<DirectoryNumber, Line> lines,
      Map<DeviceName, Device> devices,
      Trunks trunks) {
    this.users = users;
    this.lines = lines;
    this.devices = devices;
    this.trunks = trunks;
  }

  /** Lines and devices have their users and each other. */
  void requireOwners() {
    for (Line line : lines.values()) {
      require(
          users.containsKey(line.owner()),
          () -> "line " + line.number() + " has no user " + line.owner());
      for (DeviceName device : line.devices()) {
        require(
            devices.containsKey(device),
            () -> "line " + line.number() + " has no device " + device);
      }
    }
    for (Device device : devices.values()) {
      require(
          trunks.trunkByUsername(device.name().value()).isEmpty(),
          () -> "a trunk authenticates with the name of device " + device.name());
      require(
          users.containsKey(device.owner()),
          () -> "device " + device.name() + " has no user " + device.owner());
      device
          .pool()
          .ifPresent(
              pool ->
                  require(
                      trunks.pool(pool).isPresent(),
                      () -> "device " + device.name() + " has no device pool " + pool));
      for (DirectoryNumber number : device.lines()) {
        require(
            lines.containsKey(number), () -> "device " + device.name() + " has no line " + number);
      }
    }
    requireFewDevices();
  }

  /** Voicemail has its trunk, if it needs one, and a number of its own. */
  void requireVoicemail(Voicemail voicemail) {
    voicemail
        .outside()
        .ifPresent(
            outside ->
                require(
                    trunks.trunk(outside.trunk()).isPresent(),
                    () -> "voicemail has no trunk " + outside.trunk()));
    require(
        !lines.containsKey(voicemail.pilot()),
        () -> "the voicemail pilot " + voicemail.pilot() + " is also a line");
  }

  /** Hunt groups have members that are there, and numbers of their own. */
  void requireHuntGroups(
      HuntGroups groups,
      Map<E164Number, Line> dids,
      Optional<Voicemail> voicemail,
      AccessSettings access) {
    for (HuntGroup group : groups.all()) {
      String is = "the number " + group.number() + " of hunt group " + group.name() + " is ";
      require(!lines.containsKey(group.number()), () -> is + "also a line");
      require(
          voicemail.filter(it -> it.pilot().equals(group.number())).isEmpty(),
          () -> is + "also the voicemail pilot");
      List<String> numbers = new ArrayList<>(access.voiceNumbers());
      access.featureNumber().ifPresent(numbers::add);
      require(
          !numbers.contains(group.number().digits())
              && group.did().filter(did -> numbers.contains(did.value())).isEmpty(),
          () -> is + "also an access number");
      group
          .did()
          .ifPresent(
              did ->
                  require(
                      !dids.containsKey(did),
                      () -> "hunt group " + group.name() + " has the public number of a line"));
      for (HuntGroup.Member member : group.members()) {
        require(
            lines.containsKey(member.line()),
            () -> "hunt group " + group.name() + " has no line " + member.line());
      }
      if (group.then().orElse(null) instanceof HuntTarget.ToMailbox(var number)) {
        Line line = lines.get(number);
        require(
            line != null && line.voicemail(),
            () -> "hunt group " + group.name() + " has no mailbox of line " + number);
      }
    }
  }

  /** The search spaces that hunt groups name are there. */
  void requireSpacesOf(HuntGroups groups, DialPlan dialPlan) {
    for (HuntGroup group : groups.all()) {
      requireSpace(dialPlan, "hunt group ", group.name(), group.searchSpace());
    }
  }

  /** Park numbers, and what retrieves from them, are nothing else. */
  void requireParks(
      Parks parks, HuntGroups groups, Optional<Voicemail> voicemail, ReachSettings reach) {
    if (parks.all().isEmpty()) {
      return;
    }
    Set<String> taken = new HashSet<>(reach.access().voiceNumbers());
    reach.access().featureNumber().ifPresent(taken::add);
    voicemail.map(Voicemail::pilot).map(DirectoryNumber::digits).ifPresent(taken::add);
    groups.all().forEach(group -> taken.add(group.number().digits()));
    taken.addAll(reach.midCall().codes().all().values());
    reach.midCall().codes().mobility().ifPresent(taken::add);
    for (ParkNumbers range : parks.all()) {
      for (DirectoryNumber number : range.numbers()) {
        for (String dialled : List.of(number.digits(), range.retrieval(number))) {
          require(
              !taken.contains(dialled)
                  && DirectoryNumber.in(dialled).filter(lines::containsKey).isEmpty(),
              () ->
                  "park numbers "
                      + range.name()
                      + ": "
                      + dialled
                      + " is a line, a hunt group, the voicemail pilot, an access number or a"
                      + " feature code");
          require(
              dialled.equals(number.digits())
                  || DirectoryNumber.in(dialled).flatMap(parks::find).isEmpty(),
              () ->
                  "park numbers "
                      + range.name()
                      + ": "
                      + dialled
                      + " retrieves a call, and is a park number, too");
        }
      }
    }
  }

  /** The search spaces that park numbers name are there. */
  void requireSpacesOf(Parks parks, DialPlan dialPlan) {
    for (ParkNumbers range : parks.all()) {
      requireSpace(dialPlan, "park numbers ", range.name(), range.searchSpace());
    }
  }

  private void requireFewDevices() {
    Map<UserId, Integer> counts = HashMap.newHashMap(devices.size());
    for (Device device : devices.values()) {
      counts.merge(device.owner(), 1, Integer::sum);
    }
    counts.forEach(
        (owner, count) ->
            require(
                count <= Device.MOST_OF_A_USER,
                () ->
                    "user "
                        + owner
                        + " has "
                        + count
                        + " devices, more than "
                        + Device.MOST_OF_A_USER));
  }

  /** What users, their destinations and their profiles refer to. */
  void requireReach() {
    for (User user : users.values()) {
      for (RemoteDestination destination : user.remoteDestinations()) {
        if (destination.attachment() instanceof RemoteDestination.ToDevice(var name)) {
          Device device = devices.get(name);
          require(
              device != null && device.owner().equals(user.id()),
              () ->
                  "remote destination "
                      + destination.number()
                      + " has no device "
                      + name
                      + " of "
                      + user.id());
        }
      }
      user.profile()
          .flatMap(RemoteDestinationProfile::lines)
          .ifPresent(shared -> shared.forEach(number -> requireLineOf(user.id(), number)));
      user.profile()
          .flatMap(RemoteDestinationProfile::pool)
          .ifPresent(
              pool ->
                  require(
                      trunks.pool(pool).isPresent(),
                      () -> "the profile of " + user.id() + " has no device pool " + pool));
    }
  }

  private void requireLineOf(UserId user, DirectoryNumber number) {
    Line line = lines.get(number);
    require(
        line != null && line.owner().equals(user),
        () -> "the profile of " + user + " shares line " + number + ", which isn't the user's");
  }

  /** The search spaces that are named anywhere are in the dial plan. */
  void requireSearchSpaces(DialPlan dialPlan) {
    for (Line line : lines.values()) {
      requireSpace(dialPlan, "line ", line.number(), line.searchSpace());
      requireSpace(dialPlan, "line ", line.number(), line.forwarding().searchSpace());
    }
    for (Device device : devices.values()) {
      requireSpace(dialPlan, "device ", device.name(), device.searchSpace());
    }
    for (Trunk trunk : trunks.inOrder()) {
      requireSpace(dialPlan, "trunk ", trunk.name(), trunk.searchSpace());
      requireSpace(dialPlan, "trunk ", trunk.name(), trunk.numbers().callingTransformations());
      requireSpace(dialPlan, "trunk ", trunk.name(), trunk.numbers().calledTransformations());
    }
    for (User user : users.values()) {
      user.profile()
          .ifPresent(
              profile -> {
                String what = "the profile of ";
                requireSpace(dialPlan, what, user.id(), profile.searchSpace());
                requireSpace(dialPlan, what, user.id(), profile.reroutingSearchSpace());
              });
    }
  }

  private static void requireSpace(
      DialPlan dialPlan, String what, Object whose, Optional<SearchSpaceName> name) {
    name.ifPresent(
        space ->
            require(
                dialPlan.space(space).isPresent(),
                () -> what + whose + " names no search space that is there: " + space));
  }

  /** The message is made when it is needed: in a large company that is what takes the time. */
  private static void require(boolean condition, Supplier<String> otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise.get());
    }
  }
}
