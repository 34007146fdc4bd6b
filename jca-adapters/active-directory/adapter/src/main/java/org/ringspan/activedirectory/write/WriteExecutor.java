package org.ringspan.activedirectory.write;

import java.util.List;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.BadFilterException;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.DirectoryRefusedException;
import org.ringspan.activedirectory.DirectoryUnavailableException;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.LimitExceededException;
import org.ringspan.activedirectory.NoSuchObjectException;
import org.ringspan.activedirectory.UserAccountControl;
import org.ringspan.activedirectory.UserAccountControl.Flag;
import org.ringspan.activedirectory.ldap.DirectoryClient;
import org.ringspan.activedirectory.ldap.DirectoryClient.Change;
import org.ringspan.journal.Attempt;
import org.ringspan.journal.IntentExecutor;
import org.ringspan.journal.Outcome;

/**
 * Makes intents so. Each is compared with the object as it is, so that one that was carried out
 * before changes nothing; all that is written is the difference.
 */
public final class WriteExecutor implements IntentExecutor<WriteIntent> {
  private static final int OTHERS_WROTE = 3;
  private static final int NO_SUCH_ATTRIBUTE = 16;
  private static final int VALUE_EXISTS = 20;

  private final DirectoryClient client;

  /** By a client. */
  public WriteExecutor(DirectoryClient client) {
    this.client = client;
  }

  @Override
  public void check(WriteIntent intent) {
    WriteCodec.check(intent);
  }

  @Override
  public Outcome carryOut(Attempt attempt, WriteIntent intent) {
    try {
      return carryOut(intent);
    } catch (DirectoryUnavailableException unavailable) {
      // Which of the requests got lost isn't known here; comparing makes the repetition harmless.
      return Outcome.unanswered(message(unavailable));
    } catch (NoSuchObjectException
        | DirectoryRefusedException
        | LimitExceededException
        | BadFilterException refused) {
      return loginRefused(refused) || tooMuch(refused)
          // The object isn't to blame: an administrator will mend the account, or the rush passes.
          ? Outcome.unavailable(message(refused))
          : Outcome.refused(message(refused));
    } catch (ActiveDirectoryException other) {
      return Outcome.refused(message(other));
    }
  }

  private static boolean loginRefused(ActiveDirectoryException refused) {
    return refused instanceof DirectoryRefusedException login && login.resultCode() == 49;
  }

  private static boolean tooMuch(ActiveDirectoryException refused) {
    return refused instanceof LimitExceededException exceeded
        && (exceeded.limit() == LimitExceededException.Limit.ADMINISTRATIVE
            || exceeded.limit() == LimitExceededException.Limit.TIME);
  }

  private static String message(ActiveDirectoryException exception) {
    return String.valueOf(exception.getMessage());
  }

  private Outcome carryOut(WriteIntent intent) throws ActiveDirectoryException {
    for (var times = 1; ; times++) {
      try {
        return once(intent);
      } catch (DirectoryRefusedException refused) {
        // Somebody else has changed the same attribute between our reading and our writing.
        var crossed =
            refused.resultCode() == NO_SUCH_ATTRIBUTE || refused.resultCode() == VALUE_EXISTS;
        if (!crossed || times == OTHERS_WROTE) {
          throw refused;
        }
      }
    }
  }

  private Outcome once(WriteIntent intent) throws ActiveDirectoryException {
    return switch (intent) {
      case WriteIntent.Values(var object, var attribute, var values) -> {
        var entry = client.read(object, List.of(attribute));
        var there = entry.values(attribute);
        yield there.size() == values.size() && there.containsAll(values)
            ? Outcome.alreadyAsWished()
            : modified(entry, new Change.Replace(attribute, values));
      }
      case WriteIntent.Contains(var object, var attribute, var value) -> {
        var entry = client.read(object, List.of(attribute));
        yield contains(entry, attribute, value)
            ? Outcome.alreadyAsWished()
            : modified(entry, new Change.Add(attribute, value));
      }
      case WriteIntent.Lacks(var object, var attribute, var value) -> {
        var entry = client.read(object, List.of(attribute));
        yield contains(entry, attribute, value)
            ? modified(entry, new Change.Delete(attribute, value))
            : Outcome.alreadyAsWished();
      }
      case WriteIntent.Enabled(var object, var enabled) -> enabled(intent, enabled);
      case WriteIntent.Name(var object, var name) -> {
        var entry = client.read(object, List.of("objectGUID"));
        var now = entry.distinguishedName();
        yield now.first().value().equals(name)
            ? Outcome.alreadyAsWished()
            : renamed(now, now.parent().child(now.first().attribute(), name));
      }
      case WriteIntent.Parent(var object, var parent) -> {
        var entry = client.read(object, List.of("objectGUID"));
        var now = entry.distinguishedName();
        yield now.parent().sameAs(parent)
            ? Outcome.alreadyAsWished()
            : renamed(now, parent.child(now.first().attribute(), now.first().value()));
      }
    };
  }

  private Outcome enabled(WriteIntent intent, boolean enabled) throws ActiveDirectoryException {
    var entry = client.read(intent.object(), List.of(UserAccountControl.ATTRIBUTE));
    var now = entry.userAccountControl();
    if (now.isEmpty()) {
      return Outcome.refused(entry.name() + " is no account, or its state can't be read");
    }
    if (now.get().disabled() != enabled) {
      return Outcome.alreadyAsWished();
    }
    var wanted =
        enabled ? now.get().without(Flag.ACCOUNT_DISABLED) : now.get().with(Flag.ACCOUNT_DISABLED);
    // The old number goes by its value: the other bits, if somebody changes them now, stay theirs.
    return modified(
        entry,
        new Change.Delete(UserAccountControl.ATTRIBUTE, DirectoryValue.of(now.get().bits())),
        new Change.Add(UserAccountControl.ATTRIBUTE, DirectoryValue.of(wanted.bits())));
  }

  /** Names compare as names: the directory may write them otherwise than who asked. */
  private static boolean contains(DirectoryEntry entry, String attribute, DirectoryValue value) {
    var values = entry.values(attribute);
    if (values.contains(value)) {
      return true;
    }
    try {
      var name = value.name();
      for (var each : values) {
        if (!name.parts().isEmpty() && each.name().sameAs(name)) {
          return true;
        }
      }
      return false;
    } catch (IllegalArgumentException notNames) {
      return false;
    }
  }

  private Outcome modified(DirectoryEntry entry, Change... changes)
      throws ActiveDirectoryException {
    client.modify(entry.distinguishedName(), List.of(changes));
    return Outcome.done();
  }

  private Outcome renamed(DistinguishedName now, DistinguishedName wanted)
      throws ActiveDirectoryException {
    client.rename(now, wanted);
    return Outcome.done();
  }
}
