package org.ringspan.directory.adapter;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.configuration.boundary.ImportLine;
import org.ringspan.configuration.boundary.ImportState;
import org.ringspan.configuration.boundary.UserTables;
import org.ringspan.directory.DirectoryLink;
import org.ringspan.directory.DirectoryPlan;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.directory.Field;
import org.ringspan.directory.KnownUser;
import org.ringspan.directory.boundary.DirectoryUnreachable;
import org.ringspan.server.HeuristicOutcome;

/** Carries out plans: users, links and directory change in one transaction. */
@ApplicationScoped
public class PlanCarrier {
  @Inject private DirectoryStore store;
  @Inject private UserTables users;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public PlanCarrier() {}

  /** All users as they are now. */
  Collection<KnownUser> users() {
    return users.users();
  }

  /** The users with some logins, in small letters, whatever case theirs is in. */
  Collection<KnownUser> users(Set<String> logins) {
    return users.users(logins);
  }

  /**
   * The fields that may be written to the directory now: none while refused writes wait, since more
   * of the kind would be refused, too.
   */
  Set<Field> written(DirectoryJob job, DirectorySettings settings) {
    int waiting = settings.written().isEmpty() ? 0 : WaitingWrites.count();
    if (waiting == 0) {
      return settings.written();
    }
    job.remark(
        "no numbers are written to the directory, since "
            + waiting
            + " writes that it refused wait for an administrator");
    return Set.of();
  }

  /**
   * Changes users, links and directory.
   *
   * @param links those that the plan was made of
   * @param also what else is kept in the same transaction
   * @return what the import says of the users
   * @throws ConfigurationRefused when nothing was changed
   */
  List<ImportLine> carryOut(
      DirectoryJob job,
      DirectorySettings settings,
      DirectoryPlan plan,
      PlanTable table,
      Collection<DirectoryLink> links,
      Runnable also) {
    Runnable alongside =
        () -> {
          store.changeLinks(links, plan.links());
          also.run();
          try {
            NumberWriter.write(plan, settings);
          } catch (DirectoryUnreachable e) {
            throw new ConfigurationRefused(Reason.NOT_ALLOWED, String.valueOf(e.getMessage()));
          }
        };
    if (table.isEmpty()) {
      if (!job.isDryRun()) {
        heeded(job, () -> store.together(alongside));
      }
      return List.of();
    }
    UserTables.Imported imported = users.now(job.actor(), table.csv(), job.isDryRun(), alongside);
    if (imported.state().phase() != ImportState.Phase.DONE) {
      throw new ConfigurationRefused(
          Reason.NOT_ALLOWED, imported.state().failure().orElse("the users couldn't be changed"));
    }
    imported.state().failure().ifPresent(job::remark);
    return imported.report();
  }

  /** A refusal after the decision is remarked upon: everything else has happened. */
  private static void heeded(DirectoryJob job, Runnable work) {
    try {
      work.run();
    } catch (EJBException e) {
      if (!HeuristicOutcome.isReasonOf(e)) {
        throw e;
      }
      job.remark(HeuristicOutcome.SENTENCE);
    }
  }
}
