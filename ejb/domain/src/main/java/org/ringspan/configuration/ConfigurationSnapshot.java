package org.ringspan.configuration;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.dialplan.DialPlan;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.Numbering;
import org.ringspan.dialplan.Numbering.NumberedLine;
import org.ringspan.dialplan.Numbering.ParkedNumber;
import org.ringspan.encryption.MediaEncryption;
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
  private final Optional<Voicemail> voicemail;
  private final DialPlan dialPlan;
  private final ReachSettings reach;
  private final HuntGroups huntGroups;
  private final Parks parks;
  private final DestinationIndex destinations;
  private final Map<UserId, List<Line>> linesByOwner;

  /**
   * @param version grows with every change; two snapshots of the same version are the same
   * @param domain the SIP domain we answer for
   * @param dialPlan compiled here, with the numbers of the lines
   * @param reach what holds for single number reach in the whole domain
   * @param huntGroups numbers that several people take calls for
   * @param parks numbers at which calls are parked
   * @param outOfService users without telephones; what is theirs is checked all the same, since it
   *     is there again when they are back
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
      ReachSettings reach,
      Collection<HuntGroup> huntGroups,
      Collection<ParkNumbers> parks,
      Collection<UserId> outOfService) {
    this.version = version;
    this.domain = domain;
    Map<UserId, User> allUsers = index(users, User::id);
    Map<DirectoryNumber, Line> allLines = index(lines, Line::number);
    Map<DeviceName, Device> allDevices = index(devices, Device::name);
    OutOfService out = new OutOfService(outOfService, devices);
    Collection<Line> served = out.lines(lines);
    this.users = outOfService.isEmpty() ? allUsers : index(out.users(users), User::id);
    this.lines = outOfService.isEmpty() ? allLines : index(served, Line::number);
    this.linesByDid =
        index(
            served.stream().filter(line -> line.did().isPresent()).toList(),
            line -> line.did().orElseThrow());
    this.devices = outOfService.isEmpty() ? allDevices : index(out.devices(devices), Device::name);
    this.trunks = trunks;
    this.voicemail = voicemail;
    this.linesByOwner = byOwner(served);
    this.reach = reach;
    this.huntGroups = new HuntGroups(huntGroups);
    this.parks = new Parks(parks);
    this.destinations = new DestinationIndex(this.users.values(), reach.matchingCallerId());
    Completeness completeness = new Completeness(allUsers, allLines, allDevices, trunks);
    completeness.requireOwners();
    voicemail.ifPresent(completeness::requireVoicemail);
    completeness.requireHuntGroups(this.huntGroups, this.linesByDid, voicemail, reach.access());
    completeness.requireParks(this.parks, this.huntGroups, voicemail, reach);
    this.dialPlan = DialPlan.compile(dialPlan, numbering(lines));
    completeness.requireSearchSpaces(this.dialPlan);
    completeness.requireReach();
    completeness.requireSpacesOf(this.huntGroups, this.dialPlan);
    completeness.requireSpacesOf(this.parks, this.dialPlan);
    this.huntGroups.requireNoLoops(this.dialPlan);
  }

  /** The same with everybody in service. */
  public ConfigurationSnapshot(
      long version,
      String domain,
      Collection<User> users,
      Collection<Line> lines,
      Collection<Device> devices,
      Trunks trunks,
      Optional<Voicemail> voicemail,
      DialPlanSettings dialPlan,
      ReachSettings reach,
      Collection<HuntGroup> huntGroups,
      Collection<ParkNumbers> parks) {
    this(
        version,
        domain,
        users,
        lines,
        devices,
        trunks,
        voicemail,
        dialPlan,
        reach,
        huntGroups,
        parks,
        List.of());
  }

  /** The same without park numbers. */
  public ConfigurationSnapshot(
      long version,
      String domain,
      Collection<User> users,
      Collection<Line> lines,
      Collection<Device> devices,
      Trunks trunks,
      Optional<Voicemail> voicemail,
      DialPlanSettings dialPlan,
      ReachSettings reach,
      Collection<HuntGroup> huntGroups) {
    this(
        version,
        domain,
        users,
        lines,
        devices,
        trunks,
        voicemail,
        dialPlan,
        reach,
        huntGroups,
        List.of());
  }

  /** The same without hunt groups. */
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
    this(version, domain, users, lines, devices, trunks, voicemail, dialPlan, reach, List.of());
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

  private Numbering numbering(Collection<Line> inOrder) {
    Map<UserId, DirectoryNumber> primaryLines = HashMap.newHashMap(linesByOwner.size());
    linesByOwner.forEach((owner, own) -> primaryLines.put(owner, own.getFirst().number()));
    return new Numbering(
        inOrder.stream()
            .sorted(comparing(line -> line.number().digits()))
            .map(line -> new NumberedLine(line.number(), line.did(), line.place().partition()))
            .toList(),
        huntGroups.all().stream()
            .map(group -> new NumberedLine(group.number(), group.did(), group.partition()))
            .toList(),
        parks.all().stream()
            .flatMap(
                range ->
                    range.numbers().stream()
                        .map(
                            number ->
                                new ParkedNumber(
                                    number, range.partition(), range.retrieval(number))))
            .toList(),
        primaryLines,
        voicemail.map(Voicemail::pilot),
        defaultTrunk().map(Trunk::name));
  }

  /** A domain in which nothing is configured yet. */
  public static ConfigurationSnapshot empty(String domain) {
    return new ConfigurationSnapshot(
        0, domain, List.of(), List.of(), List.of(), Trunks.none(), Optional.empty());
  }

  private static <K, V> Map<K, V> index(Collection<V> values, Function<V, K> key) {
    // In order: what is walked through as it came lies together in memory.
    Map<K, V> index = LinkedHashMap.newLinkedHashMap(values.size());
    for (V value : values) {
      if (index.put(key.apply(value), value) != null) {
        throw new IllegalArgumentException("configured twice: " + key.apply(value));
      }
    }
    return Collections.unmodifiableMap(index);
  }

  private static Map<UserId, List<Line>> byOwner(Collection<Line> lines) {
    Map<UserId, List<Line>> byOwner = HashMap.newHashMap(lines.size());
    for (Line line : lines) {
      byOwner.computeIfAbsent(line.owner(), owner -> new ArrayList<>(1)).add(line);
    }
    return byOwner;
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
    return Optional.ofNullable(linesByOwner.get(user)).map(List::getFirst);
  }

  public Optional<Device> device(DeviceName name) {
    return Optional.ofNullable(devices.get(name));
  }

  /** How the media of a phone are encrypted; not at all when there is none of that name. */
  public MediaEncryption encryptionOf(DeviceName name) {
    return device(name).map(Device::encryption).orElse(MediaEncryption.NONE);
  }

  /** How the media of a trunk are encrypted. */
  public MediaEncryption encryptionOf(TrunkName name) {
    return trunk(name).map(Trunk::encryption).orElse(MediaEncryption.NONE);
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

  /** The numbers that several people take calls for. */
  public HuntGroups huntGroups() {
    return huntGroups;
  }

  /** The numbers at which calls are parked. */
  public Parks parks() {
    return parks;
  }

  public Optional<Voicemail> voicemail() {
    return voicemail;
  }

  /** What numbers mean to phones and trunks. */
  public DialPlan dialPlan() {
    return dialPlan;
  }
}
