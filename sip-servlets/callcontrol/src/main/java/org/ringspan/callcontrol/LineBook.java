package org.ringspan.callcontrol;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.desk.DialogHandle;
import org.ringspan.desk.LineDialog;
import org.ringspan.desk.Replaces;
import org.ringspan.reach.CallerIdentity;

/**
 * The calls of each user as their telephones are shown them, and by what these may name one. It is
 * written and read by one thread, but for {@link #meantBy}, which any thread may ask.
 *
 * @param <C> what a call is to who keeps the book
 */
final class LineBook<C> {
  /** For how long a call that is over is known to have been: a telephone hears of it late. */
  static final Duration REMEMBERED = Duration.ofSeconds(64);

  /**
   * One side of a call. The same user may be on both.
   *
   * @param calling whether it is the side that has called
   */
  record Side(UserId user, boolean calling) {}

  /**
   * What of one side is shown.
   *
   * @param takable whether a telephone may name it to take the call
   * @param line the number of the line
   * @param remote whom the user calls or is called by
   */
  record Shown(boolean takable, LineDialog.Progress progress, String line, CallerIdentity remote) {}

  /**
   * A dialog that a telephone may name.
   *
   * @param call nothing when it is over
   * @param since when it was first shown, or was over
   */
  record Named<C>(DialogHandle handle, Side side, Optional<C> call, Instant since) {}

  private record Entry(String id, DialogHandle handle, LineDialog dialog) {}

  private final Map<C, Map<Side, Entry>> ofCalls = new HashMap<>();
  private final Map<UserId, Map<C, List<LineDialog>>> ofUsers = new HashMap<>();
  private final Map<String, Named<C>> named = new ConcurrentHashMap<>();

  /**
   * Notes how a call stands.
   *
   * @param now what of it is shown; nothing when it is over
   * @return the users for whose telephones that changes something
   */
  Set<UserId> put(C call, Map<Side, Shown> now, Instant at) {
    Map<Side, Entry> before = ofCalls.getOrDefault(call, Map.of());
    Map<Side, Entry> after = new LinkedHashMap<>();
    now.forEach((side, shown) -> after.put(side, entry(before.get(side), side, shown)));
    Set<UserId> changed = new HashSet<>();
    before.forEach(
        (side, entry) -> {
          if (!after.containsKey(side)) {
            changed.add(side.user());
            over(entry.handle(), at);
          }
        });
    after.forEach(
        (side, entry) -> {
          Entry old = before.get(side);
          if (old == null || !old.dialog().equals(entry.dialog())) {
            changed.add(side.user());
          }
          if (entry.dialog().handle().isPresent()) {
            named.putIfAbsent(
                entry.handle().callId(), new Named<>(entry.handle(), side, Optional.of(call), at));
          }
        });
    if (after.isEmpty()) {
      ofCalls.remove(call);
    } else {
      ofCalls.put(call, after);
    }
    changed.forEach(user -> index(user, call, after));
    return changed;
  }

  private static Entry entry(@Nullable Entry before, Side side, Shown shown) {
    String id = before == null ? token() : before.id();
    DialogHandle handle =
        before == null ? new DialogHandle(token() + token(), token(), token()) : before.handle();
    return new Entry(
        id,
        handle,
        new LineDialog(
            id,
            shown.takable() ? Optional.of(handle) : Optional.empty(),
            side.calling(),
            shown.progress(),
            shown.line(),
            shown.remote()));
  }

  /** A token that nobody guesses, which begins with a letter, as an XML name has to. */
  private static String token() {
    return "d" + Long.toHexString(UUID.randomUUID().getMostSignificantBits() & Long.MAX_VALUE);
  }

  private void over(DialogHandle handle, Instant at) {
    named.computeIfPresent(
        handle.callId(), (name, it) -> new Named<>(handle, it.side(), Optional.empty(), at));
  }

  private void index(UserId user, C call, Map<Side, Entry> entries) {
    List<LineDialog> dialogs =
        entries.entrySet().stream()
            .filter(entry -> entry.getKey().user().equals(user))
            .map(entry -> entry.getValue().dialog())
            .toList();
    ofUsers.compute(
        user,
        (id, calls) -> {
          Map<C, List<LineDialog>> all = calls == null ? new LinkedHashMap<>() : calls;
          if (dialogs.isEmpty()) {
            all.remove(call);
          } else {
            all.put(call, dialogs);
          }
          return all.isEmpty() ? null : all;
        });
  }

  /** The calls of a user, those first that were shown first. */
  List<LineDialog> of(UserId user) {
    return ofUsers.getOrDefault(user, Map.of()).values().stream().flatMap(List::stream).toList();
  }

  /** Forgets calls that have been over for long. */
  void forget(Instant now) {
    Instant before = now.minus(REMEMBERED);
    named.values().removeIf(it -> it.call().isEmpty() && it.since().isBefore(before));
  }

  /** The dialog of a user's that is named; nobody else's is found, whoever knows its name. */
  Optional<Named<C>> meantBy(Replaces.Dialog name, UserId user) {
    return Optional.ofNullable(named.get(name.callId()))
        .filter(it -> it.side().user().equals(user) && it.handle().isMeantBy(name));
  }
}
