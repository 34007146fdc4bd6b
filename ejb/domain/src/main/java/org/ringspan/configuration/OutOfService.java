package org.ringspan.configuration;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringspan.address.DeviceName;
import org.ringspan.address.UserId;

/**
 * What calls see of users who are out of service: their numbers, and no telephone of theirs.
 *
 * <ol>
 *   <li>Their devices aren't there: they don't ring, register or call.
 *   <li>Their remote destinations aren't there: they don't ring, and who calls from them is a
 *       stranger.
 *   <li>Their lines ring at devices of others that share them. What nobody takes goes to the
 *       mailbox, where the line forwards to it; forwards to numbers don't count, since users set
 *       them themselves.
 *   <li>They aren't sent mail.
 * </ol>
 *
 * All of it is there again when they are back.
 */
final class OutOfService {
  private final Set<UserId> who;
  private final Set<DeviceName> gone;

  /**
   * @param devices of all users
   */
  OutOfService(Collection<UserId> who, Collection<Device> devices) {
    this.who = Set.copyOf(who);
    this.gone =
        devices.stream()
            .filter(device -> this.who.contains(device.owner()))
            .map(Device::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  Collection<User> users(Collection<User> all) {
    return who.isEmpty() ? all : all.stream().map(this::user).toList();
  }

  private User user(User user) {
    return who.contains(user.id())
        ? new User(
            user.id(),
            user.name(),
            false,
            user.declinesEverywhere(),
            user.profile(),
            List.of(),
            user.deskPickup(),
            false,
            MailWishes.USUAL,
            user.language())
        : user;
  }

  Collection<Line> lines(Collection<Line> all) {
    return who.isEmpty() ? all : all.stream().map(this::line).toList();
  }

  private Line line(Line line) {
    Line shared =
        line.devices().stream().anyMatch(gone::contains)
            ? line.on(line.devices().stream().filter(name -> !gone.contains(name)).toList())
            : line;
    return who.contains(line.owner()) ? shared.forwarding(toMailbox(line.forwarding())) : shared;
  }

  private static LineForwarding toMailbox(LineForwarding forwarding) {
    Map<ForwardCondition, ForwardTarget> kept = new LinkedHashMap<>(forwarding.targets());
    kept.values().removeIf(ForwardTarget.ToNumber.class::isInstance);
    return new LineForwarding(kept, forwarding.noAnswerAfter(), Optional.empty());
  }

  Collection<Device> devices(Collection<Device> all) {
    return gone.isEmpty()
        ? all
        : all.stream().filter(device -> !gone.contains(device.name())).toList();
  }
}
