package org.ringspan.configuration;

import static java.util.Comparator.comparing;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.dialplan.DialPlan;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.Numbering;
import org.ringspan.dialplan.Numbering.NumberedLine;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.Trunks;

/**
 * The whole configuration of a domain at one moment, indexed for the call path. Immutable; building
 * one checks that everything it refers to is there.
 */
public final class ConfigurationSnapshot {
  private final long version;
  private final String domain;
  private final Map<UserId, User> users;
  private final Map<DirectoryNumber, Line> lines;
  private final Map<E164Number, Line> linesByDid;
  private final Map<DeviceName, Device> devices;
  private final Trunks trunks;
  private final Map<UserId, Line> primaryLines;
  private final Optional<Voicemail> voicemail;
  private final DialPlan dialPlan;
  private final ReachSettings reach;
  private final DestinationIndex destinations;
  private final Map<UserId, List<Line>> linesByOwner;

  /**
   * @param version grows with every change; two snapshots of the same version are the same
   * @param domain the SIP domain we answer for
   * @param dialPlan compiled here, with the numbers of the lines
   * @param reach what holds for single number reach in the whole domain
   * @throws IllegalArgumentException when two entries share a key, one refers to another that is
   *     missing, or a user has more devices than {@link Device#MOST_OF_A_USER}
   */
  public ConfigurationSnapshot(
      long version,
      String domain,
      Collection<User> users,
      Collection<Line> lines,
      Collection<Device> devices,
      Trunks trunks,
      Optional<Voicemail> voicemail,
      DialPlanSettings dialPlan,
      ReachSettings reach) {
    this.version = version;
    this.domain = domain;
    this.users = index(users, User::id);
    this.lines = index(lines, Line::number);
    this.linesByDid =
        index(
            lines.stream().filter(line -> line.did().isPresent()).toList(),
            line -> line.did().orElseThrow());
    this.devices = index(devices, Device::name);
    this.trunks = trunks;
    this.voicemail = voicemail;
    this.primaryLines =
        lines.stream()
            .collect(toUnmodifiableMap(Line::owner, identity(), (first, second) -> first));
    this.linesByOwner = lines.stream().collect(groupingBy(Line::owner));
    this.reach = reach;
    this.destinations = new DestinationIndex(users, reach.matchingCallerId());
    requireWhole();
    this.dialPlan = DialPlan.compile(dialPlan, numbering());
    requireSearchSpaces();
    requireWholeReach();
    requireSpacesOfReach();
  }

  /** The same without a configured dial plan: {@link DialPlan#compile} says what holds then. */
  public ConfigurationSnapshot(
      long version,
      String domain,
      Collection<User> users,
      Collection<Line> lines,
      Collection<Device> devices,
      Trunks trunks,
      Optional<Voicemail> voicemail) {
    this(version, domain, users, lines, devices, trunks, voicemail, DialPlanSettings.NONE);
  }

  /** The same with single number reach as the design guide has it. */
  public ConfigurationSnapshot(
      long version,
      String domain,
      Collection<User> users,
      Collection<Line> lines,
      Collection<Device> devices,
      Trunks trunks,
      Optional<Voicemail> voicemail,
      DialPlanSettings dialPlan) {
    this(
        version, domain, users, lines, devices, trunks, voicemail, dialPlan, ReachSettings.DEFAULT);
  }

  private Numbering numbering() {
    return new Numbering(
        lines.values().stream()
            .sorted(comparing(line -> line.number().digits()))
            .map(line -> new NumberedLine(line.number(), line.did(), line.place().partition()))
            .toList(),
        primaryLines.entrySet().stream()
            .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().number())),
        voicemail.map(Voicemail::pilot),
        defaultTrunk().map(Trunk::name));
  }

  /** A domain in which nothing is configured yet. */
  public static ConfigurationSnapshot empty(String domain) {
    return new ConfigurationSnapshot(
        0, domain, List.of(), List.of(), List.of(), Trunks.none(), Optional.empty());
  }

  private static <K, V> Map<K, V> index(
      Collection<V> values, java.util.function.Function<V, K> key) {
    return values.stream()
        .collect(
            toUnmodifiableMap(
                key,
                identity(),
                (one, other) -> {
                  throw new IllegalArgumentException("configured twice: " + key.apply(one));
                }));
  }

  private void requireWhole() {
    for (Line line : lines.values()) {
      require(
          users.containsKey(line.owner()),
          "line " + line.number() + " has no user " + line.owner());
      for (DeviceName device : line.devices()) {
        require(devices.containsKey(device), "line " + line.number() + " has no device " + device);
      }
    }
    for (Device device : devices.values()) {
      require(
          trunks.trunkByUsername(device.name().value()).isEmpty(),
          "a trunk authenticates with the name of device " + device.name());
      require(
          users.containsKey(device.owner()),
          "device " + device.name() + " has no user " + device.owner());
      device
          .pool()
          .ifPresent(
              pool ->
                  require(
                      trunks.pool(pool).isPresent(),
                      "device " + device.name() + " has no device pool " + pool));
      for (DirectoryNumber number : device.lines()) {
        require(lines.containsKey(number), "device " + device.name() + " has no line " + number);
      }
    }
    devices.values().stream()
        .collect(groupingBy(Device::owner, counting()))
        .forEach(
            (owner, count) ->
                require(
                    count <= Device.MOST_OF_A_USER,
                    "user "
                        + owner
                        + " has "
                        + count
                        + " devices, more than "
                        + Device.MOST_OF_A_USER));
    voicemail.ifPresent(
        pilot -> {
          require(
              trunks.trunk(pilot.trunk()).isPresent(), "voicemail has no trunk " + pilot.trunk());
          require(
              !lines.containsKey(pilot.pilot()),
              "the voicemail pilot " + pilot.pilot() + " is also a line");
        });
  }

  /** What users, their destinations and their profiles refer to. */
  private void requireWholeReach() {
    for (User user : users.values()) {
      for (RemoteDestination destination : user.remoteDestinations()) {
        if (destination.attachment() instanceof RemoteDestination.ToDevice(var name)) {
          Device device = devices.get(name);
          require(
              device != null && device.owner().equals(user.id()),
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
                      "the profile of " + user.id() + " has no device pool " + pool));
    }
  }

  private void requireLineOf(UserId user, DirectoryNumber number) {
    Line line = lines.get(number);
    require(
        line != null && line.owner().equals(user),
        "the profile of " + user + " shares line " + number + ", which isn't the user's");
  }

  private void requireSpacesOfReach() {
    for (User user : users.values()) {
      user.profile()
          .ifPresent(
              profile -> {
                requireSpace("the profile of " + user.id(), profile.searchSpace());
                requireSpace("the profile of " + user.id(), profile.reroutingSearchSpace());
              });
    }
    for (Line line : lines.values()) {
      requireSpace("line " + line.number(), line.forwarding().searchSpace());
    }
  }

  private void requireSearchSpaces() {
    for (Line line : lines.values()) {
      requireSpace("line " + line.number(), line.searchSpace());
    }
    for (Device device : devices.values()) {
      requireSpace("device " + device.name(), device.searchSpace());
    }
    for (Trunk trunk : trunks.inOrder()) {
      requireSpace("trunk " + trunk.name(), trunk.searchSpace());
    }
  }

  private void requireSpace(String whose, Optional<SearchSpaceName> name) {
    name.ifPresent(
        space ->
            require(
                dialPlan.space(space).isPresent(),
                whose + " names no search space that is there: " + space));
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  public long version() {
    return version;
  }

  public String domain() {
    return domain;
  }

  public Optional<User> user(UserId id) {
    return Optional.ofNullable(users.get(id));
  }

  public Optional<Line> line(DirectoryNumber number) {
    return Optional.ofNullable(lines.get(number));
  }

  /** The line that a public number reaches. */
  public Optional<Line> line(E164Number did) {
    return Optional.ofNullable(linesByDid.get(did));
  }

  /** The first line of a user. */
  public Optional<Line> primaryLine(UserId user) {
    return Optional.ofNullable(primaryLines.get(user));
  }

  public Optional<Device> device(DeviceName name) {
    return Optional.ofNullable(devices.get(name));
  }

  /** The trunks, their groups and lists, and the device pools. */
  public Trunks trunks() {
    return trunks;
  }

  public Optional<Trunk> trunk(TrunkName name) {
    return trunks.trunk(name);
  }

  /** The trunk that is accepted by this address and port. */
  public Optional<Trunk> trunkAt(String address, int port) {
    return trunks.trunkAt(address, port);
  }

  /** The trunk that takes calls to the telephone network: the first configured. */
  public Optional<Trunk> defaultTrunk() {
    return trunks.first();
  }

  public Collection<User> users() {
    return users.values();
  }

  public Collection<Line> lines() {
    return lines.values();
  }

  public Collection<Device> devices() {
    return devices.values();
  }

  /** The lines of a user in the order of their configuration. */
  public List<Line> linesOf(UserId user) {
    return linesByOwner.getOrDefault(user, List.of());
  }

  /** What holds for single number reach in the whole domain. */
  public ReachSettings reach() {
    return reach;
  }

  /** Whose remote destination a number is. */
  public DestinationIndex destinations() {
    return destinations;
  }

  public Optional<Voicemail> voicemail() {
    return voicemail;
  }

  /** What numbers mean to phones and trunks. */
  public DialPlan dialPlan() {
    return dialPlan;
  }
}
