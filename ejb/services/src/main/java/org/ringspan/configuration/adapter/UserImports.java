package org.ringspan.configuration.adapter;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.ringspan.address.E164Number;
import org.ringspan.configuration.adapter.ConfigurationDocument.Person;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.configuration.boundary.ImportLine;
import org.ringspan.configuration.boundary.ImportState;
import org.ringspan.configuration.boundary.UserTables;
import org.ringspan.directory.KnownUser;
import org.ringspan.identity.Actor;
import org.ringspan.server.HeuristicOutcome;

/** The imports of this server: one runs at a time, the last few are remembered. */
@ApplicationScoped
public class UserImports {
  private static final Logger LOG = Logger.getLogger(UserImports.class);
  private static final int REMEMBERED = 20;

  @Inject private CurrentConfiguration current;
  @Inject private ConfigurationWriter writer;
  @Inject private Clock clock;

  @Resource(lookup = "java:jboss/ee/concurrency/executor/ringspan")
  private ManagedExecutorService executor;

  /** Guarded by itself. */
  private final Map<String, UserImport> imports = new LinkedHashMap<>();

  public String begin(Actor actor, byte[] csv, boolean dryRun) {
    UserImport begun = enter(dryRun, UserTables.MOST_LINES);
    var unused = executor.submit(() -> run(begun, actor, csv, () -> {}));
    return begun.id();
  }

  /** Imports a table before it returns. */
  public UserTables.Imported now(Actor actor, byte[] csv, boolean dryRun, Runnable alongside) {
    UserImport begun = enter(dryRun, UserTables.MOST_AT_ONCE);
    run(begun, actor, csv, alongside);
    return new UserTables.Imported(begun.state(), begun.report(0, Integer.MAX_VALUE));
  }

  private UserImport enter(boolean dryRun, int most) {
    UserImport begun = new UserImport(UUID.randomUUID().toString(), dryRun, most, clock);
    synchronized (imports) {
      if (imports.values().stream().anyMatch(one -> !one.state().phase().isOver())) {
        throw new ConfigurationRefused(Reason.NOT_ALLOWED, "another import is running");
      }
      imports.put(begun.id(), begun);
      if (imports.size() > REMEMBERED) {
        imports.remove(imports.keySet().iterator().next());
      }
    }
    return begun;
  }

  private void run(UserImport job, Actor actor, byte[] csv, Runnable alongside) {
    try {
      if (job.isDryRun()) {
        job.dryRun(csv, current.known().document());
      } else {
        write(job, actor, csv, alongside);
      }
      job.done();
    } catch (UserImport.Cancelled e) {
      job.cancelled();
    } catch (ConfigurationRefused e) {
      job.failed(String.valueOf(e.getMessage()));
    } catch (SeedRefused e) {
      job.failed(e.pointer().isEmpty() ? e.why() : e.pointer() + ": " + e.why());
    } catch (RuntimeException | Error e) {
      // Also of an Error: a job that never ends would keep all others out.
      LOG.errorf(e, "Import %s failed", job.id());
      job.failed("the server's log says why, under " + job.id());
    }
  }

  private void write(UserImport job, Actor actor, byte[] csv, Runnable alongside) {
    try {
      ConfigurationWriter.Written written = writer.importUsers(actor, job, csv, alongside);
      if (job.setsPasswords()) {
        var unused = current.catchUp(written.after().version());
      } else {
        current.adopt(written);
      }
    } catch (EJBException e) {
      if (!HeuristicOutcome.isReasonOf(e)) {
        throw e;
      }
      job.remark(HeuristicOutcome.SENTENCE);
      var unused = current.catchUp(0);
    }
  }

  private Optional<UserImport> find(String id) {
    synchronized (imports) {
      return Optional.ofNullable(imports.get(id));
    }
  }

  public Optional<ImportState> state(String id) {
    return find(id).map(UserImport::state);
  }

  public Optional<List<ImportLine>> report(String id, long after, int most) {
    return find(id).map(job -> job.report(after, most));
  }

  public boolean cancel(String id) {
    return find(id).map(UserImport::cancel).orElse(false);
  }

  /** The users as they are now. */
  public List<KnownUser> users() {
    return current.known().document().people().stream().map(UserImports::user).toList();
  }

  /** Those with some logins, in small letters. */
  public List<KnownUser> users(Set<String> logins) {
    return current.known().document().people().stream()
        .filter(person -> logins.contains(person.id().value().toLowerCase(Locale.ROOT)))
        .map(UserImports::user)
        .toList();
  }

  private static KnownUser user(Person person) {
    return new KnownUser(
        person.id(),
        person.user().name(),
        person.enabled(),
        person.user().mail().address(),
        person.lines().stream()
            .map(
                line ->
                    new KnownUser.Line(line.number().digits(), line.did().map(E164Number::value)))
            .toList());
  }

  public String export() {
    return UserTable.write(current.known().document().people());
  }
}
